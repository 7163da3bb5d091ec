"""The lists of a health office: who can be vaccinated now, who is overdue, whose notes wait; the longest waiting first.

One statement a page; each community runs down its own index and stops after a page. Names are masked. Source: L2, O1.
"""

import datetime
import uuid
from dataclasses import dataclass
from typing import NamedTuple

from anju.law import deadline, identity
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Division
from anju.queries import direct
from anju.queries import scope as scopes
from anju.queries.immunisation import area
from anju.queries.queue import Cursor
from anju.queries.reference import Reference
from anju.queries.scope import Scope

SIZE = 30
SOON = datetime.timedelta(days=30)

FILTERS: dict[str, Text] = {
    "due": Text(zh="现在可以打", en="Due now"),
    "overdue": Text(zh="该补种", en="To catch up"),
    "noted": Text(zh="待核对", en="Notes to confirm"),
    "soon": Text(zh="30天内", en="Within 30 days"),
}
_UNKNOWN = Text(
    zh="没有这个筛选条件，请从列出的条件中选择。", en="There is no such filter. Please choose one of those listed."
)
_WHERE = {
    "due": "v.next_on <= $4",
    "overdue": "v.late_on <= $4",
    "noted": "v.noted AND $4::date IS NOT NULL",
    "soon": "v.next_on > $4 AND v.next_on <= $4 + 30",
}
_COLUMN = {"due": "next_on", "overdue": "late_on", "noted": "next_on", "soon": "next_on"}
_ROWS = """
SELECT p.id, p.name, p.birth_on, d.name, listed.day, v.next_on, v.late_on, v.noted
FROM (
  SELECT v.person_id, v.day FROM unnest($1::text[]) AS place(key) CROSS JOIN LATERAL (
    SELECT v.person_id, v.{column} AS day FROM vaccine_plan v
    WHERE v.community_id = place.key AND {where} AND (v.{column}, v.person_id) > ($2, $3)
    ORDER BY v.{column}, v.person_id LIMIT {size}
  ) v ORDER BY 2, 1 LIMIT {size}
) listed JOIN vaccine_plan v ON v.person_id = listed.person_id JOIN person p ON p.id = listed.person_id
JOIN division d ON d.code = v.community_id ORDER BY listed.day, listed.person_id
"""
_START = Cursor(on=datetime.date.min, id=uuid.UUID(int=0))
MOST = 20


class Row(NamedTuple):
    """One child of a list, masked."""

    id: uuid.UUID
    name: str
    birth_on: datetime.date
    community: str
    day: datetime.date
    next_on: datetime.date | None
    late_on: datetime.date | None
    noted: bool


@dataclass(frozen=True)
class Page:
    """A page of the list, and where the next one begins."""

    rows: tuple[Row, ...]
    after: Cursor | None


@dataclass(frozen=True)
class Place:
    """A community of the office's area."""

    code: str
    name: str


def page(
    *,
    scope: Scope,
    on: datetime.date,
    show: str = "due",
    community: str = "",
    after: Cursor | None = None,
    size: int = SIZE,
    held: Reference | None = None,
) -> Page:
    """Return a page of a list; raises Refusal "unknown_filter". A post of another department gets nobody."""
    if show not in FILTERS:
        raise Refusal("unknown_filter", _UNKNOWN, field="show")
    codes = scopes.communities(scope, held=held) if area.reaches(scope) else ()
    if community:
        codes = tuple(code for code in codes if code == community)
    if not codes:
        return Page(rows=(), after=None)
    start = after or _START
    sql = _ROWS.format(column=_COLUMN[show], where=_WHERE[show], size=size + 1)
    found = direct.ask(sql, [list(codes), start.on, start.id, on])
    rows = tuple(Row._make((row[0], identity.mask_name(row[1]), *row[2:])) for row in found[:size])
    last = rows[-1] if len(found) > size else None
    return Page(rows=rows, after=Cursor(on=last.day, id=last.id) if last is not None else None)


def found(*, scope: Scope, birth_on: datetime.date, on: datetime.date) -> list[Row]:
    """Return the children of the area born on a day, masked: how a child at the clinic's desk is found."""
    if birth_on <= deadline.add_months(on, -12 * area.YEARS):
        return []
    rows = area.stays(scope, on=on).filter(person__birth_on=birth_on).select_related("person", "community")
    return [
        Row(
            stay.person_id,
            identity.mask_name(stay.person.name),
            stay.person.birth_on,
            stay.community.name,
            birth_on,
            None,
            None,
            False,
        )
        for stay in rows.order_by("person__pinyin", "person_id")[:MOST]
    ]


def places(*, scope: Scope) -> list[Place]:
    """Return the communities of the office's area by name, for the choice above a list."""
    codes = scopes.communities(scope) if area.reaches(scope) else ()
    rows = Division.objects.filter(code__in=codes).order_by("code").values_list("code", "parent__name", "name")
    return [Place(code=code, name=f"{street} {name}") for code, street, name in rows]
