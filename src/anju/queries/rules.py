"""The rules that hold in a place on a day: policy and calendar, with what administrators loaded."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from anju import catalogue
from anju.law import policy as policies
from anju.law import workdays
from anju.law.policy import Override, Policy
from anju.law.workdays import Calendar
from anju.models import CalendarYear, PolicyOverride
from anju.queries import reference
from anju.queries.reference import Reference


@dataclass(frozen=True)
class Rules:
    """What a decision of one day in one place goes by."""

    policy: Policy
    calendar: Calendar


def at(*, place: Sequence[str], on: datetime.date, held: Reference | None = None) -> Rules:
    """Return the policy and calendar for a place (codes from the city down) on a day."""
    known = held or reference.current()
    return Rules(policy=policy(place=place, on=on, held=known), calendar=calendar(held=known))


def policy(*, place: Sequence[str], on: datetime.date, held: Reference | None = None) -> Policy:
    """Return the policy values that hold in a place on a day."""
    known = held or reference.current()
    return known.get(("policy", tuple(place), on), lambda: _policy(place, on, known))


def same_everywhere(*, keys: frozenset[str], held: Reference | None = None) -> bool:
    """Tell whether no place and no day has values of its own for some keys: then one policy answers for all of them."""
    known = held or reference.current()
    return not any(one.key in keys for one in known.get("overrides", _overrides))


def calendar(*, held: Reference | None = None) -> Calendar:
    """Return the calendar: published years, and the years administrators loaded."""
    return (held or reference.current()).get("calendar", _calendar)


def _policy(place: Sequence[str], on: datetime.date, held: Reference) -> Policy:
    overrides = held.get("overrides", _overrides)
    return policies.resolve(defaults=catalogue.current().defaults, overrides=overrides, place=place, on=on)


def _overrides() -> tuple[Override, ...]:
    return tuple(
        Override(key=row.key, place=row.place, value=row.value, effective_from=row.effective_from)
        for row in PolicyOverride.objects.all()
    )


def _calendar() -> Calendar:
    loaded = {row.year: workdays.parse_year(row.table) for row in CalendarYear.objects.all()}
    return catalogue.calendar(extra=loaded)
