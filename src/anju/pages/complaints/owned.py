"""The complaints of the acting post's office."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import complaint
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.queries import complaints
from anju.web import access, clock, once, problems

ROLES = ("registrar", "chief", "county_police", "clerk", "officer", "overseer")
_STAMPS = frozenset({"csrfmiddlewaretoken", "once"})
_CHOOSE = Text(zh="请选择怎样办理。", en="Please choose what to do.")
_OFFICE = Text(zh="请先查找并选择要转交的单位。", en="Please look up and choose the office first.")


@access.staff_page(*ROLES)
def index(request: HttpRequest) -> HttpResponse:
    """Show the open complaints of the office, the nearest limit first; their words stand on their own page."""
    scope = access.of(request).scope
    after = request.GET.get("after", "")
    rows = complaints.owned(scope, after=after, limit=complaints.PAGE + 1)
    shown = rows[: complaints.PAGE]
    more = shown[-1].cursor if len(rows) > complaints.PAGE else ""
    return render(request, "complaints/owned.html", {"rows": shown, "more": more, "first": not after})


@access.staff_page(*ROLES)
def one(request: HttpRequest, complaint_id: uuid.UUID) -> HttpResponse:
    """Show one complaint with its steps and words; answer it, offer it, take or decline it."""
    visitor = access.of(request)
    scope = visitor.scope
    complaints.one(scope, complaint_id=complaint_id)
    errors: dict[str, Text] = {}
    if request.method == "POST" and "find" not in request.POST:
        content = {name: request.POST.getlist(name) for name in request.POST if name not in _STAMPS}
        try:
            once.post(
                request,
                action="complaint",
                content={"path": request.path, **content},
                do=lambda: _do(request, complaint_id),
            )
            return HttpResponseRedirect("/staff/complaints/")
        except (Refusal, Refusals) as error:
            errors = problems.of(error)
    opened = complaint.open_one(complaint_id=complaint_id, by=scope.actor, at=clock.now())
    held = complaints.one(scope, complaint_id=complaint_id)
    context = {
        "row": held.row,
        "steps": held.steps,
        "opened": opened,
        "open": held.row.state != "answered",
        "office": request.POST.get("office", ""),
        "to": request.POST.get("to", ""),
        "units": complaints.receivers(scope, text=request.POST.get("office", "")),
        "words": request.POST.get("words", ""),
        "why": request.POST.get("why", ""),
        "note": request.POST.get("note", ""),
        "errors": errors,
    }
    return render(request, "complaints/one.html", context, status=422 if errors else 200)


def _do(request: HttpRequest, complaint_id: uuid.UUID) -> dict[str, Any]:
    by, at, posted = access.of(request).actor, clock.now(), request.POST
    choice = posted.get("choice", "")
    if choice == "answer":
        complaint.answer(complaint_id=complaint_id, words=posted.get("words", ""), by=by, at=at)
    elif choice == "take":
        complaint.take(complaint_id=complaint_id, by=by, at=at)
    elif choice == "decline":
        complaint.decline(complaint_id=complaint_id, why=posted.get("why", ""), by=by, at=at)
    elif choice == "offer":
        complaint.offer(
            complaint_id=complaint_id, to=_office(posted.get("to", "")), words=posted.get("note", ""), by=by, at=at
        )
    else:
        raise Refusal("not_an_option", _CHOOSE, field="choice", rule="J1")
    return {"done": choice}


def _office(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise Refusal("office_unknown", _OFFICE, field="office", rule="J2") from error
