"""Officers check employers and who acts for them: accepted, declined, ended, with reason and article. Source: I3, I4, I10."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import job as jobs
from anju.law import codes
from anju.law.absent import Absent
from anju.law.job import employer, ground
from anju.law.job.employer import Checked
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.jobs import common, hiring
from anju.queries.job import review, within
from anju.web import access, clock, paging

_ASK = Text(zh="请选择怎样办理。", en="Please choose what to do.")


@access.staff_page("officer")
def index(request: HttpRequest) -> HttpResponse:
    """Show the employers of the office in one state, those that wait longest first."""
    scope = access.of(request).scope
    within.demand(scope)
    state = request.GET.get("state", employer.LIFECYCLE.initial)
    if state not in employer.STATES:
        raise Absent("state")
    cursor = request.GET.get("after", "")
    rows = review.employers(scope, state=state, after=paging.decode(cursor))
    context = {
        "page": paging.page(rows=rows, size=review.SIZE, cursor=cursor, key=review.employer_key),
        "state": state,
        "states": employer.STATES.items(),
        "waiting": review.waiting(scope),
    }
    return render(request, "jobs/review_employers.html", context)


@access.staff_page("officer")
def one(request: HttpRequest, employer_id: uuid.UUID) -> HttpResponse:
    """Show one employer and who acts for it; accept, decline, end, let people in."""
    scope = access.of(request).scope
    within.employer(scope, employer_id=employer_id)
    errors: dict[str, Text] = {}
    if request.method == "POST":
        _, errors = common.tried(request, action="check_employer", do=lambda: _do(request, employer_id))
        if not errors:
            return HttpResponseRedirect(request.path)
    context = {
        "found": review.employer_one(scope, employer_id=employer_id),
        "articles": ground.ARTICLES.items(),
        "checked": codes.choices(Checked),
        "how": dict(codes.choices(Checked)),
        "errors": errors,
        "typed": request.POST,
    }
    return render(request, "jobs/review_employer.html", context, status=422 if errors else 200)


def _do(request: HttpRequest, employer_id: uuid.UUID) -> dict[str, Any]:
    scope, at, choice = access.of(request).scope, clock.now(), request.POST.get("choice", "")
    reason, article = request.POST.get("reason", ""), request.POST.get("article", "")
    if choice == "accept":
        jobs.accept(employer_id=employer_id, checked=request.POST.get("checked", ""), scope=scope, at=at)
    elif choice == "decline":
        jobs.decline(employer_id=employer_id, reason=reason, article=article, scope=scope, at=at)
    elif choice == "end":
        jobs.end(employer_id=employer_id, reason=reason, article=article, scope=scope, at=at)
    elif choice == "admit":
        jobs.admit(employer_id=employer_id, agent_id=hiring.agent_id(request), by=scope.actor, at=at)
    elif choice == "leave":
        jobs.leave(employer_id=employer_id, agent_id=hiring.agent_id(request), by=scope.actor, at=at)
    else:
        raise Refusal("not_an_option", _ASK, field="choice", rule="I10")
    return {"done": choice}
