"""What everybody may see of public rental housing: rounds, the list by number with masked names, results. Source: I6."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from anju.law import identity
from anju.law.absent import Absent
from anju.law.draw import UNDRAWN
from anju.law.rental import order, words
from anju.law.wording import Text
from anju.models import RentalEntry, RentalOffer, RentalRound, Unit
from anju.queries.rental import turn

PAGE = 50


@dataclass(frozen=True)
class Office:
    """A housing office that keeps a list."""

    id: uuid.UUID
    name: Text
    phone: str
    place: str
    # rounds that are open on the day
    open: int


@dataclass(frozen=True)
class Listed:
    """One line of the published list."""

    # none while the draw is still to come
    place: int | None
    number: str
    name: str
    group: Text
    ranked_on: datetime.date
    lot: int
    drawn: bool
    people: int
    key: tuple[object, ...]


@dataclass(frozen=True)
class Result:
    """One published allotment."""

    id: uuid.UUID
    number: str
    name: str
    flat: str
    rooms: int
    size: int
    state: Text
    accepted_at: datetime.datetime
    until: datetime.date
    provisional: bool


def offices(*, on: datetime.date) -> list[Office]:
    """Return the housing offices that have a round or a list, by code."""
    known = set(RentalRound.objects.values_list("unit_id", flat=True).distinct())
    known |= set(RentalEntry.objects.values_list("unit_id", flat=True).distinct())
    running = RentalRound.objects.filter(opens_on__lte=on, closes_on__gte=on).values_list("unit_id", flat=True)
    busy = set(running)
    rows = Unit.objects.filter(id__in=known).order_by("code")
    return [_office(unit, open_=int(unit.id in busy)) for unit in rows]


def office(*, unit_id: uuid.UUID) -> Office:
    """Return one housing office that keeps a list; Absent for every other unit."""
    found = Unit.objects.filter(id=unit_id, department="housing").first()
    if found is None:
        raise Absent("office")
    return _office(found, open_=0)


def rounds(*, unit_id: uuid.UUID) -> list[RentalRound]:
    """Return the rounds of an office, the newest first."""
    return list(RentalRound.objects.filter(unit_id=unit_id).order_by("-opens_on", "id")[:20])


def listed(*, unit_id: uuid.UUID, after: Sequence[str] = ()) -> list[Listed]:
    """Return a page of an office's list in its order, and one more line. Raises Absent for a broken cursor."""
    rows = turn.listed(unit_id=unit_id).select_related("person", "round")
    start = 0
    if after:
        start, rows = _read(after, rows)
    found = rows[: PAGE + 1]
    return [_line(entry, place=start + number) for number, entry in enumerate(found, start=1)]


def results(*, unit_id: uuid.UUID, on: datetime.date, after: Sequence[str] = ()) -> list[Result]:
    """Return a page of an office's allotments, the newest first, and one more."""
    rows = RentalOffer.objects.filter(unit_id=unit_id, state__in=["accepted", "let"], published_until__isnull=False)
    if after:
        if len(after) != 2:
            raise Absent("cursor")
        at, key = after
        rows = rows.filter(Q(answered_at__lt=at) | Q(answered_at=at, id__lt=key))
    found = rows.select_related("entry__person", "flat").order_by("-answered_at", "-id")[: PAGE + 1]
    return [result(row, on=on) for row in found]


def _office(unit: Unit, *, open_: int) -> Office:
    name = Text(zh=unit.name, en=unit.name_en or unit.name)
    return Office(id=unit.id, name=name, phone=unit.phone, place=unit.place, open=open_)


def _read(after: Sequence[str], rows: turn.Rows) -> tuple[int, turn.Rows]:
    if len(after) != 6:
        raise Absent("cursor")
    group, ranked_on, lot, complete_at, key, place = after
    beyond = Q(pk__in=[])
    same = Q()
    for name, value in zip(turn.ORDER, (group, ranked_on, lot, complete_at, key), strict=True):
        beyond |= same & Q(**{f"{name}__gt": value})
        same &= Q(**{name: value})
    return int(place), rows.filter(beyond)


def _line(entry: RentalEntry, *, place: int) -> Listed:
    values = tuple(getattr(entry, name) for name in turn.ORDER)
    return Listed(
        place=place if entry.lot != UNDRAWN else None,
        number=entry.number,
        name=identity.mask_name(entry.person.name),
        group=order.GROUPS[entry.group],
        ranked_on=entry.ranked_on,
        lot=entry.lot,
        drawn=entry.lot not in (0, UNDRAWN),
        people=entry.people,
        key=(*values[:3], values[3].isoformat(), values[4], place),
    )


def result(row: RentalOffer, *, on: datetime.date) -> Result:
    """Return an allotment as it is published; once the publication is over, without the door. Source: L2."""
    if row.answered_at is None or row.published_until is None:
        raise Absent("result")
    return Result(
        id=row.id,
        number=row.entry.number,
        name=identity.mask_name(row.entry.person.name),
        flat=f"{row.flat.estate} {row.flat.number}" if on <= row.published_until else row.flat.estate,
        rooms=row.flat.rooms,
        size=row.flat.size,
        state=words.OFFER_STATES[row.state],
        accepted_at=row.answered_at,
        until=row.published_until,
        provisional=row.published_provisional,
    )
