"""This module answers when a permit is endorsed, suspended and restored, and how its years run on. Source: F1–F8."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from anju.law import deadline
from anju.law.deadline import Due
from anju.law.policy import Policy
from anju.law.workdays import Calendar

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Window:
    """This is the time in which one anniversary's endorsement is made; `closes.on` is its last day."""

    number: int
    anniversary: date
    opens_on: date
    closes: Due

    @property
    def suspended_from(self) -> date:
        """This is the first day without function if nobody endorsed the permit. Source: F4."""
        return self.closes.on + ONE_DAY

    def is_open(self, *, on: date) -> bool:
        """This tells whether the permit can be endorsed in time on a day."""
        return self.opens_on <= on <= self.closes.on


@dataclass(frozen=True)
class Suspension:
    """This is a time without function: from `start`, until the late endorsement on `end` (None while it lasts)."""

    start: date
    end: date | None = None


@dataclass(frozen=True)
class Continuity:
    """This is since when residence counts as continuous: by both readings of the law, and by the city's. Source: F5."""

    restart: date
    deduct: date
    since: date


def anchor(*, issued_on: date, registered_on: date, policy: Policy) -> date:
    """This is the day from which anniversaries count. Source: F1."""
    return registered_on if policy.endorsement_anchor == "registration" else issued_on


def window(*, anchor_on: date, number: int, calendar: Calendar, policy: Policy) -> Window:
    """This is the window of an anniversary, 1 for the first; a last day on a holiday moves on. Source: F2."""
    if number < 1:
        raise ValueError("anniversaries are counted from 1")
    count = number * policy.endorsement_every_months
    anniversary = deadline.add_months(anchor_on, count)
    return Window(
        number=number,
        anniversary=anniversary,
        opens_on=deadline.add_months(anniversary, -policy.endorsement_window_months),
        closes=deadline.months(start=anchor_on, count=count, calendar=calendar, rule="F2", roll=True),
    )


def next_window(*, anchor_on: date, endorsed: int, calendar: Calendar, policy: Policy) -> Window:
    """This is the window that follows the last endorsed anniversary; `endorsed` is its number, 0 for none."""
    return window(anchor_on=anchor_on, number=endorsed + 1, calendar=calendar, policy=policy)


def reminders(*, window: Window, policy: Policy) -> tuple[date, ...]:
    """This lists the days on which to remind, in order: opening, before the end, and on suspension. Source: F3."""
    before = {window.closes.on - timedelta(days=days) for days in policy.endorsement_reminder_days}
    inside = {day for day in before if day > window.opens_on}
    return tuple(sorted({window.opens_on, *inside, window.suspended_from}))


def done_due(*, asked_on: date, calendar: Calendar, policy: Policy) -> Due:
    """This is the last day for carrying out an endorsement. Source: F7."""
    return deadline.working_days(start=asked_on, count=policy.endorsement_working_days, calendar=calendar, rule="F7")


def continuity(*, since: date, suspensions: Sequence[Suspension], on: date, policy: Policy) -> Continuity:
    """This is since when residence is continuous on a day; both readings are shown. Source: F5.

    `restart` counts from the last late endorsement, the literal text; `deduct` leaves out the suspended time only.
    A suspension that lasts counts as ending on the day asked about.
    """
    begun = [suspension for suspension in suspensions if suspension.start <= on]
    ends = [min(suspension.end or on, on) for suspension in begun]
    restart = max([since, *ends])
    lost = sum((end - suspension.start).days for suspension, end in zip(begun, ends, strict=True))
    deduct = since + timedelta(days=lost)
    return Continuity(restart=restart, deduct=deduct, since=restart if policy.late_endorsement == "restart" else deduct)


def residence_years(*, since: date, on: date, added_months: int = 0) -> int:
    """This counts full years since a day, with earlier 暂住证 time an officer added on proof. Source: F8."""
    months = (on.year - since.year) * 12 + on.month - since.month
    if months > 0 and deadline.add_months(since, months) > on:
        months -= 1
    return max(0, months + added_months) // 12
