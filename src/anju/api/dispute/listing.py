"""What waits at an office, and one dispute opened with its purpose. Source: I9, L2, L12."""

import datetime
import uuid
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Body, Query

from anju.actions import dispute as disputes
from anju.actions import reading
from anju.api import cursors, entry
from anju.api.acting import admitted, operation
from anju.api.dispute.base import OFFICE, router, standing
from anju.api.schema.case import OpenCaseSent
from anju.api.schema.dispute import DisputesAnswer, OneDisputeAnswer
from anju.law import identity
from anju.queries.dispute import detail, queue
from anju.web import clock


@router.get("/disputes", **operation(OFFICE, DisputesAnswer, asks=("state", "limit", "cursor")))
def dispute_list(
    request: HttpRequest,
    state: Annotated[str, Query(max_length=20)] = "open",
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: Annotated[str, Query(max_length=400, description="The `next` of the page before.")] = "",
) -> dict[str, Any]:
    """List the disputes of your office and those below it: wages and injuries first, then the nearest limit. Source: I9.

    `state`: open, new, mediation, arbitration, agreed, close or late.
    """
    machine = entry.of(request)
    reading.listed(scope=machine.scope, subject=("disputes", state), at=clock.now())
    purpose = f"disputes:{machine.actor.owner}:{state}"
    held = cursors.opened(cursor, purpose=purpose)
    after = queue.cursor(tuple(held.split("|")) if held else None)
    page = queue.page(scope=machine.scope, on=clock.today(), state=state, after=after, size=limit)
    rows = [_row(row) for row in page.rows]
    mark = "|".join(str(part) for part in queue.key(page.rows[-1])) if page.more else ""
    return {"rows": rows, "next": cursors.sealed(mark, purpose=purpose) if mark else None}


@router.post("/disputes/{uuid:case_id}/open", **operation(OFFICE, OneDisputeAnswer))
def dispute_open(request: HttpRequest, case_id: uuid.UUID, sent: Body[OpenCaseSent]) -> dict[str, Any]:
    """Open a dispute of your department; the person can see that you did. Source: L2, L12."""
    machine, at = admitted(request, act="open_dispute")
    case = disputes.open_one(scope=machine.scope, case_id=case_id, purpose=sent.purpose, at=at)
    found = detail.of(case=case, on=clock.today())
    return {
        "case": str(case.id),
        "number": case.number,
        "name": identity.mask_name(case.person.name),
        "kind": found.kind,
        "dispute": standing(found.dispute) if found.dispute is not None else None,
        "other": found.other.get("name", ""),
        "other_contact": found.other.get("contact", ""),
        "sessions": [_session(one) for one in found.sessions],
        "possible": sorted(found.possible),
        "offers": [
            {"code": one.code, "until": _day(one.until.on if one.until is not None else None)} for one in found.offers
        ],
        "lawyer_due_on": _day(found.aid.due.on if found.aid is not None else None),
        "lawyer": found.aid.lawyer.get("name", "") if found.aid is not None else "",
    }


def _row(row: queue.Row) -> dict[str, Any]:
    return {
        "case": str(row.id),
        "number": row.number,
        "service": row.service,
        "state": row.state,
        "urgent": row.urgent,
        "name": row.name,
        "community": row.community,
        "applied_at": row.applied_at,
        "limit_on": row.limit_on.isoformat(),
        "provisional": row.provisional,
        "unit": row.unit,
    }


def _session(one: Any) -> dict[str, Any]:
    return {
        "id": str(one.id),
        "hearing": one.hearing,
        "starts_at": one.starts_at,
        "place": one.place,
        "outcome": one.outcome,
    }


def _day(on: datetime.date | None) -> str | None:
    return on.isoformat() if on is not None else None
