"""One dispute, two hands: its case is locked before it, and only the case's own office or person acts on it. Source: I9, J2."""

import datetime
import uuid

from anju.actions import batch
from anju.actions.case import locking
from anju.law import authority
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.deadline import Due
from anju.law.dispute import life
from anju.law.lifecycle import Step
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Case, Dispute, DisputeStep, LegalAid
from anju.models.base import new_id
from anju.vault import seal

# the case is being handled while mediation or arbitration goes on
_HANDLED = ("taken", "asked")
_STALE = Text(
    zh="这件纠纷刚刚被别人处理过，请刷新后再看。您填写的内容还在。",
    en="Somebody has just worked on this dispute. Reload and look again; what you typed is kept.",
)
_CASE_OVER = Text(
    zh="这件事项没有在办理（可能已经撤回或者办结），不能继续。",
    en="The case isn't being handled any more (withdrawn or settled), so this can't go on.",
)


def office(*, case_id: uuid.UUID, act: str, by: Actor, version: int | None) -> tuple[Dispute, Step]:
    """Return the locked dispute of the actor's own office and the step; Absent for everyone else's.

    Raises Refusal "stale", "case_over", "not_allowed_in_state".
    """
    authority.demand(by=by, act=act)
    case = locking.row(case_id=case_id, by=by)
    return _follow(case, act=act, version=version)


def person(
    *, case_id: uuid.UUID, act: str, by: Actor, at: datetime.datetime, version: int | None
) -> tuple[Dispute, Step]:
    """Return the locked dispute of somebody the actor acts for, and the step; Absent for everyone else's."""
    return _follow(own_case(case_id=case_id, act=act, by=by, at=at), act=act, version=version)


def own_case(*, case_id: uuid.UUID, act: str, by: Actor, at: datetime.datetime) -> Case:
    """Return the locked case of somebody the resident acts for; Absent for everyone else's."""
    authority.demand(by=by, act=act)
    rows = Case.objects.select_for_update(of=("self",)).select_related("person", "community", "unit")
    case = rows.filter(id=case_id).first() if by.kind == "resident" else None
    if case is None:
        raise Absent("dispute")
    locking.acts_for(person_id=case.person_id, by=by, at=at)
    return case


def handled(case: Case) -> None:
    """Raise Refusal "case_over" unless the case is being handled."""
    if case.state not in _HANDLED:
        raise Refusal("case_over", _CASE_OVER, rule="I9")


def fresh(row: Dispute | LegalAid, *, version: int | None) -> None:
    """Raise Refusal "stale" unless the row is the one that was seen; None where no page was."""
    if version is not None and row.version != version:
        raise Refusal("stale", _STALE)


def put(dispute: Dispute, *, step: Step, due: Due | None = None, **values: object) -> None:
    """Write the step's target state with its limit, and the values given."""
    dispute.state = step.target
    dispute.version += 1
    named = {**values, "limit_on": due.on if due else None, "limit_provisional": bool(due and due.provisional)}
    for name, value in {**named, "limit_was": None}.items():
        setattr(dispute, name, value)
    dispute.save(update_fields=["state", "version", "limit_was", *named])


def touch(dispute: Dispute) -> None:
    """Count a change that leaves the state as it is."""
    dispute.version += 1
    dispute.save(update_fields=["version"])


def keep(
    dispute: Dispute,
    *,
    what: str,
    by: Actor,
    at: datetime.datetime,
    words: str = "",
    code: str = "",
    amount_fen: int | None = None,
) -> DisputeStep:
    """Keep a step of the course, its words sealed. Part of a larger act."""
    key = new_id()
    made = DisputeStep(
        id=key,
        dispute=dispute,
        person_id=dispute.person_id,
        what=what,
        at=at,
        by_id=locking.staff(by) if by.kind in {"staff", "client"} else None,
        code=code,
        words=seal.seal(text=words, column="dispute_step.words", owner=key) if words else None,
        amount_fen=amount_fen,
    )
    batch.insert([made])
    return made


def staff(by: Actor) -> uuid.UUID:
    """Return the person of staff who acts, also through a machine; Absent for anyone else (I10)."""
    return locking.staff(by)


def _follow(case: Case, *, act: str, version: int | None) -> tuple[Dispute, Step]:
    dispute = Dispute.objects.select_for_update(of=("self",)).filter(case=case).first()
    if dispute is None:
        raise Absent("dispute")
    # the case is already there, locked
    dispute.case = case
    fresh(dispute, version=version)
    step = life.LIFECYCLE.follow(state=dispute.state, act=act)
    if dispute.state in life.RUNNING:
        handled(case)
    return dispute, step
