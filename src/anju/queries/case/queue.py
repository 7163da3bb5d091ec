"""The lists of cases: an office's and its subtree's, near, late, escalated, offered; wages owed, then the nearest limit first.

One statement a keyset page; each office runs down its own partial index and stops after a page. Source: I9, J2, O1.
"""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any, NamedTuple

from anju import catalogue
from anju.law import identity
from anju.law.absent import Absent
from anju.law.case import life, limits
from anju.law.dispute import kinds
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
# as the indexes spell it (models.case): a claim for wages goes first
_RANK = f"CASE WHEN c.service = '{kinds.WAGE_CLAIM}' THEN 0 ELSE 1 END"
# a turn is a rank and where in it the page begins; an office's rank is one stretch of its index. The lists stand in selects
# of their own, so that their length doesn't change the plan: else PostgreSQL would plan each page anew, longer than it reads
_BRANCH = f"""
SELECT c.id, turn.rank, c.limit_on
FROM unnest((SELECT $1::uuid[])) AS place(key)
CROSS JOIN unnest((SELECT $2::int[]), (SELECT $3::date[]), (SELECT $4::uuid[])) AS turn(rank, day, key)
CROSS JOIN LATERAL (
  SELECT c.id, c.limit_on FROM service_case c
  WHERE c.{{column}} = place.key AND {_RANK} = turn.rank{{more}} AND (c.limit_on, c.id) > (turn.day, turn.key)
  ORDER BY c.limit_on, c.id LIMIT {{size}}
) c ORDER BY 2, 3, 1 LIMIT {{size}}
"""  # noqa: S608  a service of our own
# the columns of Row, in its order; whom an offered case is about is told when it is accepted
_ROWS = """
SELECT c.id, c.number, c.service, c.state, c.channel, CASE WHEN c.unit_id = ANY($5::uuid[]) THEN p.name ELSE '' END,
       d.name, c.applied_at, c.limit_on, c.limit_provisional, c.limit_was, u.name, c.offered_to_id IS NOT NULL,
       c.escalated_to_id IS NOT NULL, c.version, u.name_en
FROM ({keys}) listed JOIN service_case c ON c.id = listed.id JOIN person p ON p.id = c.person_id
JOIN division d ON d.code = c.community_id JOIN unit u ON u.id = c.unit_id
ORDER BY listed.rank, listed.limit_on, listed.id
"""
# up to here a tab tells how many; beyond it, that there are more
COUNTED = 99
_FEW = """
SELECT (SELECT count(*) FROM (SELECT 1 FROM service_case WHERE offered_to_id = $1::uuid LIMIT {most}) a),
       (SELECT count(*) FROM (SELECT 1 FROM service_case WHERE escalated_to_id = $1::uuid LIMIT {most}) b)
"""
_START = Cursor(on=datetime.date.min, id=uuid.UUID(int=0))
_RANKS: tuple[int, ...] = (0, 1)


@dataclass(frozen=True)
class Mark:
    """The last case of a page: whether it goes first, and its limit and key."""

    rank: int
    last: Cursor

    @property
    def text(self) -> str:
        """The mark for an address."""
        return f"{self.rank}_{self.last.text}"


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


@dataclass(frozen=True)
class Page:
    """A page of the list, and where the next one begins."""

    rows: tuple[Row, ...]
    after: Mark | None


def mark(text: str) -> Mark | None:
    """Read where a page of cases begins from an address; raises Refusal "bad_cursor"."""
    rank, _, rest = text.partition("_")
    # what is no mark is refused as no cursor would be
    last = queue.cursor((rest or "_") if rank in {"0", "1"} else text and "_")
    return Mark(rank=int(rank), last=last) if last is not None else None


def marked(row: "Row | Case") -> Mark:
    """Return the mark behind a case."""
    return Mark(rank=0 if row.service == kinds.WAGE_CLAIM else 1, last=Cursor(on=row.limit_on, id=row.id))


def page(
    *,
    scope: Scope,
    on: datetime.date,
    state: str = "open",
    after: Mark | None = None,
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
    turns = _turns(after)
    where = places if column == "unit_id" else [scope.unit.id]
    # an escalated case is seen with its name like one's own
    seen = [*places, *(_below(scope, held=known) if state == "escalated" else [])]
    found = direct.ask(_ROWS.format(keys=keys), [where, *turns, seen, *values])
    rows = tuple(Row._make((*row[:5], identity.mask_name(row[5]) if row[5] else "", *row[6:])) for row in found[:size])
    last = rows[-1] if len(found) > size else None
    return Page(rows=rows, after=marked(last) if last is not None else None)


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
    *, scope: Scope, on: datetime.date, state: str, after: Mark, held: Reference | None = None
) -> uuid.UUID | None:
    """Return the next case of a list after one, or the first where that was the last; None where the list is empty."""
    for start in (after, None):
        rows = page(scope=scope, on=on, state=state, after=start, size=2, held=held).rows
        found = next((row.id for row in rows if row.id != after.last.id), None)
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


def _below(scope: Scope, *, held: Reference) -> tuple[uuid.UUID, ...]:
    department = scope.unit.department
    return held.get(("department_offices", department), lambda: _department(department))


def _department(department: str) -> tuple[uuid.UUID, ...]:
    return tuple(Unit.objects.filter(department=department).order_by("path").values_list("id", flat=True))


def _turns(after: Mark | None) -> tuple[list[int], list[datetime.date], list[uuid.UUID]]:
    """Return the ranks that a page goes through, and where in each it begins: behind the mark, or with the first."""
    if after is None:
        ranks, starts = _RANKS, [_START] * len(_RANKS)
    else:
        ranks = _RANKS[_RANKS.index(after.rank) :]
        starts = [after.last, *[_START] * (len(ranks) - 1)]
    return list(ranks), [one.on for one in starts], [one.id for one in starts]


def _condition(state: str, *, on: datetime.date, held: Reference) -> tuple[str, str, list[Any]]:
    office = f" AND c.state IN {_OFFICE}"
    if state in life.WITH_OFFICE:
        return "unit_id", f" AND c.state = '{state}'", []
    if state == "waiting":
        return "unit_id", f" AND c.state IN {_APPLICANT}", []
    if state == "near":
        last = limits.near_until(on=on, calendar=rules.calendar(held=held))
        return "unit_id", f"{office} AND c.limit_on BETWEEN $6 AND $7", [on, last]
    if state == "overdue":
        return "unit_id", f"{office} AND c.limit_on < $6", [on]
    if state == "escalated":
        return "escalated_to_id", "", []
    if state == "offered":
        return "offered_to_id", "", []
    if state == "provisional":
        return "unit_id", f"{office} AND c.limit_provisional", []
    return "unit_id", office, []
