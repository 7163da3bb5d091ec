"""This module counts the limits of a dispute: mediation, taking a claim, the award, the hearing's notice, what follows.

Three, five and ten days of the arbitration rules are working days, fifteen and forty-five are calendar days (劳动人事争议
仲裁办案规则). Source: I7, I9, 劳动争议调解仲裁法 14, 27, 29, 35, 43, 50, 人民调解法 33, 法律援助法 43.
"""

from datetime import date

from anju.law import deadline
from anju.law.deadline import Due
from anju.law.policy import Policy
from anju.law.workdays import Calendar

# an agreement is looked after on the first working day after it was to be kept
AFTER = 1


def mediation_due(*, kind: str, asked_on: date, calendar: Calendar, policy: Policy) -> Due:
    """This is the last day of mediation, from the day it was asked for."""
    people = kind == "people"
    days = policy.people_mediation_calendar_days if people else policy.labour_mediation_calendar_days
    return deadline.calendar_days(start=asked_on, count=days, calendar=calendar, rule="I9")


def taken_due(*, asked_on: date, calendar: Calendar, policy: Policy) -> Due:
    """This is the last day for saying whether a claim is taken, from the day it arrived."""
    days = policy.arbitration_taken_working_days
    return deadline.working_days(start=asked_on, count=days, calendar=calendar, rule="I9")


def award_due(*, taken_on: date, extended: bool, calendar: Calendar, policy: Policy) -> Due:
    """This is the last day of the award; both times are counted as one from the day the claim was taken."""
    more = policy.arbitration_extension_calendar_days if extended else 0
    days = policy.arbitration_award_calendar_days + more
    return deadline.calendar_days(start=taken_on, count=days, calendar=calendar, rule="I9")


def hearing_from(*, told_on: date, calendar: Calendar, policy: Policy) -> Due:
    """This is the first day on which a hearing may be: both sides hear of it so many working days before."""
    days = policy.hearing_notice_working_days
    return deadline.working_days(start=told_on, count=days, calendar=calendar, rule="I9")


def claim_until(*, over_on: date, calendar: Calendar, policy: Policy) -> Due:
    """This is the last day for going to arbitration after a mediation that failed: asking for help began the year anew.

    Whoever still works there and is owed wages has no limit; the date helps and bars nothing.
    """
    months = policy.arbitration_claim_months
    return deadline.months(start=over_on, count=months, calendar=calendar, rule="I9", roll=True)


def confirm_until(*, signed_on: date, calendar: Calendar, policy: Policy) -> Due:
    """This is the last day for asking a court to confirm an agreement, from the day the last side signed."""
    days = policy.agreement_confirmation_calendar_days
    return deadline.calendar_days(start=signed_on, count=days, calendar=calendar, rule="I9")


def check_on(*, owed_on: date, calendar: Calendar) -> Due:
    """This is the day on which the office asks whether an agreement was kept."""
    return deadline.working_days(start=owed_on, count=AFTER, calendar=calendar, rule="I9")


def court_until(*, decided_on: date, calendar: Calendar, policy: Policy) -> Due:
    """This is the last day for going to court against an award, or against a claim that isn't taken."""
    days = policy.court_calendar_days
    return deadline.calendar_days(start=decided_on, count=days, calendar=calendar, rule="I10")


def aid_due(*, asked_on: date, calendar: Calendar, policy: Policy) -> Due:
    """This is the last day for deciding on legal aid, from the day it was asked for. Source: I7."""
    days = policy.legal_aid_decision_calendar_days
    return deadline.calendar_days(start=asked_on, count=days, calendar=calendar, rule="I7")


def lawyer_due(*, granted_on: date, calendar: Calendar, policy: Policy) -> Due:
    """This is the last day for naming the lawyer. Source: I7."""
    days = policy.legal_aid_lawyer_calendar_days
    return deadline.calendar_days(start=granted_on, count=days, calendar=calendar, rule="I7")
