"""Whom to call on: three groups of the own area and one that waits, the own doors first, in keyset pages. Source: B3, D7, O3."""

import datetime
import itertools
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q

from anju.law import deadline, identity
from anju.law.codes import Found
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Division, Stay, Visit
from anju.queries import rules
from anju.queries import scope as scopes
from anju.queries.fieldwork import finding
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
    "unconfirmed": ("confirmed_on", f"s.state = 'registered' AND s.confirmed_on <= %s AND NOT {_ENDING}"),
    "waiting": ("check_due_on", f"{_CHECK} AND {_CALLED}"),
}
_MINE = """
SELECT 0 AS part, s.{date} AS day, s.id FROM address_warden w JOIN stay s ON s.address_id = w.address_id
WHERE w.post_id = %s AND w.valid_to IS NULL AND s.community_id = ANY(%s) AND {where} AND (s.{date}, s.id) > (%s, %s)
ORDER BY s.{date}, s.id LIMIT %s
"""
_REST = """
SELECT 1 AS part, r.day, r.id FROM unnest(%s::text[]) AS place(code) CROSS JOIN LATERAL (
  SELECT s.{date} AS day, s.id FROM stay s
  WHERE s.community_id = place.code AND {where} AND (s.{date}, s.id) > (%s, %s)
  AND NOT EXISTS (SELECT 1 FROM address_warden w WHERE w.address_id = s.address_id AND w.post_id = %s AND w.valid_to IS NULL)
  ORDER BY s.{date}, s.id LIMIT %s
) r ORDER BY r.day, r.id LIMIT %s
"""
_COUNT = """
(SELECT %s AS name, count(*) FROM (
  SELECT 1 FROM stay s WHERE s.community_id = ANY(%s) AND {where} LIMIT %s) listed)
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


@dataclass(frozen=True)
class Row:
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


def page(*, scope: Scope, group: str, on: datetime.date, after: Cursor | None = None, size: int = SIZE) -> Page:
    """Return a page of a group; raises Refusal "unknown_filter". The same few statements for any number of rows."""
    if group not in GROUPS:
        raise Refusal("unknown_filter", _UNKNOWN, field="show")
    keys = _keys(scope, group, on=on, after=after, size=size + 1)
    shown = keys[:size]
    found = (
        scopes.stays(scope).filter(id__in=[key for _, _, key in shown]).select_related("person", "address", "community")
    )
    by_id = {stay.id: stay for stay in found}
    calls = _calls(by_id)
    rows = [
        _row(by_id[key], mine=part == 0, on=day, calls=calls.get(key, [])) for part, day, key in shown if key in by_id
    ]
    last = Cursor(*shown[-1]) if len(keys) > size else None
    return Page(blocks=_blocks(rows), after=last)


def counts(*, scope: Scope, on: datetime.date) -> dict[str, int]:
    """Return how many stays each group holds, never counting beyond MANY + 1. Two statements."""
    codes = _communities(scope)
    if not codes:
        return dict.fromkeys(GROUPS, 0)
    sql: list[str] = []
    parameters: list[Any] = []
    for name, (_, where) in _GROUPS.items():
        sql.append(_COUNT.format(where=where))
        parameters += [name, codes, *_extra(scope, name, on), MANY + 1]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(sql), parameters)
        return {name: number for name, number in cursor.fetchall()}  # noqa: C416


def _keys(
    scope: Scope, group: str, *, on: datetime.date, after: Cursor | None, size: int
) -> list[tuple[int, datetime.date, uuid.UUID]]:
    codes = _communities(scope)
    if not codes:
        return []
    date, where = _GROUPS[group]
    extra = _extra(scope, group, on)
    post = scope.actor.post_id
    branches: list[str] = []
    parameters: list[Any] = []
    if after is None or after.part == 0:
        start = (after.on, after.id) if after is not None else _START
        branches.append(_MINE.format(date=date, where=where))
        parameters += [post, codes, *extra, *start, size]
    start = (after.on, after.id) if after is not None and after.part == 1 else _START
    branches.append(_REST.format(date=date, where=where))
    parameters += [codes, *extra, *start, post, size, size]
    union = " UNION ALL ".join(f"({branch})" for branch in branches)
    sql = f"SELECT part, day, id FROM ({union}) AS found ORDER BY 1, 2, 3 LIMIT %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, size])
        return [(part, day, key) for part, day, key in cursor.fetchall()]


def _communities(scope: Scope) -> list[str]:
    # the same cut as scope.stays, spelled so that each community runs down its own index
    if scope.role != "coordinator" or not scope.areas or scope.unit.department == "police":
        return []
    inside = Q()
    for area in scope.areas:
        inside |= Q(path__startswith=area)
    return list(Division.objects.filter(inside, level="community").order_by("code").values_list("code", flat=True))


def _extra(scope: Scope, group: str, on: datetime.date) -> list[datetime.date]:
    if group != "unconfirmed":
        return []
    place = [code for code in scope.areas[0].split("/") if code]
    return [unconfirmed_until(on=on, months=rules.policy(place=place, on=on).unconfirmed_months)]


def unconfirmed_until(*, on: datetime.date, months: int) -> datetime.date:
    """Return the latest confirmation whose months have run out on a day. Source: D7.

    Months end on the last day of a shorter month, so several days can share one end.
    """
    last = deadline.add_months(on, -months)
    while deadline.add_months(last + deadline.ONE_DAY, months) <= on:
        last += deadline.ONE_DAY
    return last


def _calls(keys: dict[uuid.UUID, Stay]) -> dict[uuid.UUID, list[Visit]]:
    found: dict[uuid.UUID, list[Visit]] = {}
    for visit in Visit.objects.filter(stay_id__in=list(keys)).order_by("-at", "-id"):
        found.setdefault(visit.stay_id, []).append(visit)
    return found


def _row(stay: Stay, *, mine: bool, on: datetime.date, calls: Sequence[Visit]) -> Row:
    last = calls[0] if calls else None
    return Row(
        stay_id=stay.id,
        number=stay.number,
        name=identity.mask_name(stay.person.name),
        on=on,
        provisional=stay.check_due_provisional and stay.state != "registered",
        mine=mine,
        block=(0 if mine else 1, stay.community_id, finding.building(stay.address)),
        community=finding.called(stay.community),
        calls=len(calls),
        last_call=last.at if last is not None else None,
        last_found=_found(last.found) if last is not None else None,
    )


def _found(value: str) -> Text:
    return next((code.label for code in Found if code.value == value), Text(zh=value, en=value))


def _blocks(rows: Sequence[Row]) -> tuple[Block, ...]:
    held: dict[tuple[int, str, str], list[Row]] = {}
    for row in rows:
        held.setdefault(row.block, []).append(row)
    return tuple(
        Block(mine=key[0] == 0, community=several[0].community, label=key[2], rows=tuple(several))
        for key, several in held.items()
    )
