"""One card, two officers: the row is locked and its version asked for, so nothing is overwritten."""

import uuid

from anju.law.absent import Absent
from anju.law.lifecycle import Step
from anju.law.permit import card as law
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Card

_STALE = Text(
    zh="这张卡刚刚被别人办理过，请刷新后再看。",
    en="Somebody has just worked on this card. Reload and look again.",
)


def take(*, card_id: uuid.UUID, act: str, version: int | None = None) -> tuple[Card, Step]:
    """Return the locked card and the step an act takes it; raises Absent, or Refusal "stale" or "not_allowed_in_state".

    `version` is what the officer saw; None where the one who acts saw no page (the person, a table, another act).
    """
    card = (
        Card.objects.select_for_update(of=("self",))
        .select_related("permit__person", "file", "collect_at", "authority")
        .filter(id=card_id)
        .first()
    )
    if card is None:
        raise Absent("card")
    if version is not None and card.version != version:
        raise Refusal("stale", _STALE)
    return card, law.LIFECYCLE.follow(state=card.state, act=act)


def put(*, card: Card, step: Step, **values: object) -> None:
    """Write the step's target state and the values given."""
    card.former_state = card.state
    card.state = step.target
    card.version += 1
    for name, value in values.items():
        setattr(card, name, value)
    card.save(update_fields=["former_state", "state", "version", *values])
