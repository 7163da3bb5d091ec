"""What the permit's operations share: what is in scope, and how it is answered."""

import uuid
from typing import Any

from ninja import Router

from anju.actions.once import Answer
from anju.api.acting import admitted, day, operation, written
from anju.api.entry import Machine
from anju.queries.permit import files, within

__all__ = [
    "COUNTY",
    "DESK",
    "admitted",
    "day",
    "ended",
    "operation",
    "own_file",
    "own_permit",
    "router",
    "standing",
    "validity",
    "written",
]

router = Router(tags=["Residence permits"])
# the token's scopes: what a desk does, and what the county police alone does
DESK, COUNTY = "permit", "issue"


def own_file(machine: Machine, file_id: uuid.UUID) -> None:
    """Raise Absent unless a file is in the machine's scope."""
    files.one(machine.scope, file_id=file_id)


def own_permit(machine: Machine, permit_id: uuid.UUID) -> None:
    """Raise Absent unless a permit is in the machine's scope."""
    within.permit(machine.scope, permit_id=permit_id)


def standing(file: Any) -> Answer:
    """Return where an application stands."""
    return {
        "id": str(file.id),
        "number": file.number,
        "kind": file.kind,
        "state": file.state,
        "version": file.version,
        "check_due_on": file.check_due_on.isoformat(),
        "due_on": file.due_on.isoformat() if file.due_on else None,
        "provisional": file.due_provisional if file.due_on else file.check_due_provisional,
        "permit": str(file.permit_id) if file.permit_id else None,
        "fee_fen": file.fee_fen,
    }


def validity(permit: Any) -> Answer:
    """Return where a permit stands."""
    return {
        "id": str(permit.id),
        "number": permit.number,
        "state": permit.state,
        "version": permit.version,
        "issued_on": permit.issued_on.isoformat(),
        "code": permit.code,
        "endorsed": permit.endorsed,
        "window_opens_on": permit.window_opens_on.isoformat(),
        "window_closes_on": permit.window_closes_on.isoformat(),
        "provisional": permit.window_provisional,
        "suspended_on": permit.suspended_on.isoformat() if permit.suspended_on else None,
        "ended_on": permit.ended_on.isoformat() if permit.ended_on else None,
    }


def ended(found: Any) -> Answer:
    """Return what became of an end: done, or noticed and open to objection until a day."""
    return {
        "id": str(found.id),
        "permit": str(found.permit_id),
        "state": found.state,
        "ended_on": found.ended_on.isoformat(),
        "objection_until": found.objection_until.isoformat() if found.objection_until else None,
    }
