"""Cards: sent to the maker, taken in, failed, handed over, lost and found. Source: E6, G1, G2."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Body

from anju.actions import card as acts
from anju.actions.once import Answer
from anju.api import writing
from anju.api.entry import Machine
from anju.api.permit.base import COUNTY, DESK, operation, router, written
from anju.api.schema.permit import (
    CardMadeSent,
    HandOverSent,
    SeenSent,
    SendCardsSent,
    WhySent,
)
from anju.api.schema.permitted import (
    BatchAnswer,
    CardAnswer,
)
from anju.law.absent import Absent
from anju.queries import cards


@router.post("/permits/cards/send", **operation(COUNTY, BatchAnswer))
def cards_send(request: HttpRequest, key: writing.Key, sent: Body[SendCardsSent]) -> HttpResponse:
    """Send cards of your authority to be made, as one batch. Source: E6."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        signs = cards.authorities(scope=machine.scope)
        if len(signs) != 1:
            raise Absent("authority")
        batch = acts.send(authority=signs[0].id, card_ids=sent.cards, by=machine.actor, at=at)
        return {"id": str(batch.id), "number": batch.number, "count": batch.count}

    return written(request, key=key, act="send_cards", about="cards", sent=sent, do=do)


@router.post("/permits/cards/{uuid:card_id}/receive", **operation(COUNTY, CardAnswer))
def card_receive(request: HttpRequest, card_id: uuid.UUID, key: writing.Key, sent: Body[CardMadeSent]) -> HttpResponse:
    """Take a card in that was made; the person is told to collect it. Source: E6, G2."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        cards.one(machine.scope, card_id=card_id)
        return _card(
            acts.receive(card_id=card_id, card_number=sent.card_number, by=machine.actor, at=at, version=sent.version)
        )

    return written(request, key=key, act="receive_card", about=card_id, sent=sent, do=do)


@router.post("/permits/cards/{uuid:card_id}/fail", **operation(COUNTY, CardAnswer))
def card_fail(request: HttpRequest, card_id: uuid.UUID, key: writing.Key, sent: Body[WhySent]) -> HttpResponse:
    """Note that a card failed; it is made again. Source: E6."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        cards.one(machine.scope, card_id=card_id)
        return _card(acts.fail(card_id=card_id, why=sent.why, by=machine.actor, at=at, version=sent.version))

    return written(request, key=key, act="fail_card", about=card_id, sent=sent, do=do)


@router.post("/permits/cards/{uuid:card_id}/hand-over", **operation(DESK, CardAnswer))
def card_hand_over(
    request: HttpRequest, card_id: uuid.UUID, key: writing.Key, sent: Body[HandOverSent]
) -> HttpResponse:
    """Hand a card over: the collection receipt or an ID was checked. Source: E5, G2."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        cards.one(machine.scope, card_id=card_id)
        handed = acts.hand_over(
            card_id=card_id,
            how=sent.how,
            by=machine.actor,
            at=at,
            version=sent.version,
            receipt=sent.receipt,
            agent=sent.agent,
            old_card=sent.old_card,
        )
        return _card(handed)

    return written(request, key=key, act="hand_over", about=card_id, sent=sent, do=do)


@router.post("/permits/cards/{uuid:card_id}/lost", **operation(DESK, CardAnswer))
def card_lost(request: HttpRequest, card_id: uuid.UUID, key: writing.Key, sent: Body[SeenSent]) -> HttpResponse:
    """Report a card lost at the person's word. Source: G1."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        cards.one(machine.scope, card_id=card_id)
        return _card(acts.report_lost(card_id=card_id, by=machine.actor, at=at, version=sent.version))

    return written(request, key=key, act="report_lost", about=card_id, sent=sent, do=do)


@router.post("/permits/cards/{uuid:card_id}/found", **operation(DESK, CardAnswer))
def card_found(request: HttpRequest, card_id: uuid.UUID, key: writing.Key, sent: Body[SeenSent]) -> HttpResponse:
    """Take the report of a loss back, while no new card is under way. Source: G1."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        cards.one(machine.scope, card_id=card_id)
        return _card(acts.find(card_id=card_id, by=machine.actor, at=at, version=sent.version))

    return written(request, key=key, act="find_card", about=card_id, sent=sent, do=do)


def _card(card: Any) -> Answer:
    return {
        "id": str(card.id),
        "permit": str(card.permit_id),
        "state": card.state,
        "card_number": card.card_number,
        "ready_on": card.ready_on.isoformat() if card.ready_on else None,
        "handed_on": card.handed_on.isoformat() if card.handed_on else None,
        "version": card.version,
    }
