"""Opening a dispute and printing its papers: reads with their purpose, on record before the answer leaves. Source: L2, L12."""

import datetime
import uuid

from anju.actions import record
from anju.actions.case import locking
from anju.law import authority
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.codes import Purpose
from anju.law.dispute import kinds
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Case
from anju.queries import scope as scopes
from anju.queries.scope import Scope

_KIND = "dispute"
_STATED = frozenset(str(code.value) for code in Purpose) - {str(Purpose.OWN.value)}
_PURPOSE = Text(zh="请选择查看的目的，本人看得到。", en="Please choose why you look; the person can read it.")


def open_one(*, scope: Scope, case_id: uuid.UUID, purpose: str, at: datetime.datetime) -> Case:
    """Open a dispute or a legal aid case of one's own department's subtree; Absent alike for nothing and for others'.

    The case comes back, for a proceeding may not have begun yet. Raises Refusal "purpose_missing".
    """
    authority.demand(by=scope.actor, act="open_dispute")
    if purpose not in _STATED:
        raise Refusal("purpose_missing", _PURPOSE, field="purpose", rule="L2")
    found = _one(scopes.cases(scope).filter(id=case_id).first())
    people = [(found.id, found.person_id)]
    record.read(what="open_dispute", by=scope.actor, at=at, subject_kind=_KIND, people=people, purpose=purpose)
    return found


def open_own(*, case_id: uuid.UUID, by: Actor, at: datetime.datetime) -> Case:
    """Open a dispute or a legal aid case of oneself or one's ward; raises Absent for everyone else's."""
    authority.demand(by=by, act="open_dispute")
    if by.kind != "resident":
        raise Absent("dispute")
    found = _one(Case.objects.filter(id=case_id).select_related("unit", "person", "community").first())
    locking.acts_for(person_id=found.person_id, by=by, at=at)
    people, own = [(found.id, found.person_id)], str(Purpose.OWN.value)
    record.read(what="open_dispute", by=by, at=at, subject_kind=_KIND, people=people, purpose=own)
    return found


def printed(*, case: Case, paper: str, by: Actor, at: datetime.datetime, purpose: str) -> None:
    """Record that a paper of an opened dispute was printed, before it leaves. Source: L12."""
    record.write(
        what="print_dispute",
        by=by,
        at=at,
        subject=(_KIND, case.id),
        person_id=case.person_id,
        purpose=purpose,
        detail={"paper": paper},
    )


def _one(case: Case | None) -> Case:
    if case is None or case.service not in kinds.SERVICES:
        raise Absent("dispute")
    return case
