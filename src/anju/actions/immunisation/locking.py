"""Whose child it is, and one entry at a time. Source: O1, B8."""

import datetime
import uuid

from anju.actions.case import locking
from anju.law import city
from anju.law import vaccination as law
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.models import Person, VaccineDose
from anju.queries.immunisation import area, plans
from anju.queries.scope import Scope


def in_area(scope: Scope, *, person_id: uuid.UUID, at: datetime.datetime) -> Person:
    """Return a child of the office's area, locked; Absent for everyone else's. Part of a larger act."""
    stay = area.stay(scope, person_id=person_id, on=city.day(at))
    return Person.objects.select_for_update().get(id=stay.person_id)


def of_guardian(*, person_id: uuid.UUID, by: Actor, at: datetime.datetime) -> Person:
    """Return a child somebody is bound to, or oneself while young enough; Absent for everyone else's."""
    if by.kind != "resident":
        raise Absent("child")
    locking.acts_for(person_id=person_id, by=by, at=at)
    person = Person.objects.get(id=person_id)
    if not plans.is_child(person, on=city.day(at)):
        raise Absent("child")
    return person


def dose(*, dose_id: uuid.UUID, person: Person, state: str) -> VaccineDose:
    """Return one entry of a child's record, locked; Refusal "settled_before" where it is no longer in the state."""
    row = VaccineDose.objects.select_for_update().filter(id=dose_id, person=person).first()
    if row is None:
        raise Absent("dose")
    if row.state != state:
        raise Refusal("settled_before", law.SETTLED, rule="L2")
    return row


def owner(*, dose_id: uuid.UUID) -> uuid.UUID:
    """Return whose record an entry stands in; the caller checks that the child is theirs."""
    found = VaccineDose.objects.filter(id=dose_id).values_list("person_id", flat=True).first()
    if found is None:
        raise Absent("dose")
    return found
