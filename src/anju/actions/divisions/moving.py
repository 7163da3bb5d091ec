"""What hangs on divisions follows a change: addresses, active stays, jurisdictions, offices, policy values."""

import dataclasses
import datetime
import json
import uuid
from collections.abc import Iterator, Sequence

from django.db.models import F, OuterRef, QuerySet, Subquery

from anju.actions import jurisdictions
from anju.law.division import Wish
from anju.law.place import Parts
from anju.models import Address, Division, Jurisdiction, PolicyOverride, Stay, Unit, UnitDivision
from anju.models.base import new_id
from anju.queries import places
from anju.queries.divisions import Mapping
from anju.queries.divisions.previewing import ACTIVE
from anju.vault import seal

_BATCH = 500


def everything(*, wish: Wish, mapping: Mapping, day: datetime.date) -> dict[str, int]:
    """Move all that hangs on the changed divisions; returns how much. Part of a larger act."""
    counts = {"addresses": 0, "active_stays": 0}
    for code, targets in mapping.items():
        new = [target.code for target in targets]
        if new == [code]:
            continue
        community = Division.objects.get(code=code)
        if community.level == "community":
            counts["addresses"] += _addresses(community, wish if len(new) > 1 else None, new[0])
            counts["active_stays"] += _stays(code)
        _coverage(code, new, day)
        _jurisdictions(wish, code, new, day)
        _policy(code, new, day)
    for code, station in wish.stations.items():
        jurisdictions.put(station=Unit.objects.get(code=station), division_id=code, day=day)
    counts["handed_over"] = jurisdictions.follow(codes=[target.code for target in wish.new], day=day)
    return counts


def _addresses(old: Division, wish: Wish | None, only: str) -> int:
    moved = 0
    for batch in _batches(Address.objects.filter(community=old, valid_to=None).order_by("id")):
        targets = {address.id: _target(wish, address) if wish is not None else only for address in batch}
        leaving = [address for address in batch if targets[address.id] != old.code]
        _rewrite(leaving, targets, old)
        Address.objects.bulk_update(leaving, ["community", "parts", "road", "line_index"], batch_size=_BATCH)
        moved += len(leaving)
    return moved


def _target(wish: Wish, address: Address) -> str:
    return wish.doors.get(str(address.id)) or wish.roads.get(address.road) or wish.rest


def _rewrite(leaving: Sequence[Address], targets: dict[uuid.UUID, str], old: Division) -> None:
    parts = {address.id: _parts(address) for address in leaving}
    indexes = {address.id: _index(targets[address.id], parts[address.id]) for address in leaving}
    rows = Address.objects.filter(community_id__in=set(targets.values()), line_index__in=list(indexes.values()))
    taken = {(code, bytes(index)) for code, index in rows.values_list("community_id", "line_index")}
    for address in leaving:
        target, index = targets[address.id], indexes[address.id]
        if (target, index) in taken:
            # two villages merged, both with a No. 12: two doors, told apart by the name of the village that was
            named, index = _told_apart(parts[address.id], old, target)
            address.parts = seal.seal(
                text=json.dumps(named.as_dict(), ensure_ascii=False), column="address.parts", owner=address.id
            )
            address.road = named.street_name
        address.community_id = target
        address.line_index = index


def _parts(address: Address) -> Parts:
    return Parts(**json.loads(seal.unseal(data=bytes(address.parts), column="address.parts", owner=address.id)))


def _told_apart(parts: Parts, old: Division, target: str) -> tuple[Parts, bytes]:
    name = places.short_name(name=old.name)
    field = "hamlet" if parts.form == "village" else "estate"
    # the code is a second try, for a village whose name was given to a hamlet of the other before
    for label in (name, f"{name}{old.code}"):
        named = dataclasses.replace(parts, **{field: f"{label}{getattr(parts, field)}"})
        index = _index(target, named)
        if not Address.objects.filter(community_id=target, line_index=index).exists():
            break
    return named, index


def _index(code: str, parts: Parts) -> bytes:
    return seal.index(text=f"{code} {parts.line}", kind="address")


def _stays(code: str) -> int:
    where = Address.objects.filter(id=OuterRef("address_id")).values("community_id")[:1]
    mine = Stay.objects.filter(community_id=code, state__in=ACTIVE).exclude(address__community_id=code)
    return mine.update(community_id=Subquery(where), version=F("version") + 1)


def _coverage(code: str, new: Sequence[str], day: datetime.date) -> None:
    for row in UnitDivision.objects.filter(division_id=code, valid_to=None):
        for target in new:
            if not UnitDivision.objects.filter(unit_id=row.unit_id, division_id=target, valid_to=None).exists():
                UnitDivision.objects.create(unit_id=row.unit_id, division_id=target, valid_from=day)
        if code not in new:
            row.valid_to = day
            row.save(update_fields=["valid_to"])


def _jurisdictions(wish: Wish, code: str, new: Sequence[str], day: datetime.date) -> None:
    for row in Jurisdiction.objects.filter(division_id=code, valid_to=None).select_related("station"):
        if code not in new:
            row.valid_to = day
            row.save(update_fields=["valid_to"])
        for target in new:
            if not Jurisdiction.objects.filter(division_id=target, valid_to=None).exists():
                jurisdictions.put(station=row.station, division_id=target, day=day)


def _policy(code: str, new: Sequence[str], day: datetime.date) -> None:
    latest: dict[str, PolicyOverride] = {}
    for row in PolicyOverride.objects.filter(place=code).order_by("effective_from"):
        if row.effective_from <= day:
            latest[row.key] = row
    later = PolicyOverride.objects.filter(place=code, effective_from__gt=day)
    rows = [
        PolicyOverride(
            id=new_id(),
            key=row.key,
            place=target,
            value=row.value,
            effective_from=max(row.effective_from, day),
            basis=row.basis,
            created_at=row.created_at,
        )
        for row in [*latest.values(), *later]
        for target in new
        if target != code
    ]
    PolicyOverride.objects.bulk_create(rows, ignore_conflicts=True)


def _batches(rows: QuerySet[Address]) -> Iterator[list[Address]]:
    last = None
    while True:
        batch = list((rows.filter(id__gt=last) if last else rows)[:_BATCH])
        if not batch:
            return
        yield batch
        last = batch[-1].id
