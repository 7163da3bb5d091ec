"""Years' calendars: which are published, which an administrator loaded, which are missing."""

import datetime
from dataclasses import dataclass

from anju.models import CalendarYear
from anju.queries import rules


@dataclass(frozen=True)
class Year:
    """A year and where its table comes from; without one, limits that touch it are provisional."""

    year: int
    source: str
    off: int
    work: int
    loaded_at: datetime.datetime | None
    missing: bool


def years(*, on: datetime.date) -> list[Year]:
    """Return the years around a day, the newest first: three back, this one, and two ahead."""
    calendar = rules.calendar()
    loaded = {row.year: row for row in CalendarYear.objects.all()}
    wanted = sorted({*range(on.year - 3, on.year + 3), *loaded}, reverse=True)
    found = []
    for year in wanted:
        table = calendar.tables.get(year)
        row = loaded.get(year)
        found.append(
            Year(
                year=year,
                source=table.source if table else "",
                off=len(table.holidays) if table else 0,
                work=len(table.workdays) if table else 0,
                loaded_at=row.loaded_at if row else None,
                missing=table is None,
            )
        )
    return found
