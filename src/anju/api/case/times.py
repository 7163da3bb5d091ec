"""Times an office offers, and seats booked in them: no seat twice. Source: I3."""

import datetime
import uuid
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Body, Query

from anju.actions import case as cases
from anju.actions.once import Answer
from anju.api import writing
from anju.api.acting import admitted, operation, written
from anju.api.case.base import DESK, OFFICE, router
from anju.api.entry import Machine
from anju.api.schema.case import (
    BookingAnswer,
    BookSent,
    NothingSent,
    OpenedTimesAnswer,
    TimesAnswer,
    TimesSent,
)
from anju.queries import scope as scopes
from anju.queries.case import mine


@router.get("/cases/times", **operation(DESK, TimesAnswer, asks=("service", "unit")))
def times_free(request: HttpRequest, service: Annotated[str, Query(max_length=80)], unit: uuid.UUID) -> dict[str, Any]:
    """List the coming times with a free seat at an office."""
    _, at = admitted(request, act="book_time")
    rows = [
        {
            "id": row.id,
            "place": row.place,
            "starts_at": row.starts_at,
            "ends_at": row.ends_at,
            "free": row.seats - row.taken,
        }
        for row in mine.free_at(service_id=service, unit_id=unit, at=at)
    ]
    return {"rows": rows}


@router.post("/cases/times", **operation(OFFICE, OpenedTimesAnswer, status=201))
def times_open(request: HttpRequest, key: writing.Key, sent: Body[TimesSent]) -> HttpResponse:
    """Offer times at your office; those that stand already are left. Source: I3."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        opened = cases.open_times(
            starts=sent.starts,
            minutes=sent.minutes,
            seats=sent.seats,
            place=sent.place,
            service_id=sent.service,
            by=machine.actor,
            at=at,
        )
        return {"opened": opened}

    return written(request, key=key, act="open_times", about="times", sent=sent, do=do, status=201)


@router.post("/cases/times/{uuid:slot_id}/book", **operation(DESK, BookingAnswer, status=201))
def time_book(request: HttpRequest, slot_id: uuid.UUID, key: writing.Key, sent: Body[BookSent]) -> HttpResponse:
    """Book a seat for the person of a registered stay; a full time is told as such. Source: I3."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        stay = scopes.stay(machine.scope, stay_id=sent.stay)
        found = cases.book(
            slot_id=slot_id,
            person_id=stay.person_id,
            service_id=sent.service,
            by=machine.actor,
            at=at,
            case_id=sent.case,
        )
        return _booking(found)

    return written(request, key=key, act="book_time", about=slot_id, sent=sent, do=do, status=201)


@router.post("/cases/bookings/{uuid:booking_id}/cancel", **operation(DESK, BookingAnswer))
def time_cancel(request: HttpRequest, booking_id: uuid.UUID, key: writing.Key, sent: Body[NothingSent]) -> HttpResponse:
    """Give a booked seat back. Source: I3."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        return _booking(cases.cancel(booking_id=booking_id, by=machine.actor, at=at))

    return written(request, key=key, act="cancel_time", about=booking_id, sent=sent, do=do)


def _booking(row: Any) -> Answer:
    return {"id": str(row.id), "state": row.state, "starts_at": row.starts_at.isoformat()}
