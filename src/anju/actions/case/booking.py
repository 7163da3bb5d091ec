"""Times an office offers and seats in them: under any load no seat is booked twice. Source: I3."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.db.models import F, Q

from anju import catalogue
from anju.actions import message, record
from anju.actions.case import locking, services
from anju.law import authority, city, complaint
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.case import life
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Booking, Case, Person, Post, Slot
from anju.queries.case import mine
from anju.queries.offering import laid

MOST_SLOTS = 200
MOST_SEATS = 500
# as far as calendars can be loaded
LAST_YEAR = 2100
_PLACE_LENGTH = 120
# free times named to whoever lost theirs
_OFFERED = 3

_TIMES = Text(zh="请填写至少一个还没有过去的时间，最多200个。", en="Please give 1 to 200 times that lie ahead.")
_SEATS = Text(zh="名额请填写1到500。", en="Seats can be 1 to 500.")
_MINUTES = Text(zh="每个时间段请填写5到480分钟。", en="A time can last 5 to 480 minutes.")
_PLACE = Text(zh="请写明地点。", en="Please state the place.")
_FULL = Text(zh="这个时间刚刚约满，请另选一个。", en="This time has just been filled. Please choose another.")
_PAST = Text(zh="这个时间已经过去，请另选一个。", en="This time has passed. Please choose another.")
_OVER = Text(zh="这个时间已经过去，不能再取消。", en="This time has passed; it can't be called off any more.")
_CASE_OVER = Text(
    zh="这件事项已经办结或者撤回，不用再约时间。", en="This case is settled or withdrawn; no time is needed for it."
)
_BEFORE = Text(
    zh="这个事项您已经约了{when}，要改时间请先取消。",
    en="You have booked {when} for this already. To change it, cancel that first.",
)

_OTHERWISE = Text(
    zh="这个时间您已经约了别的事项，请另选一个。",
    en="You have booked this time for something else already. Please choose another.",
)


def open_times(
    *,
    starts: Sequence[datetime.datetime],
    minutes: int,
    seats: int,
    place: str,
    service_id: str,
    by: Actor,
    at: datetime.datetime,
) -> int:
    """Offer times of one's own office, for one service or (empty) all of it; return how many are new.

    Raises Refusal "times_missing", "seats_wrong", "minutes_wrong", "place_missing"; Absent for another department's service.
    """
    authority.demand(by=by, act="open_times")
    unit = Post.objects.select_related("unit").get(id=by.post).unit
    if service_id and services.given(service_id, on=city.day(at)).department != unit.department:
        raise Absent("service")
    where = complaint.tidy(place)[:_PLACE_LENGTH]
    for wrong, code, text, field in (
        (not _ahead(starts, at=at), "times_missing", _TIMES, "starts"),
        (not 1 <= seats <= MOST_SEATS, "seats_wrong", _SEATS, "seats"),
        (not 5 <= minutes <= 480, "minutes_wrong", _MINUTES, "minutes"),
        (not where, "place_missing", _PLACE, "place"),
    ):
        if wrong:
            raise Refusal(code, text, field=field, rule="I3")
    length = datetime.timedelta(minutes=minutes)
    shared = {"unit": unit, "service": service_id, "place": where, "seats": seats}
    with transaction.atomic():
        # what was called off can be offered again
        called_off = Slot.objects.filter(unit=unit, service=service_id, place=where, starts_at__in=starts)
        made = called_off.exclude(closed_at=None).update(closed_at=None, seats=seats, ends_at=F("starts_at") + length)
        before = Slot.objects.filter(unit=unit).count()
        rows = [Slot(starts_at=start, ends_at=start + length, **shared) for start in dict.fromkeys(starts)]
        Slot.objects.bulk_create(rows, ignore_conflicts=True)
        made += Slot.objects.filter(unit=unit).count() - before
        record.write(what="open_times", by=by, at=at, subject=("unit", unit.id), detail={"count": made})
    return made


def _ahead(starts: Sequence[datetime.datetime], *, at: datetime.datetime) -> bool:
    """Tell whether these are times that can be offered: moments of a zone, to come, and in this century."""
    if not 1 <= len(starts) <= MOST_SLOTS or any(start.tzinfo is None for start in starts):
        return False
    return min(starts) > at and max(starts).year <= LAST_YEAR


def book(
    *,
    slot_id: uuid.UUID,
    person_id: uuid.UUID,
    service_id: str,
    by: Actor,
    at: datetime.datetime,
    case_id: uuid.UUID | None = None,
) -> Booking:
    """Book a seat; one coming time a person and service. Raises Refusal "slot_full", "slot_past", "booked_before"; Absent."""
    authority.demand(by=by, act="book_time")
    with transaction.atomic():
        locking.acts_for(person_id=person_id, by=by, at=at)
        service = services.given(service_id, on=city.day(at))
        person = Person.objects.select_for_update(no_key=True).get(id=person_id)
        _demand_none(person_id, service_id, at=at)
        at_office = Q(unit__department=service.department)
        if case_id is not None:
            # wherever it was handed on to
            at_office |= Q(unit=_open(case_id, person, service_id).unit_id)
        slot = _slot(slot_id, service_id, at_office, at=at)
        if case_id is None:
            # what is no longer given on that day there is not booked; an open case is finished all the same
            services.given(service_id, on=city.day(slot.starts_at), place=laid.of_unit(unit_id=slot.unit_id))
        made = Booking.objects.create(
            slot=slot,
            seat=_seat(slot, person_id),
            person_id=person_id,
            case_id=case_id,
            service=service_id,
            state="booked",
            starts_at=slot.starts_at,
            booked_at=at,
        )
        Slot.objects.filter(id=slot.id).update(taken=F("taken") + 1)
        record.write(what="book_time", by=by, at=at, subject=("booking", made.id), person_id=person_id)
        _tell(person, "time_booked", made, slot, at=at)
        return made


def cancel(*, booking_id: uuid.UUID, by: Actor, at: datetime.datetime) -> Booking:
    """Cancel a coming time; its seat is free at once. Cancelling twice changes nothing."""
    authority.demand(by=by, act="cancel_time")
    with transaction.atomic():
        found = Booking.objects.filter(id=booking_id).first()
        if found is None:
            raise Absent("booking")
        locking.acts_for(person_id=found.person_id, by=by, at=at)
        if found.starts_at <= at:
            raise Refusal("slot_past", _PAST, rule="I3")
        if _free(found, at=at):
            found.refresh_from_db()
            record.write(what="cancel_time", by=by, at=at, subject=("booking", found.id), person_id=found.person_id)
            person = Person.objects.get(id=found.person_id)
            _tell(person, "time_cancelled", found, found.slot, at=at)
        return found


def close_time(*, slot_id: uuid.UUID, by: Actor, at: datetime.datetime) -> int:
    """Close a coming time of one's own office; whoever booked it is told, and told which times are free. Return how many.

    Raises Refusal "slot_past"; Absent for another office's time. Closing twice tells nobody twice. Source: I3.
    """
    authority.demand(by=by, act="close_time")
    with transaction.atomic():
        rows = Slot.objects.select_for_update(of=("self",)).select_related("unit")
        slot = rows.filter(id=slot_id, unit_id=by.unit_id).first() if by.unit_id is not None else None
        if slot is None:
            raise Absent("slot")
        if slot.starts_at <= at:
            raise Refusal("slot_past", _OVER, rule="I3")
        if slot.closed_at is not None:
            return 0
        coming = list(slot.bookings.filter(state="booked").order_by("seat"))
        slot.bookings.filter(state="booked").update(state="cancelled", cancelled_at=at)
        slot.closed_at, slot.taken = at, 0
        slot.save(update_fields=["closed_at", "taken"])
        about, detail = ("slot", slot.id), {"told": len(coming)}
        record.write(what="close_time", by=by, at=at, subject=about, detail=detail)
        _call_off(coming, slot, at=at)
        return len(coming)


def _call_off(bookings: Sequence[Booking], slot: Slot, *, at: datetime.datetime) -> None:
    people = Person.objects.in_bulk([one.person_id for one in bookings])
    for one in bookings:
        service = catalogue.current().services[one.service]
        free = mine.free(service=service, unit_id=slot.unit_id, at=at)[:_OFFERED]
        others = "、".join(f"{other.starts_at.astimezone(city.TIME):%Y-%m-%d %H:%M}" for other in free)
        more = {"others": others or "—", "phone": slot.unit.phone or service.phone}
        _tell(people[one.person_id], "time_closed", one, slot, at=at, **more)


def one_seat(*, kept: Person, gone: Person, at: datetime.datetime) -> None:
    """Free the second of two seats that two records of one person hold in one time. Part of a larger act. Source: B5."""
    held = Booking.objects.filter(person_id=kept.id, state="booked").values("slot")
    for booking in Booking.objects.filter(person_id=gone.id, state="booked", slot__in=held).order_by("slot_id"):
        _free(booking, at=at)


def let_go(case: Case, *, at: datetime.datetime) -> None:
    """Free the coming times of a case that is withdrawn. Part of a larger act."""
    for booking in case.bookings.filter(state="booked", starts_at__gt=at).order_by("slot_id", "id"):
        _free(booking, at=at)


def call_off(case: Case, *, at: datetime.datetime, but: uuid.UUID | None = None) -> None:
    """Free the coming times of a case where nobody is to come any more, all but those at one office, and tell the person.

    Part of a larger act.
    """
    coming = case.bookings.filter(state="booked", starts_at__gt=at)
    if but is not None:
        coming = coming.exclude(slot__unit_id=but)
    for booking in coming.select_related("slot").order_by("slot_id", "id"):
        if _free(booking, at=at):
            _tell(case.person, "time_cancelled", booking, booking.slot, at=at)


def _free(booking: Booking, *, at: datetime.datetime) -> bool:
    # the slot first, as booking does, so that nobody waits for each other
    Slot.objects.select_for_update().get(id=booking.slot_id)
    freed = Booking.objects.filter(id=booking.id, state="booked").update(state="cancelled", cancelled_at=at)
    if freed:
        Slot.objects.filter(id=booking.slot_id).update(taken=F("taken") - 1)
    return bool(freed)


def _demand_none(person_id: uuid.UUID, service_id: str, *, at: datetime.datetime) -> None:
    coming = Booking.objects.filter(person_id=person_id, service=service_id, state="booked", starts_at__gt=at)
    before = coming.first()
    if before is not None:
        when = before.starts_at.astimezone(city.TIME)
        raise Refusal("booked_before", _BEFORE.format(when=when), field="slot", rule="I3")


def _open(case_id: uuid.UUID, person: Person, service_id: str) -> Case:
    # locked: whoever withdraws it at this moment frees the seat too, or comes first
    rows = Case.objects.select_for_update(of=("self",)).filter(person=person, service=service_id)
    case = rows.filter(id=case_id).first()
    if case is None:
        raise Absent("case")
    if case.state not in life.OPEN:
        raise Refusal("case_over", _CASE_OVER, rule="I3")
    return case


def _slot(slot_id: uuid.UUID, service_id: str, at_office: Q, *, at: datetime.datetime) -> Slot:
    # one after another: whoever comes when it is full is told so
    rows = Slot.objects.select_for_update(of=("self",)).select_related("unit")
    slot = rows.filter(id=slot_id, closed_at=None, service__in=["", service_id]).filter(at_office).first()
    if slot is None:
        raise Absent("slot")
    if slot.starts_at <= at:
        raise Refusal("slot_past", _PAST, field="slot", rule="I3")
    if slot.taken >= slot.seats:
        raise Refusal("slot_full", _FULL, field="slot", rule="I3")
    return slot


def _seat(slot: Slot, person_id: uuid.UUID) -> int:
    booked = dict(slot.bookings.filter(state="booked").values_list("seat", "person_id"))
    if person_id in booked.values():
        raise Refusal("booked_before", _OTHERWISE, field="slot", rule="I3")
    return next(seat for seat in range(1, slot.seats + 1) if seat not in booked)


def _tell(person: Person, kind: str, booking: Booking, slot: Slot, *, at: datetime.datetime, **more: str) -> None:
    message.to_person(
        person=person,
        kind=kind,
        params={"when": f"{slot.starts_at.astimezone(city.TIME):%Y-%m-%d %H:%M}", "place": slot.place, **more},
        link="/my/times/",
        dedupe=f"{kind}:{booking.id}",
        at=at,
    )
