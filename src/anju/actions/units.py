"""Offices, stations, halls and zones: added, changed, moved in their tree, ended. Source: O1, fact 5."""

import datetime
import secrets
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Concat, Substr

from anju.actions import record
from anju.catalogue import offices
from anju.law import authority, city
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.case import life
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.models import (
    Booking,
    Case,
    CasePart,
    CaseRating,
    Complaint,
    Division,
    Jurisdiction,
    Post,
    Stay,
    Unit,
    UnitDivision,
)
from anju.queries.divisions.previewing import ACTIVE

KINDS = {
    "office": Text(zh="机关单位", en="Office"),
    "station": Text(zh="派出所", en="Police station"),
    "hall": Text(zh="便民服务大厅", en="Service hall"),
    "community": Text(zh="社区、村", en="Community or village"),
    "zone": Text(zh="功能区", en="Functional zone"),
    "body": Text(zh="自管名单的单位", en="Body that keeps its own list"),
}
# what can be changed, and how long it may be
FIELDS = {"name": 80, "name_en": 120, "phone": 30, "place": 120, "hours": 120}
_NEEDED = ("name", "name_en")
# without letters that look like digits
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"

_MISSING = Text(zh="这一项要填写。", en="Please fill this in.")
_LONG = Text(zh="最多{longest}个字。", en="{longest} characters at most.")
_OPTION = Text(zh="请从列出的选项中选择。", en="Please choose one of the options listed.")
_PARENT = Text(zh="上级单位不存在，或者在本单位下面。", en="The unit above doesn't exist, or lies below this one.")
_DIVISION = Text(zh="没有这个区划：{code}。", en="There is no such division: {code}.")
_IN_USE = {
    "posts": Text(zh="还有人在这里任职，请先结束他们的岗位。", en="There are still posts here. Please end them first."),
    "children": Text(
        zh="下面还有单位，请先撤销或者划出。", en="There are still units below. Please end or move them first."
    ),
    "jurisdictions": Text(
        zh="它还管辖着街道或者社区，请先划给别的派出所。",
        en="It still answers for streets or communities. Please hand them to another station first.",
    ),
    "files": Text(
        zh="它还有没有办完的登记，请先划给别的派出所。",
        en="It still has files. Please hand its jurisdiction to another station first.",
    ),
    "cases": Text(
        zh="它还有没有办结的事项，请先办结或者转交给别的单位。",
        en="It still has cases. Please settle them, or hand them on to another office first.",
    ),
    "parts": Text(
        zh="别的单位请它协办的还没有答复，请先答复。",
        en="It was asked for parts of other offices' cases. Please answer them first.",
    ),
    "complaints": Text(
        zh="它还有没有答复的投诉，请先答复或者转交给别的单位。",
        en="It still has complaints. Please answer them, or hand them on to another office first.",
    ),
    "ratings": Text(
        zh="它还有没有跟进完的低分评价，请先跟进完。",
        en="It still has low ratings to follow up. Please follow them up first.",
    ),
    "times": Text(
        zh="还有人约好了来这里的时间，请先取消这些时间，让他们另约。",
        en="People have booked times here. Please call these off first, so that they book elsewhere.",
    ),
}


def add(*, values: dict[str, str], parent: str, covers: list[str], by: Actor, at: datetime.datetime) -> Unit:
    """Put a new unit on file, below another, for the divisions it covers; `values` also says kind, department, level.

    Raises Refusals with all that is wrong.
    """
    with transaction.atomic():
        plain, problems = _read(values)
        above = Unit.objects.filter(code=parent, valid_to=None).first()
        sort, wrong = _sort(values)
        problems += wrong
        if above is None:
            problems.append(_refusal("unknown_parent", _PARENT, "parent"))
        problems += _unknown(covers)
        if problems or above is None:
            raise Refusals(problems)
        code = "u-" + "".join(secrets.choice(_ALPHABET) for _ in range(8))
        day = city.day(at)
        unit = Unit.objects.create(
            **plain, **sort, code=code, parent=above, path=f"{above.path}{code}/", valid_from=day
        )
        links = [UnitDivision(unit=unit, division_id=one, valid_from=day) for one in dict.fromkeys(covers)]
        UnitDivision.objects.bulk_create(links)
        detail = {"added": code, "parent": parent, "covers": covers}
        record.write(what="change_unit", by=by, at=at, subject=("unit", unit.id), detail=detail)
        return unit


def change(*, code: str, values: dict[str, str], by: Actor, at: datetime.datetime) -> Unit:
    """Change a unit's name, phone, place or hours; the act keeps what it was."""
    with transaction.atomic():
        unit = _take(code)
        plain, problems = _read(values)
        if problems:
            raise Refusals(problems)
        before = {name: getattr(unit, name) for name in FIELDS if getattr(unit, name) != plain[name]}
        for name, value in plain.items():
            setattr(unit, name, value)
        unit.save(update_fields=list(FIELDS))
        record.write(what="change_unit", by=by, at=at, subject=("unit", unit.id), detail={"before": before})
        return unit


