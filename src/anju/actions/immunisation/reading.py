"""Opening a child's plan, and seeing a list: reads on record before the answer leaves. Source: L2, L12."""

import datetime
import uuid

from anju.actions import record
from anju.actions.immunisation import locking
from anju.law import authority, city
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.codes import Purpose
from anju.models import Person, Stay
from anju.queries.immunisation import area
from anju.queries.scope import Scope


def open_child(*, scope: Scope, person_id: uuid.UUID, at: datetime.datetime) -> Stay:
    """Open the plan of a child in the office's area; Absent alike for nobody and for somebody else's."""
    authority.demand(by=scope.actor, act="open_vaccines")
    stay = area.stay(scope, person_id=person_id, on=city.day(at))
    _read(by=scope.actor, person_id=person_id, purpose=Purpose.SERVICE, at=at)
    return stay


def open_own(*, person_id: uuid.UUID, by: Actor, at: datetime.datetime) -> Person:
    """Open the plan of one's own child; Absent for everyone else's."""
    authority.demand(by=by, act="open_vaccines")
    person = locking.of_guardian(person_id=person_id, by=by, at=at)
    _read(by=by, person_id=person_id, purpose=Purpose.OWN, at=at)
    return person


def listed(*, scope: Scope, at: datetime.datetime, show: str) -> None:
    """Put on record that a list of children was shown; Absent for a post that has nothing to do with vaccinations."""
    if not area.reaches(scope):
        raise Absent("vaccines")
    record.write(
        what="list",
        by=scope.actor,
        at=at,
        subject=("vaccines", scope.unit.code),
        purpose=str(Purpose.SERVICE),
        detail={"show": show},
    )


def _read(*, by: Actor, person_id: uuid.UUID, purpose: Purpose, at: datetime.datetime) -> None:
    record.read(
        what="open_vaccines",
        by=by,
        at=at,
        subject_kind="vaccines",
        people=[(person_id, person_id)],
        purpose=str(purpose),
    )
