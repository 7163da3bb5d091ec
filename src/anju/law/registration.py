"""This module answers who registers, by when, and from when a permit can be asked for. Source: A1–A3, B1, B3, D7, E1."""

from datetime import date

from anju.law import deadline, elsewhere
from anju.law.codes import ExemptKind, Nationality
from anju.law.deadline import Due
from anju.law.decision import Decision, Outcome, Reason
from anju.law.policy import Policy
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.law.workdays import Calendar

# 居住3日以上; the number itself is included (民法典 1259).
SHORTEST_STAY_DAYS = 3
PERMIT_AFTER_MONTHS = 6
REFUSED_YEARS, WARNED_YEARS = 20, 3

SAME_COUNTY = Text(
    zh="您的户口就在本县（市、区），不需要办理居住登记。", en="Your 户口 is in this very county: you need not register."
)
TOO_SHORT = Text(
    zh="居住不满{days}日，不需要办理居住登记。住满{days}日以上再来办理即可。",
    en="A stay of under {days} days need not be registered. Come back if you stay {days} days or more.",
)
EXEMPT = Text(
    zh="{place}已有登记的，可以不办理居住登记；您自愿办理的，照常受理。",
    en="{place}: the place keeps its own record, so you need not register. If you wish to, you are accepted all the same.",
)
REGISTER = Text(
    zh="户口在其他县（市、区）、在这里居住{days}日以上，应当办理居住登记。",
    en="Your 户口 is in another county and you stay {days} days or more: please register.",
)
FUTURE = Text(
    zh="到达日期{arrived_on}还没有到，请核对。", en="The arrival date {arrived_on} lies ahead. Please check it."
)
ANCIENT = Text(
    zh="到达日期{arrived_on}已超过{years}年，请核对年份。",
    en="The arrival date {arrived_on} lies more than {years} years back. Please check the year.",
)
LONG_AGO = Text(
    zh="到达日期{arrived_on}已超过{years}年，请再看一眼年份；无误可以继续。晚登记不影响办理。",
    en="The arrival date {arrived_on} lies more than {years} years back. Please look at the year once more; if it is "
    "right, go on. Registering late is no obstacle.",
)


def must_register(
    *,
    hukou_county: str,
    residence_county: str,
    nights: int | None = None,
    exempt: ExemptKind | None = None,
    nationality: Nationality = Nationality.MAINLAND,
) -> Decision:
    """This answers whether a person registers here: yes, no, or may (voluntarily). Source: A1, A2, A3.

    Counties are codes of six digits or more, compared on six; for a zone that is no legal division, give the
    county it lies in. `nights` is the length of the stay, None while it is open.
    """
    if nationality in elsewhere.WHERE_TO_GO:
        return _answer("no", "A3", elsewhere.WHERE_TO_GO[nationality])
    if hukou_county[:6] == residence_county[:6]:
        return _answer("no", "A1", SAME_COUNTY)
    if nights is not None and nights < SHORTEST_STAY_DAYS:
        return _answer("no", "A1", TOO_SHORT.format(days=SHORTEST_STAY_DAYS))
    if exempt is not None:
        return _answer("may", "A2", EXEMPT.format(place=exempt.label))
    return _answer("yes", "A1", REGISTER.format(days=SHORTEST_STAY_DAYS))


def nights(*, arrived_on: date, until: date | None) -> int | None:
    """This is the length of a stay in days, None while its end is open."""
    return None if until is None else (until - arrived_on).days


def due(*, arrived_on: date, calendar: Calendar, policy: Policy) -> Due:
    """This is the last day for declaring residence. Lateness is shown and never blocks (B2). Source: B1."""
    return deadline.working_days(start=arrived_on, count=policy.register_working_days, calendar=calendar, rule="B1")


def check_due(*, declared_on: date, calendar: Calendar, policy: Policy) -> Due:
    """This is the last day for checking an online declaration before it becomes “to verify”. Source: B3."""
    return deadline.working_days(
        start=declared_on, count=policy.verify_declaration_working_days, calendar=calendar, rule="B3"
    )


def told_due(*, submitted_on: date, calendar: Calendar, policy: Policy) -> Due:
    """This is the last day for saying what a file lacks; after it the file counts as accepted. Source: B7."""
    return deadline.working_days(
        start=submitted_on, count=policy.untold_accepted_working_days, calendar=calendar, rule="B7"
    )


def move_due(*, moved_on: date, calendar: Calendar, policy: Policy) -> Due:
    """This is the last day for declaring a move inside the county. Source: D1."""
    return deadline.working_days(start=moved_on, count=policy.move_working_days, calendar=calendar, rule="D1")


def objection_due(*, notified_on: date, calendar: Calendar, policy: Policy) -> Due:
    """This is the last day for objecting to a cancellation the person did not ask for. Source: D6."""
    return deadline.working_days(start=notified_on, count=policy.objection_working_days, calendar=calendar, rule="D6")


def confirm_due(*, confirmed_on: date, calendar: Calendar, policy: Policy) -> Due:
    """This is the day on which an unconfirmed stay becomes a visit, never a cancellation. Source: D7."""
    return deadline.months(
        start=confirmed_on, count=policy.unconfirmed_months, calendar=calendar, rule="D7", roll=False
    )


def permit_from(*, registered_on: date, months: int = PERMIT_AFTER_MONTHS) -> date:
    """This is the first day on which a permit can be asked for; it doesn't roll. Source: E1, 38号."""
    return deadline.add_months(registered_on, months)


def arrival_problem(
    *, arrived_on: date, today: date, refused_years: int = REFUSED_YEARS, warned_years: int = WARNED_YEARS
) -> Text | None:
    """This raises a Refusal for an arrival ahead or ages ago, and returns a warning for one long ago. Source: B2."""
    if arrived_on > today:
        raise Refusal("arrival_in_future", FUTURE.format(arrived_on=arrived_on), field="arrived_on", rule="B1")
    if arrived_on < deadline.add_months(today, -12 * refused_years):
        text = ANCIENT.format(arrived_on=arrived_on, years=refused_years)
        raise Refusal("arrival_too_long_ago", text, field="arrived_on", rule="B1")
    if arrived_on < deadline.add_months(today, -12 * warned_years):
        return LONG_AGO.format(arrived_on=arrived_on, years=warned_years)
    return None


def _answer(outcome: Outcome, rule: str, text: Text) -> Decision:
    return Decision(outcome=outcome, reasons=(Reason(rule=rule, text=text),))
