"""The lists of a health office, a child's plan, and doses put on record by its machine. Source: I3, L2, L12."""

import datetime
import uuid
from http import HTTPStatus
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Body, Query, Router

from anju.actions import immunisation
from anju.actions.once import Answer
from anju.api import cursors, writing
from anju.api.acting import admitted, operation, written
from anju.api.entry import Machine
from anju.api.schema.immunisation import ChildrenAnswer, DoseAnswer, DoseSent, PlanAnswer
from anju.queries import queue
from anju.queries.immunisation import listing, plans
from anju.web import clock

router = Router(tags=["Vaccinations"])
# the department that handles cases
OFFICE = "case"


@router.get("/vaccines", **operation(OFFICE, ChildrenAnswer, asks=("show", "limit", "cursor")))
def vaccine_list(
    request: HttpRequest,
    show: Annotated[str, Query(max_length=20)] = "due",
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: Annotated[str, Query(max_length=400, description="The `next` of the page before.")] = "",
) -> dict[str, Any]:
    """List the children of your office's area, masked, the longest waiting first. Source: L2.

    `show`: due, overdue, noted or soon.
    """
    machine, at = admitted(request, act="open_vaccines")
    immunisation.listed(scope=machine.scope, at=at, show=show if show in listing.FILTERS else "")
    purpose = f"vaccines:{machine.actor.owner}:{show}"
    after = queue.cursor(cursors.opened(cursor, purpose=purpose))
    page = listing.page(scope=machine.scope, on=clock.today(), show=show, after=after, size=limit, held=machine.held)
    rows = [
        {
            "id": row.id,
            "name": row.name,
            "born_on": row.birth_on,
            "community": row.community,
            "next_on": row.next_on,
            "late_on": row.late_on,
            "noted": row.noted,
        }
        for row in page.rows
    ]
    return {"rows": rows, "next": cursors.sealed(page.after.text, purpose=purpose) if page.after else None}


@router.get("/vaccines/{uuid:person_id}", **operation(OFFICE, PlanAnswer))
def vaccine_plan(request: HttpRequest, person_id: uuid.UUID) -> dict[str, Any]:
    """Open the plan of a child of your office's area; the guardian sees that it was opened. Source: L12."""
    machine, at = admitted(request, act="open_vaccines")
    stay = immunisation.open_child(scope=machine.scope, person_id=person_id, at=at)
    plan = plans.of(person=stay.person, on=clock.today())
    doses = [
        {
            "vaccine": one.vaccine.id,
            "name": {"zh": one.vaccine.name.zh, "en": one.vaccine.name.en},
            "number": one.number,
            "state": one.state,
            "on": one.on,
            "by": one.by,
        }
        for one in plan.planned
    ]
    return {"child": person_id, "version": plan.programme.begins, "doses": doses}


@router.post("/vaccines/{uuid:person_id}/doses", **operation(OFFICE, DoseAnswer, status=201))
def vaccine_dose(request: HttpRequest, person_id: uuid.UUID, key: writing.Key, sent: Body[DoseSent]) -> HttpResponse:
    """Put a dose on record. Source: I3."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        made = immunisation.give(person_id=person_id, scope=machine.scope, at=at, **sent.model_dump())
        return {
            "id": str(made.id),
            "vaccine": made.vaccine,
            "given_on": made.given_on.isoformat(),
            "state": made.state,
        }

    return written(request, key=key, act="give_dose", about=person_id, sent=sent, do=do, status=HTTPStatus.CREATED)
