"""Who signs a permit, and where its card can be collected. Source: E9, G2."""

import datetime

from anju.models import Division, Unit, UnitDivision


def authority(*, station: Unit) -> Unit | None:
    """Return the county police over a station, who signs and whose name the card prints; None where none is on file."""
    above = [code for code in station.path.split("/") if code]
    found = Unit.objects.filter(code__in=above, department="police", level="county")
    return max(found, key=lambda unit: above.index(unit.code), default=None)


def collect_points(*, community: Division, station: Unit, on: datetime.date) -> tuple[Unit, ...]:
    """Return where a card can be collected: the station, the halls that cover the community, the county police."""
    path = [code for code in community.path.split("/") if code]
    covering = (
        UnitDivision.objects.filter(unit__kind="hall", division_id__in=path, valid_from__lte=on)
        .exclude(valid_to__lte=on)
        .select_related("unit")
    )
    # the nearest hall first
    halls = sorted(covering, key=lambda row: (-path.index(row.division_id), row.unit.code))
    signs = authority(station=station)
    return (station, *(row.unit for row in halls), *((signs,) if signs is not None else ()))
