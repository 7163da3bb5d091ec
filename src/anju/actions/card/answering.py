"""The maker's answer, row by row: each good row is applied by itself, each bad one named with what mends it. Source: E6."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from anju.actions.card import making as acts
from anju.law import authority
from anju.law.absent import Absent
from anju.law.permit import making
from anju.law.permit.making import Answer, Line
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Card
from anju.queries import cards
from anju.queries.scope import Scope

_UNKNOWN = Text(zh="没有这张卡，请核对制证编号。", en="There is no such card. Please check the reference.")
_FAILED = Text(
    zh="这张卡上一次已经登记失败，正在重新制作；这个卡号没有登记，请核对实物。",
    en="This try was noted as failed and the card is being made again; the number was not kept. Please check the card.",
)
_OTHER = Text(
    zh="这张卡已经用另一个卡号登记，请核对实物。", en="This card is on file with another number. Please check the card."
)
_VOID = Text(
    zh="这张卡已经作废（居住证已注销或者已有新卡），请销毁实物。",
    en="This card is void: the permit ended or a newer card replaces it. Please destroy it.",
)
_MADE = Text(zh="这张卡已经登记制成，不能再登记失败。", en="This card is on file as made; it can't fail any more.")


@dataclass(frozen=True)
class Outcome:
    """What became of one row: made, failed, known (changed nothing) or wrong, and then why."""

    number: int
    reference: str
    state: str
    text: Text | None = None
    code: str = ""


def take_answers(*, scope: Scope, lines: Sequence[Line], at: datetime.datetime) -> list[Outcome]:
    """Apply the rows of an answer, each in its own transaction; the same table twice changes nothing.

    A card outside the scope is like one that does not exist.
    """
    authority.demand(by=scope.actor, act="receive_card")
    return [_one(line, scope, at) for line in lines]


def _one(line: Line, scope: Scope, at: datetime.datetime) -> Outcome:
    shown = line.raw.get("reference", "").strip()[:60]
    try:
        answer = making.answer(line)
        card = cards.made_by(scope).filter(id=answer.card_id).first()
        if card is None or answer.turn > card.tries:
            raise Refusal("reference_unknown", _UNKNOWN, field="reference", rule="E6")
        if _known(card, answer):
            return Outcome(number=line.number, reference=shown, state="known")
        if answer.failure:
            acts.fail(card_id=card.id, why=answer.failure, by=scope.actor, at=at, version=card.version)
        else:
            acts.receive(card_id=card.id, card_number=answer.card_number, by=scope.actor, at=at, version=card.version)
    except Refusal as error:
        return Outcome(number=line.number, reference=shown, state="wrong", text=error.text, code=error.code)
    except Absent:
        return Outcome(number=line.number, reference=shown, state="wrong", text=_UNKNOWN, code="reference_unknown")
    return Outcome(number=line.number, reference=shown, state="failed" if answer.failure else "made")


def _known(card: Card, answer: Answer) -> bool:
    """Tell whether a row says what is on file already; raises Refusal where it says the contrary."""
    if card.state == "void":
        raise Refusal("card_void", _VOID, field="reference", rule="D3")
    earlier = answer.turn < card.tries
    if earlier or card.state == "to_make":
        # this try is over, and only a failure ends one
        if answer.failure:
            return True
        raise Refusal("try_failed", _FAILED, field="card_number", rule="E6")
    if card.state == "making":
        return False
    if answer.failure:
        raise Refusal("made_already", _MADE, field="failure", rule="E6")
    if card.card_number != answer.card_number:
        raise Refusal("other_number", _OTHER, field="card_number", rule="E6")
    return True
