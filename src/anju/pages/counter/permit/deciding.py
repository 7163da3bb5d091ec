"""What a desk decides on one application, each a named officer's own act. Source: B7, E5–E10, I10."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from anju import catalogue
from anju.actions import hold
from anju.actions import permit as permits
from anju.actions.permit import reading
from anju.law.permit import application
from anju.law.permit import file as law
from anju.law.wording import Text
from anju.pages.counter import desk, words
from anju.pages.counter.permit import file as files_page
from anju.queries import rules
from anju.queries.permit import facts, files
from anju.queries.permit.files import View
from anju.web import access, clock


@require_POST
@access.staff_page(*desk.ROLES)
def accept(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Accept a complete file: both limits run from now."""
    return _at_once(
        request, file_id, "accept_permit", lambda: permits.accept(**_seen(request, file_id)), done="accepted"
    )


@require_POST
@access.staff_page("county_police")
def sign(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Sign a file off."""
    return _at_once(request, file_id, "sign_permit", lambda: permits.sign(**_seen(request, file_id)), done="signed")


@require_POST
@access.staff_page("county_police")
def reopen(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Take a refusal back."""
    why = request.POST.get("why", "")
    return _at_once(
        request, file_id, "reopen_permit", lambda: permits.reopen(why=why, **_seen(request, file_id)), done="reopened"
    )


@require_POST
@access.staff_page(*desk.ROLES)
def withdraw(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Take the application back at the person's word."""
    return _at_once(
        request, file_id, "withdraw_permit", lambda: permits.withdraw(**_seen(request, file_id)), done="withdrawn"
    )


@access.staff_page(*desk.ROLES)
def give_back(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Ask for everything that is missing, once; shows what was told before."""
    ticked = [(item, request.POST.get(f"note.{item}", "")) for item in request.POST.getlist("missing")]

    def context(view: View) -> dict[str, Any]:
        told = {entry["item"] for notice in view.notices for entry in notice.missing}
        return {
            "items": _items(request, told),
            "told_any": bool(told),
            "over": clock.today() > view.file.check_due_on,
        }

    return _form(
        request,
        file_id,
        "counter/permit/return.html",
        lambda: permits.give_back(missing=ticked, **_seen(request, file_id)),
        context,
        done="returned",
    )


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
        for item, text in application.ITEMS.items()
    ]


@access.staff_page(*desk.CHIEFS)
def extend(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Extend the limit with a reason, where the city's policy allows it."""
    why = request.POST.get("why", "")
    return _form(
        request,
        file_id,
        "counter/permit/extend.html",
        lambda: permits.extend(why=why, **_seen(request, file_id)),
        lambda view: {"why": why, "days": _longest(view)},
        done="extended",
    )


def _longest(view: View) -> int:
    held = rules.policy(place=facts.codes(view.file.community.path), on=clock.today())
    return held.permit_extension_calendar_days


@access.staff_page(*desk.CHIEFS)
def refuse(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Refuse in writing: what it rests on, its article, the reason and the remedies."""
    basis, why = request.POST.get("basis", ""), request.POST.get("why", "")
    known = catalogue.current()

    def context(view: View) -> dict[str, Any]:
        return {
            "bases": [
                (key, text, known.cite(law.ARTICLES[key]), known.rules[law.ARTICLES[key]].text)
                for key, text in law.REFUSAL_BASES.items()
            ],
            "basis": basis,
            "why": why,
            "remedies": law.REMEDIES,
        }

    return _form(
        request,
        file_id,
        "counter/permit/refuse.html",
        lambda: permits.refuse(basis=basis, why=why, **_seen(request, file_id)),
        context,
        done="refused",
    )


def _seen(request: HttpRequest, file_id: uuid.UUID) -> Any:
    return {
        "file_id": file_id,
        "by": access.of(request).actor,
        "at": clock.now(),
        "version": desk.version(request),
    }


def _attempt(
    request: HttpRequest, file_id: uuid.UUID, action: str, act: Callable[[], object]
) -> tuple[bool, dict[str, Text]]:
    scope = access.of(request).scope

    def work() -> dict[str, Any]:
        files.one(scope, file_id=file_id)
        act()
        return {}

    answer, errors = desk.attempt(request, action=action, work=work)
    if answer is not None:
        hold.release(stay_id=files.one(scope, file_id=file_id).stay_id, by=scope.actor)
    return answer is not None, errors


def onward(request: HttpRequest, file_id: uuid.UUID, *, done: str) -> HttpResponseRedirect:
    """Lead back to the file, saying what was done; the list it was opened from stays known."""
    state = request.GET.get("state", "")
    more = f"&state={state}" if state.isalpha() else ""
    return HttpResponseRedirect(f"/counter/permits/files/{file_id}/?done={done}{more}")


def _at_once(
    request: HttpRequest, file_id: uuid.UUID, action: str, act: Callable[[], object], *, done: str
) -> HttpResponse:
    stands, errors = _attempt(request, file_id, action, act)
    return onward(request, file_id, done=done) if stands else files_page.page(request, file_id=file_id, errors=errors)


def _form(
    request: HttpRequest,
    file_id: uuid.UUID,
    template: str,
    act: Callable[[], object],
    context: Callable[[View], dict[str, Any]],
    *,
    done: str,
) -> HttpResponse:
    errors: dict[str, Text] = {}
    if request.method == "POST":
        stands, errors = _attempt(request, file_id, template, act)
        if stands:
            return onward(request, file_id, done=done)
    file = reading.open_file(scope=access.of(request).scope, file_id=file_id, purpose="handling", at=clock.now())
    view = files.view(file=file, on=clock.today())
    more = {
        "file": file,
        "view": view,
        "name": words.masked(file.person.name),
        "errors": errors,
        "version": request.POST.get("version", file.version),
    }
    return render(request, template, {**more, **context(view)}, status=422 if errors else 200)
