"""The lists of cases: an office's and its subtree's, near, late, escalated, offered; the nearest limit first, in keyset pages.

One statement a page; each office runs down its own partial index and stops after a page. Source: I9, J2, O1.
"""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any, NamedTuple

from anju import catalogue
from anju.law import identity
from anju.law.absent import Absent
from anju.law.case import life, limits
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Case, Unit
from anju.queries import direct, queue, reference, rules
from anju.queries import scope as scopes
from anju.queries.queue import Cursor
from anju.queries.reference import Reference
from anju.queries.scope import Scope

SIZE = 30

FILTERS: dict[str, Text] = {
    "open": Text(zh="全部待办", en="All open"),
    "sent": Text(zh="待签收", en="To take"),
    "taken": Text(zh="办理中", en="Being handled"),
    "proposed": Text(zh="待审定", en="To decide as the second"),
    "objected": Text(zh="待复核", en="To review"),
    "waiting": Text(zh="等申请人", en="Waiting for the applicant"),
    "near": Text(zh="快到期", en="Near the limit"),
    "overdue": Text(zh="已超期", en="Late"),
    "escalated": Text(zh="下级超期", en="Late below"),
    "offered": Text(zh="转交给我们", en="Offered to us"),
    "provisional": Text(zh="期限待定", en="Limit may change"),
}
_UNKNOWN = Text(
    zh="没有这个筛选条件，请从列出的条件中选择。", en="There is no such filter. Please choose one of those listed."
)
_OFFICE, _APPLICANT = (str(states) for states in (life.WITH_OFFICE, life.WITH_APPLICANT))
_BRANCH = """
SELECT c.id, c.limit_on FROM unnest($1::uuid[]) AS place(key) CROSS JOIN LATERAL (
  SELECT c.id, c.limit_on FROM service_case c
  WHERE c.{column} = place.key{more} AND (c.limit_on, c.id) > ($2, $3)
  ORDER BY c.limit_on, c.id LIMIT {size}
) c ORDER BY 2, 1 LIMIT {size}
"""
# the columns of Row, in its order; whom an offered case is about is told when it is accepted
_ROWS = """
SELECT c.id, c.number, c.service, c.state, c.channel, CASE WHEN c.unit_id = ANY($4::uuid[]) THEN p.name ELSE '' END,
       d.name, c.applied_at, c.limit_on, c.limit_provisional, c.limit_was, u.name, c.offered_to_id IS NOT NULL,
       c.escalated_to_id IS NOT NULL, c.version, u.name_en
FROM ({keys}) listed JOIN service_case c ON c.id = listed.id JOIN person p ON p.id = c.person_id
JOIN division d ON d.code = c.community_id JOIN unit u ON u.id = c.unit_id
ORDER BY listed.limit_on, listed.id
"""
# no person stands in a part's row, and nothing of the case but its number and service
_PARTS = """
SELECT a.id, c.number, c.service, u.name, o.name, a.escalated_to_id IS NOT NULL, a.asked_at, a.due_on,
       a.due_provisional, a.version, u.name_en, o.name_en
FROM case_part a JOIN service_case c ON c.id = a.case_id JOIN unit u ON u.id = a.asker_id JOIN unit o ON o.id = a.unit_id
WHERE a.id IN (
  (SELECT b.id FROM case_part b WHERE b.unit_id = $1::uuid AND b.state = 'asked' AND (b.due_on, b.id) > ($2, $3)
   ORDER BY b.due_on, b.id LIMIT {size})
  UNION ALL
  (SELECT b.id FROM case_part b WHERE b.escalated_to_id = $1::uuid AND b.state = 'asked' AND (b.due_on, b.id) > ($2, $3)
   ORDER BY b.due_on, b.id LIMIT {size})
) ORDER BY a.due_on, a.id LIMIT {size}
"""
# up to here a tab tells how many; beyond it, that there are more
COUNTED = 99
_FEW = """
SELECT (SELECT count(*) FROM (SELECT 1 FROM service_case WHERE offered_to_id = $1::uuid LIMIT {most}) a),
       (SELECT count(*) FROM (SELECT 1 FROM service_case WHERE escalated_to_id = $1::uuid LIMIT {most}) b)
"""
_START = Cursor(on=datetime.date.min, id=uuid.UUID(int=0))


class Row(NamedTuple):
    """One case of a list, masked."""

    id: uuid.UUID
    number: str
    service: str
    state: str
    channel: str
    # empty while it is only offered
    name: str
    community: str
    applied_at: datetime.datetime
    limit_on: datetime.date
    limit_provisional: bool
    limit_was: datetime.date | None
    unit: str
    offered: bool
    escalated: bool
    version: int
    unit_en: str

    @property
    def office(self) -> Text:
        """The office that owns it, in both languages."""
        return Text(zh=self.unit, en=self.unit_en or self.unit)


class Part(NamedTuple):
    """One part of a joint case that this office is asked for."""

    id: uuid.UUID
    number: str
    service: str
    asker: str
    # who is asked, and whether it is late and was put before the office above
    unit: str
    escalated: bool
    asked_at: datetime.datetime
    due_on: datetime.date
    due_provisional: bool
    version: int
    asker_en: str
    unit_en: str

    @property
    def asking(self) -> Text:
        """Who asks, in both languages."""
        return Text(zh=self.asker, en=self.asker_en or self.asker)

    @property
    def asked(self) -> Text:
        """Who is asked, in both languages."""
        return Text(zh=self.unit, en=self.unit_en or self.unit)


