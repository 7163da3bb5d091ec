"""Opening a place on the list: a read with its purpose, on record before the answer leaves. Source: L2, L12."""

import datetime
import uuid

from anju.actions import record
from anju.actions.rental import locking
from anju.law import authority
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.codes import Purpose
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import RentalEntry
from anju.queries.rental import within
from anju.queries.scope import Scope

_STATED = frozenset(str(code.value) for code in Purpose) - {str(Purpose.OWN.value)}
_PURPOSE = Text(zh="请选择查看的目的，本人看得到。", en="Please choose why you look; the person can read it.")


def open_one(*, scope: Scope, entry_id: uuid.UUID, purpose: str, at: datetime.datetime) -> RentalEntry:
    """Open a place on a list of one's own department's subtree; Absent alike for what is not there and not theirs."""
    authority.demand(by=scope.actor, act="open_entry")
    if purpose not in _STATED:
        raise Refusal("purpose_missing", _PURPOSE, field="purpose", rule="L2")
    found = within.entries(scope).filter(id=entry_id).first()
    if found is None:
        raise Absent("entry")
    _read(found, by=scope.actor, purpose=purpose, at=at)
    return found


def open_own(*, entry_id: uuid.UUID, by: Actor, at: datetime.datetime) -> RentalEntry:
    """Open one's own place or one's ward's; Absent for everyone else's."""
    authority.demand(by=by, act="open_entry")
    found = RentalEntry.objects.filter(id=entry_id).first()
    if found is None or not locking.holds(person_id=found.person_id, by=by):
        raise Absent("entry")
    _read(found, by=by, purpose=str(Purpose.OWN.value), at=at)
    return found


def _read(found: RentalEntry, *, by: Actor, purpose: str, at: datetime.datetime) -> None:
    record.read(
        what="open_entry",
        by=by,
        at=at,
        subject_kind=locking.KIND,
        people=[(found.id, found.person_id)],
        purpose=purpose,
    )
