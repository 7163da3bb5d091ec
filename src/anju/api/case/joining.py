"""Parts of joint cases: asked of another office, which sees what it is shown and nothing else. Source: I9, D6 of the notice."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Body

from anju.actions import case as cases
from anju.actions.once import Answer
from anju.api import writing
from anju.api.acting import admitted, operation, written
from anju.api.case.base import OFFICE, router, words
from anju.api.entry import Machine
from anju.api.schema.case import JoinSent, NothingSent, OnePartAnswer, OpenCaseSent, PartAnswer, SayingSent
from anju.queries.case import detail


@router.post("/cases/{uuid:case_id}/parts", **operation(OFFICE, PartAnswer, status=201))
def part_ask(request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[JoinSent]) -> HttpResponse:
    """Ask another office for a part of your case, showing it what of the form you choose. Source: I9."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        found = cases.join(
            case_id=case_id,
            to=sent.to,
            words=sent.words,
            shown=sent.shown,
            by=machine.actor,
            at=at,
            version=sent.version,
        )
        return _part(found)

    return written(request, key=key, act="ask_part", about=case_id, sent=sent, do=do, status=201)


@router.post("/cases/parts/{uuid:part_id}/open", **operation(OFFICE, OnePartAnswer))
def part_open(request: HttpRequest, part_id: uuid.UUID, sent: Body[OpenCaseSent]) -> dict[str, Any]:
    """Open a part that your office is asked for; the person can see that you did. Source: L2, L12."""
    machine, at = admitted(request, act="open_case")
    part = cases.open_part(scope=machine.scope, part_id=part_id, purpose=sent.purpose, at=at)
    found = detail.of_part(part=part)
    return {
        **_part(part),
        "words": found.words,
        "entries": [{"id": one.id, "label": words(one.label), "value": words(one.value)} for one in found.answers],
        "papers": [{"id": one.id, "name": words(one.name), "source": one.source} for one in found.papers],
    }


@router.post("/cases/parts/{uuid:part_id}/answer", **operation(OFFICE, PartAnswer))
def part_answer(request: HttpRequest, part_id: uuid.UUID, key: writing.Key, sent: Body[SayingSent]) -> HttpResponse:
    """Answer a part. Source: I9."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        return _part(cases.answer_part(part_id=part_id, words=sent.words, by=machine.actor, at=at))

    return written(request, key=key, act="answer_part", about=part_id, sent=sent, do=do)


@router.post("/cases/parts/{uuid:part_id}/decline", **operation(OFFICE, PartAnswer))
def part_decline(request: HttpRequest, part_id: uuid.UUID, key: writing.Key, sent: Body[SayingSent]) -> HttpResponse:
    """Decline a part with the reason. Source: I9."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        return _part(cases.decline_part(part_id=part_id, words=sent.words, by=machine.actor, at=at))

    return written(request, key=key, act="decline_part", about=part_id, sent=sent, do=do)


@router.post("/cases/parts/{uuid:part_id}/drop", **operation(OFFICE, PartAnswer))
def part_drop(request: HttpRequest, part_id: uuid.UUID, key: writing.Key, sent: Body[NothingSent]) -> HttpResponse:
    """Tell the other office that its part is no longer needed. Source: I9."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        return _part(cases.drop_part(part_id=part_id, by=machine.actor, at=at))

    return written(request, key=key, act="drop_part", about=part_id, sent=sent, do=do)


def _part(part: Any) -> Answer:
    return {"id": str(part.id), "state": part.state, "due_on": part.due_on.isoformat()}
