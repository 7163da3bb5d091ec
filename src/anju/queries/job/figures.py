"""What the board and the register did in a month, by county or street; small numbers are not told. Source: N5, N6, O1."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from anju.law import city, deadline
from anju.law.wording import Text
from anju.models import Division
from anju.queries import direct, rules
from anju.queries.job import within
from anju.queries.scope import Scope

COLUMNS: Mapping[str, Text] = {
    "vacancies": Text(zh="新公布岗位", en="Vacancies published"),
    "openings": Text(zh="招聘人数", en="Openings"),
    "applications": Text(zh="报名", en="Applications"),
    "hired": Text(zh="录用", en="Hired"),
    "confirmed": Text(zh="本人确认录用", en="Hired, confirmed by the person"),
    "disputed": Text(zh="本人否认结果", en="Outcome disputed"),
    "employed": Text(zh="就业登记", en="Employment registered"),
    "unemployed": Text(zh="失业登记", en="Unemployment registered"),
}
# of vacancies and openings no person can be made out
_PEOPLE = tuple(name for name in COLUMNS if name not in {"vacancies", "openings"})

_BOARD = """
SELECT split_part(v.path, '/', {part}) AS place, count(*), sum(v.openings)
FROM vacancy v JOIN unit u ON u.id = v.office_id
WHERE u.path LIKE $1 AND v.published_at >= $2 AND v.published_at < $3 GROUP BY 1
"""
_APPLIED = """
SELECT split_part(v.path, '/', {part}) AS place,
       count(*) FILTER (WHERE a.sent_at >= $2 AND a.sent_at < $3),
       count(*) FILTER (WHERE a.state = 'hired' AND a.ended_at >= $2 AND a.ended_at < $3),
       count(*) FILTER (WHERE a.state = 'hired' AND a.said = 'confirmed' AND a.ended_at >= $2 AND a.ended_at < $3),
       count(*) FILTER (WHERE a.said = 'disputed' AND a.ended_at >= $2 AND a.ended_at < $3)
FROM job_application a JOIN vacancy v ON v.id = a.vacancy_id JOIN unit u ON u.id = v.office_id
WHERE u.path LIKE $1 AND (a.sent_at >= $2 AND a.sent_at < $3 OR a.ended_at >= $2 AND a.ended_at < $3) GROUP BY 1
"""
_ENTERED = """
SELECT split_part(d.path, '/', {part}) AS place,
       count(*) FILTER (WHERE m.kind <> 'unemployed'), count(*) FILTER (WHERE m.kind = 'unemployed')
FROM employment m JOIN division d ON d.code = m.community_id JOIN unit u ON u.id = m.unit_id
WHERE u.path LIKE $1 AND m.registered_at >= $2 AND m.registered_at < $3 GROUP BY 1
"""


@dataclass(frozen=True)
class Line:
    """The figures of one place; None stands for a number too small to be told."""

    place: str
    name: str
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
    part = 2 if by == "county" else 3
    found: dict[str, dict[str, int]] = {}
    for sql, told in (
        (_BOARD, ("vacancies", "openings")),
        (_APPLIED, ("applications", "hired", "confirmed", "disputed")),
        (_ENTERED, ("employed", "unemployed")),
    ):
        for place, *numbers in direct.ask(sql.format(part=part), values):
            found.setdefault(place, {}).update(zip(told, map(int, numbers), strict=True))
    least = rules.policy(place=(), on=of).employment_suppress_below
    names = dict(Division.objects.filter(code__in=[code for code in found if code]).values_list("code", "name"))
    lines = tuple(
        Line(
            place=code,
            name=names.get(code, ""),
            cells=tuple(_told(name, found[code].get(name, 0), least) for name in COLUMNS),
        )
        for code in sorted(found)
    )
    return Table(month=first, lines=lines, least=least)


def _begin(on: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(on, datetime.time(), city.TIME)


def _told(name: str, value: int, least: int) -> int | None:
    return None if name in _PEOPLE and 0 < value < least else value
