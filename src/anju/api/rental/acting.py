"""Adding flats, offering them by the order, noting answers, leases; decisions against a person stay with the desk. Source: I6, I10."""

import datetime
import uuid

from django.http import HttpRequest, HttpResponse
from ninja import Body

from anju.actions import rental
from anju.actions.once import Answer
from anju.api import writing
from anju.api.acting import operation, written
from anju.api.entry import Machine
from anju.api.rental.base import OFFICE, router, standing
from anju.api.rental.listing import flat
from anju.api.schema.rental import (
    FlatAnswer,
    FlatOfferAnswer,
    FlatOfferSent,
    FlatSent,
    LeaseAnswer,
    LeaseSent,
    SaidSent,
    WaitingPlaceAnswer,
)
from anju.law.absent import Absent
from anju.queries.rental import desk


@router.post("/rental/flats", **operation(OFFICE, FlatAnswer))
def rental_add_flat(request: HttpRequest, key: writing.Key, sent: Body[FlatSent]) -> HttpResponse:
    """Add a flat to your office's programme. Source: I6."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        made = rental.add_flat(raw=sent.model_dump(), by=machine.actor, at=at)
        return flat(desk.FlatRow(flat=made, state=desk.flat_state(made), next=None))

    return written(request, key=key, act="add_flat", about="", sent=sent, do=do)


@router.post("/rental/flats/{uuid:flat_id}/offer", **operation(OFFICE, FlatOfferAnswer))
def rental_offer(request: HttpRequest, flat_id: uuid.UUID, key: writing.Key, sent: Body[FlatOfferSent]) -> HttpResponse:
    """Offer a free flat to the family whose turn it is; anybody else is refused with the number whose it is. Source: I6."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        made = rental.offer(flat_id=flat_id, entry_id=_key(sent.entry), by=machine.actor, at=at)
        return {"id": str(made.id), "answer_by": made.answer_by.isoformat(), "provisional": made.answer_provisional}

    return written(request, key=key, act="offer_flat", about=flat_id, sent=sent, do=do)


@router.post("/rental/{uuid:entry_id}/accept", **operation(OFFICE, WaitingPlaceAnswer))
def rental_accept(request: HttpRequest, entry_id: uuid.UUID, key: writing.Key, sent: Body[SaidSent]) -> HttpResponse:
    """Note that the person accepts the flat; the allotment is published. Source: I6."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        return standing(rental.accept(entry_id=entry_id, by=machine.actor, at=at, version=sent.version))

    return written(request, key=key, act="accept_flat", about=entry_id, sent=sent, do=do)


@router.post("/rental/{uuid:entry_id}/decline", **operation(OFFICE, WaitingPlaceAnswer))
def rental_decline(request: HttpRequest, entry_id: uuid.UUID, key: writing.Key, sent: Body[SaidSent]) -> HttpResponse:
    """Note that the person declines the flat; the wait goes on. Source: I6."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        return standing(rental.decline(entry_id=entry_id, by=machine.actor, at=at, version=sent.version))

    return written(request, key=key, act="decline_flat", about=entry_id, sent=sent, do=do)


@router.post("/rental/{uuid:entry_id}/lease", **operation(OFFICE, LeaseAnswer))
def rental_lease(request: HttpRequest, entry_id: uuid.UUID, key: writing.Key, sent: Body[LeaseSent]) -> HttpResponse:
    """Begin the lease after the publication. Source: I6."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        raw = {"begins_on": sent.begins_on, "until": sent.until}
        made = rental.begin(entry_id=entry_id, raw=raw, by=machine.actor, at=at, version=sent.version)
        days = {"begins_on": made.begins_on.isoformat(), "until": made.until.isoformat()}
        return {"id": str(made.id), **days, "rent_fen": made.rent_fen}

    return written(request, key=key, act="begin_lease", about=entry_id, sent=sent, do=do)


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise Absent("entry") from error
