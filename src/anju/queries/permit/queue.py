"""The lists of applications that wait: to accept, to complete, to review; the nearest limit first, in keyset pages.

Source: B7, E6, E10, O1.
"""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any, NamedTuple

from anju.law import identity
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import PermitFile
from anju.queries import direct, queue
from anju.queries import scope as scopes
from anju.queries.queue import Cursor
from anju.queries.reference import Reference
from anju.queries.scope import Scope

SIZE = 30

FILTERS: dict[str, Text] = {
    "open": Text(zh="全部待办", en="All open"),
    "applied": Text(zh="待受理", en="To accept"),
    "returned": Text(zh="待补正", en="To be completed"),
    "accepted": Text(zh="待审核签发", en="To review and sign off"),
    "overdue": Text(zh="已过期限", en="Past the limit"),
    "extended": Text(zh="已延长期限", en="Limit extended"),
    "changed": Text(zh="期限有变动", en="Limit changed"),
    "provisional": Text(zh="期限待定", en="Limit may change"),
}
_UNKNOWN = Text(
    zh="没有这个筛选条件，请从列出的条件中选择。", en="There is no such filter. Please choose one of those listed."
)
# the limit of a state: until when what lacks is told (B7), or until when it is settled (E6)
_LIMIT = {"applied": "check_due", "returned": "check_due", "accepted": "due"}
# each branch runs down one partial index (permit_file_applied, permit_file_applied_area, …) and stops after a page
_BRANCH = """
SELECT f.id, f.due_on FROM unnest($1::{type}[]) AS place(key) CROSS JOIN LATERAL (
  SELECT f.id, f.{limit}_on AS due_on FROM permit_file f
  WHERE f.{column} = place.key AND f.state = '{state}'{more} AND (f.{limit}_on, f.id) > ($2, $3)
  ORDER BY f.{limit}_on, f.id LIMIT {size}
) f
"""
# the columns of Row, in its order
_ROWS = """
SELECT f.id, f.number, f.kind, f.state, f.channel, p.name, c.name, f.applied_at, listed.due_on,
       CASE WHEN f.state = 'accepted' THEN f.due_provisional ELSE f.check_due_provisional END,
       CASE WHEN f.state = 'accepted' THEN f.due_was ELSE f.check_due_was END,
       f.extended_why <> '', f.accepted_by_id, a.name, f.version
FROM ({keys}) listed JOIN permit_file f ON f.id = listed.id JOIN person p ON p.id = f.person_id
JOIN division c ON c.code = f.community_id LEFT JOIN staff a ON a.id = f.accepted_by_id
ORDER BY listed.due_on, listed.id
"""
_START = Cursor(on=datetime.date.min, id=uuid.UUID(int=0))


class Row(NamedTuple):
    """One application that waits, masked; whoever accepted it can't sign it off (E10)."""

    id: uuid.UUID
    number: str
    kind: str
    state: str
    channel: str
    name: str
    community: str
    applied_at: datetime.datetime
    due_on: datetime.date
    due_provisional: bool
    due_was: datetime.date | None
    extended: bool
    accepted_by: uuid.UUID | None
    accepted_by_name: str | None
    version: int


@dataclass(frozen=True)
class Page:
    """A page of the list, and where the next one begins."""

    rows: tuple[Row, ...]
    after: Cursor | None


def cursor(text: str) -> Cursor | None:
    """Read a cursor from an address; raises Refusal "bad_cursor"."""
    return queue.cursor(text)


def page(
    *,
    scope: Scope,
    on: datetime.date,
    state: str = "open",
    after: Cursor | None = None,
    size: int = SIZE,
    held: Reference | None = None,
) -> Page:
    """Return a page of the list, in one statement; raises Refusal "unknown_filter"."""
    found = _asked(_ROWS, scope=scope, on=on, state=state, after=after or _START, size=size + 1, held=held)
    rows = tuple(Row._make((*row[:5], identity.mask_name(row[5]), *row[6:])) for row in found[:size])
    last = rows[-1] if len(found) > size else None
    return Page(rows=rows, after=Cursor(on=last.due_on, id=last.id) if last is not None else None)


def following(*, scope: Scope, on: datetime.date, state: str, file: PermitFile) -> uuid.UUID | None:
    """Return the file after this one, or the first of the list when this one was the last; None for an empty list."""
    limit = file.due_on if file.state == "accepted" and file.due_on is not None else file.check_due_on
    for after in (Cursor(on=limit, id=file.id), _START):
        keys = _asked("{keys}", scope=scope, on=on, state=state, after=after, size=2, held=None)
        other = next((row[0] for row in keys if row[0] != file.id), None)
        if other is not None:
            return uuid.UUID(str(other))
    return None


def _asked(
    sql: str, *, scope: Scope, on: datetime.date, state: str, after: Cursor, size: int, held: Reference | None
) -> list[tuple[Any, ...]]:
    if state not in FILTERS:
        raise Refusal("unknown_filter", _UNKNOWN, field="state")
    column, kind, places = _places(scope, held=held)
    if not places:
        return []
    states, more, values = _condition(state, on=on)
    # the size stands in the text: a plan that the server keeps has to know that a page is short
    branches = [
        _BRANCH.format(
            type=kind, column=column, state=one, limit=_LIMIT[one], more=more.format(limit=_LIMIT[one]), size=size
        )
        for one in states
    ]
    keys = " UNION ALL ".join(branches) + f" ORDER BY 2, 1 LIMIT {size}"
    return direct.ask(sql.format(keys=keys), [places, after.on, after.id, *values])


def _condition(state: str, *, on: datetime.date) -> tuple[tuple[str, ...], str, list[Any]]:
    if state in _LIMIT:
        return (state,), "", []
    if state == "overdue":
        # a returned file waits for the person, and is nobody's delay here
        return ("applied", "accepted"), " AND f.{limit}_on < $4", [on]
    if state == "extended":
        return ("accepted",), " AND f.extended_why <> ''", []
    if state == "changed":
        return tuple(_LIMIT), " AND f.{limit}_was IS NOT NULL", []
    if state == "provisional":
        return tuple(_LIMIT), " AND f.{limit}_provisional", []
    return tuple(_LIMIT), "", []


def _places(scope: Scope, *, held: Reference | None) -> tuple[str, str, list[Any]]:
    # the same cut as scope.permit_files, spelled so that each office or community runs down its own index
    if scope.unit.department == "police":
        return "station_id", "uuid", list(scope.stations) if scope.role in _POLICE else []
    if scope.role != "clerk":
        return "community_id", "text", []
    return "community_id", "text", list(scopes.communities(scope, held=held))


_POLICE = frozenset({"registrar", "chief", "county_police"})
