"""What waits at an office, and one case opened with its purpose. Source: I9, J2, L2, L12."""

import uuid
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Body, Query

from anju.actions import case as cases
from anju.actions import reading
from anju.api import cursors, entry
from anju.api.acting import admitted, operation
from anju.api.case.base import OFFICE, reasons, router, standing, words
from anju.api.schema.case import CasesAnswer, OneCaseAnswer, OpenCaseSent, PartsAnswer
from anju.law import identity
from anju.queries.case import asked, detail, queue
from anju.web import clock

Mark = Annotated[str, Query(max_length=400, description="The `next` of the page before.")]


@router.get("/cases", **operation(OFFICE, CasesAnswer, asks=("state", "limit", "cursor")))
def case_list(
    request: HttpRequest,
    state: Annotated[str, Query(max_length=20)] = "open",
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: Mark = "",
) -> dict[str, Any]:
    """List the cases of your office and the offices below it: claims for wages first, then the nearest limit. Source: I9, J2.

    `state`: open, sent, taken, proposed, objected, waiting, near, overdue, escalated, offered or provisional.
    """
    machine = entry.of(request)
    reading.listed(scope=machine.scope, subject=("cases", state), at=clock.now())
    purpose = f"cases:{machine.actor.owner}:{state}"
    after = queue.mark(cursors.opened(cursor, purpose=purpose))
    page = queue.page(scope=machine.scope, on=clock.today(), state=state, after=after, size=limit, held=machine.held)
    rows = [
        {
            "id": row.id,
            "number": row.number,
            "service": row.service,
            "state": row.state,
            "name": row.name,
            "community": row.community,
            "applied_at": row.applied_at,
            "limit_on": row.limit_on,
            "provisional": row.limit_provisional,
            "unit": row.unit,
            "offered": row.offered,
            "escalated": row.escalated,
            "version": row.version,
        }
        for row in page.rows
    ]
    return {"rows": rows, "next": cursors.sealed(page.after.text, purpose=purpose) if page.after else None}


@router.get("/cases/parts", **operation(OFFICE, PartsAnswer, asks=("cursor",)))
def part_list(request: HttpRequest, cursor: Mark = "") -> dict[str, Any]:
    """List the parts of other offices' cases that yours is asked for; no person stands in them. Source: I9."""
    machine = entry.of(request)
    reading.listed(scope=machine.scope, subject=("case_parts", "asked"), at=clock.now())
    purpose = f"case_parts:{machine.actor.owner}"
    page = asked.page(scope=machine.scope, after=asked.cursor(cursors.opened(cursor, purpose=purpose)))
    rows = [
        {
            "id": row.id,
            "number": row.number,
            "service": row.service,
            "asker": row.asker,
            "asked_at": row.asked_at,
            "due_on": row.due_on,
            "provisional": row.due_provisional,
        }
        for row in page.rows
    ]
    return {"rows": rows, "next": cursors.sealed(page.after.text, purpose=purpose) if page.after else None}


@router.post("/cases/{uuid:case_id}/open", **operation(OFFICE, OneCaseAnswer))
def case_open(request: HttpRequest, case_id: uuid.UUID, sent: Body[OpenCaseSent]) -> dict[str, Any]:
    """Open a case of your department: what was typed, and the facts its service needs. The person can see that you did."""
    machine, at = admitted(request, act="open_case")
    case = cases.open_one(scope=machine.scope, case_id=case_id, purpose=sent.purpose, at=at)
    found = detail.of(case=case, on=clock.today())
    return {
        **standing(case),
        "name": identity.mask_name(case.person.name),
        "applied_at": case.applied_at,
        "answer": found.standing.answer,
        "reasons": reasons(found.standing.reasons),
        "entries": [{"id": one.id, "label": words(one.label), "value": words(one.value)} for one in found.answers],
        "papers": [{"id": one.id, "name": words(one.name), "source": one.source} for one in found.papers],
        "grounds": {name: words(text) for name, text in found.grounds.items()},
        "possible": [step.act for step in found.possible],
    }
