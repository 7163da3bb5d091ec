"""How many registered children reach each level, by street and community, against the places of the zone. Source: N6; notice 三.

One statement over the whole county; only counts leave it, none of 1 to 9, and never a list of children.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from anju.law.absent import Absent
from anju.law.school import figures, stage
from anju.models import Division
from anju.queries import direct
from anju.queries.school import offices
from anju.queries.scope import Scope

# $1 the path of county or street, $2 how many digits tell the areas apart, $3-$5 the years with their birth dates
_CHILDREN = """
SELECT left(d.code, $2::int) AS area, y.year, count(*)::int
FROM unnest($3::int[], $4::date[], $5::date[]) AS y(year, first, last)
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
    counted = _children(above, digits, level, years)
    places = {str(area): int(count) for area, count in direct.ask(_PLACES, [f"{above.path}%", digits, level, year])}
    areas = [
        (code[:digits], code, name)
        for code, name in Division.objects.filter(parent=above, valid_to=None)
        .order_by("code")
        .values_list("code", "name")
    ]
    by_year = [figures.hidden([counted.get((area, one), 0) for area, _, _ in areas]) for one in years]
    rows = tuple(
        _row(code, name, tuple(column[at] for column in by_year), places.get(area, 0))
        for at, (area, code, name) in enumerate(areas)
    )
    total = tuple(figures.total(sum(counted.get((area, one), 0) for area, _, _ in areas)) for one in years)
    return Forecast(years=years, rows=rows, total=total)


def _row(code: str, name: str, children: tuple[int | None, ...], places: int) -> Row:
    now = children[0]
    return Row(
        code=code, name=name, children=children, places=places, short=None if now is None else max(0, now - places)
    )


def _children(above: Division, digits: int, level: str, years: Sequence[int]) -> dict[tuple[str, int], int]:
    ranges = [stage.born(level=level, year=year) for year in years]
    values = [f"{above.path}%", digits, list(years), [first for first, _ in ranges], [last for _, last in ranges]]
    return {(str(area), int(year)): int(count) for area, year, count in direct.ask(_CHILDREN, values)}
