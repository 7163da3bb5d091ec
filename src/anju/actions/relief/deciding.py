"""Deciding relief: by somebody other than who looked into it, the county's officer, or the street for small amounts if it may.

Source: I9, I10, 社会救助暂行办法 48.
"""

import datetime
import uuid

from django.db import transaction

from anju.actions import record
from anju.actions.case import locking as cases
from anju.actions.case import settling
from anju.actions.relief import locking
from anju.actions.relief.locking import KIND
from anju.law import authority, city, complaint
from anju.law import relief as law
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Relief
from anju.queries import rules
from anju.queries.relief import offices
from anju.queries.scope import Scope

_FOUR_EYES = Text(zh="这件由您核实，要由另一个人审批。", en="You looked into this one; somebody else decides it.")


def approve(*, relief_id: uuid.UUID, scope: Scope, at: datetime.datetime, version: int | None = None) -> Relief:
    """Approve what was proposed. Raises Refusal "same_officer"; Absent for whoever may not decide it. Source: I10."""
    authority.demand(by=scope.actor, act="approve_relief")
    with transaction.atomic():
        relief, step = locking.row(relief_id=relief_id, act="approve_relief", scope=scope, version=version)
        _decides(relief, scope=scope, at=at)
        by = _other(relief, scope=scope)
        locking.put(relief, step=step, decided_at=at, decided_by_id=by, decided_unit=scope.unit)
        locking.say(relief, what="approved", unit=scope.unit, at=at)
        case = _settle(relief, outcome="granted", reason="", scope=scope, at=at)
        detail = {"kind": relief.kind, "amount_fen": relief.amount_fen, "unit": scope.unit.code, **case}
        subject = (KIND, relief.id)
        record.write(
            what="approve_relief", by=scope.actor, at=at, subject=subject, person_id=relief.person_id, detail=detail
        )
        if scope.unit.id != relief.street_id:
            locking.tell(relief, unit=relief.street, at=at)
        locking.tell_person(relief, "relief_approved", at=at)
        return relief


def refuse(
    *, relief_id: uuid.UUID, reason: str, scope: Scope, at: datetime.datetime, version: int | None = None
) -> Relief:
    """Refuse in one's own name, with reason, article and remedy. Raises Refusal "words_missing", "same_officer"; Absent."""
    authority.demand(by=scope.actor, act="refuse_relief")
    with transaction.atomic():
        relief, step = locking.row(relief_id=relief_id, act="refuse_relief", scope=scope, version=version)
        if scope.unit.id != relief.county_id:
            raise Absent("relief")
        said = complaint.words(reason, field="reason", needed=True)
        by = _other(relief, scope=scope)
        locking.put(relief, step=step, decided_at=at, decided_by_id=by, decided_unit=scope.unit, closed_at=at)
        locking.say(relief, what="refused", unit=scope.unit, at=at, reason=said)
        case = _settle(relief, outcome="refused", reason=said, scope=scope, at=at)
        subject = (KIND, relief.id)
        record.write(
            what="refuse_relief", by=scope.actor, at=at, subject=subject, person_id=relief.person_id, detail=case
        )
        locking.tell(relief, unit=relief.street, at=at)
        locking.tell_person(relief, "relief_refused", at=at)
        return relief


def send_back(
    *, relief_id: uuid.UUID, words: str, scope: Scope, at: datetime.datetime, version: int | None = None
) -> Relief:
    """Send a proposal back to the street with the reason; the limit runs on."""
    authority.demand(by=scope.actor, act="send_back_relief")
    with transaction.atomic():
        relief, step = locking.row(relief_id=relief_id, act="send_back_relief", scope=scope, version=version)
        if scope.unit.id != relief.county_id:
            raise Absent("relief")
        said = complaint.words(words, field="words", needed=True)
        locking.put(relief, step=step)
        locking.say(relief, what="sent_back", unit=scope.unit, at=at, words=said)
        subject = (KIND, relief.id)
        record.write(what="send_back_relief", by=scope.actor, at=at, subject=subject, person_id=relief.person_id)
        locking.tell(relief, unit=relief.street, at=at)
        return relief


def _decides(relief: Relief, *, scope: Scope, at: datetime.datetime) -> None:
    """Raise Absent unless the post decides this one: the county's, or the street's where the county lets it."""
    if scope.role == "officer" and scope.unit.id == relief.county_id:
        return
    place = [code for code in relief.community.path.split("/") if code]
    policy = rules.policy(place=place, on=city.day(at))
    small = law.street_decides(amount_fen=relief.amount_fen, kind=relief.kind, policy=policy)
    if not small or scope.unit.id != relief.street_id:
        raise Absent("relief")


def _settle(relief: Relief, *, outcome: str, reason: str, scope: Scope, at: datetime.datetime) -> dict[str, str]:
    """Settle what the person applied for online with the same decision; return what the act says of it."""
    if relief.person_id is None:
        return {}
    case = settling.waiting(person_id=relief.person_id, service=offices.SERVICE, unit_id=relief.county_id)
    if case is None:
        return {}
    article = law.CITED if outcome == "refused" else ""
    settling.settle(
        case,
        outcome=outcome,
        reason=reason,
        article=article,
        looked_into=relief.checked_by_id,
        by=scope.actor,
        at=at,
    )
    return {"case": case.number}


def _other(relief: Relief, *, scope: Scope) -> uuid.UUID:
    by = cases.staff(scope.actor)
    if by == relief.checked_by_id:
        raise Refusal("same_officer", _FOUR_EYES, rule="I10")
    return by
