"""What the operations on disputes share: their token, and how a dispute is answered."""

from typing import Any

from ninja import Router

from anju.actions.once import Answer

router = Router(tags=["Disputes"])
# the department that handles cases handles their disputes
OFFICE = "case"


def standing(dispute: Any) -> Answer:
    """Return where a dispute stands."""
    return {
        "case": str(dispute.case_id),
        "number": dispute.case.number,
        "kind": dispute.kind,
        "state": dispute.state,
        "urgent": dispute.urgent,
        "version": dispute.version,
        "limit_on": dispute.limit_on.isoformat() if dispute.limit_on else None,
        "provisional": dispute.limit_provisional,
    }


def raw(sent: Any) -> dict[str, str]:
    """Return what was sent as the law reads it: texts by the entry's name."""
    return {name: str(value) for name, value in sent.model_dump().items() if value is not None and name != "version"}
