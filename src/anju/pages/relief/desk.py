"""The list of requests for relief, taking one in, and figures. Source: I9, O1, N5."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import case as cases
from anju.actions import relief
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.relief import doing, fields
from anju.queries import queue
from anju.queries.case import detail
from anju.queries.relief import figures as counted
from anju.queries.relief import offices, record
from anju.web import access, clock, forms, problems

ROLES = ("clerk", "coordinator", "officer")


@access.staff_page(*ROLES)
def index(request: HttpRequest) -> HttpResponse:
    """Show the requests of the post's office, the nearest limit first; that they were shown is on record."""
    scope, show = access.of(request).scope, request.GET.get("show", "open")
    relief.listed(scope=scope, at=clock.now(), show=show if show in record.FILTERS else "")
    page, errors = record.Page(rows=(), after=None), {}
    try:
        page = record.page(scope=scope, show=show, after=queue.cursor(request.GET.get("after", "")))
    except Refusal as refusal:
        errors = problems.of(refusal)
    context = {
        "page": page,
        "show": show,
        "filters": record.FILTERS.items(),
        "first": "after" not in request.GET,
        "counts": scope.role == "officer",
        "errors": errors,
    }
    return render(request, "relief/index.html", context, status=422 if errors else 200)


@access.staff_page("officer")
def of_case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Have the street look into what somebody applied for online: the form, filled with what the application says."""
    scope = access.of(request).scope
    case = cases.open_one(scope=scope, case_id=case_id, purpose="service", at=clock.now())
    if case.service != offices.SERVICE or not offices.takes(scope):
        raise Absent("case")
    before = record.going_on(person_id=case.person_id)
    if before is not None:
        return HttpResponseRedirect(f"/relief/{before}/")
    if request.method == "POST":
        return new(request)
    said = {one.id: one.value.zh for one in detail.of(case=case, on=clock.today()).answers}
    number, community = record.number_of(person_id=case.person_id)
    values = {"what": said.get("what", ""), "people": said.get("people", ""), "number": number, "community": community}
    shown = forms.filled(fields=fields.taken(offices.places(scope)), values=values)
    return render(request, "relief/new.html", {"fields": shown, "case": case, "errors": {}})


@access.staff_page(*ROLES)
def new(request: HttpRequest) -> HttpResponse:
    """Take a request in, also by word of mouth, also for whoever isn't registered."""
    scope = access.of(request).scope
    if not offices.takes(scope):
        raise Absent("relief")
    errors: dict[str, Text] = {}
    if request.method == "POST":
        answer, errors = doing.attempt(request, action="take_relief", work=lambda: _take(request))
        if answer is not None:
            return HttpResponseRedirect(f"/relief/{answer['id']}/?done=taken")
    asked = fields.taken(offices.places(scope))
    shown = forms.filled(fields=asked, values=request.POST, errors=errors) if errors else asked
    context = {"fields": shown, "errors": errors}
    return render(request, "relief/new.html", context, status=422 if errors else 200)


@access.staff_page("officer", "overseer")
def figures(request: HttpRequest) -> HttpResponse:
    """Show twelve months of relief and of help calls; nobody is named, small cells are not shown."""
    found = counted.of(scope=access.of(request).scope, on=clock.today())
    context = {
        "relief_months": [(_first(row.key), row) for row in found.relief],
        "help_months": [(_first(row.key), row) for row in found.help],
        "relief": counted.RELIEF,
        "help": counted.HELP,
        "means": counted.MEANS.format(least=found.least),
    }
    return render(request, "relief/figures.html", context)


def _first(month: str) -> datetime.date:
    return datetime.date.fromisoformat(f"{month}-01")


def _take(request: HttpRequest) -> dict[str, Any]:
    made = relief.take(
        scope=access.of(request).scope,
        at=clock.now(),
        urgent="urgent" in request.POST,
        **doing.typed(request, "community", "number", "name", "contact", "what", "people"),
    )
    return {"id": str(made.id)}
