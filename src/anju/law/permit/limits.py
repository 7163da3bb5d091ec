"""This module answers by when a residence permit is issued, extended and collected. Source: E1, E6, E7, G2."""

from datetime import date, timedelta

from anju.law import deadline
from anju.law.deadline import Due
from anju.law.policy import Policy
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.law.workdays import Calendar

NO_REASON = Text(zh="请写明延长的理由。", en="Please state why the limit is extended.")
NOT_ALLOWED = Text(
    zh="本地没有规定可以延长居住证的发放期限，请在原期限内办结。",
    en="No rule of this place allows the limit to be extended. Please finish within it.",
)


def eligible_from(*, registered_on: date, policy: Policy) -> date:
    """This is the first day on which a permit can be asked for; it doesn't roll. Source: E1."""
    return deadline.add_months(registered_on, policy.permit_after_months)


def days_until_eligible(*, registered_on: date, on: date, policy: Policy) -> int:
    """This counts the days of the countdown, 0 once a permit can be asked for. Source: E1."""
    return max(0, (eligible_from(registered_on=registered_on, policy=policy) - on).days)


def issue_due(*, accepted_on: date, calendar: Calendar, policy: Policy) -> Due:
    """This is the last day for issuing: both limits run and the earlier one binds. Source: E6, G1."""
    working, plain = issue_limits(accepted_on=accepted_on, calendar=calendar, policy=policy)
    return deadline.earliest(working, plain)


def issue_limits(*, accepted_on: date, calendar: Calendar, policy: Policy) -> tuple[Due, Due]:
    """This shows both limits, the province's in working days and the regulation's in days. Source: E6."""
    return (
        deadline.working_days(start=accepted_on, count=policy.permit_working_days, calendar=calendar, rule="E6"),
        deadline.calendar_days(start=accepted_on, count=policy.permit_calendar_days, calendar=calendar, rule="E6"),
    )


def extended_due(*, accepted_on: date, reason: str, calendar: Calendar, policy: Policy) -> Due:
    """This is the last day after an extension, or a Refusal: not allowed here, or without a reason. Source: E7."""
    if not policy.permit_extension_allowed:
        raise Refusal("extension_not_allowed", NOT_ALLOWED, rule="E7")
    if not reason.strip():
        raise Refusal("reason_missing", NO_REASON, field="reason", rule="E7")
    # The total may not exceed 30 days, so a last day on a holiday does not move on here.
    return deadline.calendar_days(
        start=accepted_on, count=policy.permit_extension_calendar_days, calendar=calendar, rule="E7", roll=False
    )


def collection_reminders(*, ready_on: date, policy: Policy) -> tuple[date, ...]:
    """This lists the days on which an uncollected card is recalled to mind. Source: G2."""
    return tuple(ready_on + timedelta(days=days) for days in sorted(policy.permit_uncollected_days))
