"""What the board and the register did in a month, by county or street; small numbers are not told. Source: N5, N6, O1."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from anju.law import city, deadline, suppression
from anju.law.wording import Text
from anju.linkage import english
from anju.models import Division
from anju.queries import direct, rules
from anju.queries.job import within
from anju.queries.scope import Scope

COLUMNS: Mapping[str, Text] = {
    "vacancies": Text(zh="新公布岗位", en="New jobs"),
    "openings": Text(zh="招聘人数", en="Openings"),
    "applications": Text(zh="报名", en="Applications"),
    "hired": Text(zh="录用", en="Hired"),
    "confirmed": Text(zh="本人确认录用", en="Confirmed"),
    "disputed": Text(zh="本人否认结果", en="Disputed"),
    "employed": Text(zh="登记就业", en="In work"),
    "unemployed": Text(zh="登记失业", en="Out of work"),
}
# of vacancies and openings no person can be made out
_PEOPLE = tuple(name for name in COLUMNS if name not in {"vacancies", "openings"})

_NO_NAME = Text(zh="", en="")

_BOARD = """
SELECT split_part(v.path, '/', 2), split_part(v.path, '/', 3), count(*), sum(v.openings)
FROM vacancy v JOIN unit u ON u.id = v.office_id
WHERE u.path LIKE $1 AND v.published_at >= $2 AND v.published_at < $3 GROUP BY 1, 2
"""
_APPLIED = """
SELECT split_part(v.path, '/', 2), split_part(v.path, '/', 3),
       count(*) FILTER (WHERE a.sent_at >= $2 AND a.sent_at < $3),
       count(*) FILTER (WHERE a.state = 'hired' AND a.ended_at >= $2 AND a.ended_at < $3),
       count(*) FILTER (WHERE a.state = 'hired' AND a.said = 'confirmed' AND a.ended_at >= $2 AND a.ended_at < $3),
       count(*) FILTER (WHERE a.said = 'disputed' AND a.ended_at >= $2 AND a.ended_at < $3)
FROM job_application a JOIN vacancy v ON v.id = a.vacancy_id JOIN unit u ON u.id = v.office_id
WHERE u.path LIKE $1 AND (a.sent_at >= $2 AND a.sent_at < $3 OR a.ended_at >= $2 AND a.ended_at < $3) GROUP BY 1, 2
"""
_ENTERED = """
SELECT split_part(d.path, '/', 2), split_part(d.path, '/', 3),
       count(*) FILTER (WHERE m.kind <> 'unemployed'), count(*) FILTER (WHERE m.kind = 'unemployed')
FROM employment m JOIN division d ON d.code = m.community_id JOIN unit u ON u.id = m.unit_id
WHERE u.path LIKE $1 AND m.registered_at >= $2 AND m.registered_at < $3 GROUP BY 1, 2
"""

# a county and a street in it; "" what lies in no street, None the whole county
_Place = tuple[str, str | None]


@dataclass(frozen=True)
class Line:
    """The figures of one place; None stands for a number too small to be told."""

    place: str
    name: Text
    cells: tuple[int | None, ...]


@dataclass(frozen=True)
class Table:
    """The figures of a month, with its definition's bound (N5)."""

    month: datetime.date
    lines: tuple[Line, ...]
    least: int


def month(scope: Scope, *, of: datetime.date, by: str = "county") -> Table:
    """Return the figures of the month of a day, by county or by street; raises Absent for other offices."""
    within.demand(scope)
    first = of.replace(day=1)
    after = deadline.add_months(first, 1)
    values = [f"{scope.unit.path}%", _begin(first), _begin(after)]
    found = {name: dict[_Place, int]() for name in COLUMNS}
    for sql, told in (
        (_BOARD, ("vacancies", "openings")),
        (_APPLIED, ("applications", "hired", "confirmed", "disputed")),
        (_ENTERED, ("employed", "unemployed")),
    ):
        for county, street, *numbers in direct.ask(sql, values):
            for name, number in zip(told, numbers, strict=True):
                found[name][county, street] = int(number)
    least = rules.policy(place=(), on=of).employment_suppress_below
    columns = {name: _told(name, cells, least) for name, cells in found.items()}
    places = sorted({place for cells in columns.values() for place in cells if (place[1] is None) == (by == "county")})
    codes = {code for place in places for code in place if code}
    held = Division.objects.filter(code__in=codes).values_list("code", "name")
    names = {code: Text(zh=name, en=english.place(name)) for code, name in held}
    lines = tuple(
        Line(
            place=street or county,
            name=names.get(street or county, _NO_NAME) if street != "" else _NO_NAME,
            cells=tuple(columns[name].get((county, street), 0) for name in COLUMNS),
        )
        for county, street in places
    )
    return Table(month=first, lines=lines, least=least)


def _begin(on: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(on, datetime.time(), city.TIME)


def _told(name: str, streets: Mapping[_Place, int], least: int) -> dict[_Place, int | None]:
    """Return a column by street and summed up by county; what is small, or would give a small one away, is None. Source: N6."""
    cells: dict[_Place, int] = dict(streets)
    sums: list[suppression.Sum[_Place]] = []
    for county in {place[0] for place in streets}:
        parts = tuple(place for place in streets if place[0] == county)
        cells[county, None] = sum(streets[place] for place in parts)
        sums.append(suppression.Sum(total=(county, None), parts=parts))
    hidden = suppression.hidden(cells=cells, sums=sums, least=least) if name in _PEOPLE else frozenset()
    return {place: None if place in hidden else value for place, value in cells.items()}