def move(*, code: str, parent: str, by: Actor, at: datetime.datetime) -> Unit:
    """Hang a unit with all below it under another one. Raises Refusal "unknown_parent"."""
    with transaction.atomic():
        unit = _take(code)
        above = Unit.objects.filter(code=parent, valid_to=None).first()
        if above is None or above.path.startswith(unit.path):
            raise _refusal("unknown_parent", _PARENT, "parent")
        old, new = unit.path, f"{above.path}{unit.code}/"
        before = unit.parent.code if unit.parent is not None else ""
        Unit.objects.filter(path__startswith=old).update(path=Concat(Value(new), Substr(F("path"), len(old) + 1)))
        Unit.objects.filter(id=unit.id).update(parent=above)
        record.write(
            what="change_unit",
            by=by,
            at=at,
            subject=("unit", unit.id),
            detail={"before": {"parent": before}, "parent": parent},
        )
        unit.refresh_from_db()
        return unit


def cover(*, code: str, divisions: list[str], by: Actor, at: datetime.datetime) -> None:
    """Set which divisions a unit covers from today on. Raises Refusals "unknown_division"."""
    with transaction.atomic():
        unit = _take(code)
        problems = _unknown(divisions)
        if problems:
            raise Refusals(problems)
        day = city.day(at)
        held = {row.division_id: row for row in UnitDivision.objects.filter(unit=unit, valid_to=None)}
        for one in dict.fromkeys(divisions):
            if one not in held:
                UnitDivision.objects.update_or_create(
                    unit=unit, division_id=one, valid_from=day, defaults={"valid_to": None}
                )
        UnitDivision.objects.filter(id__in=[row.id for one, row in held.items() if one not in divisions]).update(
            valid_to=day
        )
        record.write(
            what="change_unit",
            by=by,
            at=at,
            subject=("unit", unit.id),
            detail={"before": {"covers": sorted(held)}, "covers": divisions},
        )


def end(*, code: str, by: Actor, at: datetime.datetime) -> Unit:
    """End a unit from today on, once nothing hangs on it. Raises Refusals "in_use"."""
    with transaction.atomic():
        unit = _take(code)
        hanging = {
            "posts": Post.objects.filter(unit=unit, valid_to=None),
            "children": Unit.objects.filter(parent=unit, valid_to=None),
            "jurisdictions": Jurisdiction.objects.filter(station=unit, valid_to=None),
            "files": Stay.objects.filter(station=unit, state__in=ACTIVE),
            **_work(unit, at=at),
        }
        problems = [_refusal("in_use", _IN_USE[name], "") for name, rows in hanging.items() if rows.exists()]
        if problems:
            raise Refusals(problems)
        unit.valid_to = city.day(at)
        unit.save(update_fields=["valid_to"])
        UnitDivision.objects.filter(unit=unit, valid_to=None).update(valid_to=unit.valid_to)
        record.write(what="change_unit", by=by, at=at, subject=("unit", unit.id), detail={"ended": code})
        return unit


def _work(unit: Unit, *, at: datetime.datetime) -> "dict[str, QuerySet[Any]]":
    """Return what people wait for at a unit: with it ended, nobody could go on with it. Source: I9, J1, J2, J3."""
    theirs, booked = Q(unit=unit) | Q(offered_to=unit), Q(state="booked", starts_at__gt=at)
    return {
        "cases": Case.objects.filter(theirs, state__in=life.OPEN),
        "parts": CasePart.objects.filter(unit=unit, state=life.PART.initial),
        "complaints": Complaint.objects.filter(Q(owner=unit) | Q(offered_to=unit)).exclude(state="answered"),
        "ratings": CaseRating.objects.filter(follow_unit=unit, follow_up="open"),
        "times": Booking.objects.filter(booked, slot__unit=unit),
    }


def departments() -> list[str]:
    """Return the departments a unit can belong to; hotels, hospitals and the like are partners of none. Source: A2."""
    return [*(office.department for office in offices.offices()), "partner"]


def _take(code: str) -> Unit:
    unit = (
        Unit.objects.select_for_update(of=("self",)).select_related("parent").filter(code=code, valid_to=None).first()
    )
    if unit is None:
        raise Absent("unit")
    return unit


def _read(values: dict[str, str]) -> tuple[dict[str, str], list[Refusal]]:
    plain = {name: " ".join(values.get(name, "").replace("\0", "").split()) for name in FIELDS}
    problems = [_refusal("missing", _MISSING, name) for name in _NEEDED if not plain[name]]
    problems += [
        _refusal("too_long", _LONG.format(longest=longest), name)
        for name, longest in FIELDS.items()
        if len(plain[name]) > longest
    ]
    return plain, problems


def _sort(values: dict[str, str]) -> tuple[dict[str, str], list[Refusal]]:
    options = {"kind": KINDS, "level": authority.LEVELS, "department": departments()}
    sort = {name: values.get(name, "") for name in options}
    return sort, [
        _refusal("not_an_option", _OPTION, name) for name, allowed in options.items() if sort[name] not in allowed
    ]


def _unknown(codes: list[str]) -> list[Refusal]:
    held = set(Division.objects.filter(code__in=codes, valid_to=None).values_list("code", flat=True))
    return [_refusal("unknown_division", _DIVISION.format(code=code), "covers") for code in codes if code not in held]


def _refusal(code: str, text: Text, name: str) -> Refusal:
    return Refusal(code, text, field=name or None, rule="O1")
