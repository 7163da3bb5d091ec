"""Endorsing, withholding, ending and bringing back a permit. Source: D3–D6, F2–F7."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Body

from anju.actions import endorsement as endorsements
from anju.actions.once import Answer
from anju.actions.permit import ending, reading
from anju.api import writing
from anju.api.entry import Machine
from anju.api.permit.base import COUNTY, DESK, admitted, day, ended, operation, own_permit, router, validity, written
from anju.api.schema.permit import (
    EndorseSent,
    PermitEndSent,
    SeenSent,
    WhySent,
    WithholdSent,
)
from anju.api.schema.permitted import (
    EndorsementAnswer,
    PermitAnswer,
    PermitEndAnswer,
)
from anju.law.codes import Purpose
from anju.law.permit import application
from anju.law.permit.application import Given
from anju.queries import endorsement as outlooks
from anju.queries.permit import within
from anju.web import clock


@router.get("/permits/{uuid:permit_id}", **operation(DESK, PermitAnswer))
def permit_one(request: HttpRequest, permit_id: uuid.UUID) -> Answer:
    """Tell where a permit stands; the person can see that you looked. Source: F2, L12."""
    machine, at = admitted(request, act="open")
    purpose = str(Purpose.HANDLING)
    return validity(reading.open_permit(scope=machine.scope, permit_id=permit_id, purpose=purpose, at=at))


@router.post("/permits/{uuid:permit_id}/endorse", **operation(DESK, EndorsementAnswer))
def permit_endorse(
    request: HttpRequest, permit_id: uuid.UUID, key: writing.Key, sent: Body[EndorseSent]
) -> HttpResponse:
    """Endorse a permit for whoever stands at the desk, in time or late. Source: F2, F5, F6, F7.

    409 `window_not_open` before the window, with its first day.
    """

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        permit = within.permit(machine.scope, permit_id=permit_id)
        seen = _proofs(sent, permit)
        made = endorsements.at_counter(
            permit_id=permit_id, proofs_seen=seen, by=machine.actor, at=at, version=sent.version
        )
        return _endorsement(made)

    return written(request, key=key, act="endorse", about=permit_id, sent=sent, do=do)


@router.post("/permits/endorsements/{uuid:endorsement_id}/endorse", **operation(DESK, EndorsementAnswer))
def endorsement_endorse(
    request: HttpRequest, endorsement_id: uuid.UUID, key: writing.Key, sent: Body[EndorseSent]
) -> HttpResponse:
    """Endorse what was asked for from the phone. Source: F6, F7."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        asked = within.endorsement(machine.scope, endorsement_id=endorsement_id)
        made = endorsements.endorse(
            endorsement_id=endorsement_id,
            proofs_seen=_proofs(sent, asked.permit),
            by=machine.actor,
            at=at,
            version=sent.version,
        )
        return _endorsement(made)

    return written(request, key=key, act="endorse", about=endorsement_id, sent=sent, do=do)


@router.post("/permits/endorsements/{uuid:endorsement_id}/withhold", **operation(DESK, EndorsementAnswer))
def endorsement_withhold(
    request: HttpRequest, endorsement_id: uuid.UUID, key: writing.Key, sent: Body[WithholdSent]
) -> HttpResponse:
    """Withhold an endorsement with the reasons: the person is told and may object before anything ends. Source: F6, I10."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        within.endorsement(machine.scope, endorsement_id=endorsement_id)
        made = endorsements.withhold(
            endorsement_id=endorsement_id,
            basis=sent.basis,
            why=sent.why,
            by=machine.actor,
            at=at,
            version=sent.version,
        )
        return _endorsement(made)

    return written(request, key=key, act="withhold_endorsement", about=endorsement_id, sent=sent, do=do)


@router.post("/permits/{uuid:permit_id}/hand-back", **operation(DESK, PermitEndAnswer))
def permit_hand_back(
    request: HttpRequest, permit_id: uuid.UUID, key: writing.Key, sent: Body[SeenSent]
) -> HttpResponse:
    """End a permit at the person's own word; the registration goes on. Source: D3, D8."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        own_permit(machine, permit_id)
        return ended(ending.hand_back(permit_id=permit_id, by=machine.actor, at=at, version=sent.version))

    return written(request, key=key, act="hand_back", about=permit_id, sent=sent, do=do)


@router.post("/permits/{uuid:permit_id}/propose-end", **operation(DESK, PermitEndAnswer))
def permit_propose_end(
    request: HttpRequest, permit_id: uuid.UUID, key: writing.Key, sent: Body[PermitEndSent]
) -> HttpResponse:
    """Propose an end the person did not ask for: basis, notice and a window to object. Source: D5, D6."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        own_permit(machine, permit_id)
        proposed = ending.propose(
            permit_id=permit_id,
            reason=sent.reason,
            basis=sent.basis,
            note=sent.note,
            on=day(sent.on, field="on"),
            by=machine.actor,
            at=at,
            version=sent.version,
        )
        return ended(proposed)

    return written(request, key=key, act="propose_end_permit", about=permit_id, sent=sent, do=do)


@router.post("/permits/{uuid:permit_id}/undo-end", **operation(COUNTY, PermitAnswer))
def permit_undo_end(request: HttpRequest, permit_id: uuid.UUID, key: writing.Key, sent: Body[WhySent]) -> HttpResponse:
    """Bring an ended permit back with its dates. Source: D6."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        own_permit(machine, permit_id)
        return validity(ending.undo(permit_id=permit_id, why=sent.why, by=machine.actor, at=at, version=sent.version))

    return written(request, key=key, act="undo_end_permit", about=permit_id, sent=sent, do=do)


def _proofs(sent: EndorseSent, permit: Any) -> tuple[Given, ...]:
    known = outlooks.facts(permit=permit, on=clock.today())
    proven = frozenset(str(proof.ground) for proof in known.standing)
    raw = [one.model_dump(exclude_none=True) for one in sent.proofs]
    return application.read_proofs(raw, proven=proven, today=clock.today())


def _endorsement(made: Any) -> Answer:
    return {
        "id": str(made.id),
        "permit": str(made.permit_id),
        "number": made.number,
        "state": made.state,
        "late": made.late,
        "due_on": made.due_on.isoformat(),
        "done_on": made.done_on.isoformat() if made.done_on else None,
        "until": made.until.isoformat() if made.until else None,
        "version": made.version,
    }
