from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju import catalogue
from anju.law import endorsement, policy
from anju.law.endorsement import Continuity, Suspension

CALENDAR = catalogue.current().calendar
POLICY = policy.resolve(defaults=catalogue.current().defaults, overrides=(), place=(), on=date(2026, 3, 4))


def on(text):
    return date.fromisoformat(text)


def window(issued, number=1):
    return endorsement.window(anchor_on=on(issued), number=number, calendar=CALENDAR, policy=POLICY)


@pytest.mark.parametrize(
    ("issued", "number", "opens", "closes"),
    [
        ("2024-02-29", 1, "2025-01-28", "2025-02-28"),
        ("2025-10-03", 1, "2026-09-03", "2026-10-08"),
        ("2020-02-29", 4, "2024-01-29", "2024-02-29"),
    ],
)
def test_F2_the_window_is_the_month_before_the_anniversary(issued, number, opens, closes):
    found = window(issued, number)
    assert (found.opens_on, found.closes.on, found.closes.rule) == (on(opens), on(closes), "F2")


def test_F2_both_ends_are_inside_and_suspension_begins_the_day_after():
    found = window("2025-10-03")
    days = ("2026-09-02", "2026-09-03", "2026-10-08", "2026-10-09")
    assert [found.is_open(on=on(day)) for day in days] == [False, True, True, False]
    assert found.suspended_from == on("2026-10-09")


def test_F2_anniversaries_count_from_one():
    with pytest.raises(ValueError, match="counted from 1"):
        window("2025-10-03", 0)


def test_F2_the_next_window_follows_what_was_endorsed():
    found = endorsement.next_window(anchor_on=on("2024-05-06"), endorsed=1, calendar=CALENDAR, policy=POLICY)
    assert (found.number, found.anniversary) == (2, on("2026-05-06"))


@given(st.dates(date(2016, 1, 1), date(2024, 12, 31)), st.integers(1, 5))
def test_F2_windows_never_overlap_and_the_anchor_never_drifts(issued_on, number):
    first, second = (
        endorsement.window(anchor_on=issued_on, number=count, calendar=CALENDAR, policy=POLICY)
        for count in (number, number + 1)
    )
    assert first.closes.on < second.opens_on
    assert second.anniversary.year == issued_on.year + number + 1
    assert second.anniversary.day == issued_on.day or (issued_on.month, issued_on.day) == (2, 29)


def test_F3_reminders_stand_in_order():
    assert endorsement.reminders(window=window("2025-05-06"), policy=POLICY) == (
        on("2026-04-06"),
        on("2026-04-22"),
        on("2026-04-29"),
        on("2026-05-05"),
        on("2026-05-07"),
    )


def test_F3_no_reminder_comes_before_the_window_opens():
    early = replace(POLICY, endorsement_reminder_days=(40, 30, 1))
    assert endorsement.reminders(window=window("2025-05-06"), policy=early) == (
        on("2026-04-06"),
        on("2026-05-05"),
        on("2026-05-07"),
    )


def test_F1_the_anchor_is_the_issue_unless_the_city_says_registration():
    days = {"issued_on": on("2025-07-20"), "registered_on": on("2025-01-15")}
    assert endorsement.anchor(**days, policy=POLICY) == on("2025-07-20")
    assert endorsement.anchor(**days, policy=replace(POLICY, endorsement_anchor="registration")) == on("2025-01-15")


def test_F7_an_endorsement_is_done_in_ten_working_days():
    due = endorsement.done_due(asked_on=on("2026-05-06"), calendar=CALENDAR, policy=POLICY)
    assert (due.on, due.rule) == (on("2026-05-19"), "F7")


SINCE = on("2022-03-01")
LATE = Suspension(start=on("2024-03-02"), end=on("2024-03-12"))


@pytest.mark.parametrize(
    ("suspensions", "day", "restart", "deduct"),
    [
        ((), "2025-01-01", "2022-03-01", "2022-03-01"),
        ((LATE,), "2024-03-01", "2022-03-01", "2022-03-01"),
        ((LATE,), "2025-01-01", "2024-03-12", "2022-03-11"),
        ((LATE,), "2024-03-07", "2024-03-07", "2022-03-06"),
        ((LATE, Suspension(start=on("2025-03-02"))), "2025-03-07", "2025-03-07", "2022-03-16"),
        ((LATE, Suspension(on("2025-03-02"), on("2025-03-03"))), "2026-01-01", "2025-03-03", "2022-03-12"),
    ],
)
def test_F5_both_readings_of_a_late_endorsement_are_shown(suspensions, day, restart, deduct):
    found = endorsement.continuity(since=SINCE, suspensions=suspensions, on=on(day), policy=POLICY)
    assert found == Continuity(restart=on(restart), deduct=on(deduct), since=on(restart))


def test_F5_a_city_may_deduct():
    deducting = replace(POLICY, late_endorsement="deduct")
    found = endorsement.continuity(since=SINCE, suspensions=(LATE,), on=on("2025-01-01"), policy=deducting)
    assert found.since == found.deduct == on("2022-03-11")


@pytest.mark.parametrize(
    ("since", "day", "added", "years"),
    [
        ("2022-03-01", "2025-02-28", 0, 2),
        ("2022-03-01", "2025-03-01", 0, 3),
        ("2024-02-29", "2025-02-28", 0, 1),
        ("2024-02-29", "2025-02-27", 0, 0),
        ("2025-03-31", "2025-03-31", 0, 0),
        ("2025-03-01", "2025-02-01", 0, 0),
        ("2024-06-01", "2025-03-01", 3, 1),
        ("2024-06-02", "2025-03-01", 3, 0),
    ],
)
def test_F8_only_full_years_count(since, day, added, years):
    assert endorsement.residence_years(since=on(since), on=on(day), added_months=added) == years
