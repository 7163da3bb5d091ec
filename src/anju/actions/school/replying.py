"""The guardian's word on a place, and the waiting list that moves up when one becomes free. Source: I5.

Nobody loses a place by silence: a place is given back only by the guardian's own word.
"""

import datetime
import uuid

from django.db import transaction

from anju.actions import record, seating
from anju.actions.school import locking
from anju.actions.school.joining import KIND
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.law.school import life
from anju.law.wording import Text
from anju.models import SchoolWish

_NOTHING_UP = Text(zh="现在没有可以递补的学校。", en="No better place is free at present.")


def accept(*, wish_id: uuid.UUID, by: Actor, at: datetime.datetime, version: int | None = None) -> SchoolWish:
    """Accept a place. Raises Refusal "not_allowed_in_state", "stale"."""
    with transaction.atomic():
        _, row = locking.own(wish_id=wish_id, by=by, act="accept_place", at=at, version=version)
        step = life.WISH.follow(state=row.state, act="accept_place")
        locking.put(row, state=step.target, replied_at=at)
        record.write(what="accept_place", by=by, at=at, subject=(KIND, row.id), person_id=row.person_id)
        return row


def decline(*, wish_id: uuid.UUID, by: Actor, at: datetime.datetime, version: int | None = None) -> SchoolWish:
    """Give a place back; it goes to the next on that school's waiting list."""
    with transaction.atomic():
        held, row = locking.own(wish_id=wish_id, by=by, act="decline_place", at=at, version=version)
        step = life.WISH.follow(state=row.state, act="decline_place")
        freed = [one for one in (row.school, row.up) if one is not None]
        locking.put(row, state=step.target, replied_at=at, up=None, up_by=None)
        record.write(what="decline_place", by=by, at=at, subject=(KIND, row.id), person_id=row.person_id)
        for school in freed:
            seating.pass_on(held, school, at=at)
        return row


def take_up(*, wish_id: uuid.UUID, by: Actor, at: datetime.datetime, version: int | None = None) -> SchoolWish:
    """Take the better place that became free; the one left goes to the next in its order. Refusal "nothing_up"."""
    with transaction.atomic():
        held, row = locking.own(wish_id=wish_id, by=by, act="take_up", at=at, version=version)
        if row.up is None:
            raise Refusal("nothing_up", _NOTHING_UP, rule="I5")
        left, up = row.school, row.up
        choice = row.schools.index(str(up.id)) + 1
        locking.put(row, school=up, choice=choice, state="accepted", replied_at=at, up=None, up_by=None)
        detail = {"school": str(up.id), "choice": choice}
        record.write(what="take_up", by=by, at=at, subject=(KIND, row.id), person_id=row.person_id, detail=detail)
        seating.pass_on(held, left, at=at)
        return row


def leave_up(*, wish_id: uuid.UUID, by: Actor, at: datetime.datetime, version: int | None = None) -> SchoolWish:
    """Let a better place pass and keep the one there is; the next in order is asked. Refusal "nothing_up"."""
    with transaction.atomic():
        held, row = locking.own(wish_id=wish_id, by=by, act="leave_up", at=at, version=version)
        if row.up is None:
            raise Refusal("nothing_up", _NOTHING_UP, rule="I5")
        up = row.up
        locking.put(row, passed=[*row.passed, str(up.id)], up=None, up_by=None)
        record.write(what="leave_up", by=by, at=at, subject=(KIND, row.id), person_id=row.person_id)
        seating.pass_on(held, up, at=at)
        return row
