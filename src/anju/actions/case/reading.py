"""Opening a case: a read with its purpose, on record before the answer leaves. Source: L2, L12."""

import datetime
import uuid

from anju.actions import record
from anju.actions.case import locking, telling
from anju.law import authority
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.codes import Purpose
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Case, CasePart
from anju.queries import scope as scopes
from anju.queries.scope import Scope

_STATED = frozenset(str(code.value) for code in Purpose) - {str(Purpose.OWN.value)}
_PURPOSE = Text(zh="请选择查看的目的，本人看得到。", en="Please choose why you look; the person can read it.")


def open_one(*, scope: Scope, case_id: uuid.UUID, purpose: str, at: datetime.datetime) -> Case:
    """Open a case of one's own department's subtree; raises Absent alike for what is not there and what is not theirs."""
    _demand(scope, purpose)
    found = scopes.cases(scope).filter(id=case_id).first()
    if found is None:
        raise Absent("case")
    _read(by=scope.actor, subject=telling.KIND, key=found.id, person_id=found.person_id, purpose=purpose, at=at)
    return found


def open_offer(*, scope: Scope, case_id: uuid.UUID, at: datetime.datetime) -> Case:
    """Open a case that is offered to one's office; Absent for every other office. Whose it is stays untold. Source: J2."""
    authority.demand(by=scope.actor, act="accept_case")
    authority.demand(by=scope.actor, act="open_case")
    found = Case.objects.filter(id=case_id, offered_to=scope.unit).select_related("unit").first()
    if found is None:
        raise Absent("case")
    handling = str(Purpose.SERVICE.value)
    _read(by=scope.actor, subject=telling.KIND, key=found.id, person_id=found.person_id, purpose=handling, at=at)
    return found


def open_part(*, scope: Scope, part_id: uuid.UUID, purpose: str, at: datetime.datetime) -> CasePart:
    """Open the part of a joint case that one's office is asked for; Absent for every other office."""
    _demand(scope, purpose)
    found = scopes.parts(scope).filter(id=part_id).first()
    if found is None:
        raise Absent("case_part")
    _read(by=scope.actor, subject="case_part", key=found.id, person_id=found.person_id, purpose=purpose, at=at)
    return found


def open_rating(*, scope: Scope, case_id: uuid.UUID, at: datetime.datetime) -> Case:
    """Open the case behind a low rating that one's office follows up; Absent for every other office. Source: J3, J4."""
    authority.demand(by=scope.actor, act="follow_case_up")
    held = Case.objects.filter(rating__follow_unit=scope.unit, rating__follow_up="open")
    # never by whom it is about, in whatever post
    found = held.exclude(rating__officer=locking.staff(scope.actor)).filter(id=case_id).first()
    if found is None:
        raise Absent("case")
    # the act names the rating: the rated office must not learn from the case's history that it was rated (J4)
    people = [(found.rating.id, found.person_id)]
    record.read(
        what="follow_case_up",
        by=scope.actor,
        at=at,
        subject_kind="case_rating",
        people=people,
        purpose=str(Purpose.COMPLAINT.value),
    )
    return found


def open_own(*, case_id: uuid.UUID, by: Actor, at: datetime.datetime) -> Case:
    """Open a case of oneself or one's ward; raises Absent for everyone else's."""
    authority.demand(by=by, act="open_case")
    found = Case.objects.filter(id=case_id).first()
    if found is None or by.kind != "resident":
        raise Absent("case")
    locking.acts_for(person_id=found.person_id, by=by, at=at)
    own = str(Purpose.OWN.value)
    _read(by=by, subject=telling.KIND, key=found.id, person_id=found.person_id, purpose=own, at=at)
    return found


def _demand(scope: Scope, purpose: str) -> None:
    authority.demand(by=scope.actor, act="open_case")
    if purpose not in _STATED:
        raise Refusal("purpose_missing", _PURPOSE, field="purpose", rule="L2")


def _read(
    *, by: Actor, subject: str, key: uuid.UUID, person_id: uuid.UUID, purpose: str, at: datetime.datetime
) -> None:
    record.read(what="open_case", by=by, at=at, subject_kind=subject, people=[(key, person_id)], purpose=purpose)
