"""The clock of the faces: the only place where pages and jobs ask what time it is."""

import datetime

from django.utils import timezone

from anju.law import city


def now() -> datetime.datetime:
    """Return the present moment, aware."""
    return timezone.now()


def today() -> datetime.date:
    """Return today's date in the city."""
    return city.day(timezone.now())
