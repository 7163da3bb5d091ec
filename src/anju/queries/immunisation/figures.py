"""How many children have had which dose, by street; small cells stay hidden, nobody is named. Source: N5, N6."""

import datetime
from dataclasses import dataclass

from anju.law import coverage, deadline
from anju.law.absent import Absent
from anju.law.coverage import Cell
from anju.law.immunisation import Programme, Vaccine
from anju.law.wording import Text
from anju.models import Division
from anju.queries import direct
from anju.queries import scope as scopes
from anju.queries.immunisation import area, plans
from anju.queries.scope import Scope

_COUNTS = """
WITH child AS MATERIALIZED (
  SELECT p.id, p.birth_on, p.sex, c.parent_id AS street FROM stay s JOIN person p ON p.id = s.person_id
  JOIN division c ON c.code = s.community_id
  WHERE s.state = 'registered' AND s.community_id = ANY($1::text[]) AND p.birth_on > $2
), got AS (
  SELECT d.person_id, k.key AS vaccine, count(*) AS doses FROM vaccine_dose d
  JOIN child ON child.id = d.person_id JOIN unnest($3::text[], $4::text[]) AS k(counted, key) ON k.counted = d.vaccine
  WHERE d.state = 'given' GROUP BY 1, 2
)
SELECT w.dose, child.street, count(*), count(*) FILTER (WHERE got.doses >= w.number)
FROM unnest($5::text[], $6::text[], $7::int[], $8::date[], $9::date[], $10::boolean[])
     AS w(dose, vaccine, number, since, until, girls)
JOIN child ON child.birth_on >= w.since AND child.birth_on <= w.until AND (NOT w.girls OR child.sex = 'female')
LEFT JOIN got ON got.person_id = child.id AND got.vaccine = w.vaccine GROUP BY 1, 2
"""


@dataclass(frozen=True)
class Line:
    """One dose with its cells, a street each."""

    name: Text
    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """The whole table: streets, a line a dose, and by which version and day it was counted."""

    places: tuple[str, ...]
    lines: tuple[Line, ...]
    on: datetime.date
    version: datetime.date


def coverage_of(*, scope: Scope, on: datetime.date) -> Table:
    """Return the coverage of a health office's area by vaccine and street, in two statements; Absent for other posts."""
    if not area.reaches(scope):
        raise Absent("vaccines")
    codes = scopes.communities(scope)
    streets = _streets(codes)
    held = plans.programme(on=on)
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for dose, street, children, covered in direct.ask(_COUNTS, _values(held, codes, on)):
        found.setdefault(dose, {})[streets[street]] = (children, covered)
    places = tuple(streets.values())
    cells = coverage.table(
        {f"{one.id}:{number}": found.get(f"{one.id}:{number}", {}) for one, number in _doses(held)}, places=places
    )
    lines = tuple(Line(one.name, number, cells[f"{one.id}:{number}"]) for one, number in _doses(held))
    return Table(places=places, lines=lines, on=on, version=held.begins)


def _doses(held: Programme) -> list[tuple[Vaccine, int]]:
    return [(vaccine, number) for vaccine in held.vaccines for number in range(1, len(vaccine.doses) + 1)]


def _streets(codes: tuple[str, ...]) -> dict[str, str]:
    rows = Division.objects.filter(code__in=codes).order_by("parent_id").values_list("parent_id", "parent__name")
    return dict(rows.distinct())


def _values(held: Programme, codes: tuple[str, ...], on: datetime.date) -> list[object]:
    counted = [(one, vaccine.id) for vaccine in held.vaccines for one in (vaccine.id, *vaccine.counts)]
    wanted = []
    for vaccine in held.vaccines:
        for number, dose in enumerate(vaccine.doses, 1):
            # born so that the age by which it should be given was reached within the span
            until = _born(on, dose.by.count, dose.by.unit)
            since = deadline.add_months(until, -coverage.MONTHS)
            since = max(since, vaccine.born_from) if vaccine.born_from is not None else since
            wanted.append((f"{vaccine.id}:{number}", vaccine.id, number, since, until, vaccine.girls))
    columns = [list(column) for column in zip(*wanted, strict=True)]
    born = deadline.add_months(on, -12 * area.YEARS)
    return [list(codes), born, [one for one, _ in counted], [key for _, key in counted], *columns]


def _born(on: datetime.date, count: int, unit: str) -> datetime.date:
    if unit == "D":
        return on - datetime.timedelta(days=count)
    return deadline.add_months(on, -count * (12 if unit == "Y" else 1))
