"""How many registered children reach each level, by street and community, against the places of the zone. Source: N6; notice 三.

One statement over the whole county; only counts leave it, none of 1 to 9, and never a list of children.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from anju.law import suppression
from anju.law.absent import Absent
from anju.law.school import figures, stage
from anju.models import Division
from anju.queries import direct
from anju.queries.school import offices
from anju.queries.scope import Scope

# $1 the path of the county, $2-$4 the years with their birth dates
_CHILDREN = """
SELECT d.code, y.year, count(*)::int
FROM unnest($2::int[], $3::date[], $4::date[]) AS y(year, first, last)
JOIN person p ON p.birth_on BETWEEN y.first AND y.last AND p.state = 'verified'
JOIN stay s ON s.person_id = p.id AND s.state = 'registered'
JOIN division d ON d.code = s.community_id AND d.path LIKE $1
GROUP BY 1, 2
"""
# a school counts once in every area its zone reaches into
_PLACES = """
SELECT z.area, sum(p.open)::int FROM (
  SELECT DISTINCT left(o.community_id, $2::int) AS area, o.school_id FROM school_zone o
  JOIN division d ON d.code = o.community_id AND d.path LIKE $1
  JOIN school h ON h.id = o.school_id AND h.level = $3 AND h.valid_to IS NULL
  WHERE o.year = $4
) z JOIN school_places p ON p.school_id = z.school_id AND p.year = $4 AND p.grade = 1
GROUP BY 1
"""
_STREET, _COMMUNITY = 9, 12


@dataclass(frozen=True)
class Row:
    """One area: children by year, None where they are too few to tell; places; what is short this year."""

    code: str
    name: str
    children: tuple[int | None, ...]
    places: int
    short: int | None


@dataclass(frozen=True)
class Forecast:
    """One level of a county or a street."""

    years: tuple[int, ...]
    rows: tuple[Row, ...]
    total: tuple[int | None, ...]


def forecast(scope: Scope, *, level: str, on: datetime.date, street: str = "") -> Forecast:
    """Return a level's demand by street of the office's county, or by community of one street; Absent for another's."""
    county = offices.county(scope)
    above = county if not street else Division.objects.filter(code=street, level="street", parent=county).first()
    if above is None:
        raise Absent("street")
    year = stage.year_of(on)
    years = tuple(year + ahead for ahead in range(stage.AHEAD))
    digits = _COMMUNITY if street else _STREET
    told = _told(county, level, years)
    places = {str(area): int(count) for area, count in direct.ask(_PLACES, [f"{above.path}%", digits, level, year])}
    areas = [
        (code[:digits], code, name)
        for code, name in Division.objects.filter(parent=above, valid_to=None)
        .order_by("code")
        .values_list("code", "name")
    ]
    rows = tuple(
        _row(code, name, tuple(column.get(area, 0) for column in told), places.get(area, 0))
        for area, code, name in areas
    )
    return Forecast(
        years=years, rows=rows, total=tuple(column.get(above.code[:_STREET] if street else "", 0) for column in told)
    )


def _row(code: str, name: str, children: tuple[int | None, ...], places: int) -> Row:
    now = children[0]
    return Row(
        code=code, name=name, children=children, places=places, short=None if now is None else max(0, now - places)
    )


def _told(county: Division, level: str, years: Sequence[int]) -> list[dict[str, int | None]]:
    """Count communities, streets and the county ("") by year; hide what is small in both tables together. Source: N6.

    Either table alone would be safe; a street's own page tells the sum that the county's hides.
    """
    ranges = [stage.born(level=level, year=year) for year in years]
    values = [f"{county.path}%", list(years), [first for first, _ in ranges], [last for _, last in ranges]]
    counted: dict[int, dict[str, int]] = {year: {} for year in years}
    for code, year, count in direct.ask(_CHILDREN, values):
        counted[year][str(code)] = int(count)
    return [_shown(counted[year]) for year in years]


def _shown(communities: Mapping[str, int]) -> dict[str, int | None]:
    streets: dict[str, list[str]] = {}
    for code in sorted(communities):
        streets.setdefault(code[:_STREET], []).append(code)
    cells = dict(communities)
    for street, codes in streets.items():
        cells[street] = sum(communities[code] for code in codes)
    cells[""] = sum(communities.values())
    sums = [suppression.Sum(total=street, parts=tuple(codes)) for street, codes in streets.items()]
    sums.append(suppression.Sum(total="", parts=tuple(streets)))
    hide = suppression.hidden(cells=cells, sums=sums, least=figures.SMALLEST)
    return {key: None if key in hide else count for key, count in cells.items()}
