"""Stuck and shared cases of all departments for whoever coordinates them: office, service, number and days; no person.

The list is last night's; what has been settled since is left out. The nearest limit, so what is late longest, stands
first; keyset pages, one statement. Source: D6, I9, O1.
"""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import F, Q

from anju import catalogue
from anju.law import authority, coordination
from anju.law.absent import Absent
from anju.law.case import life
from anju.law.wording import Text
from anju.models import Case, CaseUrge, OfferingRun, StuckCase
from anju.queries import direct, queue
from anju.queries.offering import units
from anju.queries.offering.units import Office
from anju.queries.queue import Cursor
from anju.queries.scope import Scope

SIZE = 30
MOST = 100
_OPEN = str(life.OPEN)
# the columns of Row, in its order
_ROWS = f"""
SELECT c.id, c.number, c.service, c.state, c.unit_id, c.applied_at, s.limit_on,
       ARRAY(SELECT jsonb_array_elements_text(s.reasons)), e.name, e.name_en, g."on", g.answer, g.expected_on
FROM (
  SELECT s.case_id, s.limit_on, s.reasons FROM unnest($1::uuid[]) AS place(key) CROSS JOIN LATERAL (
    SELECT s.case_id, s.limit_on, s.reasons FROM stuck_case s
    WHERE s.unit_id = place.key AND ($4 = '' OR s.reasons ? $4) AND (s.limit_on, s.case_id) > ($2, $3)
      AND EXISTS (SELECT FROM service_case c WHERE c.id = s.case_id AND c.state IN {_OPEN})
    ORDER BY s.limit_on, s.case_id LIMIT {{size}}
  ) s ORDER BY s.limit_on, s.case_id LIMIT {{size}}
) s JOIN service_case c ON c.id = s.case_id LEFT JOIN unit e ON e.id = c.escalated_to_id
LEFT JOIN LATERAL (
  SELECT g."on", g.answer, g.expected_on FROM case_urge g WHERE g.case_id = c.id ORDER BY g."on" DESC LIMIT 1
) g ON true
ORDER BY s.limit_on, s.case_id
"""  # noqa: S608  states of our own
_FIGURES = """
SELECT s.unit_id, r.reason, count(*) FROM stuck_case s CROSS JOIN LATERAL jsonb_array_elements_text(s.reasons) AS r(reason)
WHERE s.unit_id = ANY($1::uuid[]) GROUP BY 1, 2
"""


class Row(NamedTuple):
    """One case, as whoever coordinates may see it."""

    id: uuid.UUID
    number: str
    service: Text
    state: Text
    office: Office
    applied_at: datetime.datetime
    limit_on: datetime.date
    reasons: tuple[Text, ...]
    # the office above that it was put before
    above: Text | None
    urged_on: datetime.date | None
    answer: Text | None
    expected_on: datetime.date | None


@dataclass(frozen=True)
class Page:
    """A page of the list, and where the next one begins."""

    rows: tuple[Row, ...]
    after: Cursor | None

    @property
    def next(self) -> str:
        """The cursor as an address spells it."""
        return self.after.text if self.after is not None else ""


@dataclass(frozen=True)
class Load:
    """How many cases are stuck at one office, by reason."""

    office: Office
    counts: tuple[int, ...]

    @property
    def shown(self) -> tuple[tuple[Text, int], ...]:
        """The numbers with their reasons."""
        return tuple(zip(coordination.REASONS.values(), self.counts, strict=True))


class Urged(NamedTuple):
    """One urge, as the office reads it."""

    id: uuid.UUID
    number: str
    service: Text
    on: datetime.date
    asker: Text
    unit: Text
    answer: Text | None
    expected_on: datetime.date | None
    case_id: uuid.UUID


def demand(scope: Scope) -> None:
    """Let in whoever coordinates departments; raises Absent for everybody else. Source: D6."""
    authority.demand(by=scope.actor, act="urge_case")
    if scope.unit.department != coordination.COORDINATOR:
        raise Absent("stuck")


def counted() -> datetime.date | None:
    """Return the night that the list is of; None before the first one."""
    return OfferingRun.objects.order_by("-on").values_list("on", flat=True).first()


