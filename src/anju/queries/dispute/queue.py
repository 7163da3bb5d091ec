"""The list of disputes: what goes first stands first, then the nearest limit; keyset pages, one statement each. Source: I9, O1.

An office has few open disputes beside its other cases, so its own open ones are sorted and no index is kept for it.
"""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any, NamedTuple

from anju.law import identity
from anju.law.dispute import kinds
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.queries import direct
from anju.queries.case import queue as cases
from anju.queries.scope import Scope

SIZE = 30
FILTERS: dict[str, Text] = {
    "open": Text(zh="全部在办", en="All open"),
    "new": Text(zh="刚收到", en="New"),
    "mediation": Text(zh="调解中", en="In mediation"),
    "arbitration": Text(zh="仲裁", en="Arbitration"),
    "agreed": Text(zh="等着履行", en="To be kept"),
    "close": Text(zh="程序完了，等着办结", en="To be closed"),
    "late": Text(zh="已超期", en="Late"),
}
_UNKNOWN = Text(
    zh="没有这个筛选条件，请从列出的条件中选择。", en="There is no such filter. Please choose one of those listed."
)
_CASE_OPEN = "c.state IN ('sent', 'returned', 'taken', 'asked', 'proposed', 'objected')"
_OPEN = f"(({_CASE_OPEN} AND (d.id IS NULL OR d.state IN ('mediating', 'claimed', 'accepted'))) OR d.state = 'agreed')"
_LIMIT = "COALESCE(d.limit_on, c.limit_on)"
_CONDITIONS = {
    "open": f"({_CASE_OPEN} OR d.state = 'agreed')",
    "new": f"d.id IS NULL AND {_CASE_OPEN}",
    "mediation": f"d.state = 'mediating' AND {_CASE_OPEN}",
    "arbitration": f"d.state IN ('claimed', 'accepted') AND {_CASE_OPEN}",
    "agreed": "d.state = 'agreed'",
    "close": f"{_CASE_OPEN} AND d.state NOT IN ('mediating', 'agreed', 'claimed', 'accepted')",
    "late": f"{_OPEN} AND {_LIMIT} < $8",
}
# the columns of Row, in its order; an office sees its whole subtree, or what is late below it
_ROWS = """
SELECT * FROM (
  SELECT c.id, c.number, c.service, c.state AS case_state, COALESCE(d.state, '') AS state,
         CASE WHEN COALESCE(d.urgent, c.service = $3) THEN 0 ELSE 1 END AS rank, p.name, v.name AS community,
         c.applied_at, {limit} AS limit_on, COALESCE(d.limit_provisional, c.limit_provisional) AS provisional,
         u.name AS unit, COALESCE(NULLIF(u.name_en, ''), u.name) AS unit_en, s.starts_at, c.version
  FROM service_case c JOIN person p ON p.id = c.person_id JOIN division v ON v.code = c.community_id
  JOIN unit u ON u.id = c.unit_id LEFT JOIN dispute d ON d.case_id = c.id
  LEFT JOIN dispute_session s ON s.dispute_id = d.id AND s.outcome = 'called'
  WHERE c.unit_id = ANY($1::uuid[]) AND c.service = ANY($2::text[]) AND {condition}
) listed WHERE (rank, limit_on, id) > ($4::int, $5::date, $6::uuid) ORDER BY rank, limit_on, id LIMIT $7
"""
_START = (-1, datetime.date.min, uuid.UUID(int=0))


class Row(NamedTuple):
    """One dispute of a list, masked; `state` is empty while the proceeding has not begun."""

    id: uuid.UUID
    number: str
    service: str
    case_state: str
    state: str
    # 0: goes first
    rank: int
    name: str
    community: str
    applied_at: datetime.datetime
    limit_on: datetime.date
    provisional: bool
    unit: str
    unit_en: str
    # the next session
    starts_at: datetime.datetime | None
    version: int

    @property
    def urgent(self) -> bool:
        """Whether it goes first."""
        return self.rank == 0


@dataclass(frozen=True)
class Page:
    """A page of the list; `more`: there are others behind it."""

    rows: tuple[Row, ...]
    more: bool


def key(row: Row) -> tuple[object, ...]:
    """Return what a cursor behind a row holds."""
    return row.rank, row.limit_on, row.id


def cursor(parts: tuple[str, ...] | None) -> tuple[int, datetime.date, uuid.UUID]:
    """Return where a page begins, from what a cursor held."""
    if parts is None:
        return _START
    rank, on, row = parts
    return int(rank), datetime.date.fromisoformat(on), uuid.UUID(row)


def page(
    *,
    scope: Scope,
    on: datetime.date,
    state: str = "open",
    after: tuple[int, datetime.date, uuid.UUID] | None = None,
    size: int = SIZE,
) -> Page:
    """Return a page, in one statement; raises Refusal "unknown_filter". A post without disputes gets none."""
    if state not in _CONDITIONS:
        raise Refusal("unknown_filter", _UNKNOWN, field="state")
    places = offices(scope)
    if not places:
        return Page(rows=(), more=False)
    rank, day, row = after or _START
    values: list[Any] = [places, list(kinds.WAYS), kinds.WAGE_CLAIM, rank, day, row, size + 1]
    statement = _ROWS.format(limit=_LIMIT, condition=_CONDITIONS[state])
    found = direct.ask(statement, [*values, on] if state == "late" else values)
    rows = tuple(Row._make(one)._replace(name=identity.mask_name(one[6])) for one in found[:size])
    return Page(rows=rows, more=len(found) > size)


def offices(scope: Scope) -> list[uuid.UUID]:
    """Return the offices whose disputes a post sees: its own department's in its subtree. Source: O1."""
    return cases.offices(scope) if scope.unit.department in kinds.DEPARTMENTS else []
