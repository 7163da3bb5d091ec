"""Whose turn it is: the first on the list whom a flat fits. Source: I6, law.rental.order."""

import datetime
import uuid

from django.db.models import Q, QuerySet

from anju.law.draw import UNDRAWN
from anju.law.policy import Policy
from anju.law.rental import life, order
from anju.models import RentalEntry, RentalFlat
from anju.queries import rules

ORDER = ("group", "ranked_on", "lot", "complete_at", "id")
Rows = QuerySet[RentalEntry]


def listed(*, unit_id: uuid.UUID) -> Rows:
    """Return who stands on an office's list, in its order."""
    return RentalEntry.objects.filter(unit_id=unit_id, state__in=life.LISTED).order_by(*ORDER)


def of(*, flat: RentalFlat, on: datetime.date) -> RentalEntry | None:
    """Return whose turn it is for a flat, or None.

    Whoever has a measure told and not settled is passed over until it is; an accessible flat goes to whoever needs one
    before it goes to anybody else.
    """
    policy = rules.policy(place=_place(flat), on=on)
    waiting = listed(unit_id=flat.unit_id).filter(state="waiting").exclude(measures__state__in=life.OPEN_MEASURES)
    # before the draw nobody knows whose turn it is among those who wait for it
    waiting = waiting.exclude(lot=UNDRAWN)
    least, most = _people(flat.rooms, policy.rental_people_per_room)
    fitting = waiting.filter(people__gte=least, people__lte=most)
    if not flat.accessible:
        return fitting.exclude(need="disabled").first()
    return fitting.filter(need="disabled").first() or fitting.first()


def place(entry: RentalEntry) -> int | None:
    """Return somebody's place on the list, 1 the first; None for who is not on it, or before the draw."""
    if entry.state not in life.LISTED:
        return None
    return listed(unit_id=entry.unit_id).filter(_before(entry)).count() + 1


def _before(entry: RentalEntry) -> Q:
    found = Q(pk__in=[])
    same = Q()
    for name in ORDER:
        value = getattr(entry, name)
        found |= same & Q(**{f"{name}__lt": value})
        same &= Q(**{name: value})
    return found


def _people(rooms: int, per_room: int) -> tuple[int, int]:
    # law.rental.order.rooms, turned round
    if rooms >= order.MOST_ROOMS:
        return (order.MOST_ROOMS - 1) * per_room + 1, order.MOST_PEOPLE
    return (rooms - 1) * per_room + 1, rooms * per_room


def _place(flat: RentalFlat) -> list[str]:
    covered = flat.unit.coverage.filter(valid_to=None).values_list("division__path", flat=True).first() or ""
    return [code for code in covered.split("/") if code]


def policy(entry: RentalEntry, *, on: datetime.date) -> Policy:
    """Return the policy of the place for which somebody waits."""
    path = entry.case.community.path
    return rules.policy(place=[code for code in path.split("/") if code], on=on)
