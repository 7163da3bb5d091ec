"""The guardian's word on a place, and the waiting list that moves up when one becomes free. Source: I5.

Nobody loses a place by silence: a place is given back only by the guardian's own word.
"""

import datetime
import uuid

from django.db import transaction

from anju.actions import admission, record
from anju.actions.school import allotting, locking
from anju.actions.school.joining import KIND
from anju.law.actor import SYSTEM, Actor
from anju.law.refusal import Refusal
from anju.law.school import allotment, life
from anju.law.wording import Text
from anju.models import School, SchoolRound, SchoolWish
from anju.queries.school import listed

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
            pass_on(held, school, at=at)
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
        pass_on(held, left, at=at)
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
        pass_on(held, up, at=at)
        return row


def pass_on(held: SchoolRound, school: School | None, *, at: datetime.datetime) -> SchoolWish | None:
    """Offer a free place of a school to the first on its waiting list and keep it for them. Part of a larger act."""
    room = {one.school: one.free for one in listed.rooms(round_=held)}
    if school is None or room.get(str(school.id), 0) < 1:
        return None
    rows = {row.number: row for row in _asking(held)}
    pupils = [
        listed.kept_pupil(
            number=row.number, schools=row.schools, counted=row.counted or {}, within=held.within, late=row.late
        )
        for row in rows.values()
    ]
    order = allotment.waiting(
        school=str(school.id),
        pupils=pupils,
        now={number: str(row.school_id or "") for number, row in rows.items()},
        passed={number: row.passed for number, row in rows.items()},
        seed=allotting.secret(held),
    )
    if not order:
        return None
    row = SchoolWish.objects.select_for_update(of=("self",)).get(id=rows[order[0]].id)
    locking.put(row, up=school, up_by=admission.reply_by(row, at=at))
    detail = {"school": str(school.id)}
    record.write(what="offer_up", by=SYSTEM, at=at, subject=(KIND, row.id), person_id=row.person_id, detail=detail)
    admission.tell(row, "school_up", at=at, school=school.name, until=str(row.up_by))
    return row


def _asking(held: SchoolRound) -> list[SchoolWish]:
    """Return those with a place who may want a better one and aren't asked about another already."""
    found = SchoolWish.objects.filter(round=held, state__in=["offered", "accepted"], up=None, counted__isnull=False)
    return list(found.exclude(choice=1).order_by("number"))
