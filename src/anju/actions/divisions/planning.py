"""Planning a change of divisions, approving and withdrawing it. Source: O2."""

import dataclasses
import datetime
import uuid

from django.db import transaction

from anju.actions import record
from anju.law import city
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.division import Wish
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import DivisionChange
from anju.queries import divisions

_BASIS = Text(
    zh="请写明依据的文件，例如批复的文号。",
    en="Please name the document it rests on, such as the number of the approval.",
)
_EYES = Text(
    zh="拟定的人不能自己批准，请另一位系统管理员批准。",
    en="Whoever planned it can't approve it. Please ask another system administrator.",
)
_STATE = Text(zh="这项变更已经处理过，请刷新后再看。", en="This change has been dealt with already. Please reload.")


def plan(*, wish: Wish, effective_on: datetime.date, basis: str, by: Actor, at: datetime.datetime) -> DivisionChange:
    """Put a change on file for approval; nothing moves yet. Raises Refusals with everything that is wrong."""
    with transaction.atomic():
        today = city.day(at)
        divisions.check(wish, effective_on=effective_on, on=today)
        if not basis.strip():
            raise Refusal("basis_missing", _BASIS, field="basis", rule="O2")
        if by.id is None:
            raise Absent("division_change")
        found = divisions.preview(wish, on=today)
        change = DivisionChange.objects.create(
            kind=wish.kind,
            effective_on=effective_on,
            wish=wish.as_dict(),
            mapping={old: [dataclasses.asdict(target) for target in new] for old, new in found.mapping.items()},
            basis=basis.strip()[:200],
            state="planned",
            counts=found.counts,
            created_at=at,
            planned_by=by.id,
        )
        record.write(what="plan_divisions", by=by, at=at, subject=("division", change.id), detail=_summary(change))
        return change


def approve(*, change_id: uuid.UUID, by: Actor, at: datetime.datetime) -> DivisionChange:
    """Approve what another has planned. Raises Refusal "four_eyes", "done_already"."""
    with transaction.atomic():
        change = _take(change_id, ("planned",))
        if by.id is None or by.id == change.planned_by:
            raise Refusal("four_eyes", _EYES, rule="O2")
        change.state, change.approved_by, change.approved_at = "approved", by.id, at
        change.save(update_fields=["state", "approved_by", "approved_at"])
        record.write(what="approve_divisions", by=by, at=at, subject=("division", change.id), detail=_summary(change))
        return change


def withdraw(*, change_id: uuid.UUID, by: Actor, at: datetime.datetime) -> DivisionChange:
    """Withdraw a change that isn't in effect yet."""
    with transaction.atomic():
        change = _take(change_id, ("planned", "approved"))
        change.state = "withdrawn"
        change.save(update_fields=["state"])
        record.write(what="drop_divisions", by=by, at=at, subject=("division", change.id), detail=_summary(change))
        return change


def _take(change_id: uuid.UUID, states: tuple[str, ...]) -> DivisionChange:
    change = DivisionChange.objects.select_for_update().filter(id=change_id).first()
    if change is None:
        raise Absent("division_change")
    if change.state not in states:
        raise Refusal("done_already", _STATE, rule="O2")
    return change


def _summary(change: DivisionChange) -> dict[str, object]:
    wish = change.wish
    return {
        "kind": change.kind,
        "on": change.effective_on.isoformat(),
        "old": wish["old"],
        "new": [target["code"] for target in wish["new"]],
    }
