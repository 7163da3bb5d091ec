"""Handing a card over, against the collection receipt or an ID; the old card comes in for an exchange. Source: E5, G1, G2."""

import datetime
import uuid

from django.db import transaction

from anju.actions import record
from anju.actions.card import keeping, locking
from anju.law import city
from anju.law.actor import Actor
from anju.law.permit import card as law
from anju.law.permit import life
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Card
from anju.vault import number

_HOW = Text(zh="请选择怎样核对的。", en="Please choose what was checked.")
_RECEIPT = Text(
    zh="这不是这张卡的领取凭证编号，请核对凭证，或者改为核对身份证件。",
    en="This isn't the number of this card's collection receipt. Please check the receipt, or check the ID instead.",
)
_ENDED = Text(
    zh="这份居住证已经注销，卡不能发放，请作废。",
    en="The permit has ended; the card can't be handed over. Make it void.",
)
_OLD = Text(
    zh="换领要先收回旧卡：请收回后勾选；旧卡丢失的，先为旧卡办理挂失。",
    en="For an exchange the old card comes in first: take it and tick the box. If it is lost, report it lost first.",
)


def hand_over(
    *,
    card_id: uuid.UUID,
    how: str,
    by: Actor,
    at: datetime.datetime,
    version: int | None = None,
    receipt: str = "",
    agent: bool = False,
    old_card: bool = False,
) -> Card:
    """Hand a card over; `how` is a key of law.permit.card.HANDED_BY, `receipt` the number on the paper shown.

    Of an agent who collects nothing is kept but that there was one. `old_card`: the old card was given in just now.
    Raises Refusal "not_an_option", "receipt_wrong", "permit_ended", "old_card_first".
    """
    if how not in law.HANDED_BY:
        raise Refusal("not_an_option", _HOW, field="how", rule="E5")
    with transaction.atomic():
        card, step = locking.take(card_id=card_id, act="hand_over", version=version)
        if card.permit.state not in life.ACTIVE:
            raise Refusal("permit_ended", _ENDED, rule="D3")
        if how == "receipt" and number.tidy_number(receipt) != card.file.number:
            raise Refusal("receipt_wrong", _RECEIPT, field="receipt", rule="E5")
        for old in Card.objects.filter(permit_id=card.permit_id, state="held").order_by("id"):
            if not old_card:
                raise Refusal("old_card_first", _OLD, field="old_card", rule="G1")
            keeping.take_back(card_id=old.id, by=by, at=at)
        # one that was lost and replaced must not come back to life when it is found
        keeping.void_all(permit_id=card.permit_id, why="replaced", by=by, at=at, states=("lost",))
        locking.put(card=card, step=step, handed_on=city.day(at), handed_by=how)
        record.write(
            what="hand_over",
            by=by,
            at=at,
            subject=("card", card.id),
            person_id=card.person_id,
            detail={"how": how, **({"agent": True} if agent else {})},
        )
        return card
