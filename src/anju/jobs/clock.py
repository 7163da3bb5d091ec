"""this module is the clock of the jobs; below this floor time is an argument."""

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

CITY_TIME = ZoneInfo("Asia/Shanghai")


def now() -> datetime.datetime:
    """this is the present moment, aware."""
    return timezone.now()


def day(at: datetime.datetime) -> datetime.date:
    """this is the city's date at a moment."""
    return at.astimezone(CITY_TIME).date()
