"""The times of an office as its officers see them: what is offered on which day, and who comes, masked. Source: I3, L2."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from anju.law import city, identity
from anju.law.wording import Text
from anju.models import Booking, Person, Slot
from anju.queries.case import queue
from anju.queries.scope import Scope

MOST = 300


@dataclass(frozen=True)
class Time:
    """One offered time with its seats."""

    id: uuid.UUID
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    place: str
    # empty: for everything of the office
    service: Text | None
    seats: int
    taken: int
    closed: bool


@dataclass(frozen=True)
class Coming:
    """One person who comes."""

    starts_at: datetime.datetime
    place: str
    name: str
    service: Text
    number: str


def times(*, scope: Scope, first: datetime.date, days: int) -> Sequence[Time]:
    """Return the times of one's own office on days from `first` on; none for posts that handle no cases."""
    if scope.role != "officer":
        return ()
    start, end = _span(first, days)
    rows = Slot.objects.filter(unit=scope.unit, starts_at__gte=start, starts_at__lt=end)
    return [
        Time(
            id=row.id,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            place=row.place,
            service=queue.service_name(row.service) if row.service else None,
            seats=row.seats,
            taken=row.taken,
            closed=row.closed_at is not None,
        )
        for row in rows.order_by("starts_at", "place", "id")[:MOST]
    ]


def coming(*, scope: Scope, on: datetime.date) -> Sequence[Coming]:
    """Return who comes to one's own office on a day, the earliest first, by a masked name."""
    if scope.role != "officer":
        return ()
    start, end = _span(on, 1)
    rows = Booking.objects.filter(
        slot__unit=scope.unit, state="booked", starts_at__gte=start, starts_at__lt=end
    ).select_related("slot", "case")
    found = list(rows.order_by("starts_at", "seat", "id")[:MOST])
    people = Person.objects.in_bulk([row.person_id for row in found])
    return [
        Coming(
            starts_at=row.starts_at,
            place=row.slot.place,
            name=identity.mask_name(people[row.person_id].name),
            service=queue.service_name(row.service),
            number=row.case.number if row.case is not None and row.case.unit_id == scope.unit.id else "",
        )
        for row in found
    ]


def _span(first: datetime.date, days: int) -> tuple[datetime.datetime, datetime.datetime]:
    start = datetime.datetime.combine(first, datetime.time(), city.TIME)
    return start, start + datetime.timedelta(days=days)
