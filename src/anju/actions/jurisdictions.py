"""Which police station answers for what: set from a day on, and the open files follow. Source: O1, fact 5."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from anju.actions import record
from anju.actions.permit import following
from anju.law import city
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Division, Jurisdiction, Stay, Unit
from anju.queries import scope
from anju.queries.divisions.previewing import ACTIVE

_STATION = Text(zh="请选择一个现有的派出所。", en="Please choose a police station that exists.")
_DIVISION = Text(zh="请选择一个街道、乡镇或者社区、村。", en="Please choose a street, town, community or village.")
_SAME = Text(zh="这里本来就归这个派出所管辖。", en="This station already answers for it.")


def assign(*, station: str, division: str, by: Actor, at: datetime.datetime) -> tuple[Jurisdiction, int]:
    """Let a station answer for a street or community from today; returns how many files followed.

    Raises Refusal "unknown_station", "unknown_division", "nothing_changes".
    """
    with transaction.atomic():
        unit = Unit.objects.filter(code=station, kind="station", valid_to=None).first()
        if unit is None:
            raise Refusal("unknown_station", _STATION, field="station", rule="O1")
        row = (
            Division.objects.select_for_update()
            .filter(code=division, level__in=["street", "community"], valid_to=None)
            .first()
        )
        if row is None:
            raise Refusal("unknown_division", _DIVISION, field="division", rule="O1")
        day = city.day(at)
        held = Jurisdiction.objects.filter(division=row, valid_to=None).first()
        if held is not None and held.station_id == unit.id:
            raise Refusal("nothing_changes", _SAME, field="station", rule="O1")
        made = put(station=unit, division_id=row.code, day=day)
        moved = follow(codes=[row.code], day=day)
        record.write(
            what="set_jurisdiction",
            by=by,
            at=at,
            subject=("division", row.code),
            detail={"station": unit.code, "files": moved},
        )
        return made, moved


def release(*, division: str, by: Actor, at: datetime.datetime) -> int:
    """End a community's own jurisdiction, so that its street's station answers again; returns how many files followed."""
    with transaction.atomic():
        day = city.day(at)
        held = (
            Jurisdiction.objects.select_for_update()
            .filter(division_id=division, division__level="community", valid_to=None)
            .first()
        )
        if held is None:
            raise Absent("jurisdiction")
        _close(held, day)
        moved = follow(codes=[division], day=day)
        record.write(
            what="set_jurisdiction",
            by=by,
            at=at,
            subject=("division", division),
            detail={"station": "", "files": moved},
        )
        return moved


def put(*, station: Unit, division_id: str, day: datetime.date) -> Jurisdiction:
    """Write a jurisdiction from a day on, ending the one before. Part of a larger act."""
    for held in Jurisdiction.objects.filter(division_id=division_id, valid_to=None):
        _close(held, day)
    made, _ = Jurisdiction.objects.update_or_create(
        division_id=division_id, valid_from=day, defaults={"station": station, "valid_to": None}
    )
    return made


def follow(*, codes: Iterable[str], day: datetime.date) -> int:
    """Hand active stays of these divisions, and all that hangs on them, to the stations that answer now. Part of a larger act."""
    moved = 0
    paths = Division.objects.filter(code__in=list(codes)).values_list("path", flat=True)
    seen: set[str] = set()
    for path in paths:
        communities = Division.objects.filter(path__startswith=path, level="community", valid_to=None)
        for code, own in communities.values_list("code", "path"):
            if code not in seen:
                seen.add(code)
                moved += _hand_over(code, own, day)
    return moved


def _hand_over(code: str, path: str, day: datetime.date) -> int:
    stays = Stay.objects.filter(community_id=code, state__in=ACTIVE)
    if not stays.exists():
        return 0
    station = scope.station_for(community_path=path, on=day)
    if station is None:
        return 0
    moved = stays.exclude(station=station).update(station=station, version=F("version") + 1)
    following.places(communities=[code])
    return moved


def _close(held: Jurisdiction, day: datetime.date) -> None:
    # one that was set this very day held for no day at all
    if held.valid_from >= day:
        held.delete()
    else:
        held.valid_to = day
        held.save(update_fields=["valid_to"])
