"""What becomes of a card later: lost, found again, taken in, made void. Source: D3, G1."""

import datetime
import uuid
from collections.abc import Mapping, Sequence

from django.db import transaction

from anju.actions import record
from anju.actions.card import locking, making
from anju.law import authority
from anju.law.actor import Actor
from anju.law.permit import card as law
from anju.law.permit import file as files
from anju.law.permit import life
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Card, PermitFile

LONGEST_REASON = 300
# why a card is made void: stands in the act
VOID_WHY: Mapping[str, Text] = {
    "ended": Text(zh="居住证已注销", en="The permit ended"),
    "replaced": Text(zh="已补领新卡", en="A newer card replaces it"),
    "destroyed": Text(zh="卡损毁，需要重新申领", en="The card was destroyed; a new one must be asked for"),
}
_NEW = Text(
    zh="新卡已经在办理，挂失不能撤销。如果还没有受理，可以先撤回补领申请。",
    en="A new card is under way, so the loss stands. If it wasn't accepted yet, withdraw the application first.",
)
_ENDED = Text(
    zh="这份居住证已经注销。找到的卡请交回派出所。", en="The permit has ended. Please hand the card in at the station."
)
_WHY = Text(zh="请选择作废的原因。", en="Please choose why the card is made void.")


def report_lost(*, card_id: uuid.UUID, by: Actor, at: datetime.datetime, version: int | None = None) -> Card:
    """Report a card lost, by the person or at a desk; the permit itself goes on. Source: G1."""
    with transaction.atomic():
        card, step = locking.take(card_id=card_id, act="report_lost", version=version)
        locking.put(card=card, step=step)
        record.write(what="report_lost", by=by, at=at, subject=("card", card.id), person_id=card.person_id)
        return card


def find(*, card_id: uuid.UUID, by: Actor, at: datetime.datetime, version: int | None = None) -> Card:
    """Take the report of a loss back, as long as no new card is under way or handed over. Source: G1.

    Raises Refusal "new_card_under_way", "permit_ended".
    """
    with transaction.atomic():
        card, step = locking.take(card_id=card_id, act="find_card", version=version)
        if card.permit.state not in life.ACTIVE:
            raise Refusal("permit_ended", _ENDED, rule="D3")
        others = Card.objects.filter(permit_id=card.permit_id, state__in=[*law.UNDER_WAY, "held"])
        asked = PermitFile.objects.filter(permit_id=card.permit_id, kind="replace", state__in=files.OPEN)
        if others.exists() or asked.exists():
            raise Refusal("new_card_under_way", _NEW, rule="G1")
        locking.put(card=card, step=step)
        record.write(what="find_card", by=by, at=at, subject=("card", card.id), person_id=card.person_id)
        return card


def take_back(*, card_id: uuid.UUID, by: Actor, at: datetime.datetime, version: int | None = None) -> Card:
    """Take an old card in, for an exchange or because the person leaves. Source: D3, G1."""
    with transaction.atomic():
        card, step = locking.take(card_id=card_id, act="take_card_back", version=version)
        locking.put(card=card, step=step)
        record.write(what="take_card_back", by=by, at=at, subject=("card", card.id), person_id=card.person_id)
        return card


def void(*, card_id: uuid.UUID, why: str, by: Actor, at: datetime.datetime, version: int | None = None) -> Card:
    """Make a card void; `why` is a key of VOID_WHY. A batch that waited for it waits no more. Source: D3, G1."""
    if why not in VOID_WHY:
        raise Refusal("not_an_option", _WHY, field="why", rule="G1")
    with transaction.atomic():
        card, step = locking.take(card_id=card_id, act="void_card", version=version)
        locking.put(card=card, step=step)
        record.write(
            what="void_card",
            by=by,
            at=at,
            subject=("card", card.id),
            person_id=card.person_id,
            reason=VOID_WHY[why].zh,
            detail={"why": why},
        )
        making.close(batch_id=card.batch_id, at=at)
        return card


def void_all(
    *,
    permit_id: uuid.UUID,
    why: str,
    by: Actor,
    at: datetime.datetime,
    states: Sequence[str] = law.UNDER_WAY,
) -> int:
    """Make every card of a permit void that stands in one of the states; return how many. Part of a larger act.

    For the end of a permit: cards under way. For a new card in place of a lost one: states=("lost",).
    """
    authority.demand(by=by, act="void_card")
    keys = Card.objects.filter(permit_id=permit_id, state__in=states).order_by("id").values_list("id", flat=True)
    return len([void(card_id=key, why=why, by=by, at=at) for key in list(keys)])
