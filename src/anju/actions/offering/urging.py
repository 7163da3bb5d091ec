"""Urging a stuck case, once a day, and the office's answer: codes and days only, no person and no content. Source: D6, I9."""

import datetime
import uuid

from django.db import IntegrityError, transaction

from anju.actions import message, record
from anju.actions.case import locking
from anju.law import authority, city, coordination
from anju.law.absent import Absent
from anju.law.codes import Purpose
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Case, CaseUrge
from anju.models.base import new_id
from anju.queries.case import routing
from anju.queries.offering import stuck
from anju.queries.scope import Scope

_TODAY = Text(
    zh="这件事项今天已经催办过，明天可以再催。", en="This case was urged today already; tomorrow it can be again."
)
_DONE = Text(zh="这次催办已经答复过。", en="This urge has been answered.")


def listed(*, scope: Scope, at: datetime.datetime) -> None:
    """Put on record that stuck and shared cases were listed: no person stands in the list. Source: L2."""
    stuck.demand(scope)
    record.write(what="list_stuck", by=scope.actor, at=at, subject=("case", ""), purpose=str(Purpose.STATISTICS.value))


def urge(*, case_id: uuid.UUID, scope: Scope, at: datetime.datetime) -> CaseUrge:
    """Urge the office that owns a stuck or shared case, and tell the one above it. Refusal "urged_today"; Absent."""
    authority.demand(by=scope.actor, act="urge_case")
    today = city.day(at)
    try:
        with transaction.atomic():
            row = _urged(stuck.case(scope, case_id=case_id), scope=scope, today=today, at=at)
            record.write(
                what="urge_case",
                by=scope.actor,
                at=at,
                subject=("case", row.case_id),
                person_id=row.person_id,
                detail={"unit": row.unit.code},
            )
            return row
    except IntegrityError as error:
        raise Refusal("urged_today", _TODAY, rule="I9") from error


def answer(*, urge_id: uuid.UUID, answer: str, expected: str, scope: Scope, at: datetime.datetime) -> CaseUrge:
    """Answer an urge for the office that was urged or the one above it. Refusal "not_an_option", "not_a_date", "answered"; Absent."""
    authority.demand(by=scope.actor, act="answer_urge")
    with transaction.atomic():
        row = (
            CaseUrge.objects.select_for_update(of=("self",)).select_related("case", "asker").filter(id=urge_id).first()
        )
        if row is None or scope.unit.id not in {row.unit_id, row.above_id}:
            raise Absent("urge")
        if row.answered_at is not None:
            raise Refusal("answered", _DONE, rule="I9")
        row.answer, row.expected_on = coordination.answered(answer=answer, expected=expected, today=city.day(at))
        row.answered_at, row.answered_by_id = at, locking.staff(scope.actor)
        row.save(update_fields=["answer", "expected_on", "answered_at", "answered_by"])
        detail = {"answer": row.answer, "expected_on": str(row.expected_on)}
        record.write(
            what="answer_urge",
            by=scope.actor,
            at=at,
            subject=("case", row.case_id),
            person_id=row.person_id,
            detail=detail,
        )
        message.to_unit(
            unit_id=row.asker_id,
            roles=("overseer",),
            kind="urge_answered",
            params={"number": row.case.number},
            link="/oversight/stuck/",
            dedupe=f"urge_answered:{row.id}",
            at=at,
        )
        return row


def _urged(case: Case, *, scope: Scope, today: datetime.date, at: datetime.datetime) -> CaseUrge:
    above = routing.above(unit=case.unit, path=case.community.path, on=today)
    row = CaseUrge.objects.create(
        id=new_id(),
        case=case,
        person_id=case.person_id,
        on=today,
        at=at,
        by_id=locking.staff(scope.actor),
        asker=scope.unit,
        unit=case.unit,
        above=above,
    )
    for unit in (case.unit, *([above] if above is not None else [])):
        message.to_unit(
            unit_id=unit.id,
            roles=("officer",),
            kind="case_urged",
            params={"number": case.number},
            link="/oversight/urged/",
            dedupe=f"urged:{row.id}:{unit.id}",
            at=at,
        )
    return row
