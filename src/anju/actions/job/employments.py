"""The register of employment: entries made by officers, ended with a reason, never overwritten. Source: notice 二 R1, I3.

就业促进法 35, 就业服务与就业管理规定 61–65.
"""

import datetime
import json
import uuid
from collections.abc import Mapping

from django.db import transaction

from anju.actions import message, record
from anju.actions.job import locking
from anju.law import authority, city, codes
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.codes import Purpose
from anju.law.job import employment as law
from anju.law.job.employment import EndReason, Entry
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Case, Employment, Person, Unit
from anju.models.base import new_id
from anju.queries import direct
from anju.queries.job import within
from anju.queries.scope import Scope
from anju.vault import number, seal

KIND = "employment"
_EMPLOYED = "human_resources/employment_registration"
_UNEMPLOYED = "human_resources/unemployment_registration"
# cases that end in an entry when they are granted
SERVICES = frozenset({_EMPLOYED, _UNEMPLOYED})

_REASON = Text(zh="请选择结束的原因。", en="Please choose why it ends.")
_DAY = Text(
    zh="请写一个日期，不早于登记的开始日，不晚于今天。",
    en="Please give a day, not before the entry begins and not after today.",
)
_OVER = Text(zh="这条登记已经结束。", en="This entry has ended already.")


def follow(*, case: Case, by: Actor, at: datetime.datetime) -> None:
    """Make the entry that a granted case is for, in the same transaction. Part of a larger act. Source: I3."""
    answers: Mapping[str, object] = {}
    latest = case.forms.order_by("-turn").first()
    if latest is not None and latest.answers:
        column = "case_form.answers"
        answers = json.loads(seal.unseal(data=bytes(latest.answers), column=column, owner=latest.id))
    unemployed = case.service == _UNEMPLOYED
    entry = law.from_case(answers, unemployed=unemployed, applied_on=city.day(case.applied_at))
    person = Person.objects.select_for_update().get(id=case.person_id)
    _enter(person, entry, unit=case.unit, community_id=case.community_id, case=case, by=by, at=at)


def undo(*, case: Case, by: Actor, at: datetime.datetime) -> None:
    """End the entry of a case that a review changed into a refusal. Part of a larger act. Source: I10."""
    held = Employment.objects.select_for_update(of=("self",)).filter(case=case, ended_at=None).first()
    if held is not None:
        _ended(held, reason=str(EndReason.REVIEWED.value), until=max(held.since, city.day(at)), by=by, at=at)


def enter(*, entry_id: uuid.UUID, entry: Entry, scope: Scope, at: datetime.datetime) -> Employment:
    """Enter what has changed for somebody on the register: the entry in force ends, the next begins.

    Raises Absent out of scope, Refusal "entry_over".
    """
    with transaction.atomic():
        # the person first, as where a case is granted: a register of one person is written by one hand
        found = within.employments(scope).filter(id=entry_id).values_list("person_id", flat=True).first()
        if found is None:
            raise Absent("employment")
        person = Person.objects.select_for_update().get(id=found)
        held = _locked(scope, entry_id=entry_id)
        return _enter(
            person, entry, unit=held.unit, community_id=held.community_id, case=held.case, by=scope.actor, at=at
        )


def end(
    *, entry_id: uuid.UUID, reason: str, until: datetime.date | None, scope: Scope, at: datetime.datetime
) -> Employment:
    """End an entry of the register with the reason; the person is told. Raises Refusal "not_an_option", "day_wrong"."""
    if reason not in law.ENDED_BY_OFFICER:
        raise Refusal("not_an_option", _REASON, field="reason", rule="I3")
    with transaction.atomic():
        held = _locked(scope, entry_id=entry_id)
        if until is None or not held.since <= until <= city.day(at):
            raise Refusal("day_wrong", _DAY, field="until", rule="I3")
        _ended(held, reason=reason, until=until, by=scope.actor, at=at)
        why = codes.label(EndReason, reason).zh
        params = {"number": held.number, "why": why}
        message.to_person(
            person=held.person,
            kind="employment_ended",
            params=params,
            link="/my/jobs/record/",
            dedupe=f"employment_ended:{held.id}",
            at=at,
        )
        return held


