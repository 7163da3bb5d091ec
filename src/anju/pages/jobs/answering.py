"""An employer's answer to an application: opened on record, invited, declined with the reason, the outcome. Source: I3, L2."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import job as jobs
from anju.law import codes
from anju.law.job import application as law
from anju.law.job.application import Decline
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.jobs import common
from anju.queries.job import offered
from anju.web import access, clock

_ASK = Text(zh="请选择要做什么。", en="Please choose what to do.")


@access.resident_page
def one(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Open an application, on record; invite, decline, or report the outcome."""
    by = common.me(request)
    errors: dict[str, Text] = {}
    if request.method == "POST":
        _, errors = common.tried(request, action="job_applicant", do=lambda: _do(request, application_id))
        if not errors:
            return HttpResponseRedirect(request.path)
    held = jobs.open_one(application_id=application_id, by=by, at=clock.now())
    found = offered.opened(held)
    context = {
        "found": found,
        "possible": [step.act for step in law.LIFECYCLE.acts_from(held.state)],
        "reasons": codes.choices(Decline),
        "errors": errors,
        "typed": request.POST,
    }
    return render(request, "jobs/applicant.html", context, status=422 if errors else 200)


def _do(request: HttpRequest, application_id: uuid.UUID) -> dict[str, Any]:
    by, at, version = common.me(request), clock.now(), common.version(request)
    words, choice = request.POST.get("words", ""), request.POST.get("choice", "")
    if choice == "invite":
        jobs.invite(application_id=application_id, words=words, by=by, at=at, version=version)
    elif choice == "decline":
        reason = request.POST.get("reason", "")
        jobs.decline_applicant(application_id=application_id, reason=reason, words=words, by=by, at=at, version=version)
    elif choice == "hire":
        jobs.hire(application_id=application_id, by=by, at=at, version=version)
    elif choice == "not_hire":
        jobs.not_hire(application_id=application_id, by=by, at=at, version=version)
    else:
        raise Refusal("not_an_option", _ASK, field="choice", rule="I3")
    return {"done": choice}
