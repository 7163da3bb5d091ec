"""Low ratings that an office follows up: always another one than the rated. Source: J3, J4."""

import datetime
import uuid
from dataclasses import dataclass

from anju.law.absent import Absent
from anju.law.case import life, rating
from anju.law.codes import Rating
from anju.law.wording import Text
from anju.models import Case, CaseRating
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
    unit: Text
    grade: Rating
    words: str
    contact_due_on: datetime.date | None
    due_on: datetime.date | None
    contacted_at: datetime.datetime | None


@dataclass(frozen=True)
class Behind:
    """What whoever follows up needs to reach a person and to understand what they rated; the read is on record before."""

    rating: FollowUp
    name: str
    phone: str
    number: str
    applied_at: datetime.datetime
    state: Text
    decided_at: datetime.datetime | None
    reason: str


def behind(*, scope: Scope, case: Case) -> Behind:
    """Return the case behind a low rating for the post that opened it (actions.case.open_rating); Absent where it may not follow up."""
    follow = next((one for one in to_follow(scope=scope) if one.case_id == case.id), None)
    if follow is None:
        raise Absent("case_rating")
    person = case.person
    phone = seal.unseal(data=bytes(person.phone), column="person.phone", owner=person.id) if person.phone else ""
    decision = case.decisions.order_by("-at", "-id").first()
    return Behind(
        rating=follow,
        name=person.name,
        phone=phone,
        number=case.number,
        applied_at=case.applied_at,
        state=life.STATES[case.state],
        decided_at=case.decided_at,
        reason=decision.reason if decision is not None else "",
    )


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
            unit=Text(zh=row.unit.name, en=row.unit.name_en or row.unit.name),
            grade=rating.grade(row.grade),
            words=seal.unseal(data=bytes(row.words), column="case_rating.words", owner=row.id) if row.words else "",
            contact_due_on=row.contact_due_on,
            due_on=row.due_on,
            contacted_at=row.contacted_at,
        )
        for row in rows.select_related("unit").order_by("due_on", "id")[:MOST]
    ]
