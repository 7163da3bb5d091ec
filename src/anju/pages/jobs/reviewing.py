"""Officers review vacancies: published, declined or taken down, with advice beside the text. Source: I3, I10."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import job as jobs
from anju.law.absent import Absent
from anju.law.job import ground, vacancy
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.jobs import common
from anju.queries.job import review, within
from anju.web import access, clock, paging

ROLES = ("officer",)
_ASK = Text(zh="请选择怎样办理。", en="Please choose what to do.")


@access.staff_page(*ROLES)
def index(request: HttpRequest) -> HttpResponse:
    """Show the vacancies of the office in one state, those that wait longest first."""
    scope = access.of(request).scope
    within.demand(scope)
    state = request.GET.get("state", vacancy.LIFECYCLE.initial)
    if state not in vacancy.STATES:
        raise Absent("state")
    cursor = request.GET.get("after", "")
    rows = review.vacancies(scope, state=state, after=paging.decode(cursor))
    context = {
        "page": paging.page(rows=rows, size=review.SIZE, cursor=cursor, key=review.vacancy_key),
        "state": state,
        "states": vacancy.STATES.items(),
        "waiting": review.waiting(scope),
    }
    return render(request, "jobs/review.html", context)


@access.staff_page(*ROLES)
def one(request: HttpRequest, vacancy_id: uuid.UUID) -> HttpResponse:
    """Show one vacancy with what to look at; publish, decline or take it down."""
    scope = access.of(request).scope
    within.vacancy(scope, vacancy_id=vacancy_id)
    errors: dict[str, Text] = {}
    if request.method == "POST":
        _, errors = common.tried(request, action="review_vacancy", do=lambda: _do(request, vacancy_id))
        if not errors:
            return HttpResponseRedirect(request.path)
    found = review.one(scope, vacancy_id=vacancy_id, on=clock.today())
    context = {
        "found": found,
        "articles": ground.ARTICLES.items(),
        "remedy": ground.REMEDY,
        "errors": errors,
        "typed": request.POST,
    }
    return render(request, "jobs/review_one.html", context, status=422 if errors else 200)


def _do(request: HttpRequest, vacancy_id: uuid.UUID) -> dict[str, Any]:
    scope, at, version = access.of(request).scope, clock.now(), common.version(request)
    reason, article = request.POST.get("reason", ""), request.POST.get("article", "")
    choice = request.POST.get("choice", "")
    if choice == "publish":
        jobs.publish(vacancy_id=vacancy_id, scope=scope, at=at, version=version)
    elif choice == "decline":
        jobs.decline_vacancy(vacancy_id=vacancy_id, reason=reason, article=article, scope=scope, at=at, version=version)
    elif choice == "down":
        jobs.take_down(vacancy_id=vacancy_id, reason=reason, article=article, scope=scope, at=at, version=version)
    else:
        raise Refusal("not_an_option", _ASK, field="choice", rule="I10")
    return {"done": choice}
