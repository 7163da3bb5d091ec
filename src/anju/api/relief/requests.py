"""Requests for relief by machine: taken in at a desk, listed for its offices. Source: I9."""

import datetime
from http import HTTPStatus
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Body, Query

from anju.actions import relief
from anju.actions.once import Answer
from anju.api import cursors, writing
from anju.api.acting import admitted, operation, written
from anju.api.entry import Machine
from anju.api.relief.base import DESK, OFFICE, router
from anju.api.schema.relief import ReliefAnswer, ReliefsAnswer, ReliefSent
from anju.queries import queue
from anju.queries.relief import record


@router.post("/relief", **operation(DESK, ReliefAnswer, status=201))
def relief_take(request: HttpRequest, key: writing.Key, sent: Body[ReliefSent]) -> HttpResponse:
    """Take a request for relief in, of somebody registered or not; the street looks into it. Source: I9."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        made = relief.take(scope=machine.scope, at=at, **sent.model_dump())
        return {
            "id": str(made.id),
            "code": made.code,
            "state": made.state,
            "urgent": made.urgent,
            "due_on": made.due_on.isoformat(),
            "version": made.version,
        }

    return written(request, key=key, act="take_relief", about="", sent=sent, do=do, status=HTTPStatus.CREATED)


@router.get("/relief", **operation(OFFICE, ReliefsAnswer, asks=("show", "limit", "cursor")))
def relief_list(
    request: HttpRequest,
    show: Annotated[str, Query(max_length=20)] = "open",
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: Annotated[str, Query(max_length=400, description="The `next` of the page before.")] = "",
) -> dict[str, Any]:
    """List the requests of your office, masked, the nearest limit first. Source: I9.

    `show`: open, taken, checked, approved, paid, urgent or done.
    """
    machine, at = admitted(request, act="open_relief")
    relief.listed(scope=machine.scope, at=at, show=show if show in record.FILTERS else "")
    purpose = f"relief:{machine.actor.owner}:{show}"
    after = queue.cursor(cursors.opened(cursor, purpose=purpose))
    page = record.page(scope=machine.scope, show=show, after=after, size=limit)
    rows = [
        {
            "id": row.id,
            "code": row.code,
            "name": row.name,
            "place": row.place,
            "urgent": row.urgent,
            "due_on": row.due.on,
            "amount": row.amount,
        }
        for row in page.rows
    ]
    return {"rows": rows, "next": cursors.sealed(page.after.text, purpose=purpose) if page.after else None}
