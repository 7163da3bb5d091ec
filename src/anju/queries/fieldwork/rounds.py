"""Whom to call on: three groups of the own area and one that waits, the own doors first, in keyset pages. Source: B3, D7, O3."""

import datetime
import itertools
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from anju.law import codes, deadline, identity
from anju.law.codes import Found
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.queries import direct, reference, rules
from anju.queries import scope as scopes
from anju.queries.fieldwork import finding
from anju.queries.reference import Reference
from anju.queries.scope import Scope

SIZE = 20
# counting stops here: nobody reads more from a tab, and a count of all would read the table
MANY = 99

GROUPS: dict[str, Text] = {
    "to_verify": Text(zh="待核实", en="To verify"),
    "declared": Text(zh="未核对", en="Not checked"),
    "unconfirmed": Text(zh="待确认", en="To confirm"),
    "waiting": Text(zh="已走访", en="Visited"),
}
_UNKNOWN = Text(
    zh="没有这个分组，请从列出的分组中选择。", en="There is no such group. Please choose one of those listed."
)
_CURSOR = Text(zh="页码无效，请从第一页开始。", en="This page mark isn't valid. Please start from the first page.")

# a finding that the station now goes by; a call in vain keeps the file on the list
_CALLED = "EXISTS (SELECT 1 FROM visit v WHERE v.stay_id = s.id AND v.found <> 'nobody')"
_ENDING = "EXISTS (SELECT 1 FROM ending e WHERE e.stay_id = s.id AND e.state IN ('noticed', 'objected'))"
_CHECK = "s.state IN ('declared', 'to_verify')"
# group → (date it is ordered by, condition); each runs down stay_to_check or stay_unconfirmed
_GROUPS = {
    "to_verify": ("check_due_on", f"{_CHECK} AND s.state = 'to_verify' AND NOT {_CALLED}"),
    "declared": ("check_due_on", f"{_CHECK} AND s.state = 'declared' AND NOT {_CALLED}"),
    "unconfirmed": ("confirmed_on", f"s.state = 'registered' AND s.confirmed_on <= {{until}} AND NOT {_ENDING}"),
    "waiting": ("check_due_on", f"{_CHECK} AND {_CALLED}"),
}
_MINE = """
(SELECT 0 AS part, s.{date} AS day, s.id FROM address_warden w JOIN stay s ON s.address_id = w.address_id
WHERE w.post_id = $2 AND w.valid_to IS NULL AND s.community_id = ANY($1::text[]) AND {where} AND (s.{date}, s.id) > ($3, $4)
ORDER BY s.{date}, s.id LIMIT {size}) UNION ALL
"""
_REST = """
(SELECT 1 AS part, r.day, r.id FROM unnest($1::text[]) AS place(code) CROSS JOIN LATERAL (
  SELECT s.{date} AS day, s.id FROM stay s
  WHERE s.community_id = place.code AND {where} AND (s.{date}, s.id) > ({rest})
  AND NOT EXISTS (SELECT 1 FROM address_warden w WHERE w.address_id = s.address_id AND w.post_id = $2 AND w.valid_to IS NULL)
  ORDER BY s.{date}, s.id LIMIT {size}
) r ORDER BY r.day, r.id LIMIT {size})
"""
_ROWS = """
SELECT k.part, k.day, k.id, s.number, p.name, s.check_due_provisional AND s.state <> 'registered', s.community_id, c.name,
       a.id, a.parts, a.road, v.calls, v.at, v.found
FROM (SELECT part, day, id FROM ({keys}) AS found ORDER BY 1, 2, 3 LIMIT {size}) k
JOIN stay s ON s.id = k.id JOIN person p ON p.id = s.person_id
JOIN division c ON c.code = s.community_id JOIN address a ON a.id = s.address_id
LEFT JOIN LATERAL (
  SELECT v.at, v.found, count(*) OVER () AS calls FROM visit v WHERE v.stay_id = s.id ORDER BY v.at DESC, v.id DESC LIMIT 1
) v ON true
ORDER BY k.part, k.day, k.id
"""
_COUNT = """
(SELECT '{name}', count(*) FROM (SELECT 1 FROM stay s WHERE s.community_id = ANY($1::text[]) AND {where} LIMIT {many}) listed)
"""


@dataclass(frozen=True)
class Cursor:
    """The last row of a page: own door or not, its date and its key, so that equal dates never loop."""

    part: int
    on: datetime.date
    id: uuid.UUID

    @property
    def text(self) -> str:
        """The cursor for an address."""
        return f"{self.part}_{self.on.isoformat()}_{self.id}"


_START = (datetime.date.min, uuid.UUID(int=0))


class Row(NamedTuple):
    """One stay to call at, masked."""

    stay_id: uuid.UUID
    number: str
    name: str
    on: datetime.date
    provisional: bool
    mine: bool
    block: tuple[int, str, str]
    community: Text
    calls: int
    last_call: datetime.datetime | None
    last_found: Text | None


