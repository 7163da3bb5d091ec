"""Opening a round: drafted by one officer, reviewed and published by another, its seed bound before anyone applies.

Source: I5, I9; notice 三.
"""

import datetime
import secrets
import uuid
from collections.abc import Mapping

from django.db import transaction

from anju import catalogue
from anju.actions import record
from anju.actions.case import locking as cases
from anju.actions.school import locking
from anju.law import city, draw
from anju.law.actor import Actor
from anju.law.case import limits
from anju.law.refusal import Refusal
from anju.law.school import opening, stage
from anju.law.school.opening import Opening
from anju.law.wording import Text
from anju.models import SchoolPlaces, SchoolRound, SchoolRoundPlaces
from anju.queries import rules
from anju.queries.school import offices
from anju.queries.scope import Scope
from anju.vault import seal

KIND = "school_round"
_SAME = Text(zh="拟定人不能审核自己拟定的报名。", en="Whoever drafted a round can't review it too.")
_PASSED = Text(
    zh="开始报名的日期已经过了，请不采用这份，改好日期重新拟定。",
    en="The first day for applying has passed. Please drop this draft and draft it again with other dates.",
)
_TWICE = Text(zh="这个年级今年已经有一次报名。", en="There is a round for this grade in this year already.")


def draft(*, scope: Scope, raw: Mapping[str, object], at: datetime.datetime) -> SchoolRound:
    """Draft a round as law.school.opening reads it. Raises Refusals; Refusal "announce_late", "round_twice"."""
    by = locking.office(scope=scope, act="draft_round")
    county, today = offices.county(scope), city.day(at)
    read = opening.read(raw, on=today, offered=offered(scope=scope, raw=raw))
    _in_time(read, path=county.path, on=today)
    with transaction.atomic():
        locking.one_by_one(scope)
        held = SchoolRound.objects.filter(county=county, year=read.year, level=read.level, grade=read.grade)
        if held.exclude(state="dropped").exists():
            raise Refusal("round_twice", _TWICE, field="grade", rule="I5")
        made = SchoolRound.objects.create(
            unit=scope.unit,
            county=county,
            year=read.year,
            level=read.level,
            grade=read.grade,
            state="drafted",
            first_on=read.dates.first_on,
            last_on=read.dates.last_on,
            announce_on=read.dates.announce_on,
            reply_days=read.dates.reply_days,
            rules=list(read.rules),
            within=read.within,
            drafted_by_id=cases.staff(by),
        )
        SchoolRoundPlaces.objects.bulk_create(
            [SchoolRoundPlaces(round=made, school_id=school, places=count) for school, count in read.places.items()]
        )
        _note(made, "draft_round", by=by, at=at)
        return made


def publish(*, scope: Scope, round_id: uuid.UUID, at: datetime.datetime, version: int | None = None) -> SchoolRound:
    """Review and publish a round somebody else drafted; from now on its seed is bound.

    Raises Refusal "four_eyes", "in_the_past", "stale".
    """
    with transaction.atomic():
        held, step = locking.round_(scope=scope, round_id=round_id, act="publish_round", version=version)
        staff = cases.staff(scope.actor)
        if staff == held.drafted_by_id:
            raise Refusal("four_eyes", _SAME, rule="I5")
        if held.first_on < city.day(at):
            raise Refusal("in_the_past", _PASSED, rule="I5")
        seed = secrets.token_hex(draw.SEED)
        locking.put(
            held,
            state=step.target,
            published_by_id=staff,
            published_at=at,
            seed=seal.seal(text=seed, column="school_round.seed", owner=held.id),
            seed_digest=draw.promise(seed=seed),
        )
        _note(held, "publish_round", by=scope.actor, at=at)
        return held


def drop(*, scope: Scope, round_id: uuid.UUID, at: datetime.datetime, version: int | None = None) -> SchoolRound:
    """Leave a drafted round unused."""
    with transaction.atomic():
        held, step = locking.round_(scope=scope, round_id=round_id, act="drop_round", version=version)
        locking.put(held, state=step.target)
        _note(held, "drop_round", by=scope.actor, at=at)
        return held


def offered(*, scope: Scope, raw: Mapping[str, object]) -> dict[str, int]:
    """Return the schools of a grade and the places each has open to a round, as far as the grade is known."""
    level, year, grade = (str(raw.get(name, "")) for name in ("level", "year", "grade"))
    if level not in stage.STAGES or not all(one.isascii() and one.isdigit() for one in (year, grade)):
        return {}
    rows = SchoolPlaces.objects.filter(
        school__unit=scope.unit, school__level=level, school__valid_to=None, year=int(year[:4]), grade=int(grade[:2])
    )
    return {str(school): count for school, count in rows.order_by("school__name").values_list("school_id", "open")}


def _in_time(read: Opening, *, path: str, on: datetime.date) -> None:
    held = rules.at(place=[code for code in path.split("/") if code], on=on)
    service = catalogue.current().services[stage.STAGES[read.level].service]
    clock = limits.begun(service=service, on=read.dates.last_on)
    opening.in_time(dates=read.dates, until=limits.result_due(clock=clock, calendar=held.calendar).on)


def _note(held: SchoolRound, act: str, *, by: Actor, at: datetime.datetime) -> None:
    detail = {"year": held.year, "level": held.level, "grade": held.grade}
    record.write(what=act, by=by, at=at, subject=(KIND, held.id), detail=detail)
