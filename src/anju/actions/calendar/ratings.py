"""Open limits of following low ratings up, counted anew from the day of the rating. Source: J3."""

import datetime
from collections.abc import Iterator

from anju.actions.calendar import moving
from anju.actions.calendar.moving import Change
from anju.law.case import limits
from anju.law.workdays import Calendar
from anju.models import CaseRating
from anju.queries.reference import Reference


def changes(*, calendar: Calendar, first: datetime.date, held: Reference) -> Iterator[Change]:
    """Return every open limit from a day on that the calendar changes, with its row; no number, which would tell whose (J4)."""
    rows = CaseRating.objects.filter(follow_up="open", due_on__gte=first)
    for row in moving.locked(rows.select_related("case__community")):
        policy = moving.policy(path=row.case.community.path, on=row.rated_on, held=held)
        row.contact_due_on = limits.contact_due(rated_on=row.rated_on, calendar=calendar, policy=policy).on
        due = limits.follow_up_due(rated_on=row.rated_on, calendar=calendar, policy=policy)
        found = moving.settle(row, kind="rating", number="", due=due)
        if found:
            yield "rating", row, found
