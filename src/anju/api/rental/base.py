"""What the operations on public rental housing share: their token, and how a place on the list is answered."""

from typing import Any

from ninja import Router

from anju.actions.once import Answer

router = Router(tags=["Public rental housing"])
# the department that handles cases keeps their list
OFFICE = "case"


def standing(entry: Any) -> Answer:
    """Return where a place on the list stands."""
    return {
        "id": str(entry.id),
        "number": entry.number,
        "state": entry.state,
        "declines": entry.declines,
        "waits_until": entry.waits_until.isoformat(),
        "version": entry.version,
    }
