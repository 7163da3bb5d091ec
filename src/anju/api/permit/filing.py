"""Applying, following, completing, withdrawing. Source: B7, E1–E5, G1."""

import datetime
import uuid
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Body, Query

from anju.actions import permit as permits
from anju.actions import reading
from anju.actions.once import Answer
from anju.actions.permit import reading as opening
from anju.api import cursors, entry, writing
from anju.api.entry import Machine
from anju.api.permit.base import DESK, admitted, operation, own_file, router, standing, written
from anju.api.schema.permit import (
    ApplicationSent,
    CompletionSent,
    NewApplicationSent,
    SeenSent,
)
from anju.api.schema.permitted import (
    ApplicationAnswer,
    ApplicationsAnswer,
    OfferAnswer,
    OneApplicationAnswer,
)
from anju.law.codes import Channel, Purpose
from anju.law.permit.application import Asked
from anju.queries import scope as scopes
from anju.queries.permit import files, offer, preview, queue
from anju.web import clock


@router.get("/permits/offer", **operation(DESK, OfferAnswer, asks=("stay",)))
def permit_offer(request: HttpRequest, stay: uuid.UUID) -> dict[str, Any]:
    """Tell what the person of a stay can ask for today, from when, with which papers, and where cards are collected."""
    machine, at = admitted(request, act="open")
    row = reading.open_file(scope=machine.scope, stay_id=stay, purpose=str(Purpose.HANDLING), at=at)
    found = offer.of(stay=row, on=clock.today())
    return {
        "eligible_from": found.eligible_from,
        "days_left": found.days_left,
        "ways": [
            {"ground": str(way.ground), "kinds": [str(kind) for kind in way.kinds], "proven": way.proven is not None}
            for way in found.ways
        ],
        "collect_at": [{"id": unit.id, "name": unit.name} for unit in found.collect_points],
        "permit": found.permit.id if found.permit else None,
        "file": found.file.id if found.file else None,
        "fee_fen": found.fee_fen,
    }


@router.post("/permits/files", **operation(DESK, ApplicationAnswer, status=201))
def permit_apply(request: HttpRequest, key: writing.Key, sent: Body[NewApplicationSent]) -> HttpResponse:
    """Receive an application for the person of a registered stay, or accept it on the spot. Source: E1, E2, E5, G1.

    Too early a one is received all the same; accepting it before the half year is over answers 409 `not_yet` (E1).
    """

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        stay = scopes.stay(machine.scope, stay_id=sent.stay)
        asked = _read(sent, stay)
        act = permits.take_in if sent.accept else permits.apply
        file = act(
            person_id=stay.person_id, stay_id=stay.id, asked=asked, channel=str(Channel.API), by=machine.actor, at=at
        )
        return standing(file)

    return written(request, key=key, act="apply_permit", about=sent.stay, sent=sent, do=do, status=201)


@router.get("/permits/files", **operation(DESK, ApplicationsAnswer, asks=("state", "limit", "cursor")))
def permit_files(
    request: HttpRequest,
    state: Annotated[str, Query(max_length=20)] = "open",
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: Annotated[str, Query(max_length=400, description="The `next` of the page before.")] = "",
) -> dict[str, Any]:
    """List the applications that wait in your area, the nearest limit first. Source: B7, E6.

    `state`: open, applied, returned, accepted, overdue, extended, changed or provisional.
    """
    machine = entry.of(request)
    reading.listed(scope=machine.scope, subject=("permit_files", state), at=clock.now())
    purpose = f"permits:{machine.actor.owner}:{state}"
    after = queue.cursor(cursors.opened(cursor, purpose=purpose))
    page = queue.page(scope=machine.scope, on=clock.today(), state=state, after=after, size=limit, held=machine.held)
    rows = [
        {
            "id": row.id,
            "number": row.number,
            "kind": row.kind,
            "state": row.state,
            "name": row.name,
            "community": row.community,
            "applied_at": row.applied_at,
            "due_on": row.due_on,
            "provisional": row.due_provisional,
            "version": row.version,
        }
        for row in page.rows
    ]
    return {"rows": rows, "next": cursors.sealed(page.after.text, purpose=purpose) if page.after else None}


@router.get("/permits/files/{uuid:file_id}", **operation(DESK, OneApplicationAnswer))
def permit_file(request: HttpRequest, file_id: uuid.UUID) -> dict[str, Any]:
    """Open an application, masked; the person can see that you did. Source: L2, L12."""
    machine, at = admitted(request, act="open")
    file = opening.open_file(scope=machine.scope, file_id=file_id, purpose=str(Purpose.HANDLING), at=at)
    view = files.view(file=file, on=clock.today())
    blocked = view.acceptance
    if file.state == "accepted":
        blocked = preview.signing(scope=machine.scope, file_ids=[file_id], on=clock.today())[0].problem
    notice = view.open_notice
    return {
        **standing(file),
        "person": file.person_id,
        "name": file.person.name,
        "id_number": view.masked["id_number"],
        "address": view.masked["address"],
        "ground": file.ground,
        "missing": notice.missing if notice else [],
        "refusal": file.refusal,
        "refusal_basis": file.refusal_basis,
        "blocked": blocked.code if blocked else None,
    }


@router.post("/permits/files/{uuid:file_id}/complete", **operation(DESK, ApplicationAnswer))
def permit_complete(
    request: HttpRequest, file_id: uuid.UUID, key: writing.Key, sent: Body[CompletionSent]
) -> HttpResponse:
    """Put a returned application right. Source: B7."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        file = files.one(machine.scope, file_id=file_id)
        asked = _read(sent, file.stay)
        done = permits.complete(file_id=file_id, asked=asked, by=machine.actor, at=at, version=sent.version)
        return standing(done)

    return written(request, key=key, act="complete_permit", about=file_id, sent=sent, do=do)


@router.post("/permits/files/{uuid:file_id}/withdraw", **operation(DESK, ApplicationAnswer))
def permit_withdraw(request: HttpRequest, file_id: uuid.UUID, key: writing.Key, sent: Body[SeenSent]) -> HttpResponse:
    """Take an application back at the person's word."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        own_file(machine, file_id)
        return standing(permits.withdraw(file_id=file_id, by=machine.actor, at=at, version=sent.version))

    return written(request, key=key, act="withdraw_permit", about=file_id, sent=sent, do=do)


def _read(sent: ApplicationSent, stay: Any) -> Asked:
    return offer.read(raw=sent.model_dump(exclude_none=True), stay=stay, on=clock.today())
