"""Opening a request for relief, and seeing the list: on record before the answer leaves. Source: L2, L12."""

import datetime
import uuid

from anju.actions import record
from anju.actions.case import locking as cases
from anju.actions.relief.locking import KIND
from anju.law import authority
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.codes import Purpose
from anju.models import Relief
from anju.queries.relief import offices
from anju.queries.relief import record as seen
from anju.queries.scope import Scope


def open_one(*, scope: Scope, relief_id: uuid.UUID, at: datetime.datetime) -> Relief:
    """Open a request of one's own office; Absent alike for what is not there and what is not theirs."""
    authority.demand(by=scope.actor, act="open_relief")
    found = seen.one(scope, relief_id=relief_id)
    _read(found, by=scope.actor, purpose=Purpose.SERVICE, at=at)
    return found


def open_own(*, relief_id: uuid.UUID, by: Actor, at: datetime.datetime) -> Relief:
    """Open one's own request, or a ward's; Absent for everyone else's."""
    authority.demand(by=by, act="open_relief")
    found = Relief.objects.filter(id=relief_id).exclude(person=None).select_related("person", "community").first()
    if found is None or found.person_id is None or by.kind != "resident":
        raise Absent("relief")
    cases.acts_for(person_id=found.person_id, by=by, at=at)
    _read(found, by=by, purpose=Purpose.OWN, at=at)
    return found


def listed(*, scope: Scope, at: datetime.datetime, show: str) -> None:
    """Put on record that a list was shown; Absent for a post that has nothing to do with relief."""
    if not offices.takes(scope):
        raise Absent("relief")
    purpose, about = str(Purpose.SERVICE), (KIND, scope.unit.code)
    record.write(what="list", by=scope.actor, at=at, subject=about, purpose=purpose, detail={"show": show})


def _read(found: Relief, *, by: Actor, purpose: Purpose, at: datetime.datetime) -> None:
    record.write(
        what="open_relief",
        by=by,
        at=at,
        subject=(KIND, found.id),
        person_id=found.person_id,
        purpose=str(purpose),
    )
