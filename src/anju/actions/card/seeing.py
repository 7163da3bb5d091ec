"""Looking at a card is on record before the answer leaves. Source: L2, L12."""

import datetime
import uuid

from anju.actions import record
from anju.law import authority
from anju.law.codes import Purpose
from anju.models import Card
from anju.queries import cards
from anju.queries.scope import Scope


def see(*, scope: Scope, card_id: uuid.UUID, at: datetime.datetime) -> Card:
    """Open a card with its person's masked data; raises Absent alike for what is not there and what is not theirs."""
    authority.demand(by=scope.actor, act="open")
    card = cards.one(scope, card_id=card_id)
    record.read(
        what="open",
        by=scope.actor,
        at=at,
        subject_kind="card",
        people=[(card.id, card.person_id)],
        purpose=str(Purpose.HANDLING),
    )
    return card
