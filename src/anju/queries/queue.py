"""The counter's queue: files that wait, the nearest limit first, in keyset pages. Source: B3, B7, O1."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import connection

from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Division, Stay
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
SELECT s.id, s.check_due_on FROM unnest(%s::{type}[]) AS place(key) CROSS JOIN LATERAL (
  SELECT s.id, s.check_due_on FROM stay s
  WHERE s.{column} = place.key AND {states}{more} AND (s.check_due_on, s.id) > (%s, %s)
  ORDER BY s.check_due_on, s.id LIMIT %s
) s
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


@dataclass(frozen=True)
class Row:
    """One file that waits."""

    stay: Stay
    held_by: str
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
) -> Page:
    """Return a page of the queue; raises Refusal "unknown_filter". Two statements for an office, three for an area."""
    keys = _keys(scope=scope, on=on, state=state, after=after or _START, size=size + 1)
    by_id = {
        stay.id: stay
        for stay in Stay.objects.filter(id__in=keys).select_related("person", "community", "station", "hold")
    }
    rows = tuple(_row(by_id[key], at=at) for key in keys[:size] if key in by_id)
    last = rows[-1].stay if len(keys) > size and rows else None
    return Page(rows=rows, after=Cursor(on=last.check_due_on, id=last.id) if last is not None else None)


def following(*, scope: Scope, on: datetime.date, state: str, stay: Stay) -> uuid.UUID | None:
    """Return the file after this one, or the first of the queue when this one was the last; None for an empty queue."""
    here = Cursor(on=stay.check_due_on, id=stay.id)
    keys = _keys(scope=scope, on=on, state=state, after=here, size=1) or _keys(
        scope=scope, on=on, state=state, after=_START, size=1
    )
    return next((key for key in keys if key != stay.id), None)


def _row(stay: Stay, *, at: datetime.datetime) -> Row:
    hold = getattr(stay, "hold", None)
    if hold is None or hold.at < at - datetime.timedelta(minutes=HOLD_MINUTES):
        return Row(stay=stay, held_by="", held_since=None)
    return Row(stay=stay, held_by=hold.staff_name, held_since=hold.at)


def _keys(*, scope: Scope, on: datetime.date, state: str, after: Cursor, size: int) -> list[uuid.UUID]:
    if state not in FILTERS:
        raise Refusal("unknown_filter", _UNKNOWN, field="state")
    column, kind, places = _places(scope)
    if not places:
        return []
    states, more, extra = _condition(state, on=on)
    sql: list[str] = []
    parameters: list[Any] = []
    for branch in states:
        sql.append(_BRANCH.format(type=kind, column=column, states=branch, more=more))
        parameters += [places, *extra, after.on, after.id, size]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(sql) + " ORDER BY 2, 1 LIMIT %s", [*parameters, size])
        return [row[0] for row in cursor.fetchall()]


def _condition(state: str, *, on: datetime.date) -> tuple[tuple[str, ...], str, list[Any]]:
    if state in {"declared", "to_verify"}:
        return (_CHECK,), " AND s.state = %s", [state]
    if state == "returned":
        return (_RETURNED,), "", []
    if state == "overdue":
        return (_CHECK,), " AND s.check_due_on < %s", [on]
    if state == "changed":
        return (_CHECK, _RETURNED), " AND s.check_due_was IS NOT NULL", []
    if state == "provisional":
        return (_CHECK, _RETURNED), " AND s.check_due_provisional", []
    return (_CHECK, _RETURNED), "", []


def _places(scope: Scope) -> tuple[str, str, list[Any]]:
    # the same cut as scope.stays, spelled so that each office or community runs down its own index
    if scope.unit.department == "police":
        return "station_id", "uuid", list(scope.stations)
    if scope.role not in {"clerk", "coordinator"}:
        return "community_id", "text", []
    codes: set[str] = set()
    for area in scope.areas:
        codes.update(Division.objects.filter(path__startswith=area, level="community").values_list("code", flat=True))
    return "community_id", "text", sorted(codes)
