"""Objecting: to one's own place, to a measure against it, or to an allotment while it is published. Source: I6, I10."""

import datetime
import uuid

from django.db import transaction

from anju.actions import record
from anju.actions.rental import locking
from anju.law import city, complaint
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.law.rental import life, order, words
from anju.law.wording import Text
from anju.models import RentalEntry, RentalMeasure, RentalObjection, RentalOffer
from anju.models.base import new_id
from anju.vault import seal

_ABOUT = Text(zh="请选择对什么有异议。", en="Please choose what you object to.")
_OVER = Text(zh="提出异议的期限{until}已过。", en="The time to object ended on {until}.")
_NOTHING = Text(zh="现在没有可以提出异议的处理。", en="There is no measure to object to at present.")
_OFF = Text(zh="已经不在轮候名单上。", en="This place is no longer on the list.")
_TWICE = Text(zh="同样的异议正在复核。", en="The same objection is under review already.")


def protest(
    *,
    entry_id: uuid.UUID,
    about: str,
    words_: str,
    by: Actor,
    at: datetime.datetime,
    offer_id: uuid.UUID | None = None,
) -> RentalObjection:
    """Object as whoever holds the place `entry_id`; `offer_id` names the allotment objected to.

    Raises Refusal "not_an_option", "words_missing", "objection_over", "nothing_to_object", "not_listed", "objected"; Absent.
    """
    with transaction.atomic():
        entry = locking.own_row(entry_id=entry_id, act="object_rental", by=by)
        if about not in words.ABOUT:
            raise Refusal("not_an_option", _ABOUT, field="about", rule="I6")
        if entry.state not in life.LISTED:
            raise Refusal("not_listed", _OFF, rule="I6")
        text = complaint.words(words_, field="words", needed=True)
        today = city.day(at)
        measure = _measure(entry, on=today) if about == "measure" else None
        given = _offer(entry, offer_id, on=today) if about == "allotment" else None
        made = _made(entry, about, text, measure=measure, given=given, at=at)
        about_ = (locking.KIND, made.entry_id)
        detail = {"about": about, "due_on": str(made.due_on)}
        record.write(what="object_rental", by=by, at=at, subject=about_, person_id=entry.person_id, detail=detail)
        locking.change(entry)
        locking.tell(entry, "rental_objected", at=at, until=str(made.due_on))
        return made


def _made(
    entry: RentalEntry,
    about: str,
    text: str,
    *,
    measure: RentalMeasure | None,
    given: RentalOffer | None,
    at: datetime.datetime,
) -> RentalObjection:
    whose = given.entry if given is not None else entry
    open_ones = RentalObjection.objects.filter(entry=whose, person_id=entry.person_id, about=about, state="open")
    if open_ones.exists():
        raise Refusal("objected", _TWICE, rule="I6")
    held, key = locking.here(entry, at=at), new_id()
    due = order.review_due(objected=city.day(at), calendar=held.calendar, policy=held.policy)
    if measure is not None:
        measure.state = life.MEASURE.follow(state=measure.state, act="object_rental").target
        measure.save(update_fields=["state"])
    return RentalObjection.objects.create(
        id=key,
        entry=whose,
        person_id=entry.person_id,
        unit=entry.unit,
        about=about,
        measure=measure,
        offer=given,
        against_id=_against(entry, measure, given),
        words=seal.seal(text=text, column="rental_objection.words", owner=key),
        made_at=at,
        due_on=due.on,
        due_provisional=due.provisional,
        state="open",
    )


def _against(entry: RentalEntry, measure: RentalMeasure | None, given: RentalOffer | None) -> uuid.UUID | None:
    if measure is not None:
        return measure.told_by_id
    return given.offered_by_id if given is not None else entry.case.decided_by_id


def _measure(entry: RentalEntry, *, on: datetime.date) -> RentalMeasure:
    found: RentalMeasure | None = entry.measures.select_for_update().filter(state="told").first()
    if found is None:
        raise Refusal("nothing_to_object", _NOTHING, rule="I6")
    if on > found.until:
        raise Refusal("objection_over", _OVER.format(until=found.until), rule="I6")
    return found


def _offer(entry: RentalEntry, offer_id: uuid.UUID | None, *, on: datetime.date) -> RentalOffer:
    if offer_id is None:
        raise Absent("offer")
    rows = RentalOffer.objects.select_for_update(of=("self",)).select_related("entry")
    # anybody on the same list, about somebody else's flat
    found = rows.filter(id=offer_id, unit=entry.unit, state="accepted").exclude(entry=entry).first()
    if found is None or found.published_until is None:
        raise Absent("offer")
    if on > found.published_until:
        raise Refusal("objection_over", _OVER.format(until=found.published_until), rule="I6")
    return found
