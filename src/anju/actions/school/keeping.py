"""Keeping schools, their zones and their places, on pages or from a table. Source: I5; notice 三."""

import datetime
import uuid
from collections.abc import Mapping, Sequence

from django.db import transaction

from anju.actions import record
from anju.actions.school import locking
from anju.law import city
from anju.law.refusal import Refusal
from anju.law.school import places as law
from anju.law.school import stage
from anju.law.school.places import Line, Places
from anju.law.wording import Text
from anju.models import School, SchoolPlaces, SchoolRoundPlaces, SchoolZone
from anju.queries.school import offices
from anju.queries.scope import Scope

KIND = "school"
_COMMUNITY = Text(zh="请写学校所在的社区（村）。", en="Please write the community in which the school stands.")
_TWICE = Text(zh="这所学校已经在列表里。", en="This school is in the list already.")
_IN_ROUND = Text(
    zh="这所学校在没有结束的报名里，不能停用。", en="This school is part of a round that goes on; it can't be ended."
)
_ZONE = Text(
    zh="这所学校在正在进行的报名里，学区已经公布，不能再改。",
    en="This school is part of a round that runs: its zone is published and can't be changed.",
)
_LINES = Text(zh="有{count}行要改，什么都没有保存。", en="{count} lines need mending; nothing was kept.")


def add(*, scope: Scope, raw: Mapping[str, object], at: datetime.datetime) -> School:
    """Add a school: level, ownership, name, place, phone, community (code or name). Raises Refusals."""
    by = locking.office(scope=scope, act="add_school")
    offices.county(scope)
    read, community = law.described(raw), _community(scope, raw)
    with transaction.atomic():
        locking.one_by_one(scope)
        _once(scope, read.name)
        made = School.objects.create(
            unit=scope.unit,
            level=read.level,
            ownership=read.ownership,
            name=read.name,
            place=read.place,
            phone=read.phone,
            community_id=community,
            valid_from=city.day(at),
        )
        detail = {"name": made.name, "level": made.level}
        record.write(what="add_school", by=by, at=at, subject=(KIND, made.id), detail=detail)
        return made


def change(
    *, scope: Scope, school_id: uuid.UUID, raw: Mapping[str, object], at: datetime.datetime, version: int | None = None
) -> School:
    """Change what is published of a school; its level stays. Raises Refusals, Refusal "stale"."""
    with transaction.atomic():
        held = locking.school(scope=scope, school_id=school_id, act="change_school", version=version)
        read, community = law.described({**raw, "level": held.level}), _community(scope, raw)
        if read.name != held.name:
            locking.one_by_one(scope)
            _once(scope, read.name)
        locking.put(
            held,
            ownership=read.ownership,
            name=read.name,
            place=read.place,
            phone=read.phone,
            community_id=community,
        )
        record.write(what="change_school", by=scope.actor, at=at, subject=(KIND, held.id), detail={"name": held.name})
        return held


def end(*, scope: Scope, school_id: uuid.UUID, at: datetime.datetime, version: int | None = None) -> School:
    """End a school from today; what happened there stays on file. Raises Refusal "in_round"."""
    with transaction.atomic():
        held = locking.school(scope=scope, school_id=school_id, act="end_school", version=version)
        going_on = SchoolRoundPlaces.objects.filter(school=held, round__state__in=["drafted", "published", "allotted"])
        if going_on.exists():
            raise Refusal("in_round", _IN_ROUND, rule="I5")
        locking.put(held, valid_to=city.day(at))
        record.write(what="end_school", by=scope.actor, at=at, subject=(KIND, held.id), detail={"name": held.name})
        return held


def set_zone(*, scope: Scope, school_id: uuid.UUID, year: int, text: str, at: datetime.datetime) -> int:
    """Set a school year's zone: communities by code or name, one a line; return how many.

    Raises Refusals, Refusal "zone_published" while a round of that year goes by it.
    """
    with transaction.atomic():
        held = locking.school(scope=scope, school_id=school_id, act="set_school_zone")
        # who comes first in a round follows from the zone: it stays as it was when people applied
        running = SchoolRoundPlaces.objects.filter(school=held, round__year=year)
        if running.filter(round__state__in=["published", "allotted"]).exists():
            raise Refusal("zone_published", _ZONE, field="text", rule="I5")
        codes = law.zone(text, known=offices.communities(scope))
        stage.year(year)
        now = SchoolZone.objects.filter(school=held, year=year)
        now.exclude(community_id__in=codes).delete()
        SchoolZone.objects.bulk_create(
            [SchoolZone(school=held, year=year, community_id=code) for code in codes], ignore_conflicts=True
        )
        detail = {"year": year, "communities": len(codes)}
        record.write(what="set_school_zone", by=scope.actor, at=at, subject=(KIND, held.id), detail=detail)
        return len(codes)


def set_places(
    *, scope: Scope, school_id: uuid.UUID, year: int, raw: Mapping[str, object], at: datetime.datetime
) -> SchoolPlaces:
    """Set the places of one grade of a year: grade, total, local, open. Raises Refusals."""
    with transaction.atomic():
        held = locking.school(scope=scope, school_id=school_id, act="set_school_places")
        stage.year(year)
        _put(law.grade(raw, school=str(held.id), level=held.level), year=year)
        made = SchoolPlaces.objects.get(school=held, year=year, grade=int(str(raw.get("grade"))))
        detail = {"year": year, "grade": made.grade, "total": made.total, "local": made.local, "open": made.open}
        record.write(what="set_school_places", by=scope.actor, at=at, subject=(KIND, held.id), detail=detail)
        return made


def upload_places(*, scope: Scope, year: int, text: str, at: datetime.datetime) -> tuple[Line, ...]:
    """Set places from a table, all lines or none; return the lines, with errors where nothing was kept.

    Columns as in law.school.places.COLUMNS. Raises Refusal "table_empty", "table_long".
    """
    by = locking.office(scope=scope, act="upload_school_places")
    stage.year(year)
    with transaction.atomic():
        rows = School.objects.filter(unit=scope.unit, valid_to=None)
        known = {name: (str(key), level) for key, name, level in rows.values_list("id", "name", "level")}
        lines = law.table(text, schools=known)
        if any(line.places is None for line in lines):
            return lines
        for read in [line.places for line in lines if line.places is not None]:
            _put(read, year=year)
        detail = {"year": year, "lines": len(lines)}
        record.write(what="upload_school_places", by=by, at=at, subject=("unit", scope.unit.id), detail=detail)
        return lines


def wrong(lines: Sequence[Line]) -> Text | None:
    """Return the sentence above a table that was not kept; None for one that was."""
    count = sum(line.places is None for line in lines)
    return _LINES.format(count=count) if count else None


def _put(read: Places, *, year: int) -> None:
    values = {"total": read.total, "local": read.local, "open": read.open}
    SchoolPlaces.objects.update_or_create(
        school_id=uuid.UUID(read.school), year=year, grade=read.grade, defaults=values
    )


def _community(scope: Scope, raw: Mapping[str, object]) -> str:
    typed = str(raw.get("community") or "").strip()
    found = offices.communities(scope).get(typed, ())
    if len(found) != 1:
        raise Refusal("no_such_community", _COMMUNITY, field="community", rule="I5")
    return found[0]


def _once(scope: Scope, name: str) -> None:
    if School.objects.filter(unit=scope.unit, name=name, valid_to=None).exists():
        raise Refusal("school_twice", _TWICE, field="name", rule="I5")
