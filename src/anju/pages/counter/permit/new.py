"""An application on one screen: taken in on the spot, or a returned one put right at the window. Source: B7, B8, E5, E9, G1."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import permit as permits
from anju.actions import reading as stay_reading
from anju.actions.permit import reading
from anju.law.wording import Text
from anju.pages.counter import desk, words
from anju.pages.counter.permit import deciding, form
from anju.queries import scope as scopes
from anju.queries.permit import files, offer
from anju.web import access, clock, uploads


@uploads.taking
@access.staff_page(*desk.ROLES)
def take_in(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Take an application in for whoever stands at the counter: applied for and accepted in one act, or only received."""
    scope, at, today = access.of(request).scope, clock.now(), clock.today()
    stay = stay_reading.open_file(scope=scope, stay_id=stay_id, purpose="handling", at=at)
    offered = offer.of(stay=stay, on=today) if stay.state == "registered" else None
    if offered is None or offered.file is not None:
        context = {"stay": stay, "name": words.masked(stay.person.name), "offered": offered}
        return render(request, "counter/permit/none.html", context)
    shown = form.read(request, offered=offered, kind=form.kind(request, offered))
    errors: dict[str, Text] = {}
    if request.method == "POST" and not shown.again:
        only = "receive" in request.POST

        def work() -> dict[str, Any]:
            found = scopes.stay(scope, stay_id=stay_id)
            asked = offer.read(raw=shown.raw, stay=found, on=today)
            act = permits.apply if only else permits.take_in
            made = act(
                person_id=found.person_id, stay_id=stay_id, asked=asked, channel="counter", by=scope.actor, at=at
            )
            return {"file": str(made.id)}

        answer, errors = desk.attempt(request, action="apply_permit", work=work)
        if answer is not None:
            done = "received" if only else "taken"
            return HttpResponseRedirect(f"/counter/permits/files/{answer['file']}/?done={done}")
    context = {
        "stay": stay,
        "name": words.masked(stay.person.name),
        "offered": offered,
        "ripe": offered.permit is not None or (offered.eligible_from is not None and today >= offered.eligible_from),
        "errors": errors,
        **form.context(shown, offered=offered, errors=errors),
    }
    return render(request, "counter/permit/new.html", context, status=422 if errors else 200)


@uploads.taking
@access.staff_page(*desk.ROLES)
def complete(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Put a returned application right with whoever brings what was missing."""
    scope, at, today = access.of(request).scope, clock.now(), clock.today()
    file = reading.open_file(scope=scope, file_id=file_id, purpose="handling", at=at)
    view = files.view(file=file, on=today)
    stay = view.facts.stay
    if stay is None or file.state != "returned":
        return deciding.onward(request, file_id, done="")
    offered = offer.of(stay=scopes.stay(scope, stay_id=stay.id), on=today)
    shown = form.read(request, offered=offered, kind=file.kind, view=view)
    errors: dict[str, Text] = {}
    if request.method == "POST" and not shown.again:
        seen = desk.version(request)

        def work() -> dict[str, Any]:
            asked = offer.read(raw=shown.raw, stay=offered.stay, on=today)
            permits.complete(file_id=file_id, asked=asked, by=scope.actor, at=at, version=seen)
            return {}

        answer, errors = desk.attempt(request, action="complete_permit", work=work)
        if answer is not None:
            return deciding.onward(request, file_id, done="completed")
    context = {
        "file": file,
        "name": words.masked(file.person.name),
        "notice": form.missing(view),
        "version": request.POST.get("version", file.version),
        "errors": errors,
        **form.context(shown, offered=offered, errors=errors),
    }
    return render(request, "counter/permit/complete.html", context, status=422 if errors else 200)
