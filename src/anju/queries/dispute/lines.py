"""A person's disputes and legal aid in a list, in one statement; the caller has checked who asks. Source: I3."""

import datetime
import uuid
from collections.abc import Collection
from typing import NamedTuple

from anju.law.dispute import kinds
from anju.queries import direct

MOST = 100
_LINES = """
SELECT c.id, c.number, c.service, c.state, COALESCE(d.state, ''), c.applied_at, COALESCE(d.limit_on, a.due_on),
       COALESCE(d.limit_provisional, a.due_provisional, false), s.starts_at, s.place
FROM service_case c LEFT JOIN dispute d ON d.case_id = c.id LEFT JOIN legal_aid a ON a.case_id = c.id AND a.named_at IS NULL
LEFT JOIN dispute_session s ON s.dispute_id = d.id AND s.outcome = 'called'
WHERE c.person_id = ANY($1::uuid[]) AND c.service = ANY($2::text[]) ORDER BY c.applied_at DESC, c.id DESC LIMIT $3
"""

_AID = """
SELECT a.id FROM service_case c JOIN service_case a ON a.person_id = c.person_id AND a.service = $2
WHERE c.id = $1 AND a.id <> c.id AND a.state NOT IN ('withdrawn', 'refused', 'confirmed') AND a.applied_at >= c.applied_at
ORDER BY a.applied_at DESC, a.id DESC LIMIT 1
"""


class Line(NamedTuple):
    """One dispute or legal aid case; `state` is empty where no proceeding has begun."""

    id: uuid.UUID
    number: str
    service: str
    case_state: str
    state: str
    applied_at: datetime.datetime
    limit_on: datetime.date | None
    provisional: bool
    starts_at: datetime.datetime | None
    place: str | None


def of(*, people: Collection[uuid.UUID]) -> list[Line]:
    """Return the lines of people, the newest first."""
    return [Line._make(row) for row in direct.ask(_LINES, [list(people), list(kinds.SERVICES), MOST])]


def has(*, case_id: uuid.UUID) -> bool:
    """Tell whether a case has a page of its own here, for a link from the case's."""
    return bool(
        direct.ask("SELECT FROM service_case WHERE id = $1 AND service = ANY($2)", [case_id, list(kinds.SERVICES)])
    )


def aid(*, case_id: uuid.UUID) -> uuid.UUID | None:
    """Return the legal aid that the person of a case asked for and was not denied, the newest; None where there is none."""
    found = direct.ask(_AID, [case_id, kinds.AID])
    return found[0][0] if found else None
