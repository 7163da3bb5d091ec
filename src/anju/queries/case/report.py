"""How the offices of a subtree do in a quarter: received, taken in time, settled, refused on what, and graded. Source: I9, J3, J4, N5, N6.

Grades are told by quarter and only once it is over: what grew by one since yesterday would tell whose it is.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from anju import catalogue
from anju.law import city
from anju.law.case import ground, limits, rating
from anju.law.codes import Rating
from anju.law.wording import Text
from anju.queries import direct, rules
from anju.queries.case import queue
from anju.queries.scope import Scope

# when an application came, and when the office first took or returned it: few pairs of days, however many cases
_RECEIVED = """
SELECT c.service, (c.applied_at AT TIME ZONE interval '8 hours')::date,
       (least(c.taken_at, n.told_at) AT TIME ZONE interval '8 hours')::date, count(*)
FROM service_case c LEFT JOIN LATERAL (
  SELECT min(told_at) AS told_at FROM case_notice n WHERE n.case_id = c.id
) n ON true
WHERE c.unit_id = ANY($1::uuid[]) AND c.applied_at >= $2 AND c.applied_at < $3 GROUP BY 1, 2, 3
"""
_SETTLED = """
SELECT c.service, date_trunc('month', d.at AT TIME ZONE interval '8 hours')::date, count(*),
       count(*) FILTER (WHERE (d.at AT TIME ZONE interval '8 hours')::date <= d.due_on),
       count(*) FILTER (WHERE d.outcome = 'refused')
FROM service_case c JOIN case_decision d ON d.case_id = c.id AND d.outcome IN ('granted', 'refused')
WHERE c.unit_id = ANY($1::uuid[]) AND c.decided_at >= $2 AND c.decided_at < $3 GROUP BY 1, 2
"""
_REFUSED = """
SELECT c.service, d.article, count(*) FROM service_case c
JOIN case_decision d ON d.case_id = c.id AND d.outcome = 'refused'
WHERE c.unit_id = ANY($1::uuid[]) AND c.decided_at >= $2 AND c.decided_at < $3
GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
"""
_GRADED = """
SELECT r.service, r.grade, count(*) FROM case_rating r
WHERE r.unit_id = ANY($1::uuid[]) AND r.rated_on >= $2 AND r.rated_on < $3 GROUP BY 1, 2
"""


@dataclass(frozen=True)
class Quarter:
    """Three months, [first, end)."""

    year: int
    number: int

    @property
    def first(self) -> datetime.date:
        """The first day."""
        return datetime.date(self.year, self.number * 3 - 2, 1)

    @property
    def end(self) -> datetime.date:
        """The first day after it."""
        following = self.after
        return datetime.date(following[0], following[1] * 3 - 2, 1)

    @property
    def after(self) -> tuple[int, int]:
        """The one after it, as year and number."""
        return (self.year + 1, 1) if self.number == 4 else (self.year, self.number + 1)

    @property
    def key(self) -> str:
        """How an address spells it."""
        return f"{self.year}-{self.number}"

    @property
    def name(self) -> Text:
        """How people say it."""
        return Text(zh=f"{self.year}年第{self.number}季度", en=f"{self.year}, quarter {self.number}")


@dataclass
class Line:
    """One service, or one month of all."""

    received: int = 0
    # of those: taken or returned within the limit (I9); those whose limit still runs are left out of `asked`
    asked: int = 0
    taken: int = 0
    settled: int = 0
    in_time: int = 0
    refused: int = 0
    # None: too few to show, or the quarter is not over (J4, N6)
    grades: Mapping[Rating, int] | None = None


@dataclass(frozen=True)
class Report:
    """The figures of one quarter."""

    quarter: Quarter
    total: Line
    services: Mapping[str, Line]
    months: Mapping[datetime.date, Line]
    refusals: tuple[tuple[Text, Text, int], ...]
    # ratings are told once the quarter is over
    graded: bool
    offices: int
    least: int = field(default=0)


def quarter(*, on: datetime.date) -> Quarter:
    """Return the quarter of a day."""
    return Quarter(on.year, (on.month + 2) // 3)


def quarters(*, on: datetime.date, count: int = 8) -> tuple[Quarter, ...]:
    """Return the quarter of a day and those before it, the latest first."""
    index = on.year * 4 + (on.month - 1) // 3
    return tuple(Quarter((index - back) // 4, (index - back) % 4 + 1) for back in range(count))


def of(*, scope: Scope, quarter: Quarter, on: datetime.date) -> Report:
    """Return the figures of a post's office and its subtree, in four statements however many cases there are."""
    places = queue.offices(scope)
    start, end = (datetime.datetime.combine(day, datetime.time(), city.TIME) for day in (quarter.first, quarter.end))
    span = [places, start, end]
    lines = _Lines(Line(), {}, {})
    _received(lines, direct.ask(_RECEIVED, span), on=on)
    for service, month, count, in_time, refused in direct.ask(_SETTLED, span):
        for line in lines.of(service, month):
            line.settled += count
            line.in_time += in_time
            line.refused += refused
    least = rules.policy(place=(), on=on).suppress_below
    over = quarter.end <= on
    if over:
        _graded(lines.services, direct.ask(_GRADED, [places, quarter.first, quarter.end]), least=least)
    return Report(
        quarter=quarter,
        total=lines.total,
        services=dict(sorted(lines.services.items())),
        months=dict(sorted(lines.months.items())),
        refusals=tuple(_refusal(*row) for row in direct.ask(_REFUSED, span)),
        graded=over,
        offices=len(places),
        least=least,
    )


@dataclass(frozen=True)
class _Lines:
    total: Line
    services: dict[str, Line]
    months: dict[datetime.date, Line]

    def of(self, service: str, month: datetime.date) -> tuple[Line, Line, Line]:
        return (
            self.total,
            self.services.setdefault(service, Line()),
            self.months.setdefault(month.replace(day=1), Line()),
        )


def _received(
    lines: _Lines, rows: list[tuple[str, datetime.date, datetime.date | None, int]], *, on: datetime.date
) -> None:
    calendar, policy = rules.calendar(), rules.policy(place=(), on=on)
    due = {
        came: limits.taken_due(sent_on=came, calendar=calendar, policy=policy).on for came in {row[1] for row in rows}
    }
    for service, came, reacted, count in rows:
        owed = reacted is not None or on > due[came]
        for line in lines.of(service, came):
            line.received += count
            line.asked += count if owed else 0
            line.taken += count if reacted is not None and reacted <= due[came] else 0


def _graded(services: dict[str, Line], rows: list[tuple[str, str, int]], *, least: int) -> None:
    found: dict[str, dict[Rating, int]] = {}
    for service, grade, count in rows:
        found.setdefault(service, dict.fromkeys(Rating, 0))[rating.grade(grade)] = count
    for service, grades in found.items():
        if sum(grades.values()) >= least:
            services.setdefault(service, Line()).grades = grades


def _refusal(service_id: str, article: str, count: int) -> tuple[Text, Text, int]:
    known = catalogue.current()
    service = known.services.get(service_id)
    grounds = ground.grounds(service=service, rules=known.rules, sources=known.sources) if service is not None else {}
    return queue.service_name(service_id), grounds.get(article, Text(zh=article, en=article)), count
