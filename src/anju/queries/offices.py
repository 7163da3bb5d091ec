"""Where to go: the police station and the street hall that answer for a community."""

import datetime
from dataclasses import dataclass

from anju.law.absent import Absent
from anju.law.wording import Text
from anju.models import Division, Unit, UnitDivision
from anju.queries import scope


@dataclass(frozen=True)
class Office:
    """An office as someone who wants to go there needs it."""

    name: Text
    phone: str
    place: str
    hours: str


@dataclass(frozen=True)
class Around:
    """The offices of a community; None where none is on file."""

    community: str
    station: Office | None
    hall: Office | None


def around(*, code: str, on: datetime.date) -> Around:
    """Return the offices that answer for a community; raises Absent for a code that is none."""
    community = Division.objects.filter(code=code, level="community").first()
    if community is None:
        raise Absent("community")
    codes = [one for one in community.path.split("/") if one]
    halls = (
        UnitDivision.objects.filter(unit__kind="hall", division_id__in=codes, valid_from__lte=on)
        .exclude(valid_to__lte=on)
        .select_related("unit")
    )
    # the hall nearest to the community, where several levels have one
    nearest = max(halls, key=lambda row: (codes.index(row.division_id), row.unit.code), default=None)
    return Around(
        community=community.name,
        station=_office(scope.station_for(community_path=community.path, on=on)),
        hall=_office(nearest.unit if nearest is not None else None),
    )


def _office(unit: Unit | None) -> Office | None:
    if unit is None:
        return None
    name = Text(zh=unit.name, en=unit.name_en or unit.name)
    return Office(name=name, phone=unit.phone, place=unit.place, hours=unit.hours)
