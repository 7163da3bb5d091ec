"""Legal aid that waits for its lawyer, the nearest last day first, and the lawyer of one case. Source: I7."""

import datetime
import json
import uuid
from dataclasses import dataclass
from typing import NamedTuple

from anju.law import identity
from anju.law.deadline import Due
from anju.models import Case, LegalAid
from anju.queries import direct
from anju.queries.case import queue as cases
from anju.queries.dispute import forms
from anju.queries.scope import Scope

SIZE = 30
_WAITING = """
SELECT c.id, c.number, p.name, v.name, a.granted_at, a.due_on, a.due_provisional, u.name,
       COALESCE(NULLIF(u.name_en, ''), u.name), a.escalated_to_id IS NOT NULL, a.id
FROM legal_aid a JOIN service_case c ON c.id = a.case_id JOIN person p ON p.id = c.person_id
JOIN division v ON v.code = c.community_id JOIN unit u ON u.id = c.unit_id
WHERE a.named_at IS NULL AND (c.unit_id = ANY($1::uuid[]) OR a.escalated_to_id = $2::uuid) AND (a.due_on, a.id) > ($3, $4)
ORDER BY a.due_on, a.id LIMIT $5
"""
_START = (datetime.date.min, uuid.UUID(int=0))


class Row(NamedTuple):
    """One granted legal aid without its lawyer, masked."""

    id: uuid.UUID
    number: str
    name: str
    community: str
    granted_at: datetime.datetime
    due_on: datetime.date
    provisional: bool
    unit: str
    unit_en: str
    escalated: bool
    key: uuid.UUID


@dataclass(frozen=True)
class Aid:
    """What is owed and known of one case's lawyer; `lawyer` is empty until one is named."""

    due: Due
    named_at: datetime.datetime | None
    lawyer: dict[str, str]
    version: int
    # the office above, while a lawyer is late: it may name one too
    above_id: uuid.UUID | None = None


def waiting(*, scope: Scope, after: tuple[datetime.date, uuid.UUID] | None = None, size: int = SIZE) -> list[Row]:
    """Return up to size + 1 rows that wait for a lawyer in the justice offices of a post's subtree, in one statement."""
    places = cases.offices(scope) if scope.unit.department == "justice" else []
    if not places:
        return []
    found = direct.ask(_WAITING, [places, scope.unit.id, *(after or _START), size + 1])
    return [Row._make(row)._replace(name=identity.mask_name(row[2])) for row in found]


def cursor(parts: tuple[str, ...] | None) -> tuple[datetime.date, uuid.UUID] | None:
    """Return where a page begins, from what a cursor held."""
    return (datetime.date.fromisoformat(parts[0]), uuid.UUID(parts[1])) if parts is not None else None


def of(*, case: Case) -> Aid | None:
    """Return what is owed of a lawyer in an opened case; None while nothing was granted."""
    row = LegalAid.objects.filter(case=case).first()
    if row is None:
        return None
    return Aid(
        due=Due(on=row.due_on, provisional=row.due_provisional, rule="I7", started=row.granted_at.date()),
        named_at=row.named_at,
        lawyer=json.loads(forms.opened(row.lawyer, "legal_aid.lawyer", row.id) or "{}"),
        version=row.version,
        above_id=row.escalated_to_id,
    )