@dataclass(frozen=True)
class Block:
    """The stays of one building, or of one road or hamlet, on a page."""

    mine: bool
    community: Text
    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Page:
    """A page of one group, by building in the order of the nearest date, and where the next one begins."""

    blocks: tuple[Block, ...]
    after: Cursor | None

    @property
    def several(self) -> bool:
        """Whether the page spans communities, so that each is named."""
        return len({row.block[1] for row in self.rows}) > 1

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows of the page, as shown."""
        return tuple(itertools.chain.from_iterable(block.rows for block in self.blocks))


def cursor(text: str) -> Cursor | None:
    """Read a cursor from an address; raises Refusal "bad_cursor"."""
    if not text:
        return None
    try:
        part, day, key = text.split("_")
        return Cursor(part={"0": 0, "1": 1}[part], on=datetime.date.fromisoformat(day), id=uuid.UUID(key))
    except (ValueError, KeyError) as error:
        raise Refusal("bad_cursor", _CURSOR, field="after") from error


def page(
    *,
    scope: Scope,
    group: str,
    on: datetime.date,
    after: Cursor | None = None,
    size: int = SIZE,
    held: Reference | None = None,
) -> Page:
    """Return a page of a group, in one statement; raises Refusal "unknown_filter"."""
    if group not in GROUPS:
        raise Refusal("unknown_filter", _UNKNOWN, field="show")
    known = held or reference.current()
    found = _found(scope, group, on=on, after=after, size=size + 1, known=known)
    last = Cursor(*found[size - 1][:3]) if len(found) > size else None
    return Page(blocks=_blocks([_row(row) for row in found[:size]]), after=last)


def counts(*, scope: Scope, on: datetime.date, held: Reference | None = None) -> dict[str, int]:
    """Return how many stays each group holds, never counting beyond MANY + 1. One statement."""
    known = held or reference.current()
    places = _communities(scope, known)
    if not places:
        return dict.fromkeys(GROUPS, 0)
    sql = " UNION ALL ".join(
        _COUNT.format(name=name, where=where.format(until="$2"), many=MANY + 1) for name, (_, where) in _GROUPS.items()
    )
    return dict(direct.ask(sql, [places, _until(scope, on, known)]))


def _found(
    scope: Scope, group: str, *, on: datetime.date, after: Cursor | None, size: int, known: Reference
) -> list[tuple[Any, ...]]:
    communities = _communities(scope, known)
    if not communities:
        return []
    start = (after.on, after.id) if after is not None else _START
    values: list[Any] = [communities, scope.actor.post_id, *start]
    sql, rest = _REST, "$3, $4"
    if after is None or after.part == 0:
        # behind the own doors come the others, from their beginning
        sql, rest = _MINE + _REST, "$5, $6"
        values += _START
    if group == "unconfirmed":
        values.append(_until(scope, on, known))
    date, where = _GROUPS[group]
    # the size stands in the text: a plan that the server keeps has to know that a page is short
    keys = sql.format(date=date, where=where.format(until=f"${len(values)}"), size=size, rest=rest)
    return direct.ask(_ROWS.format(keys=keys, size=size), values)


def _communities(scope: Scope, known: Reference) -> list[str]:
    # the same cut as scope.stays, spelled so that each community runs down its own index
    if scope.role != "coordinator" or scope.unit.department == "police":
        return []
    return list(scopes.communities(scope, held=known))


def _until(scope: Scope, on: datetime.date, known: Reference) -> datetime.date:
    place = [code for code in scope.areas[0].split("/") if code]
    return unconfirmed_until(on=on, months=rules.policy(place=place, on=on, held=known).unconfirmed_months)


def unconfirmed_until(*, on: datetime.date, months: int) -> datetime.date:
    """Return the latest confirmation whose months have run out on a day. Source: D7.

    Months end on the last day of a shorter month, so several days can share one end.
    """
    last = deadline.add_months(on, -months)
    while deadline.add_months(last + deadline.ONE_DAY, months) <= on:
        last += deadline.ONE_DAY
    return last


def _row(row: tuple[Any, ...]) -> Row:
    part, day, key, number, name, provisional, community, place, address_id, sealed, road, calls, at, found = row
    return Row(
        stay_id=key,
        number=number,
        name=identity.mask_name(name),
        on=day,
        provisional=provisional,
        mine=part == 0,
        block=(part, community, finding.building(address_id=address_id, sealed=sealed, road=road)),
        community=finding.called(place),
        calls=calls or 0,
        last_call=at,
        last_found=codes.label(Found, found) if found is not None else None,
    )


def _blocks(rows: Sequence[Row]) -> tuple[Block, ...]:
    held: dict[tuple[int, str, str], list[Row]] = {}
    for row in rows:
        held.setdefault(row.block, []).append(row)
    return tuple(
        Block(mine=key[0] == 0, community=several[0].community, label=key[2], rows=tuple(several))
        for key, several in held.items()
    )
