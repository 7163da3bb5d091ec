"""What an office is asked for in other offices' joint cases, in keyset pages, one statement each. Source: I9, J2."""

import datetime
import uuid
from dataclasses import dataclass
from typing import NamedTuple

from anju.law.wording import Text
from anju.queries import direct, queue
from anju.queries.queue import Cursor
from anju.queries.scope import Scope

SIZE = 30
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
_START = Cursor(on=datetime.date.min, id=uuid.UUID(int=0))


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
    def asked(self) -> Text:
        """Who is asked, in both languages."""
        return Text(zh=self.unit, en=self.unit_en or self.unit)


@dataclass(frozen=True)
class Page:
    """A page of parts, and where the next one begins."""

    rows: tuple[Part, ...]
    after: Cursor | None


def cursor(text: str) -> Cursor | None:
    """Read where a page begins from an address; raises Refusal "bad_cursor"."""
    return queue.cursor(text)


def page(*, scope: Scope, after: Cursor | None = None, size: int = SIZE) -> Page:
    """Return a page of the parts this office is asked for, in one statement."""
    if scope.role != "officer":
        return Page(rows=(), after=None)
    start = after or _START
    found = direct.ask(_PARTS.format(size=size + 1), [scope.unit.id, start.on, start.id])
    rows = tuple(Part._make(row) for row in found[:size])
    last = rows[-1] if len(found) > size else None
    return Page(rows=rows, after=Cursor(on=last.due_on, id=last.id) if last is not None else None)
