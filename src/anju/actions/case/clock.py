"""The clock of a case's result: it runs, stands while the applicant is asked, and runs on with what was left. Parts of larger acts.

Source: I9.
"""

import datetime

from anju.actions.case import telling
from anju.law import city
from anju.law.case import limits
from anju.law.case.limits import Clock
from anju.models import Case


def asked_on(case: Case) -> datetime.date:
    """Return the day on which a case was asked for, complete."""
    answered = [notice.answered_at for notice in case.notices.all() if notice.answered_at is not None]
    return city.day(max([case.applied_at, *answered]))


def running(case: Case, clock: Clock, *, at: datetime.datetime) -> dict[str, object]:
    """Return the columns of a case whose clock runs, with the last day it comes to."""
    due = limits.result_due(clock=clock, calendar=telling.here(case, at=at).calendar)
    return {
        "clock_from": clock.started,
        "clock_left": clock.left,
        "clock_unit": clock.unit,
        "clock_stands": False,
        "limit_on": due.on,
        "limit_provisional": due.provisional,
        "limit_was": None,
    }


def standing(case: Case, *, at: datetime.datetime) -> dict[str, object]:
    """Return the columns of a case whose clock stands from today."""
    left = limits.stopped(clock=_of(case), on=city.day(at), calendar=telling.here(case, at=at).calendar)
    return {"clock_from": left.started, "clock_left": left.left, "clock_stands": True}


def resumed(case: Case, *, at: datetime.datetime) -> dict[str, object]:
    """Return the columns of a case whose clock runs on from today; none where it never stood."""
    return running(case, limits.resumed(clock=_of(case), on=city.day(at)), at=at) if case.clock_stands else {}


def _of(case: Case) -> Clock:
    if case.clock_from is None or case.clock_left is None:
        raise ValueError("A taken case has a clock.")
    return Clock(started=case.clock_from, left=case.clock_left, unit="CD" if case.clock_unit == "CD" else "WD")
