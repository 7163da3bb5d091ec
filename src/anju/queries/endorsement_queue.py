"""Whose permits wait for an officer: asked for, due, suspended, ending; a page at a time, by keyset. Source: D6, F4, F7, O1."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any, NamedTuple

from anju.law import identity
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.queries import direct
from anju.queries import scope as scopes
from anju.queries.reference import Reference
from anju.queries.scope import Scope

SIZE = 30


class Row(NamedTuple):
    """One permit that waits for an officer, masked; `id` is the endorsement's, the permit's or the ending's."""

    id: uuid.UUID
    permit_id: uuid.UUID
    number: str
    state: str
    name: str
    community: str
    on: datetime.date
    provisional: bool


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: after this day and row."""

    on: datetime.date
    id: uuid.UUID

    @property
    def text(self) -> str:
        """The cursor as it stands in an address."""
        return f"{self.on.isoformat()}_{self.id}"


@dataclass(frozen=True)
class Page:
    """A page of a queue, and where the next one begins."""

    rows: tuple[Row, ...]
    after: Cursor | None


_START = Cursor(on=datetime.date.min, id=uuid.UUID(int=0))
_CURSOR = Text(zh="翻页位置不对，请从第一页开始。", en="This page position is wrong; please start from the first page.")
_UNKNOWN = Text(zh="没有这个列表。", en="There is no such list.")
# who works on permits
_ON_PERMITS = frozenset({"registrar", "chief", "county_police", "clerk"})
# each runs down its own partial index per station or community and stops after a page
_ASKED = """
    SELECT e.id, e.permit_id, e.due_on AS day, e.due_provisional AS open, e.state
    FROM endorsement e JOIN permit p ON p.id = e.permit_id
    WHERE e.state = 'asked' AND {e} = place.key AND p.state IN ('valid', 'suspended')"""
_DUE = """
    SELECT p.id, p.id AS permit_id, p.window_closes_on AS day, p.window_provisional AS open, p.state
    FROM permit p WHERE p.state = 'valid' AND p.window_opens_on <= $4 AND {p} = place.key"""
_SUSPENDED = """
    SELECT p.id, p.id AS permit_id, p.suspended_on AS day, false AS open, p.state
    FROM permit p WHERE p.state = 'suspended' AND {p} = place.key"""
_ENDING = """
    SELECT n.id, n.permit_id, n.objection_until AS day, false AS open, n.state
    FROM permit_ending n JOIN permit p ON p.id = n.permit_id
    WHERE n.state IN ('noticed', 'objected') AND {p} = place.key AND p.state IN ('valid', 'suspended')"""
_LISTS = {
    "asked": (_ASKED, "e.due_on", "e.id"),
    "due": (_DUE, "p.window_closes_on", "p.id"),
    "suspended": (_SUSPENDED, "p.suspended_on", "p.id"),
    "ending": (_ENDING, "n.objection_until", "n.id"),
}
LISTS = tuple(_LISTS)
_PAGE = """
SELECT listed.id, listed.permit_id, p.number, listed.state, w.name, c.name, listed.day, listed.open
FROM (
  SELECT found.* FROM unnest($1::{kind}[]) AS place(key) CROSS JOIN LATERAL (
    {select} AND ({day}, {key}) > ($2, $3) ORDER BY {day}, {key} LIMIT {size}
  ) found ORDER BY found.day, found.id LIMIT {size}
) listed
JOIN permit p ON p.id = listed.permit_id JOIN person w ON w.id = p.person_id JOIN division c ON c.code = p.community_id
ORDER BY listed.day, listed.id
"""


def page(
    *,
    scope: Scope,
    on: datetime.date,
    which: str,
    after: Cursor | None = None,
    size: int = SIZE,
    held: Reference | None = None,
) -> Page:
    """Return a page of a list, in one statement, those first that are due first; raises Refusal "unknown_list"."""
    if which not in _LISTS:
        raise Refusal("unknown_list", _UNKNOWN, field="which")
    police = scope.unit.department == "police"
    places: list[Any] = list(scope.stations if police else _communities(scope, held=held))
    if not places or scope.role not in _ON_PERMITS:
        return Page(rows=(), after=None)
    select, day, key = _LISTS[which]
    columns = {"e": "e.station_id", "p": "p.station_id"} if police else {"e": "p.community_id", "p": "p.community_id"}
    begin = after or _START
    # the names come from the table above, never from outside
    sql = _PAGE.format(
        kind="uuid" if police else "text", select=select.format(**columns), day=day, key=key, size=size + 1
    )
    values = [places, begin.on, begin.id, *([on] if which == "due" else [])]
    rows = [Row._make((*row[:4], identity.mask_name(row[4]), *row[5:])) for row in direct.ask(sql, values)]
    last = rows[size - 1] if len(rows) > size else None
    return Page(rows=tuple(rows[:size]), after=Cursor(on=last.on, id=last.id) if last is not None else None)


def _communities(scope: Scope, *, held: Reference | None) -> tuple[str, ...]:
    return scopes.communities(scope, held=held) if scope.role == "clerk" else ()


def cursor(text: str) -> Cursor | None:
    """Read a cursor from an address; raises Refusal "bad_cursor"."""
    if not text:
        return None
    day, _, key = text.partition("_")
    try:
        return Cursor(on=datetime.date.fromisoformat(day), id=uuid.UUID(key))
    except ValueError as error:
        raise Refusal("bad_cursor", _CURSOR, field="after") from error
