"""Opening a nomination: a read, on record before the answer leaves. Source: L2, L12."""

import datetime
import uuid

from anju.actions import record
from anju.actions.award import locking
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.codes import Purpose
from anju.models import Nomination


def open_one(*, nomination_id: uuid.UUID, by: Actor, at: datetime.datetime) -> Nomination:
    """Open a nomination of an award of the own office; Absent for everybody else's."""
    unit = locking.office(by=by, act="open_nomination")
    found = Nomination.objects.select_related("award", "unit", "by_unit").filter(id=nomination_id, unit=unit).first()
    if found is None:
        raise Absent("nomination")
    record.write(
        what="open_nomination",
        by=by,
        at=at,
        subject=(locking.KIND, found.id),
        person_id=found.person_id,
        purpose=str(Purpose.HANDLING.value),
    )
    return found
