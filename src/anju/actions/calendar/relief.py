"""Open limits of requests for relief: deciding. Source: I9."""

import datetime
from collections.abc import Iterator

from anju.actions.calendar import moving
from anju.actions.calendar.moving import Change
from anju.law import city, service
from anju.law.workdays import Calendar
from anju.models import Relief
from anju.queries.offering import laid
from anju.queries.reference import Reference
from anju.queries.relief import offices

_UNDECIDED = ("taken", "checked")


def changes(*, calendar: Calendar, first: datetime.date, held: Reference) -> Iterator[Change]:
    """Return every open limit from a day on that the calendar changes, with its row."""
    rows = Relief.objects.filter(state__in=_UNDECIDED, due_on__gte=first).select_related("community", "person")
    for row in moving.locked(rows):
        taken = city.day(row.taken_at)
        given = laid.one(key=offices.SERVICE, on=taken, place=laid.codes(row.community.path), held=held)
        due = service.due(given, started=taken, calendar=calendar) if given is not None else None
        found = moving.settle(row, kind="relief", number=row.code, due=due) if due is not None else None
        if found:
            yield "relief", row, found
