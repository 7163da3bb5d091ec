"""How disputes came out: by kind and outcome, with the days they took; small numbers are not shown. Source: N5, N6, O1."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from anju.law.dispute import kinds, life
from anju.queries import direct, rules
from anju.queries.dispute import queue
from anju.queries.scope import Scope

# what stands in its own state, and what an agreement became, counts once
_COUNTS = """
SELECT d.kind, d.state, count(*), round(avg(EXTRACT(epoch FROM d.over_at - c.applied_at) / 86400)::numeric, 1)
FROM dispute d JOIN service_case c ON c.id = d.case_id
WHERE c.unit_id = ANY($1::uuid[]) AND d.started_at >= $2 AND d.started_at < $3 GROUP BY d.kind, d.state
"""
_AID = """
SELECT count(*), count(a.named_at),
       count(*) FILTER (WHERE (a.named_at AT TIME ZONE interval '8 hours')::date <= a.due_on)
FROM legal_aid a JOIN service_case c ON c.id = a.case_id
WHERE c.unit_id = ANY($1::uuid[]) AND a.granted_at >= $2 AND a.granted_at < $3
"""


@dataclass(frozen=True)
class Cell:
    """One figure; `count` is None where so few stand behind it that one could be told apart (N6)."""

    count: int | None
    # from the application to the end, on average; None while nothing ended or too few
    days: float | None


@dataclass(frozen=True)
class Lawyers:
    """Lawyers owed, named, and named in time; None where too few."""

    granted: int | None
    named: int | None
    in_time: int | None


@dataclass(frozen=True)
class Figures:
    """The figures of a span, with the least that is shown."""

    # kind → state → figure
    rows: Mapping[str, Mapping[str, Cell]]
    aid: Lawyers
    least: int
    # one's own unit alone: every number is shown
    own: bool


def of(*, scope: Scope, start: datetime.datetime, end: datetime.datetime) -> Figures:
    """Return the figures of disputes begun in [start, end), in two statements.

    They hold no sums, so nothing that is left out can be reckoned back (N6).
    """
    places = queue.offices(scope)
    own = places == [scope.unit.id]
    least = rules.policy(place=(), on=end.date()).suppress_below
    held = {kind: dict.fromkeys(life.STATES, Cell(0, None)) for kind in kinds.KINDS}
    for kind, state, count, days in direct.ask(_COUNTS, [places, start, end]):
        shown = own or count >= least
        held[kind][state] = Cell(count if shown else None, float(days) if shown and days is not None else None)
    aid = [_shown(number, own=own, least=least) for number in direct.ask(_AID, [places, start, end])[0]]
    if None in aid[1:]:
        # what is left of a sum would tell the rest
        aid[1:] = [None, None]
    return Figures(rows=held, aid=Lawyers(*aid), least=least, own=own)


def _shown(number: int, *, own: bool, least: int) -> int | None:
    return number if own or number == 0 or number >= least else None
