"""Carrying out or dropping the end of a permit, and counting earlier time. Source: D6, F6, F8."""

import datetime
import uuid

from django.http import HttpRequest, HttpResponse
from ninja import Body

from anju.actions import endorsement as endorsements
from anju.actions.once import Answer
from anju.actions.permit import ending
from anju.api import writing
from anju.api.entry import Machine
from anju.api.permit.base import DESK, day, ended, operation, router, written
from anju.api.schema.permit import EndSent, PastSent
from anju.api.schema.permitted import PastAnswer, PermitEndAnswer
from anju.queries.permit import within


@router.post("/permits/endings/{uuid:ending_id}/end", **operation(DESK, PermitEndAnswer))
def permit_ending_end(
    request: HttpRequest, ending_id: uuid.UUID, key: writing.Key, sent: Body[EndSent]
) -> HttpResponse:
    """Carry out an end after its window; after an objection only with a reason. Source: D6, F6."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        within.ending(machine.scope, ending_id=ending_id)
        return ended(ending.end(ending_id=ending_id, by=machine.actor, at=at, why=sent.why))

    return written(request, key=key, act="end_permit", about=ending_id, sent=sent, do=do)


@router.post("/permits/endings/{uuid:ending_id}/drop", **operation(DESK, PermitEndAnswer))
def permit_ending_drop(
    request: HttpRequest, ending_id: uuid.UUID, key: writing.Key, sent: Body[EndSent]
) -> HttpResponse:
    """Drop a proposed end; the permit goes on. Source: D6."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        within.ending(machine.scope, ending_id=ending_id)
        return ended(ending.drop(ending_id=ending_id, why=sent.why, by=machine.actor, at=at))

    return written(request, key=key, act="drop_end_permit", about=ending_id, sent=sent, do=do)


@router.post("/permits/{uuid:permit_id}/past", **operation(DESK, PastAnswer))
def permit_past(request: HttpRequest, permit_id: uuid.UUID, key: writing.Key, sent: Body[PastSent]) -> HttpResponse:
    """Count earlier 暂住证 time of a permit's holder, in full months. Source: F8."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        permit = within.permit(machine.scope, permit_id=permit_id)
        made = endorsements.add(
            person_id=permit.person_id,
            from_on=day(sent.from_on, field="from_on"),
            until_on=day(sent.until_on, field="until_on"),
            proof=sent.proof,
            by=machine.actor,
            at=at,
        )
        return {"id": str(made.id), "person": str(made.person_id), "months": made.months}

    return written(request, key=key, act="add_past_residence", about=permit_id, sent=sent, do=do)
