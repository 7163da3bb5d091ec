"""The counter's queue: files that wait, the nearest limit first, in keyset pages. Source: B3, B7, O1."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any, NamedTuple

from anju.law import identity
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Stay
from anju.queries import direct
from anju.queries import scope as scopes
from anju.queries.reference import Reference
from anju.queries.scope import Scope

SIZE = 30
# older than this, an opened file is nobody's; equal to actions.hold, which floors keep apart
HOLD_MINUTES = 15

FILTERS: dict[str, Text] = {
    "open": Text(zh="全部待办", en="All open"),
    "declared": Text(zh="待核对", en="To check"),
    "to_verify": Text(zh="待核实", en="To verify"),
    "returned": Text(zh="待补正", en="Returned"),
    "overdue": Text(zh="已过期限", en="Past the limit"),
    "changed": Text(zh="期限有变动", en="Limit changed"),
    "provisional": Text(zh="期限待定", en="Limit may change"),
}
_UNKNOWN = Text(
    zh="没有这个筛选条件，请从列出的条件中选择。", en="There is no such filter. Please choose one of those listed."
)
_CURSOR = Text(zh="页码无效，请从第一页开始。", en="This page mark isn't valid. Please start from the first page.")

_CHECK = "s.state IN ('declared', 'to_verify')"
_RETURNED = "s.state = 'returned'"
# each branch runs down one partial index (stay_queue, stay_returned, …) per office and stops after a page
_BRANCH = """
SELECT s.id, s.check_due_on FROM unnest($1::{type}[]) AS place(key) CROSS JOIN LATERAL (
  SELECT s.id, s.check_due_on FROM stay s
  WHERE s.{column} = place.key AND {states}{more} AND (s.check_due_on, s.id) > ($2, $3)
  ORDER BY s.check_due_on, s.id LIMIT {size}
) s
"""
# the columns of Row, in its order
_ROWS = """
SELECT s.id, s.number, s.state, s.channel, p.name, c.name, s.declared_at, s.check_due_on, s.check_due_provisional,
       s.check_due_was, h.staff_name, h.at
FROM ({keys}) listed JOIN stay s ON s.id = listed.id JOIN person p ON p.id = s.person_id
JOIN division c ON c.code = s.community_id LEFT JOIN hold h ON h.stay_id = s.id AND h.at >= $4
ORDER BY listed.check_due_on, listed.id
"""


@dataclass(frozen=True)
class Cursor:
    """The last row of a page: its limit and its key, so that equal dates never loop."""

    on: datetime.date
    id: uuid.UUID

    @property
    def text(self) -> str:
        """The cursor for an address."""
        return f"{self.on.isoformat()}_{self.id}"


_START = Cursor(on=datetime.date.min, id=uuid.UUID(int=0))


class Row(NamedTuple):
    """One file that waits, masked."""

    id: uuid.UUID
    number: str
    state: str
    channel: str
    name: str
    community: str
    declared_at: datetime.datetime
    check_due_on: datetime.date
    check_due_provisional: bool
    check_due_was: datetime.date | None
    held_by: str | None
    held_since: datetime.datetime | None


@dataclass(frozen=True)
class Page:
    """A page of the queue, and where the next one begins."""

    rows: tuple[Row, ...]
    after: Cursor | None


def cursor(text: str) -> Cursor | None:
    """Read a cursor from an address; raises Refusal "bad_cursor"."""
    if not text:
        return None
    day, _, key = text.partition("_")
    try:
        return Cursor(on=datetime.date.fromisoformat(day), id=uuid.UUID(key))
    except ValueError as error:
        raise Refusal("bad_cursor", _CURSOR, field="after") from error


def page(
    *,
    scope: Scope,
    at: datetime.datetime,
    on: datetime.date,
    state: str = "open",
    after: Cursor | None = None,
    size: int = SIZE,
    held: Reference | None = None,
) -> Page:
    """Return a page of the queue, in one statement; raises Refusal "unknown_filter"."""
    since = at - datetime.timedelta(minutes=HOLD_MINUTES)
    found = _asked(_ROWS, [since], scope=scope, on=on, state=state, after=after or _START, size=size + 1, held=held)
    rows = tuple(Row._make((*row[:4], identity.mask_name(row[4]), *row[5:])) for row in found[:size])
    last = rows[-1] if len(found) > size else None
    return Page(rows=rows, after=Cursor(on=last.check_due_on, id=last.id) if last is not None else None)


def following(*, scope: Scope, on: datetime.date, state: str, stay: Stay) -> uuid.UUID | None:
    """Return the file after this one, or the first of the queue when this one was the last; None for an empty queue."""
    here = Cursor(on=stay.check_due_on, id=stay.id)
    keys = _keys(scope=scope, on=on, state=state, after=here) or _keys(scope=scope, on=on, state=state, after=_START)
    return next((key for key in keys if key != stay.id), None)


def _keys(*, scope: Scope, on: datetime.date, state: str, after: Cursor) -> list[uuid.UUID]:
    return [row[0] for row in _asked("{keys}", [], scope=scope, on=on, state=state, after=after, size=1, held=None)]


def _asked(
    sql: str,
    values: list[Any],
    *,
    scope: Scope,
    on: datetime.date,
    state: str,
    after: Cursor,
    size: int,
    held: Reference | None,
) -> list[tuple[Any, ...]]:
    if state not in FILTERS:
        raise Refusal("unknown_filter", _UNKNOWN, field="state")
    column, kind, places = _places(scope, held=held)
    if not places:
        return []
    states, more, extra = _condition(state, on=on, place=4 + len(values))
    # the size stands in the text: a plan that the server keeps has to know that a page is short
    branches = [_BRANCH.format(type=kind, column=column, states=one, more=more, size=size) for one in states]
    keys = " UNION ALL ".join(branches) + f" ORDER BY 2, 1 LIMIT {size}"
    return direct.ask(sql.format(keys=keys), [places, after.on, after.id, *values, *extra])


def _condition(state: str, *, on: datetime.date, place: int) -> tuple[tuple[str, ...], str, list[Any]]:
    if state in {"declared", "to_verify"}:
        return (_CHECK,), f" AND s.state = ${place}", [state]
    if state == "returned":
        return (_RETURNED,), "", []
    if state == "overdue":
        return (_CHECK,), f" AND s.check_due_on < ${place}", [on]
    if state == "changed":
        return (_CHECK, _RETURNED), " AND s.check_due_was IS NOT NULL", []
    if state == "provisional":
        return (_CHECK, _RETURNED), " AND s.check_due_provisional", []
    return (_CHECK, _RETURNED), "", []


def _places(scope: Scope, *, held: Reference | None) -> tuple[str, str, list[str] | str]:
    # the same cut as scope.stays, spelled so that each office or community runs down its own index
    if scope.unit.department == "police":
        return "station_id", "uuid", scope.station_list if scope.stations else ""
    if scope.role not in {"clerk", "coordinator"}:
        return "community_id", "text", []
    return "community_id", "text", list(scopes.communities(scope, held=held))