def open_entry(*, scope: Scope, entry_id: uuid.UUID, purpose: str, at: datetime.datetime) -> Employment:
    """Open an entry of the register for an officer, on record with the purpose. Source: L2, L12."""
    authority.demand(by=scope.actor, act="open_employment")
    if purpose not in {str(one.value) for one in Purpose} - {str(Purpose.OWN.value)}:
        raise Refusal("purpose_missing", _PURPOSE, field="purpose", rule="L2")
    found = within.employments(scope).filter(id=entry_id).first()
    if found is None:
        raise Absent("employment")
    _read(found, by=scope.actor, purpose=purpose, at=at)
    return found


_PURPOSE = Text(zh="请选择查看的目的，本人看得到。", en="Please choose why you look; the person can read it.")


def open_own(*, by: Actor, at: datetime.datetime) -> Employment | None:
    """Open one's own entry in force, to see or print it; None where there is none. Source: L2."""
    authority.demand(by=by, act="open_employment")
    with transaction.atomic():
        person = locking.seeker(by=by)
        rows = Employment.objects.select_related("person", "unit", "community__parent")
        found = rows.filter(person=person, ended_at=None).first()
        if found is not None:
            _read(found, by=by, purpose=str(Purpose.OWN.value), at=at)
        return found


def _enter(
    person: Person,
    entry: Entry,
    *,
    unit: Unit,
    community_id: str,
    case: Case | None,
    by: Actor,
    at: datetime.datetime,
) -> Employment:
    before = Employment.objects.select_for_update(of=("self",)).filter(person=person, ended_at=None).first()
    if before is not None:
        _ended(before, reason=str(EndReason.CHANGED.value), until=max(before.since, entry.since), by=by, at=at)
    ((sequence,),) = direct.ask("SELECT nextval('employment_seq')")
    made = Employment.objects.create(
        id=new_id(),
        number=number.number(county=community_id[:6], year=city.day(at).year, sequence=int(sequence), prefix="JY"),
        person=person,
        kind=entry.kind,
        since=entry.since,
        employer=entry.employer,
        community_id=community_id,
        unit=unit,
        case=case,
        registered_at=at,
        registered_by_id=locking.staff(by),
    )
    detail = {"kind": entry.kind, "since": str(entry.since)}
    record.write(what="register_employment", by=by, at=at, subject=(KIND, made.id), person_id=person.id, detail=detail)
    message.to_person(
        person=person,
        kind="employment_registered",
        params={"number": made.number},
        link="/my/jobs/record/",
        dedupe=f"employment_registered:{made.id}",
        at=at,
    )
    return made


def _ended(held: Employment, *, reason: str, until: datetime.date, by: Actor, at: datetime.datetime) -> None:
    held.until, held.ended_at, held.ended_by_id, held.end_reason = until, at, locking.staff(by), reason
    held.save(update_fields=["until", "ended_at", "ended_by", "end_reason"])
    record.write(
        what="end_employment",
        by=by,
        at=at,
        subject=(KIND, held.id),
        person_id=held.person_id,
        detail={"reason": reason, "until": str(until)},
    )


def _locked(scope: Scope, *, entry_id: uuid.UUID) -> Employment:
    if not within.employments(scope).filter(id=entry_id).exists():
        raise Absent("employment")
    rows = Employment.objects.select_for_update(of=("self",)).select_related("person", "unit", "case")
    held = rows.get(id=entry_id)
    if held.ended_at is not None:
        raise Refusal("entry_over", _OVER, rule="I3")
    return held


def _read(held: Employment, *, by: Actor, purpose: str, at: datetime.datetime) -> None:
    people = [(held.id, held.person_id)]
    record.read(what="open_employment", by=by, at=at, subject_kind=KIND, people=people, purpose=purpose)
