"""Low ratings that an office follows up: always another one than the rated. Source: J3, J4."""

import datetime
import uuid
from dataclasses import dataclass

from anju.law.case import rating
from anju.law.codes import Rating
from anju.models import CaseRating
from anju.queries.scope import Scope
from anju.vault import seal

MOST = 100
_ROLES = frozenset({"officer", "overseer"})


@dataclass(frozen=True)
class FollowUp:
    """One low rating to follow up; the case is opened by an act of its own."""

    id: uuid.UUID
    case_id: uuid.UUID
    service: str
    unit: str
    grade: Rating
    words: str
    contact_due_on: datetime.date | None
    due_on: datetime.date | None
    contacted_at: datetime.datetime | None


def to_follow(*, scope: Scope) -> list[FollowUp]:
    """Return the open follow-ups given to a post's office, the nearest limit first; never about its holder."""
    if scope.role not in _ROLES:
        return []
    rows = CaseRating.objects.filter(follow_unit=scope.unit, follow_up="open").exclude(officer_id=scope.actor.id)
    return [
        FollowUp(
            id=row.id,
            case_id=row.case_id,
            service=row.service,
            unit=row.unit.name,
            grade=rating.grade(row.grade),
            words=seal.unseal(data=bytes(row.words), column="case_rating.words", owner=row.id) if row.words else "",
            contact_due_on=row.contact_due_on,
            due_on=row.due_on,
            contacted_at=row.contacted_at,
        )
        for row in rows.select_related("unit").order_by("due_on", "id")[:MOST]
    ]