def page(*, scope: Scope, reason: str = "", after: Cursor | None = None, size: int = SIZE) -> Page:
    """Return a page of the cases of a post's areas; raises Refusal "unknown_filter"; Absent."""
    demand(scope)
    wanted = coordination.reason(reason)
    offices = units.under(scope)
    start = after or Cursor(on=datetime.date.min, id=uuid.UUID(int=0))
    found = direct.ask(_ROWS.format(size=size + 1), [list(offices), start.on, start.id, wanted])
    rows = tuple(_row(row, offices) for row in found[:size] if row[4] in offices)
    last = found[size - 1] if len(found) > size else None
    return Page(rows=rows, after=Cursor(on=last[6], id=last[0]) if last is not None else None)


def cursor(text: str) -> Cursor | None:
    """Read a cursor from an address; raises Refusal "bad_cursor"."""
    return queue.cursor(text)


def figures(*, scope: Scope) -> tuple[Load, ...]:
    """Return how many cases are stuck at each office, by reason, those with most first; in one statement."""
    demand(scope)
    offices = units.under(scope)
    found: dict[uuid.UUID, dict[str, int]] = {}
    for unit, reason, count in direct.ask(_FIGURES, [list(offices)]):
        found.setdefault(unit, {})[reason] = count
    rows = [
        Load(office=offices[unit], counts=tuple(held.get(reason, 0) for reason in coordination.REASONS))
        for unit, held in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-max(row.counts), row.office.path)))


def case(scope: Scope, *, case_id: uuid.UUID) -> Case:
    """Return the locked case if it is stuck or shared in a post's areas and still open; raises Absent."""
    demand(scope)
    offices = units.under(scope)
    if not StuckCase.objects.filter(case_id=case_id, unit_id__in=list(offices)).exists():
        raise Absent("case")
    rows = Case.objects.select_for_update(of=("self",)).select_related("unit__parent", "community")
    found = rows.filter(id=case_id, state__in=life.OPEN, unit_id__in=list(offices)).first()
    if found is None:
        raise Absent("case")
    return found


def urged(*, scope: Scope) -> list[Urged]:
    """Return the urges to a post's office and to those below that it stands above, the open ones first."""
    if scope.role != "officer":
        raise Absent("urge")
    rows = CaseUrge.objects.filter(Q(unit=scope.unit) | Q(above=scope.unit)).select_related("case", "asker", "unit")
    found = rows.order_by(F("answered_at").asc(nulls_first=True), "-at", "-id")
    return [_urged(row) for row in found[:MOST]]


def open_urges(*, scope: Scope) -> int:
    """Return how many urges a post's office has not answered."""
    return CaseUrge.objects.filter(unit=scope.unit, answered_at=None).values("pk")[:1000].count()


def _urged(row: CaseUrge) -> Urged:
    return Urged(
        id=row.id,
        number=row.case.number,
        service=_service(row.case.service),
        on=row.on,
        asker=Text(zh=row.asker.name, en=row.asker.name_en),
        unit=Text(zh=row.unit.name, en=row.unit.name_en),
        answer=coordination.ANSWERS.get(row.answer),
        expected_on=row.expected_on,
        case_id=row.case_id,
    )


def _row(row: tuple[object, ...], offices: Mapping[uuid.UUID, Office]) -> Row:
    key, number, service, state, unit, applied_at, limit_on, reasons, above, above_en, on, answer, expected = row
    told = [coordination.REASONS[one] for one in reasons]  # type: ignore[attr-defined]
    return Row(
        id=key,  # type: ignore[arg-type]
        number=str(number),
        service=_service(str(service)),
        state=life.STATES[str(state)],
        office=offices[unit],  # type: ignore[index]
        applied_at=applied_at,  # type: ignore[arg-type]
        limit_on=limit_on,  # type: ignore[arg-type]
        reasons=tuple(told),
        above=Text(zh=str(above), en=str(above_en or above)) if above else None,
        urged_on=on,  # type: ignore[arg-type]
        answer=coordination.ANSWERS.get(str(answer)),
        expected_on=expected,  # type: ignore[arg-type]
    )


def _service(key: str) -> Text:
    found = catalogue.current().services.get(key)
    return found.name if found is not None else Text(zh=key, en=key)
