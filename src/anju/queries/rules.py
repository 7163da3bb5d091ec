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


@dataclass(frozen=True)
class Rules:
    """What a decision of one day in one place goes by."""

    policy: Policy
    calendar: Calendar


def at(*, place: Sequence[str], on: datetime.date) -> Rules:
    """Return the policy and calendar for a place (codes from the city down) on a day."""
    return Rules(policy=policy(place=place, on=on), calendar=calendar())


def policy(*, place: Sequence[str], on: datetime.date) -> Policy:
    """Return the policy values that hold in a place on a day."""
    overrides = [
        Override(key=row.key, place=row.place, value=row.value, effective_from=row.effective_from)
        for row in PolicyOverride.objects.all()
    ]
    return policies.resolve(defaults=catalogue.current().defaults, overrides=overrides, place=place, on=on)


def calendar() -> Calendar:
    """Return the calendar: published years, and the years administrators loaded."""
    loaded = {row.year: workdays.parse_year(row.table) for row in CalendarYear.objects.all()}
    return catalogue.calendar(extra=loaded)
