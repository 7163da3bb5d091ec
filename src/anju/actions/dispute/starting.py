"""Beginning the proceeding of a case that was taken, and putting the other side's name right. Source: I4, I9."""

import datetime
import json
import uuid

from django.db import transaction

from anju.actions import record
from anju.actions.case import locking as cases
from anju.actions.dispute import locking, telling
from anju.law import authority, city
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.deadline import Due
from anju.law.dispute import kinds, life, limits, reading
from anju.law.lifecycle import Step
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Case, Dispute, DisputeOther
from anju.models.base import new_id
from anju.queries.dispute import forms
from anju.vault import seal

_BEGUN = Text(zh="这件事项的程序已经开始。", en="The proceeding of this case has begun already.")


def start(
    *, case_id: uuid.UUID, name: str, contact: str, by: Actor, at: datetime.datetime, version: int | None = None
) -> Dispute:
    """Begin mediation or enter a claim, as the service has it; the limit runs from the day it was asked for.

    An empty `name` takes what the form says, an empty `contact` what an earlier mediation had. `version` is the case's.
    Raises Refusal "no_proceeding", "already_begun", "case_over", "stale", Refusals on other_name. Source: I4, I9.
    """
    with transaction.atomic():
        case = cases.row(case_id=case_id, by=by)
        way = kinds.way(case.service)
        cases.fresh(case, version=version)
        step = _begin(act="start_arbitration" if way.kind == "arbitration" else "start_dispute", by=by)
        if Dispute.objects.filter(case=case).exists():
            raise Refusal("already_begun", _BEGUN, rule="I9")
        locking.handled(case)
        answers = forms.typed(case=case)
        before = _before(case)
        other = reading.other(
            name=name or before.get("name", "") or str(answers.get(way.other, "")),
            contact=contact or before.get("contact", ""),
        )
        dispute = _made(case, way.kind, step, urgent=kinds.urgent(kind=way.kind, answers=answers), at=at)
        _put(dispute, other)
        locking.keep(dispute, what=step.act, by=by, at=at)
        record.write(
            what=step.act,
            by=by,
            at=at,
            subject=(telling.KIND, case.id),
            person_id=case.person_id,
            detail={"kind": way.kind},
        )
        telling.person(dispute, "dispute_begun", at=at, until=str(dispute.limit_on))
        return dispute


def name_other(
    *, case_id: uuid.UUID, name: str, contact: str, by: Actor, at: datetime.datetime, version: int | None = None
) -> Dispute:
    """Put the other side's name or contact right; nothing else of them is kept. Raises Refusals on other_name."""
    authority.demand(by=by, act="name_other_side")
    with transaction.atomic():
        case = cases.row(case_id=case_id, by=by)
        dispute = Dispute.objects.select_for_update(of=("self",)).filter(case=case).first()
        if dispute is None:
            raise Absent("dispute")
        locking.fresh(dispute, version=version)
        _put(dispute, reading.other(name=name, contact=contact))
        locking.touch(dispute)
        about = (telling.KIND, case.id)
        record.write(what="name_other_side", by=by, at=at, subject=about, person_id=case.person_id)
        return dispute


def _begin(*, act: str, by: Actor) -> Step:
    authority.demand(by=by, act=act)
    return next(step for step in life.LIFECYCLE.steps if step.act == act)


def _before(case: Case) -> dict[str, str]:
    earlier = Dispute.objects.filter(passed_to=case).order_by("-started_at").first()
    return forms.other(dispute=earlier) if earlier is not None else {}


def _made(case: Case, kind: str, step: Step, *, urgent: bool, at: datetime.datetime) -> Dispute:
    asked_on = city.day(case.applied_at)
    due = _due(case, kind, asked_on=asked_on, at=at)
    return Dispute.objects.create(
        id=new_id(),
        case=case,
        person_id=case.person_id,
        kind=kind,
        state=step.target,
        urgent=urgent,
        started_at=at,
        begun_on=asked_on,
        limit_on=due.on,
        limit_provisional=due.provisional,
    )


def _due(case: Case, kind: str, *, asked_on: datetime.date, at: datetime.datetime) -> Due:
    held = telling.today(case, at=at)
    if kind == "arbitration":
        return limits.taken_due(asked_on=asked_on, calendar=held.calendar, policy=held.policy)
    return limits.mediation_due(kind=kind, asked_on=asked_on, calendar=held.calendar, policy=held.policy)


def _put(dispute: Dispute, other: dict[str, str]) -> None:
    held = DisputeOther.objects.filter(dispute=dispute).first()
    row = held or DisputeOther(dispute=dispute, person_id=dispute.person_id)
    row.words = seal.seal(text=json.dumps(other, ensure_ascii=False), column="dispute_other.words", owner=row.id)
    row.save(force_insert=held is None)