@dataclass(frozen=True)
class Page:
    """A page of the list, and where the next one begins."""

    rows: tuple[Row, ...]
    after: Cursor | None


@dataclass(frozen=True)
class Parts:
    """A page of parts, and where the next one begins."""

    rows: tuple[Part, ...]
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
    """Return a page of a list, in one statement; raises Refusal "unknown_filter". A post that handles no cases gets none."""
    if state not in FILTERS:
        raise Refusal("unknown_filter", _UNKNOWN, field="state")
    known = held or reference.current()
    places = offices(scope, held=known)
    if not places:
        return Page(rows=(), after=None)
    column, more, values = _condition(state, on=on, held=known)
    keys = _BRANCH.format(column=column, more=more, size=size + 1)
    start = after or _START
    where = places if column == "unit_id" else [scope.unit.id]
    # an escalated case is seen with its name like one's own
    seen = [*places, *(_below(scope) if state == "escalated" else [])]
    found = direct.ask(_ROWS.format(keys=keys), [where, start.on, start.id, seen, *values])
    rows = tuple(Row._make((*row[:5], identity.mask_name(row[5]) if row[5] else "", *row[6:])) for row in found[:size])
    last = rows[-1] if len(found) > size else None
    return Page(rows=rows, after=Cursor(on=last.limit_on, id=last.id) if last is not None else None)


def parts(*, scope: Scope, after: Cursor | None = None, size: int = SIZE) -> Parts:
    """Return a page of the parts this office is asked for, in one statement."""
    if scope.role != "officer":
        return Parts(rows=(), after=None)
    start = after or _START
    found = direct.ask(_PARTS.format(size=size + 1), [scope.unit.id, start.on, start.id])
    rows = tuple(Part._make(row) for row in found[:size])
    last = rows[-1] if len(found) > size else None
    return Parts(rows=rows, after=Cursor(on=last.due_on, id=last.id) if last is not None else None)


def one(*, scope: Scope, case_id: uuid.UUID) -> Case:
    """Return a case of a list, for finding the next one; Absent for whoever sees it in none of theirs."""
    found = Case.objects.filter(id=case_id, offered_to=scope.unit).first() if scope.role == "officer" else None
    found = found or scopes.cases(scope).filter(id=case_id).first()
    if found is None:
        raise Absent("case")
    return found


def few(*, scope: Scope) -> dict[str, int]:
    """Return how many cases are offered to an office or late below it, counted up to COUNTED + 1, in one statement."""
    if scope.role != "officer":
        return {}
    ((offered, escalated),) = direct.ask(_FEW.format(most=COUNTED + 1), [scope.unit.id])
    return {"offered": int(offered), "escalated": int(escalated)}


def following(
    *, scope: Scope, on: datetime.date, state: str, after: Cursor, held: Reference | None = None
) -> uuid.UUID | None:
    """Return the next case of a list after one, or the first where that was the last; None where the list is empty."""
    for start in (after, _START):
        rows = page(scope=scope, on=on, state=state, after=start, size=2, held=held).rows
        found = next((row.id for row in rows if row.id != after.id), None)
        if found is not None:
            return found
    return None


def offices(scope: Scope, *, held: Reference | None = None) -> list[uuid.UUID]:
    """Return the offices whose cases a post sees: its own department's in its subtree; none for other roles. Source: O1."""
    if scope.role != "officer":
        return []
    key = ("case_offices", scope.unit.path, scope.unit.department)
    found: tuple[uuid.UUID, ...] = (held or reference.current()).get(key, lambda: _offices(scope))
    return list(found)


def service_name(service_id: str) -> Text:
    """Return a service by its name; one that left the catalogue shows as its id."""
    found = catalogue.current().services.get(service_id)
    return found.name if found is not None else Text(zh=service_id, en=service_id)


def _offices(scope: Scope) -> tuple[uuid.UUID, ...]:
    rows = Unit.objects.filter(path__startswith=scope.unit.path, department=scope.unit.department)
    return tuple(rows.order_by("path").values_list("id", flat=True))


def _below(scope: Scope) -> list[uuid.UUID]:
    rows = Unit.objects.filter(department=scope.unit.department).order_by("path")
    return list(rows.values_list("id", flat=True))


def _condition(state: str, *, on: datetime.date, held: Reference) -> tuple[str, str, list[Any]]:
    office = f" AND c.state IN {_OFFICE}"
    if state in life.WITH_OFFICE:
        return "unit_id", f" AND c.state = '{state}'", []
    if state == "waiting":
        return "unit_id", f" AND c.state IN {_APPLICANT}", []
    if state == "near":
        last = limits.near_until(on=on, calendar=rules.calendar(held=held))
        return "unit_id", f"{office} AND c.limit_on BETWEEN $5 AND $6", [on, last]
    if state == "overdue":
        return "unit_id", f"{office} AND c.limit_on < $5", [on]
    if state == "escalated":
        return "escalated_to_id", "", []
    if state == "offered":
        return "offered_to_id", "", []
    if state == "provisional":
        return "unit_id", f"{office} AND c.limit_provisional", []
    return "unit_id", office, []
