"""Confirming, ending and bringing back. Source: D3, D5–D7."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Body, Router
from pydantic import BaseModel

from anju.actions import stay as stays
from anju.actions.once import Answer
from anju.api import entry, problems, writing
from anju.api.schema.base import ProblemAnswer
from anju.api.schema.ending import ConfirmSent, EndingAnswer, LeaveSent, ProposalSent, StateAnswer, UndoSent
from anju.law import authority
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.queries import scope
from anju.web import clock

router = Router(tags=["Keeping and ending"])

_NOT_A_DATE = Text(
    zh="请按 年-月-日 填写日期，例如 2026-03-04。", en="Please write the date as year-month-day, such as 2026-03-04."
)


@router.post(
    "/stays/{stay_id}/confirm",
    auth=entry.Token("end"),
    response={200: StateAnswer, problems.CODES: ProblemAnswer},
    openapi_extra=entry.scope_note("end"),
)
def confirm(request: HttpRequest, stay_id: uuid.UUID, key: writing.Key, sent: Body[ConfirmSent]) -> HttpResponse:
    """Note that the person still lives here. Source: D7."""
    by, at = _admitted(request, stay_id, act="confirm")

    def do() -> Answer:
        stay = stays.confirm(stay_id=stay_id, by=by, at=at, note=sent.note)
        return {"id": str(stay.id), "state": stay.state, "version": stay.version}

    return _once(request, stay_id, key, "confirm", sent, at, do)


@router.post(
    "/stays/{stay_id}/leave",
    auth=entry.Token("end"),
    response={200: EndingAnswer, problems.CODES: ProblemAnswer},
    openapi_extra=entry.scope_note("end"),
)
def leave(request: HttpRequest, stay_id: uuid.UUID, key: writing.Key, sent: Body[LeaveSent]) -> HttpResponse:
    """End a stay at the person's own word; it has ended at once. Source: D3."""
    by, at = _admitted(request, stay_id, act="leave")

    def do() -> Answer:
        ending = stays.leave(stay_id=stay_id, on=_day(sent.on), by=by, at=at, version=sent.version)
        return _ending(ending)

    return _once(request, stay_id, key, "leave", sent, at, do)


@router.post(
    "/stays/{stay_id}/propose-end",
    auth=entry.Token("end"),
    response={200: EndingAnswer, problems.CODES: ProblemAnswer},
    openapi_extra=entry.scope_note("end"),
)
def propose_end(request: HttpRequest, stay_id: uuid.UUID, key: writing.Key, sent: Body[ProposalSent]) -> HttpResponse:
    """Propose an end the person did not ask for: they are told and may object. Source: D5, D6."""
    by, at = _admitted(request, stay_id, act="propose_end")

    def do() -> Answer:
        ending = stays.propose_end(
            stay_id=stay_id,
            reason=sent.reason,
            basis=sent.basis,
            note=sent.note,
            on=_day(sent.on),
            by=by,
            at=at,
            version=sent.version,
        )
        return _ending(ending)

    return _once(request, stay_id, key, "propose_end", sent, at, do)


@router.post(
    "/stays/{stay_id}/undo-end",
    auth=entry.Token("end"),
    response={200: StateAnswer, problems.CODES: ProblemAnswer},
    openapi_extra=entry.scope_note("end"),
)
def undo_end(request: HttpRequest, stay_id: uuid.UUID, key: writing.Key, sent: Body[UndoSent]) -> HttpResponse:
    """Bring an ended registration back with its dates; for chiefs and the county police. Source: D6."""
    by, at = _admitted(request, stay_id, act="undo_end")

    def do() -> Answer:
        stay = stays.undo_end(stay_id=stay_id, why=sent.why, by=by, at=at, version=sent.version)
        return {"id": str(stay.id), "state": stay.state, "version": stay.version}

    return _once(request, stay_id, key, "undo_end", sent, at, do)


def _admitted(request: HttpRequest, stay_id: uuid.UUID, *, act: str) -> tuple[Actor, datetime.datetime]:
    machine = entry.of(request)
    authority.demand(by=machine.actor, act=act)
    # raises Absent alike for what is not there and what is not theirs
    scope.stay(machine.scope, stay_id=stay_id)
    return machine.actor, clock.now()


def _once(
    request: HttpRequest,
    stay_id: uuid.UUID,
    key: str,
    action: str,
    sent: BaseModel,
    at: datetime.datetime,
    do: writing.Do,
) -> HttpResponse:
    return writing.once_only(request, key=key, action=action, content=sent, about=str(stay_id), at=at, do=do)


def _ending(ending: Any) -> Answer:
    return {
        "id": str(ending.id),
        "stay": str(ending.stay_id),
        "state": ending.state,
        "ended_on": ending.ended_on.isoformat(),
        "objection_until": ending.objection_until.isoformat() if ending.objection_until else None,
    }


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError as error:
        raise Refusal("not_a_date", _NOT_A_DATE, field="on", rule="D3") from error
