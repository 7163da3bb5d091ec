"""The office that does something for a person, and the times it offers there. Source: I3, I9."""

import datetime
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from anju import catalogue
from anju.law import city
from anju.law.absent import Absent
from anju.law.case import life
from anju.law.service import Service
from anju.models import Booking, Case, Person, Slot, Unit
from anju.queries import scope as scopes
from anju.queries.case import mine, routing


@dataclass(frozen=True)
class Offered:
    """Where a person books, and what is free; no unit where none is set for their place."""

    unit: Unit | None
    slots: list[Slot]


def settled(*, person_id: uuid.UUID, code: str = "") -> bool:
    """Tell whether it is known where somebody lives, by their record or the community they chose."""
    return routing.community(person_id=person_id) is not None or scopes.community_of(code=code) is not None


def offered(*, service: Service, person_id: uuid.UUID, at: datetime.datetime, code: str = "") -> Offered:
    """Return the office for a person's place (or the community chosen, where nothing is on record) with its free times."""
    place = routing.community(person_id=person_id) or scopes.community_of(code=code)
    if place is None:
        return Offered(unit=None, slots=[])
    unit = routing.deciding(service=service, path=place.path, on=city.day(at))
    return Offered(unit=unit, slots=mine.free(service=service, unit_id=unit.id, at=at) if unit is not None else [])


def coming(*, person_id: uuid.UUID, service_id: str, at: datetime.datetime) -> Booking | None:
    """Return the coming time that a person has for a service."""
    rows = Booking.objects.filter(person_id=person_id, service=service_id, state="booked", starts_at__gt=at)
    return rows.select_related("slot__unit").first()


@dataclass(frozen=True)
class Booked:
    """One booked time with what it is for."""

    booking: Booking
    service: Service
    person: Person


def shown(rows: Sequence[Booking]) -> list[Booked]:
    """Return booked times with their services and people, in one statement more."""
    services = catalogue.current().services
    people = Person.objects.in_bulk([row.person_id for row in rows])
    return [Booked(booking=row, service=services[row.service], person=people[row.person_id]) for row in rows]


def of_case(*, case: Case, at: datetime.datetime) -> Booking | None:
    """Return the coming time booked for a case."""
    return case.bookings.filter(state="booked", starts_at__gt=at).select_related("slot__unit").first()


def own(*, booking_id: uuid.UUID, people: Collection[uuid.UUID]) -> Booking:
    """Return a booked time of one of these people; Absent for any other."""
    rows = Booking.objects.filter(id=booking_id, person_id__in=people).select_related("slot__unit")
    found = rows.first()
    if found is None:
        raise Absent("booking")
    return found


def under_way(*, person_id: uuid.UUID, service_id: str) -> Case | None:
    """Return the case that is open already, so that none is made twice."""
    return Case.objects.filter(person_id=person_id, service=service_id, state__in=life.OPEN).first()


def waiting(*, people: Collection[uuid.UUID]) -> list[Case]:
    """Return the cases that wait for their applicant, the oldest first. Source: B7, I9."""
    rows = Case.objects.filter(person_id__in=people, state__in=life.WITH_APPLICANT).select_related("person")
    return list(rows.order_by("applied_at", "id"))
