"""Offering a flat to whoever's turn it is by the published order, and taking an offer back. Source: I6, I10."""

import datetime
import uuid

from django.db import transaction

from anju.actions import record
from anju.actions.rental import estate, locking
from anju.law import city, complaint
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.law.rental import order
from anju.law.wording import Text
from anju.models import RentalEntry, RentalOffer
from anju.queries.rental import turn

_NOT_NEXT = Text(zh="按公布的顺序，这套房应当分给{number}。", en="By the published order this flat goes to {number}.")
_NOBODY = Text(zh="名单里没有适合这套房的家庭。", en="Nobody on the list fits this flat.")
_NOT_OVER = Text(
    zh="答复期限到{until}，期满后才能收回。", en="The answer may come until {until}; take the offer back after that."
)


def offer(*, flat_id: uuid.UUID, entry_id: uuid.UUID, by: Actor, at: datetime.datetime) -> RentalOffer:
    """Offer a free flat to the family whose turn it is. Raises Refusal "not_their_turn", "nobody_fits", "flat_taken"; Absent."""
    with transaction.atomic():
        flat = estate.free(flat_id=flat_id, unit=locking.office(by=by, act="offer_flat"))
        entry, step = locking.of_office(entry_id=entry_id, act="offer_flat", by=by)
        first = turn.of(flat=flat, on=city.day(at))
        if first is None:
            raise Refusal("nobody_fits", _NOBODY, rule="I6")
        if first.id != entry.id:
            raise Refusal("not_their_turn", _NOT_NEXT.format(number=first.number), rule="I6")
        held = locking.here(entry, at=at)
        due = order.answer_by(offered=city.day(at), calendar=held.calendar, policy=held.policy)
        made = RentalOffer.objects.create(
            entry=entry,
            person_id=entry.person_id,
            flat=flat,
            unit=entry.unit,
            state="open",
            offered_at=at,
            offered_by_id=locking.staff(by),
            answer_by=due.on,
            answer_provisional=due.provisional,
        )
        estate.put(flat, "offered")
        locking.put(entry, step=step)
        detail = {"flat": str(flat.id), "until": str(due.on)}
        about = (locking.KIND, entry.id)
        record.write(what="offer_flat", by=by, at=at, subject=about, person_id=entry.person_id, detail=detail)
        locking.tell(entry, "rental_offered", at=at, until=str(due.on))
        return made


def lapse(*, entry_id: uuid.UUID, by: Actor, at: datetime.datetime, version: int | None = None) -> RentalEntry:
    """Take an offer back that nobody answered in time; it counts as one declined. Raises Refusal "not_over"."""
    with transaction.atomic():
        entry, step = locking.of_office(entry_id=entry_id, act="lapse_offer", by=by, version=version)
        given = locking.open_offer(entry)
        if city.day(at) <= given.answer_by:
            raise Refusal("not_over", _NOT_OVER.format(until=given.answer_by), rule="I6")
        back(given, state="lapsed", at=at)
        locking.put(entry, step=step, declines=entry.declines + 1)
        record.write(what="lapse_offer", by=by, at=at, subject=(locking.KIND, entry.id), person_id=entry.person_id)
        locking.tell(entry, "rental_lapsed", at=at)
        return entry


def withdraw(
    *, entry_id: uuid.UUID, why: str, by: Actor, at: datetime.datetime, version: int | None = None
) -> RentalEntry:
    """Withdraw an offer with the reason; the place on the list stays, and nothing counts as declined."""
    with transaction.atomic():
        entry, step = locking.of_office(entry_id=entry_id, act="withdraw_offer", by=by, version=version)
        said = complaint.words(why, field="why", needed=True)
        back(locking.open_offer(entry), state="withdrawn", at=at, why=said)
        locking.put(entry, step=step)
        about = (locking.KIND, entry.id)
        record.write(what="withdraw_offer", by=by, at=at, subject=about, person_id=entry.person_id, reason=said[:300])
        locking.tell(entry, "rental_withdrawn", at=at)
        return entry


def back(given: RentalOffer, *, state: str, at: datetime.datetime, why: str = "") -> None:
    """Close an offer and free its flat. Part of a larger act."""
    given.state, given.answered_at, given.why = state, at, why
    given.save(update_fields=["state", "answered_at", "why"])
    estate.put(given.flat, "free")
