"""Open limits of registrations: the check, corrections, complaints, windows to object. Source: B1, B3, D6, D9, J1."""

import datetime
from collections.abc import Iterator

from anju.actions.calendar import moving
from anju.actions.calendar.moving import Change, Moved
from anju.law import city, deadline, registration
from anju.law.policy import Policy
from anju.law.workdays import Calendar
from anju.models import Complaint, Correction, Ending, Stay
from anju.queries import rules
from anju.queries.reference import Reference


def changes(*, calendar: Calendar, first: datetime.date, held: Reference) -> Iterator[Change]:
    """Return every open limit from a day on that the calendar changes, with its row."""
    yield from _checks(calendar, first, held)
    yield from _corrections(calendar, first, held)
    yield from _complaints(calendar, first, held)
    yield from _objections(calendar, first, held)


def _checks(calendar: Calendar, first: datetime.date, held: Reference) -> Iterator[Change]:
    stays = Stay.objects.filter(state__in=("declared", "returned"), check_due_on__gte=first)
    for stay in moving.locked(stays.select_related("community", "person").prefetch_related("completions")):
        found = _check(stay, calendar, moving.policy(path=stay.community.path, on=_begun(stay), held=held))
        if found:
            yield "check", stay, found


def _corrections(calendar: Calendar, first: datetime.date, held: Reference) -> Iterator[Change]:
    rows = Correction.objects.filter(state="asked", due_on__gte=first)
    for row in moving.locked(rows.select_related("stay__community", "stay__person")):
        start = city.day(row.asked_at)
        policy = moving.policy(path=row.stay.community.path, on=start, held=held)
        due = deadline.calendar_days(start=start, count=policy.correction_calendar_days, calendar=calendar, rule="D9")
        found = moving.settle(row, kind="correction", number=row.stay.number, due=due)
        if found:
            yield "correction", row, found


def _complaints(calendar: Calendar, first: datetime.date, held: Reference) -> Iterator[Change]:
    present = rules.calendar(held=held)
    for row in moving.locked(Complaint.objects.exclude(state="answered").filter(due_on__gte=first)):
        start = city.day(row.received_at)
        # as many working days as it was given: the place's policy of that day need not be known any more
        count = _workdays(start=start, end=row.due_on, calendar=present)
        due = deadline.working_days(start=start, count=count, calendar=calendar, rule="J1")
        found = moving.settle(row, kind="complaint", number="", due=due)
        if found:
            yield "complaint", row, found


def _objections(calendar: Calendar, first: datetime.date, held: Reference) -> Iterator[Change]:
    rows = Ending.objects.filter(state="noticed", objection_until__gte=first, noticed_at__isnull=False)
    for row in moving.locked(rows.select_related("stay__community", "stay__person")):
        start = city.day(row.noticed_at)
        policy = moving.policy(path=row.stay.community.path, on=start, held=held)
        due = registration.objection_due(notified_on=start, calendar=calendar, policy=policy)
        found = moving.grow(row, number=row.stay.number, due=due)
        if found:
            yield "objection", row, found


def _workdays(*, start: datetime.date, end: datetime.date, calendar: Calendar) -> int:
    days = (start + datetime.timedelta(days=ahead) for ahead in range(1, (end - start).days + 1))
    return sum(calendar.is_workday(day) for day in days)


def _begun(stay: Stay) -> datetime.date:
    answered = [one.answered_at for one in stay.completions.all() if one.answered_at]
    return city.day(max([stay.declared_at, *answered]))


def _check(stay: Stay, calendar: Calendar, policy: Policy) -> Moved | None:
    due = registration.due(arrived_on=stay.arrived_on, calendar=calendar, policy=policy)
    stay.due_on, stay.due_provisional = due.on, due.provisional
    limit = registration.check_due(declared_on=_begun(stay), calendar=calendar, policy=policy)
    return moving.settle(stay, kind="check", number=stay.number, due=limit, name="check_due")
