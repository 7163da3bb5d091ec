"""Who signs a permit, and where its card can be collected. Source: E9, G2.

Offices change seldom: what is read of them is kept until one of them does (`reference`).
"""

import datetime

from anju.models import Division, Unit, UnitDivision
from anju.queries import reference
from anju.queries.reference import Reference


def authority(*, station: Unit, held: Reference | None = None) -> Unit | None:
    """Return the county police over a station, who signs and whose name the card prints; None where none is on file."""
    known = held or reference.current()
    return known.get(("permit_authority", station.path), lambda: _authority(station))


def collect_points(
    *, community: Division, station: Unit, on: datetime.date, held: Reference | None = None
) -> tuple[Unit, ...]:
    """Return where a card can be collected: the station, the halls that cover the community, the county police."""
    known = held or reference.current()
    covered = known.get(("halls", on), lambda: _halls(on))
    path = [code for code in community.path.split("/") if code]
    # the nearest hall first
    halls = [unit for code in reversed(path) for unit in covered.get(code, ())]
    signs = authority(station=station, held=known)
    return (station, *halls, *((signs,) if signs is not None else ()))


def _authority(station: Unit) -> Unit | None:
    above = [code for code in station.path.split("/") if code]
    found = Unit.objects.filter(code__in=above, department="police", level="county")
    return max(found, key=lambda unit: above.index(unit.code), default=None)


def _halls(on: datetime.date) -> dict[str, list[Unit]]:
    """Return the halls by what they cover on a day: a few hundred in a city."""
    rows = UnitDivision.objects.filter(unit__kind="hall", valid_from__lte=on).exclude(valid_to__lte=on)
    found: dict[str, list[Unit]] = {}
    for row in rows.select_related("unit").order_by("unit__code"):
        found.setdefault(row.division_id, []).append(row.unit)
    return found
