"""Numbers of files and receipts, and the city's day of a moment."""

import datetime
from zoneinfo import ZoneInfo

from django.db import connection

from anju.vault import number

# all of China keeps one time; the day a deadline counts from is the city's day
CITY_TIME = ZoneInfo("Asia/Shanghai")


def day(at: datetime.datetime) -> datetime.date:
    """Return the date in the city at a moment."""
    return at.astimezone(CITY_TIME).date()


def file_number(*, county: str, on: datetime.date, sequence: int | None = None) -> str:
    """Return the next file number, or the one of a sequence; gaps are no fault, since a sequence never waits."""
    return number.number(county=county, year=on.year, sequence=sequence or _next("file_seq"), prefix="DJ")


def receipt_number(*, county: str, on: datetime.date, sequence: int | None = None) -> str:
    """Return the next receipt number, or the one of a sequence. Source: B6."""
    return number.number(county=county, year=on.year, sequence=sequence or _next("receipt_seq"), prefix="PZ")


def _next(sequence: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s)", [sequence])
        row = cursor.fetchone()
    return int(row[0])
