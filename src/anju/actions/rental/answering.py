"""What the person says: yes or no to a flat, that the conditions still hold, or that they leave the list. Source: I6.

An officer may note what the person said at the counter; leaving is the person's own word alone.
"""

import datetime
import uuid

from django.db import transaction

from anju.actions import record
from anju.actions.rental import locking, measures, offering
from anju.law import city
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.law.rental import life, order, words
from anju.law.wording import Text
from anju.models import RentalEntry

_OFF = Text(zh="已经不在轮候名单上。", en="This place is no longer on the list.")


def accept(*, entry_id: uuid.UUID, by: Actor, at: datetime.datetime, version: int | None = None) -> RentalEntry:
    """Accept the flat offered; the allotment is published before the lease. Late answers count while nobody took it back."""
    with transaction.atomic():
        entry, step = locking.either(entry_id=entry_id, act="accept_flat", by=by, version=version)
        given, held = locking.open_offer(entry), locking.here(entry, at=at)
        due = order.published_until(accepted=city.day(at), calendar=held.calendar, policy=held.policy)
        given.state, given.answered_at = "accepted", at
        given.published_until, given.published_provisional = due.on, due.provisional
        given.save(update_fields=["state", "answered_at", "published_until", "published_provisional"])
        locking.put(entry, step=step)
        detail = {"published_until": str(due.on)}
        about = (locking.KIND, entry.id)
        record.write(what="accept_flat", by=by, at=at, subject=about, person_id=entry.person_id, detail=detail)
        locking.tell(entry, "rental_accepted", at=at, until=str(due.on))
        return entry


def decline(*, entry_id: uuid.UUID, by: Actor, at: datetime.datetime, version: int | None = None) -> RentalEntry:
    """Decline the flat offered; the wait goes on at the same place."""
    with transaction.atomic():
        entry, step = locking.either(entry_id=entry_id, act="decline_flat", by=by, version=version)
        offering.back(locking.open_offer(entry), state="declined", at=at)
        locking.put(entry, step=step, declines=entry.declines + 1)
        record.write(what="decline_flat", by=by, at=at, subject=(locking.KIND, entry.id), person_id=entry.person_id)
        locking.tell(entry, "rental_declined", at=at)
        return entry


def confirm(
    *, entry_id: uuid.UUID, people: object, by: Actor, at: datetime.datetime, version: int | None = None
) -> RentalEntry:
    """Confirm that the conditions still hold, and how many will live there. Raises Refusals with "people", "not_listed"."""
    with transaction.atomic():
        entry = _listed(entry_id, by=by, version=version)
        many = words.count(people)
        today = city.day(at)
        policy = locking.here(entry, at=at).policy
        next_one = order.confirm_by(confirmed=today, policy=policy)
        locking.change(entry, confirmed_on=today, confirm_by=next_one, people=many)
        detail = {"people": many, "confirm_by": str(next_one)}
        about = (locking.KIND, entry.id)
        record.write(what="confirm_entry", by=by, at=at, subject=about, person_id=entry.person_id, detail=detail)
        return entry


def leave(*, entry_id: uuid.UUID, by: Actor, at: datetime.datetime, version: int | None = None) -> RentalEntry:
    """Leave the list by one's own wish; one can apply again at any time."""
    with transaction.atomic():
        entry, step = locking.own(entry_id=entry_id, act="leave_list", by=by, version=version)
        locking.put(entry, step=step, ended_at=at, ended_why="own_wish")
        measures.fall(entry, at=at)
        record.write(what="leave_list", by=by, at=at, subject=(locking.KIND, entry.id), person_id=entry.person_id)
        locking.tell(entry, "rental_left", at=at)
        return entry


def _listed(entry_id: uuid.UUID, *, by: Actor, version: int | None) -> RentalEntry:
    found = locking.row(entry_id=entry_id, act="confirm_entry", by=by, version=version)
    if found.state not in life.LISTED:
        raise Refusal("not_listed", _OFF, rule="I6")
    return found
