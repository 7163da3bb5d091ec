"""The city's offices: one tree of units beside the divisions, with what each covers and each station answers for."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from anju.catalogue import offices as catalogue
from anju.catalogue.divisions import Place
from anju.catalogue.offices import Office
from anju.linkage import english
from anju.models import Jurisdiction, Unit, UnitDivision


@dataclass(frozen=True)
class _Plan:
    code: str
    name: str
    name_en: str
    kind: str
    department: str
    level: str
    parent: str
    covers: tuple[str, ...]


def load(*, places: Sequence[Place], since: datetime.date) -> tuple[int, int]:
    """Put the offices of a city on file; returns how many units and jurisdictions were added."""
    held: dict[str, Unit] = {unit.code: unit for unit in Unit.objects.all()}
    new: list[Unit] = []
    covers: list[UnitDivision] = []
    jurisdictions: list[Jurisdiction] = []
    for plan in _plans(places):
        if plan.code in held:
            continue
        parent = held.get(plan.parent)
        unit = Unit(
            code=plan.code,
            name=plan.name[:80],
            name_en=plan.name_en[:120],
            kind=plan.kind,
            department=plan.department,
            level=plan.level,
            parent=parent,
            path=(parent.path if parent else "") + plan.code + "/",
            valid_from=since,
        )
        held[plan.code] = unit
        new.append(unit)
        covers += [UnitDivision(unit=unit, division_id=code, valid_from=since) for code in plan.covers]
        if plan.kind == "station":
            jurisdictions += [Jurisdiction(station=unit, division_id=code, valid_from=since) for code in plan.covers]
    Unit.objects.bulk_create(new, batch_size=1000)
    UnitDivision.objects.bulk_create(covers, batch_size=1000)
    # a street that was given another station meanwhile keeps it
    taken = set(Jurisdiction.objects.filter(valid_to=None).values_list("division_id", flat=True))
    added = Jurisdiction.objects.bulk_create([row for row in jurisdictions if row.division_id not in taken])
    return len(new), len(added)


def _plans(places: Sequence[Place]) -> Iterator[_Plan]:
    city = places[0]
    counties = [place for place in places if place.level == "county"]
    zones = {zone.division: zone for zone in catalogue.zones().zones if zone.division}
    for office in catalogue.offices():
        top = f"{office.prefix}-{city.code[:4]}"
        yield _plan(
            office, top, _named(office.city, city, city), english.place(city.name), "office", "city", "", (city.code,)
        )
        for county in counties:
            code = f"{office.prefix}-{county.code[:6]}"
            zone = zones.get(county.code)
            if zone is not None and office.department == "government":
                yield _Plan(code, zone.zh, zone.en, "zone", "government", "county", top, zone.covers)
                continue
            yield _plan(
                office,
                code,
                _county_name(office, county, city),
                english.place(county.name),
                "office",
                "county",
                top,
                (county.code,),
            )
    yield from _other_zones(city)
    for place in places:
        if place.level == "street":
            yield from _street(place)
    for place in places:
        if place.level == "community":
            yield _community(place)


def _plan(
    office: Office, code: str, name: str, en: str, kind: str, level: str, parent: str, covers: tuple[str, ...]
) -> _Plan:
    return _Plan(code, name, office.en.format(place=en), kind, office.department, level, parent, covers)


def _county_name(office: Office, county: Place, city: Place) -> str:
    pattern = office.district if office.district and county.name.endswith("区") else office.county
    return _named(pattern, county, city)


def _named(pattern: str, place: Place, city: Place) -> str:
    zone = next((zone for zone in catalogue.zones().zones if zone.division == place.code), None)
    name = city.name + zone.short if zone else place.name
    short = zone.short if zone else place.name.removesuffix("市").removesuffix("区").removesuffix("县")
    return pattern.format(place=name, short=short, city=city.name)


def _other_zones(city: Place) -> Iterator[_Plan]:
    for zone in catalogue.zones().zones:
        if not zone.division:
            yield _Plan(
                f"zone-{zone.id}", zone.zh, zone.en, "zone", "government", "county", f"zf-{city.code[:4]}", zone.covers
            )


def _street(place: Place) -> Iterator[_Plan]:
    county, own = place.code[:6], place.code[:9]
    en = english.place(place.name)
    short = place.name.removesuffix("街道").removesuffix("镇").removesuffix("乡")
    governance = next(office for office in catalogue.offices() if office.street)
    covers = (place.code,)
    yield _Plan(
        f"bm-{own}",
        f"{place.name}便民服务中心",
        f"{en} Service Hall",
        "hall",
        "government",
        "street",
        f"zf-{county}",
        covers,
    )
    yield _Plan(
        f"pcs-{own}", f"{short}派出所", f"{en} Police Station", "station", "police", "street", f"ga-{county}", covers
    )
    yield _Plan(
        f"{governance.prefix}-{own}",
        governance.street.format(place=place.name),
        governance.street_en.format(place=en),
        "office",
        governance.department,
        "street",
        f"{governance.prefix}-{county}",
        covers,
    )


def _community(place: Place) -> _Plan:
    return _Plan(
        f"sq-{place.code}",
        place.name,
        english.place(place.name),
        "community",
        "government",
        "community",
        f"bm-{place.parent[:9]}",
        (place.code,),
    )
