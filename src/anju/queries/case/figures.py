"""How offices do: what waits, near and late, settled in time, refused on what; and grades of many, never whose. Source: I9, J3, J4, N6."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from anju.law.case import life, limits, rating
from anju.law.codes import Rating
from anju.law.wording import Text
from anju.models import Case, CaseRating
from anju.queries import direct, rules
from anju.queries import scope as scopes
from anju.queries.case import exports, queue
from anju.queries.scope import Scope

_WAITING = """
SELECT u.id, u.name, u.name_en, count(c.id), count(c.id) FILTER (WHERE c.limit_on BETWEEN $2 AND $3),
       count(c.id) FILTER (WHERE c.limit_on < $2)
FROM unit u LEFT JOIN service_case c ON c.unit_id = u.id AND c.state IN ('sent', 'taken', 'proposed', 'objected')
WHERE u.id = ANY($1::uuid[]) GROUP BY u.id, u.name, u.name_en, u.path ORDER BY u.path
"""
_DECIDED = """
SELECT c.unit_id, count(*), count(*) FILTER (WHERE (d.at AT TIME ZONE interval '8 hours')::date <= d.due_on),
       count(*) FILTER (WHERE d.outcome = 'refused')
FROM service_case c JOIN case_decision d ON d.case_id = c.id AND d.outcome IN ('granted', 'refused')
WHERE c.unit_id = ANY($1::uuid[]) AND c.decided_at >= $2 AND c.decided_at < $3 GROUP BY c.unit_id
"""
_REASONS = """
SELECT c.service, d.article, count(*) FROM case_decision d JOIN service_case c ON c.id = d.case_id
WHERE c.unit_id = ANY($1::uuid[]) AND c.decided_at >= $2 AND c.decided_at < $3 AND d.outcome = 'refused'
GROUP BY c.service, d.article ORDER BY 3 DESC, 1, 2
"""
_GRADES = """
SELECT r.unit_id, r.grade, count(*) FROM case_rating r
WHERE r.unit_id = ANY($1::uuid[]) AND r.rated_on >= $2 AND r.rated_on < $3 GROUP BY r.unit_id, r.grade
"""


@dataclass(frozen=True)
class Load:
    """What waits at one office."""

    unit_id: uuid.UUID
    name: str
    name_en: str
    waiting: int
    near: int
    late: int

    @property
    def office(self) -> Text:
        """The office in both languages."""
        return Text(zh=self.name, en=self.name_en or self.name)


@dataclass(frozen=True)
class Settled:
    """What one office settled in a span."""

    count: int
    in_time: int
    refused: int


def waiting(*, scope: Scope, on: datetime.date) -> Mapping[str, "QuerySet[Any]"]:
    """Return what waits for an officer, or for whoever follows ratings up, as rows to be counted as far as they are told."""
    ratings = CaseRating.objects.filter(follow_unit=scope.unit, follow_up="open").exclude(officer_id=scope.actor.id)
    second = exports.waiting(scope=scope, on=on)
    if scope.role != "officer":
        return {"case_ratings": ratings, "exports": second}
    mine = Case.objects.filter(unit__in=queue.offices(scope))
    return {
        "cases_sent": mine.filter(state="sent"),
        "cases_late": mine.filter(state__in=life.WITH_OFFICE, limit_on__lt=on),
        "cases_second": mine.filter(state="proposed"),
        "cases_objected": mine.filter(state="objected"),
        "cases_offered": Case.objects.filter(offered_to=scope.unit),
        "case_parts": scopes.parts(scope).filter(state="asked"),
        "case_ratings": ratings,
        "exports": second,
    }


def load(*, scope: Scope, on: datetime.date) -> tuple[Load, ...]:
    """Return what waits at each office of a post's subtree, in one statement."""
    near = limits.near_until(on=on, calendar=rules.calendar())
    return tuple(Load(*row) for row in direct.ask(_WAITING, [queue.offices(scope), on, near]))


def settled(*, scope: Scope, start: datetime.datetime, end: datetime.datetime) -> Mapping[uuid.UUID, Settled]:
    """Return what each office decided in [start, end), in one statement."""
    rows = direct.ask(_DECIDED, [queue.offices(scope), start, end])
    return {row[0]: Settled(*row[1:]) for row in rows}


def refusals(*, scope: Scope, start: datetime.datetime, end: datetime.datetime) -> tuple[tuple[str, str, int], ...]:
    """Return how often each service was refused on which article in [start, end), in one statement. Source: I10."""
    return tuple((row[0], row[1], row[2]) for row in direct.ask(_REASONS, [queue.offices(scope), start, end]))


def grades(
    *, scope: Scope, start: datetime.date, end: datetime.date
) -> Mapping[uuid.UUID, Mapping[Rating, int] | None]:
    """Return each office's grades in [start, end); None where so few rated that one could be told apart. Source: J4, N6."""
    least = rules.policy(place=(), on=end).suppress_below
    found: dict[uuid.UUID, dict[Rating, int]] = {}
    for unit, grade, count in direct.ask(_GRADES, [queue.offices(scope), start, end]):
        found.setdefault(unit, dict.fromkeys(Rating, 0))[rating.grade(grade)] = count
    return {unit: held if sum(held.values()) >= least else None for unit, held in found.items()}
