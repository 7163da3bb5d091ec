"""The card that a signed file asks for, and the report of a loss that asking for a replacement is. Source: E9, G1."""

import datetime

from anju.actions import batch
from anju.actions import card as cards
from anju.law.actor import Actor
from anju.law.codes import PermitFileKind
from anju.law.permit import card as law
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Card, Permit, PermitFile

_UNDER_WAY = Text(
    zh="已有一张卡正在制作或者待领取，领到以后再说；卡面信息有变化的，可以现在申请换领。",
    en="A card is being made or waits to be collected already. If printed data changed, ask for an exchange.",
)


def fits(*, permit: Permit, cause: str) -> None:
    """Raise Refusal "card_under_way" where nothing can be damaged or lost yet. Part of a larger act. Source: G1."""
    if cause != "changed" and Card.objects.filter(permit=permit, state__in=law.UNDER_WAY).exists():
        raise Refusal("card_under_way", _UNDER_WAY, field="cause", rule="G1")


def report_lost(*, permit: Permit, by: Actor, at: datetime.datetime) -> None:
    """Report the card lost that a replacement is asked for, unless that was done. Part of a larger act."""
    for held in Card.objects.filter(permit=permit, state="held").order_by("id"):
        cards.report_lost(card_id=held.id, by=by, at=at)


def make(*, file: PermitFile, permit: Permit, by: Actor, at: datetime.datetime) -> Card:
    """Order the card of a signed file; what it replaces is void, but for an old card that is still to come in.

    Part of a larger act. Source: G1.
    """
    if file.kind != PermitFileKind.FIRST:
        cards.void_all(permit_id=permit.id, why="replaced", by=by, at=at, states=(*law.UNDER_WAY, "lost"))
    if file.due_on is None:
        raise ValueError("A signed file has a limit.")
    card = Card(
        permit=permit,
        person_id=file.person_id,
        file=file,
        authority=file.authority,
        collect_at_id=file.collect_at_id,
        state=law.LIFECYCLE.initial,
        due_on=file.due_on,
    )
    batch.insert([card])
    return card
