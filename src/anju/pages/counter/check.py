"""The check of a file: accept, return with everything missing at once, close, take up again. Source: B2, B6, B7, I10."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from anju.actions import hold, reading
from anju.actions import stay as stays
from anju.actions.stay import check
from anju.law.codes import EndReason
from anju.law.wording import Text
from anju.pages.counter import desk, record
from anju.queries import files
from anju.queries import scope as scopes
from anju.web import access, clock

CLOSING = (EndReason.DUPLICATE, EndReason.FALSE, EndReason.LEFT)


@require_POST
@access.staff_page(*desk.POLICE)
def accept(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Accept a file: registered today, with its receipt."""
    scope = access.of(request).scope

    def work() -> dict[str, Any]:
        scopes.stay(scope, stay_id=stay_id)
        receipt = stays.accept(stay_id=stay_id, by=scope.actor, at=clock.now(), version=desk.version(request))
        return {"receipt": receipt.number}

    return _after(request, stay_id, "accept", work, done="accepted")


@access.staff_page(*desk.ROLES)
def give_back(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Ask for everything that is missing, once; shows what was told before."""
    scope = access.of(request).scope
    errors: dict[str, Text] = {}
    if request.method == "POST":
        ticked = [(item, request.POST.get(f"note.{item}", "")) for item in request.POST.getlist("missing")]

        def work() -> dict[str, Any]:
            scopes.stay(scope, stay_id=stay_id)
            notice = stays.give_back(
                stay_id=stay_id, missing=ticked, by=scope.actor, at=clock.now(), version=desk.version(request)
            )
            return {"notice": str(notice.id)}

        answer, errors = desk.attempt(request, action="return", work=work)
        if answer is not None:
            hold.release(stay_id=stay_id, by=scope.actor)
            return HttpResponseRedirect(f"/counter/files/{stay_id}/?done=returned")
    stay = reading.open_file(scope=scope, stay_id=stay_id, purpose="handling", at=clock.now())
    view = files.view(stay=stay, on=clock.today())
    told = {entry["item"] for notice in view.completions for entry in notice.missing}
    context = {
        "view": view,
        "stay": stay,
        "items": _items(request, told),
        "told_any": bool(told),
        "names": check.ITEMS,
        "errors": errors,
        "version": request.POST.get("version", stay.version),
    }
    return render(request, "counter/return.html", context, status=422 if errors else 200)


def _items(request: HttpRequest, told: set[str]) -> list[dict[str, object]]:
    ticked = set(request.POST.getlist("missing"))
    return [
        {
            "item": item,
            "text": text,
            "ticked": item in ticked,
            "told": item in told,
            "note": request.POST.get(f"note.{item}", ""),
        }
        for item, text in check.ITEMS.items()
    ]


@access.staff_page(*desk.POLICE)
def close(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Close a declaration that is a duplicate, a mistake or false: a named officer, with the reason."""
    scope = access.of(request).scope
    errors: dict[str, Text] = {}
    if request.method == "POST":

        def work() -> dict[str, Any]:
            scopes.stay(scope, stay_id=stay_id)
            stays.close(
                stay_id=stay_id,
                reason=request.POST.get("reason", ""),
                why=request.POST.get("why", ""),
                by=scope.actor,
                at=clock.now(),
                version=desk.version(request),
            )
            return {}

        answer, errors = desk.attempt(request, action="close", work=work)
        if answer is not None:
            hold.release(stay_id=stay_id, by=scope.actor)
            return HttpResponseRedirect(f"/counter/files/{stay_id}/?done=closed")
    stay = reading.open_file(scope=scope, stay_id=stay_id, purpose="handling", at=clock.now())
    context = {
        "stay": stay,
        "view": files.view(stay=stay, on=clock.today()),
        "reasons": [(str(code.value), code.label) for code in CLOSING],
        "reason": request.POST.get("reason", request.GET.get("reason", "")),
        "why": request.POST.get("why", ""),
        "errors": errors,
        "version": request.POST.get("version", stay.version),
    }
    return render(request, "counter/close.html", context, status=422 if errors else 200)


@require_POST
@access.staff_page(*desk.CHIEFS)
def reopen(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Take a closed declaration up again."""
    scope = access.of(request).scope

    def work() -> dict[str, Any]:
        scopes.stay(scope, stay_id=stay_id)
        stays.reopen(
            stay_id=stay_id,
            why=request.POST.get("why", ""),
            by=scope.actor,
            at=clock.now(),
            version=desk.version(request),
        )
        return {}

    return _after(request, stay_id, "reopen", work, done="reopened")


def _after(request: HttpRequest, stay_id: uuid.UUID, action: str, work: Any, *, done: str) -> HttpResponse:
    answer, errors = desk.attempt(request, action=action, work=work)
    if answer is None:
        return record.page(request, stay_id=stay_id, errors=errors)
    hold.release(stay_id=stay_id, by=access.of(request).actor)
    return HttpResponseRedirect(f"/counter/files/{stay_id}/?done={done}")
