"""Agents whose time is over because the person they acted for has come of age. Source: B8."""

import datetime

from django.db.models import F

from anju.actions import agency
from anju.law import agency as law
from anju.models import Binding
from anju.queries import rules

MOST = 20_000
_YEAR = datetime.timedelta(days=366)


def end_agency(*, on: datetime.date, at: datetime.datetime, limit: int = MOST) -> int:
    """End the access of guardians and agents on the birthday that B8 names; the oldest first."""
    youngest = rules.policy(place=(), on=on).agent_below_age
    acting = Binding.objects.filter(
        kind="ward",
        until=None,
        # only roughly, for the database; the law counts birthdays
        person__birth_on__lte=on - youngest * datetime.timedelta(days=365),
        since__lt=F("person__birth_on") + law.GUARDIAN_UNTIL_AGE * _YEAR,
    )
    keys = list(acting.order_by("person__birth_on", "id").values_list("id", flat=True)[:limit])
    return sum(agency.end_by_age(binding_id=key, at=at) for key in keys)
