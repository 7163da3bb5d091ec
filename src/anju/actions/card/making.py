"""Making cards: a batch leaves for the maker, and each card of it comes back made or failed. Source: E6, E9, L3."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import F

from anju.actions import message, record
from anju.actions.card import locking
from anju.law import authority as powers
from anju.law import city
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.codes import Purpose
from anju.law.permit import card as law
from anju.law.permit import life, making
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Act, Card, CardBatch, PermitFile
from anju.queries import cards as cards_on_file
from anju.queries import direct
from anju.vault import number

_NONE = Text(zh="请至少选择一张要制作的卡。", en="Please choose at least one card to be made.")
_MANY = Text(zh="一批最多{most}张，请分几批。", en="A batch holds {most} cards at most. Please make several.")
_GONE = Text(
    zh="有一张卡的居住证已经注销，请把它去掉再送制证。",
    en="The permit of one of the cards has ended. Please leave it out.",
)
_TAKEN = Text(
    zh="这个卡号已经登记给另一张卡，请核对实物。", en="Another card has this number already. Please check the card."
)
_SAME = Text(
    zh="送制证的人不能自己下载这一批，请另一位同事下载。",
    en="Whoever sent this batch can't fetch its file; a colleague does.",
)
_CLOSED = Text(
    zh="这一批已经全部返回，没有等待制作的卡。", en="All cards of this batch are back; none waits to be made."
)


def send(*, authority: uuid.UUID, card_ids: Sequence[uuid.UUID], by: Actor, at: datetime.datetime) -> CardBatch:
    """Send cards of one county police to the maker as one batch, all of them or none.

    Raises Refusal "nothing_chosen", "too_many", "not_allowed_in_state", "permit_ended"; Absent for any card that is not
    of this authority.
    """
    powers.demand(by=by, act="send_cards")
    wanted = set(card_ids)
    if not wanted:
        raise Refusal("nothing_chosen", _NONE, field="cards", rule="E6")
    if len(wanted) > making.MOST_CARDS:
        raise Refusal("too_many", _MANY.format(most=making.MOST_CARDS), field="cards", rule="E6")
    with transaction.atomic():
        cards = _locked(authority, wanted)
        batch = CardBatch.objects.create(
            authority_id=authority, number=_number(cards[0].permit.county, at), count=len(cards), made_at=at
        )
        Card.objects.filter(id__in=wanted).update(
            state="making", former_state="to_make", batch=batch, tries=F("tries") + 1, version=F("version") + 1
        )
        detail = {"batch": batch.number}
        acts = [
            record.row(
                what="send_cards",
                by=by,
                at=at,
                subject=("card", card.id),
                person_id=card.person_id,
                detail={**detail, "try": card.tries + 1},
            )
            for card in cards
        ]
        whole = {**detail, "count": len(cards)}
        acts.append(record.row(what="send_cards", by=by, at=at, subject=("card_batch", batch.id), detail=whole))
        Act.objects.bulk_create(acts)
        return batch


def _locked(authority: uuid.UUID, wanted: set[uuid.UUID]) -> list[Card]:
    # in one order, so that two officers who choose the same cards wait for each other and never for ever
    rows = Card.objects.select_for_update(of=("self",)).filter(id__in=wanted, authority_id=authority)
    cards = list(rows.select_related("permit").order_by("id"))
    if len(cards) < len(wanted):
        raise Absent("card")
    for card in cards:
        law.LIFECYCLE.follow(state=card.state, act="send_cards")
        if card.permit.state not in life.ACTIVE:
            raise Refusal("permit_ended", _GONE, field="cards", rule="D3")
    return cards


def export(*, batch_id: uuid.UUID, by: Actor, at: datetime.datetime) -> list[uuid.UUID]:
    """Put on record, a person and a batch each, that the maker's table leaves; return the cards it may hold.

    Only what is still being made leaves again, and never by the hand that put the batch together. Raises Absent,
    Refusal "batch_closed", "four_eyes". Source: L2, L3.
    """
    powers.demand(by=by, act="export_cards")
    with transaction.atomic():
        batch = CardBatch.objects.filter(id=batch_id).first()
        if batch is None:
            raise Absent("card_batch")
        if cards_on_file.sent_by(batch_id=batch.id, post_id=by.post_id):
            raise Refusal("four_eyes", _SAME, rule="L3")
        cards = list(Card.objects.filter(batch=batch, state="making").order_by("due_on", "id"))
        if not cards:
            raise Refusal("batch_closed", _CLOSED, rule="E6")
        detail = {"batch": batch.number, "count": len(cards)}
        purpose = str(Purpose.HANDLING)
        acts = [
            record.row(
                what="export_cards",
                by=by,
                at=at,
                subject=("card", card.id),
                person_id=card.person_id,
                purpose=purpose,
                detail=detail,
            )
            for card in cards
        ]
        about = ("card_batch", batch.id)
        acts.append(record.row(what="export_cards", by=by, at=at, subject=about, purpose=purpose, detail=detail))
        Act.objects.bulk_create(acts)
        return [card.id for card in cards]


def receive(
    *, card_id: uuid.UUID, card_number: str, by: Actor, at: datetime.datetime, version: int | None = None
) -> Card:
    """Take in a card that was made: it is ready from today and the person is told. Source: E6, G2.

    Raises Refusal "card_number_wrong", "card_number_taken".
    """
    plain = making.card_number(card_number)
    try:
        with transaction.atomic():
            card, step = locking.take(card_id=card_id, act="receive_card", version=version)
            locking.put(card=card, step=step, card_number=plain, ready_on=city.day(at))
            PermitFile.objects.filter(id=card.file_id).update(ready_on=city.day(at))
            record.write(what="receive_card", by=by, at=at, subject=("card", card.id), person_id=card.person_id)
            message.to_person(
                person=card.permit.person,
                kind="permit_ready",
                params={"number": card.file.number},
                link="/my/permit/",
                dedupe=f"permit_ready:{card.id}",
                at=at,
            )
            close(batch_id=card.batch_id, at=at)
            return card
    except IntegrityError as error:
        if "card_number_once" not in str(error):
            raise
        raise Refusal("card_number_taken", _TAKEN, field="card_number", rule="E6") from None


def fail(*, card_id: uuid.UUID, why: str, by: Actor, at: datetime.datetime, version: int | None = None) -> Card:
    """Note that a card failed; it goes back to those to be made, its limit unchanged. Source: E6."""
    reason = making.failure(why)
    with transaction.atomic():
        card, step = locking.take(card_id=card_id, act="fail_card", version=version)
        locking.put(card=card, step=step)
        record.write(
            what="fail_card",
            by=by,
            at=at,
            subject=("card", card.id),
            person_id=card.person_id,
            reason=reason,
            detail={"try": card.tries},
        )
        close(batch_id=card.batch_id, at=at)
        return card


def close(*, batch_id: uuid.UUID | None, at: datetime.datetime) -> None:
    """Close a batch when nothing of it is being made any more. Part of a larger act."""
    if batch_id is None:
        return
    # the last two cards may come back at once: whoever locks the batch second sees both
    batch = CardBatch.objects.select_for_update().get(id=batch_id)
    if batch.closed_at is None and not Card.objects.filter(batch=batch, state="making").exists():
        batch.closed_at = at
        batch.save(update_fields=["closed_at"])


def _number(county: str, at: datetime.datetime) -> str:
    ((sequence,),) = direct.ask("SELECT nextval('card_batch_seq')")
    return number.number(county=county, year=city.day(at).year, sequence=int(sequence), prefix="PC")
