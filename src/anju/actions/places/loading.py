"""The city's divisions and offices put on file from the catalogue; a second run adds only what is missing."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from anju.actions import record
from anju.actions.places import offices
from anju.catalogue import divisions as shipped
from anju.catalogue.divisions import Place
from anju.law.actor import SYSTEM
from anju.linkage import pinyin
from anju.models import Division, OriginCounty

# 306 came into force; older stays don't exist in this register
SINCE = datetime.date(2017, 1, 1)
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Loaded:
    """How many rows a run added."""

    divisions: int
    counties: int
    units: int
    jurisdictions: int


def load_city(*, at: datetime.datetime, progress: Progress = lambda step: None) -> Loaded:
    """Put the city's divisions, its offices and China's counties on file. `progress` hears of every step."""
    with transaction.atomic():
        progress("counties")
        counties = _counties(shipped.counties())
        progress("divisions")
        divisions = _divisions(shipped.city())
        progress("units")
        units, jurisdictions = offices.load(places=shipped.city(), since=SINCE)
        loaded = Loaded(divisions=divisions, counties=counties, units=units, jurisdictions=jurisdictions)
        if any(vars(loaded).values()):
            record.write(
                what="load_places", by=SYSTEM, at=at, subject=("division", shipped.city()[0].code), detail=vars(loaded)
            )
        return loaded


def _divisions(places: Iterable[Place]) -> int:
    held = set(Division.objects.values_list("code", flat=True).filter(code__startswith="3713"))
    # the province stands above the city only where the whole country was loaded
    province = Division.objects.filter(level="province", code="370000000000").first()
    paths: dict[str, str] = {"": province.path if province else ""}
    rows = []
    for place in places:
        paths[place.code] = f"{paths[place.parent]}{place.code}/"
        if place.code not in held:
            parent = place.parent or (province.code if province else None)
            rows.append(_division(place, parent=parent, path=paths[place.code]))
    return len(Division.objects.bulk_create(rows, batch_size=1000))


def _division(place: Place, *, parent: str | None, path: str) -> Division:
    return Division(
        code=place.code,
        name=place.name,
        level=place.level,
        parent_id=parent,
        path=path,
        pinyin=pinyin.of_place(place.name),
        initials=pinyin.initials_of_place(place.name),
        valid_from=SINCE,
    )


def _counties(places: Iterable[Place]) -> int:
    # a city without counties (东莞) stands in both levels under one code: the county's line wins
    by_code: dict[str, Place] = {}
    cities: dict[str, Place] = {}
    for place in places:
        by_code[place.code] = place
        if place.level != "county":
            cities[place.code] = place
    held = set(OriginCounty.objects.values_list("code", flat=True))
    rows = [_county(place, cities) for place in by_code.values() if place.code not in held and not _statistical(place)]
    return len(OriginCounty.objects.bulk_create(rows, batch_size=1000))


def _statistical(place: Place) -> bool:
    # nobody's 户口 lies in 371371: it is a county of the statistics only (law.md fact 5)
    return place.code == "371371"


def _county(place: Place, above: Mapping[str, Place]) -> OriginCounty:
    full = _full_name(place, above)
    return OriginCounty(
        code=place.code,
        name=place.name,
        level=place.level,
        parent_code=place.parent,
        full_name=full,
        pinyin=pinyin.of_place(place.name),
        initials=pinyin.initials_of_place(place.name),
    )


def _full_name(place: Place, above: Mapping[str, Place]) -> str:
    names = [place.name]
    parent = above.get(place.parent) if place.parent != place.code else above.get(above[place.code].parent)
    while parent is not None:
        # 市辖区 and 省直辖县级行政区划 are shelves of the statistics, not names
        if parent.name not in {"市辖区", "县"} and "直辖县级" not in parent.name:
            names.insert(0, parent.name)
        parent = above.get(parent.parent)
    return "".join(names)
