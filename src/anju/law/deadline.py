"""This module counts limits the way the Civil Code does: working days, days, months and hours.

The start day isn't counted (民法典 201); a month ends on its corresponding or last day (202); a limit in days or
months that ends on a day off moves to the next working day (203).
"""

import calendar as gregorian
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from anju.law.workdays import Calendar

ONE_DAY = timedelta(days=1)
# days of the shortest month
_LEAST = 28


@dataclass(frozen=True)
class Due:
    """This is the last day of a limit; provisional while a year it touched has no published calendar."""

    on: date
    provisional: bool
    rule: str
    started: date

    def is_over(self, *, on: date) -> bool:
        """This tells whether the last day has passed."""
        return on > self.on

    def days_left(self, *, on: date) -> int:
        """This counts the calendar days that are left; 0 on the last day, negative after it."""
        return (self.on - on).days


def working_days(*, start: date, count: int, calendar: Calendar, rule: str) -> Due:
    """This is the limit of `count` working days after `start`. Source: law.md, conventions."""
    _check(count)
    day, left, provisional = start, count, False
    while left:
        day += ONE_DAY
        provisional = provisional or calendar.is_provisional(day.year)
        left -= calendar.is_workday(day)
    return Due(on=day, provisional=provisional, rule=rule, started=start)


def calendar_days(*, start: date, count: int, calendar: Calendar, rule: str, roll: bool = True) -> Due:
    """This is the limit of `count` days after `start`, moved off a day without work unless `roll` is false."""
    _check(count)
    return _ending(start + timedelta(days=count), start=start, calendar=calendar, rule=rule, roll=roll)


def months(*, start: date, count: int, calendar: Calendar, rule: str, roll: bool) -> Due:
    """This is the limit of `count` months after `start`. Source: 民法典 202, 203; E1 doesn't roll."""
    _check(count)
    return _ending(add_months(start, count), start=start, calendar=calendar, rule=rule, roll=roll)


def hours(*, start: datetime, count: int) -> datetime:
    """This is the moment `count` clock hours after an aware moment; hours run through nights and holidays."""
    _check(count)
    if start.tzinfo is None:
        raise ValueError("hours run from a moment: give an aware datetime")
    return start + timedelta(hours=count)


def earliest(*dues: Due) -> Due:
    """This is the limit that binds where several run; provisional if the answer could change with any of them."""
    if not dues:
        raise ValueError("earliest needs at least one limit")
    first = min(dues, key=lambda due: due.on)
    return Due(on=first.on, provisional=any(due.provisional for due in dues), rule=first.rule, started=first.started)


def add_months(day: date, n: int) -> date:
    """This is the corresponding day `n` months on (or back), or that month's last day. Source: 民法典 202."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    # every month has 28 days; only for the rest it is asked, which takes longer than everything else here
    last = _LEAST if day.day <= _LEAST else gregorian.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def next_workday(day: date, *, calendar: Calendar) -> date:
    """This is the day itself if offices work, or the first day after it on which they do."""
    while not calendar.is_workday(day):
        day += ONE_DAY
    return day


def _ending(day: date, *, start: date, calendar: Calendar, rule: str, roll: bool) -> Due:
    if not roll:
        return Due(on=day, provisional=False, rule=rule, started=start)
    end = next_workday(day, calendar=calendar)
    provisional = calendar.is_provisional(day.year) or calendar.is_provisional(end.year)
    return Due(on=end, provisional=provisional, rule=rule, started=start)


def _check(count: int) -> None:
    if count < 0:
        raise ValueError("a limit can't be negative")
