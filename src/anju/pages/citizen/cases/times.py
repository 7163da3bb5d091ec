"""Booked times: what is free at an office, by place and day; booking, cancelling, booking another. Source: I3."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import case as cases
from anju.law import city
from anju.law.absent import Absent
from anju.law.case import life
from anju.law.service import Service
from anju.law.wording import Text
from anju.pages.citizen import guard
from anju.pages.citizen.cases import doing, new, place, whom, words
from anju.queries.case import mine, times
from anju.queries.case.times import Offered
from anju.queries.entitlement import offering
from anju.web import access, clock


@dataclass(frozen=True)
class Day:
    """The free times of one day at one place."""

    on: datetime.date
    slots: list[Any]


@guard.page
def listed(request: HttpRequest) -> HttpResponse:
    """Show the coming times of oneself and one's wards."""
    people = whom.everyone(request)
    rows = times.shown(mine.times(people=people, at=clock.now()))
    context = {"rows": rows, "several": len(people) > 1, "done": words.DONE.get(request.GET.get("done", ""))}
    return render(request, "citizen/cases/times.html", context)


@guard.page
def new_time(request: HttpRequest, office: str, name: str) -> HttpResponse:
    """Book a time for a service that needs a visit."""
    service = offering.service(key=f"{office}/{name}", on=clock.today())
    if service.process != "booking":
        return HttpResponseRedirect(f"/services/{service.id}/")
    people = whom.able(request, service=service)
    one = whom.chosen(request, people)
    if one is None:
        return new.asked(request, service, people)
    code = place.chosen(request)
    if not times.settled(person_id=one.person.id, code=code):
        return place.ask(request, service=service, one=one)
    held = times.offered(service=service, person_id=one.person.id, at=clock.now(), code=code)
    context = {"one": one, "row": new.weighed(service, one), "back": f"/services/{service.id}/"}
    return _book(request, service, one.person.id, held, context)


@guard.page
def for_case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Book a time at the office that handles one's case."""
    case = cases.open_own(case_id=case_id, by=access.of(request).actor, at=clock.now())
    own = mine.of(case=case)
    if not own.service.visit or case.state not in life.OPEN:
        return HttpResponseRedirect(f"/my/cases/{case_id}/")
    slots = mine.free(service=own.service, unit_id=case.unit_id, at=clock.now())
    held = Offered(unit=case.unit, slots=slots)
    context = {"case": case, "back": f"/my/cases/{case_id}/"}
    return _book(request, own.service, case.person_id, held, context, case_id=case_id)


@guard.page
def cancel(request: HttpRequest, booking_id: uuid.UUID) -> HttpResponse:
    """Ask once more, and let a booked time go."""
    booked = times.own(booking_id=booking_id, people=whom.everyone(request))
    by, at = access.of(request).actor, clock.now()
    errors: dict[str, Text] = {}
    if request.method == "POST":

        def do() -> dict[str, Any]:
            cases.cancel(booking_id=booking_id, by=by, at=at)
            return {}

        content: dict[str, object] = {"booking": str(booking_id)}
        _, errors = doing.once_only(request, action="cancel_time", content=content, do=do)
        if not errors:
            return HttpResponseRedirect("/my/times/?done=cancelled")
    context = {"row": times.shown([booked])[0], "errors": errors}
    return render(request, "citizen/cases/cancel.html", context, status=422 if errors else 200)


def _book(
    request: HttpRequest,
    service: Service,
    person_id: uuid.UUID,
    held: Offered,
    context: dict[str, Any],
    *,
    case_id: uuid.UUID | None = None,
) -> HttpResponse:
    errors: dict[str, Text] = {}
    if request.method == "POST":
        slot = request.POST.get("slot", "")
        by, at = access.of(request).actor, clock.now()

        def do() -> dict[str, Any]:
            made = cases.book(
                slot_id=_key(slot), person_id=person_id, service_id=service.id, by=by, at=at, case_id=case_id
            )
            return {"booking": str(made.id)}

        content: dict[str, object] = {"person": str(person_id), "service": service.id, "slot": slot}
        _, errors = _chosen(slot) or doing.once_only(request, action="book_time", content=content, do=do)
        if not errors:
            return HttpResponseRedirect("/my/times/?done=booked")
    context = {
        **context,
        "service": service,
        "unit": held.unit,
        "places": _by_place(held),
        "booked": times.coming(person_id=person_id, service_id=service.id, at=clock.now()),
        "fee": words.fee(service),
        "limit": words.limit(service.limit),
        "slot": request.POST.get("slot", ""),
        "errors": errors,
    }
    return render(request, "citizen/cases/book.html", context, status=422 if errors else 200)


_CHOOSE = Text(zh="请选一个时间。", en="Please choose a time.")


def _chosen(slot: str) -> "tuple[dict[str, Any], dict[str, Text]] | None":
    return None if slot else ({}, {"slot": _CHOOSE})


def _key(typed: str) -> uuid.UUID:
    try:
        return uuid.UUID(typed)
    except ValueError:
        raise Absent("slot") from None


def _by_place(held: Offered) -> list[tuple[str, list[Day]]]:
    found: dict[str, dict[datetime.date, list[Any]]] = {}
    for slot in held.slots:
        day = city.day(slot.starts_at)
        found.setdefault(slot.place, {}).setdefault(day, []).append(slot)
    return [(where, [Day(on, slots) for on, slots in days.items()]) for where, days in found.items()]
