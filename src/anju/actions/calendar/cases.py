"""Open limits of cases: taking, settling while the clock runs, reviewing. Source: I9, I10."""

import datetime
from collections.abc import Iterator

from anju.actions.calendar import moving
from anju.actions.calendar.moving import Change
from anju.law import city
from anju.law.case import limits
from anju.law.case.limits import Clock
from anju.law.deadline import Due
from anju.law.policy import Policy
from anju.law.workdays import Calendar
from anju.models import Case
from anju.queries.offering import laid
from anju.queries.reference import Reference

_STATES = ("sent", "taken", "asked", "proposed", "objected")


def changes(*, calendar: Calendar, first: datetime.date, held: Reference) -> Iterator[Change]:
    """Return every open limit from a day on that the calendar changes, with its row; a clock that stands has none."""
    rows = Case.objects.filter(state__in=_STATES, clock_stands=False, limit_on__gte=first)
    beside = ("notices", "decisions")
    for case in moving.locked(rows.select_related("community", "person").prefetch_related(*beside)):
        start = _begun(case)
        policy = moving.policy(path=case.community.path, on=start, held=held)
        due = _due(case, start=start, calendar=calendar, policy=policy)
        found = moving.settle(case, kind="case", number=case.number, due=due, name="limit")
        if found:
            yield "case", case, found


def follow(case: Case) -> None:
    """Let the open parts of a case whose limit was moved be due with it. Source: I9."""
    case.parts.filter(state="asked").update(due_on=case.limit_on, due_provisional=case.limit_provisional)


def _begun(case: Case) -> datetime.date:
    if case.state == "objected":
        return city.day(max(row.objected_at for row in case.decisions.all() if row.objected_at is not None))
    answered = [notice.answered_at for notice in case.notices.all() if notice.answered_at is not None]
    return city.day(max([case.applied_at, *answered]))


def _due(case: Case, *, start: datetime.date, calendar: Calendar, policy: Policy) -> Due:
    if case.state == "objected":
        return limits.review_due(objected_on=start, calendar=calendar, policy=policy)
    if case.state == "sent" or case.clock_from is None or case.clock_left is None:
        service = laid.promised(case)
        return limits.sent_due(service=service, sent_on=start, calendar=calendar, policy=policy)
    clock = Clock(started=case.clock_from, left=case.clock_left, unit="CD" if case.clock_unit == "CD" else "WD")
    return limits.result_due(clock=clock, calendar=calendar)
