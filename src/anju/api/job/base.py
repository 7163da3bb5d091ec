"""What the board's operations share."""

import datetime
from typing import Any

from ninja import Router

from anju.law.job import vacancy as law
from anju.queries.job import board

router = Router(tags=["Jobs"])
# the scope of an employer's machine
OFFER = "jobs"


def shown(row: board.Row) -> dict[str, Any]:
    """Return a row of the board."""
    return {
        "id": row.id,
        "title": row.title,
        "occupation": row.occupation,
        "employer": row.employer,
        "county": row.county,
        "place": row.place,
        "wage_from": row.wage_from,
        "wage_to": row.wage_to,
        "wage_unit": row.wage_unit,
        "meals": row.meals,
        "lodging": row.lodging,
        "insurance": row.insurance,
        "openings": row.openings,
        "published_at": row.published_at,
    }


def standing(held: Any) -> dict[str, Any]:
    """Return where an employer's vacancy stands."""
    return {
        "id": str(held.id),
        "number": held.number,
        "title": held.title,
        "state": held.state,
        "state_text": law.STATES[held.state].zh,
        "reason": held.answer,
        "expires_on": _day(held.expires_on),
        "version": held.version,
    }


def _day(on: datetime.date | None) -> str | None:
    return on.isoformat() if on is not None else None
