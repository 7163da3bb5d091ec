"""Numbers of files and receipts."""

import datetime

from django.db import connection

from anju.vault import number


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
