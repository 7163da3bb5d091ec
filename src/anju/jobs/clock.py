"""this module is the clock of the jobs; below this floor time is an argument."""

import datetime

from django.utils import timezone

from anju.law import city


def now() -> datetime.datetime:
    """this is the present moment, aware."""
    return timezone.now()


def day(at: datetime.datetime) -> datetime.date:
    """this is the city's date at a moment."""
    return city.day(at)
