"""This module counts a case's limits: taken, settled with the clock stopped only where the law lets it, reviewed, followed up.

Source: I9, J3, law.md conventions.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from anju.law import deadline
from anju.law.deadline import Due
from anju.law.policy import Policy
from anju.law.service import Service, Unit
from anju.law.workdays import Calendar

# a case is near its limit from the working day before the last one
NEAR = 1


@dataclass(frozen=True)
class Clock:
    """This is how much of a limit is left on the day from which it runs (on)."""

    started: date
    left: int
    unit: Unit


def taken_due(*, sent_on: date, calendar: Calendar, policy: Policy) -> Due:
    """This is the last day for taking or returning a case. Source: I9."""
    return deadline.working_days(start=sent_on, count=policy.case_taken_working_days, calendar=calendar, rule="I9")


def sent_due(*, service: Service, sent_on: date, calendar: Calendar, policy: Policy) -> Due:
    """This is the last day for taking a case; where the law counts from the asking never after the result's. Source: I7, I9."""
    due = taken_due(sent_on=sent_on, calendar=calendar, policy=policy)
    if not service.from_asking:
        return due
    return min(due, result_due(clock=begun(service=service, on=sent_on), calendar=calendar), key=lambda one: one.on)


def begun(*, service: Service, on: date, asked_on: date | None = None) -> Clock:
    """This is the clock of a result on the day the case was taken, or asked for where the law counts from there.

    ValueError where a service has no limit. Source: I7, I9.
    """
    if service.limit is None:
        raise ValueError(f"{service.id} has no limit and so no case")
    started = asked_on if service.from_asking and asked_on is not None else on
    return Clock(started=started, left=service.limit.count, unit=service.limit.unit)


def result_due(*, clock: Clock, calendar: Calendar) -> Due:
    """This is the last day for the result; equal to service.due while nothing stopped the clock. Source: I9."""
    count = deadline.working_days if clock.unit == "WD" else deadline.calendar_days
    return count(start=clock.started, count=clock.left, calendar=calendar, rule="I9")


def stopped(*, clock: Clock, on: date, calendar: Calendar) -> Clock:
    """This is what is left when the clock stops on a day; a limit that has passed has nothing left. Source: I9."""
    if clock.unit == "CD":
        used = (on - clock.started).days
    else:
        days = (clock.started + timedelta(days=number) for number in range(1, (on - clock.started).days + 1))
        used = sum(calendar.is_workday(day) for day in days)
    return Clock(started=on, left=max(0, clock.left - used), unit=clock.unit)


def resumed(*, clock: Clock, on: date) -> Clock:
    """This is the clock that runs on with what was left. Source: I9."""
    return Clock(started=on, left=clock.left, unit=clock.unit)


def near_until(*, on: date, calendar: Calendar) -> date:
    """This is the latest last day that is near on a day: the next working day. Source: I9."""
    return deadline.working_days(start=on, count=NEAR, calendar=calendar, rule="I9").on


def objection_until(*, decided_on: date, calendar: Calendar, policy: Policy) -> Due:
    """This is the last day for objecting to a decision. Source: I10, 行政复议法 20."""
    days = policy.case_objection_calendar_days
    return deadline.calendar_days(start=decided_on, count=days, calendar=calendar, rule="I10")


def review_due(*, objected_on: date, calendar: Calendar, policy: Policy) -> Due:
    """This is the last day for a review. Source: I10; modelled on I6."""
    days = policy.case_review_working_days
    return deadline.working_days(start=objected_on, count=days, calendar=calendar, rule="I10")


def contact_due(*, rated_on: date, calendar: Calendar, policy: Policy) -> Due:
    """This is the last day for reaching somebody who gave a low grade. Source: J3."""
    days = policy.follow_up_contact_working_days
    return deadline.working_days(start=rated_on, count=days, calendar=calendar, rule="J3")


def follow_up_due(*, rated_on: date, calendar: Calendar, policy: Policy) -> Due:
    """This is the last day for settling what a low grade was about. Source: J3."""
    days = policy.follow_up_working_days
    return deadline.working_days(start=rated_on, count=days, calendar=calendar, rule="J3")
