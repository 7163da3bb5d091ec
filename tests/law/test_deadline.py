from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju import catalogue
from anju.law import deadline
from anju.law.deadline import Due

CALENDAR = catalogue.current().calendar
DAYS = st.dates(date(2004, 1, 1), date(2040, 12, 31))


def on(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2024-02-08", "2024-02-19"),
        ("2024-09-30", "2024-10-10"),
        ("2025-01-24", "2025-02-05"),
        ("2025-01-26", "2025-02-06"),
        ("2025-04-30", "2025-05-08"),
        ("2026-06-18", "2026-06-24"),
        ("2026-09-30", "2026-10-10"),
    ],
)
def test_three_working_days_skip_holidays_and_keep_make_up_days(start, expected):
    due = deadline.working_days(start=on(start), count=3, calendar=CALENDAR, rule="B1")
    assert due == Due(on=on(expected), provisional=False, rule="B1", started=on(start))


def e6(start):
    return deadline.earliest(
        deadline.working_days(start=start, count=10, calendar=CALENDAR, rule="E6"),
        deadline.calendar_days(start=start, count=15, calendar=CALENDAR, rule="E6"),
    )


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2025-03-03", "2025-03-17"),
        ("2026-05-06", "2026-05-19"),
        ("2024-09-29", "2024-10-14"),
        ("2025-09-29", "2025-10-14"),
        ("2025-01-20", "2025-02-05"),
    ],
)
def test_E6_takes_the_earlier_of_ten_working_days_and_fifteen_days(start, expected):
    assert e6(on(start)).on == on(expected)


@pytest.mark.parametrize(
    ("start", "expected"),
    [("2025-01-15", "2025-07-15"), ("2025-08-31", "2026-02-28"), ("2024-08-30", "2025-02-28")],
)
def test_E1_six_months_end_on_the_corresponding_or_last_day(start, expected):
    due = deadline.months(start=on(start), count=6, calendar=CALENDAR, rule="E1", roll=False)
    assert due.on == on(expected)


def test_a_month_limit_that_rolls_leaves_the_holiday():
    due = deadline.months(start=on("2025-10-03"), count=12, calendar=CALENDAR, rule="F2", roll=True)
    assert due.on == on("2026-10-08")


def test_calendar_days_roll_only_if_asked_to():
    start = on("2026-09-16")
    rolled = deadline.calendar_days(start=start, count=15, calendar=CALENDAR, rule="E6")
    plain = deadline.calendar_days(start=start, count=15, calendar=CALENDAR, rule="E6", roll=False)
    assert (rolled.on, plain.on) == (on("2026-10-08"), on("2026-10-01"))


@pytest.mark.parametrize(
    ("start", "count", "provisional"),
    [("2026-12-25", 4, False), ("2026-12-30", 1, False), ("2026-12-30", 2, True), ("2027-06-01", 1, True)],
)
def test_working_days_are_provisional_once_they_touch_a_year_without_table(start, count, provisional):
    due = deadline.working_days(start=on(start), count=count, calendar=CALENDAR, rule="B1")
    assert due.provisional is provisional


def test_days_without_rolling_are_never_provisional_and_rolled_ones_are_by_where_they_end():
    start = on("2026-12-20")
    assert not deadline.calendar_days(start=start, count=15, calendar=CALENDAR, rule="L5", roll=False).provisional
    assert deadline.calendar_days(start=start, count=15, calendar=CALENDAR, rule="L5").provisional
    assert not deadline.calendar_days(start=start, count=11, calendar=CALENDAR, rule="L5").provisional


def test_the_earliest_limit_binds_and_stays_provisional_with_either():
    firm = Due(on=on("2026-12-31"), provisional=False, rule="E6", started=on("2026-12-16"))
    loose = Due(on=on("2027-01-04"), provisional=True, rule="E7", started=on("2026-12-17"))
    assert deadline.earliest(loose, firm) == Due(on=firm.on, provisional=True, rule="E6", started=on("2026-12-16"))
    with pytest.raises(ValueError, match="at least one limit"):
        deadline.earliest()


def test_a_limit_knows_what_is_left_of_it():
    due = Due(on=on("2026-03-04"), provisional=False, rule="B1", started=on("2026-03-01"))
    assert [due.days_left(on=on(day)) for day in ("2026-03-01", "2026-03-04", "2026-03-06")] == [3, 0, -2]
    assert [due.is_over(on=on(day)) for day in ("2026-03-04", "2026-03-05")] == [False, True]


def test_hours_run_through_the_night():
    start = datetime(2026, 9, 30, 22, 30, tzinfo=UTC)
    assert deadline.hours(start=start, count=24) == datetime(2026, 10, 1, 22, 30, tzinfo=UTC)
    with pytest.raises(ValueError, match="aware"):
        deadline.hours(start=datetime(2026, 9, 30), count=24)


def test_a_negative_limit_is_an_error():
    with pytest.raises(ValueError, match="negative"):
        deadline.working_days(start=on("2026-01-05"), count=-1, calendar=CALENDAR, rule="B1")


@given(DAYS, st.integers(1, 40))
def test_working_days_end_on_a_working_day_and_hold_exactly_as_many(start, count):
    due = deadline.working_days(start=start, count=count, calendar=CALENDAR, rule="B1")
    passed = [start + timedelta(days=number) for number in range(1, (due.on - start).days + 1)]
    assert CALENDAR.is_workday(due.on)
    assert sum(CALENDAR.is_workday(day) for day in passed) == count


@given(DAYS, DAYS, st.integers(0, 20))
def test_who_starts_later_is_never_due_earlier(one, other, count):
    first, second = sorted((one, other))
    dues = [
        deadline.working_days(start=start, count=count, calendar=CALENDAR, rule="B1").on for start in (first, second)
    ]
    # With a count of nought the limit is the start itself.
    assert dues[0] <= dues[1]


@given(DAYS, st.integers(-60, 60))
def test_months_keep_the_day_or_end_with_the_month(day, count):
    moved = deadline.add_months(day, count)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == count
    assert moved.day == day.day or (moved.day < day.day and (moved + timedelta(days=1)).day == 1)


@given(DAYS, st.integers(0, 60))
def test_a_rolled_limit_is_the_first_working_day_not_before_the_end(start, count):
    plain = deadline.calendar_days(start=start, count=count, calendar=CALENDAR, rule="D9", roll=False).on
    rolled = deadline.calendar_days(start=start, count=count, calendar=CALENDAR, rule="D9").on
    between = [plain + timedelta(days=number) for number in range((rolled - plain).days)]
    assert CALENDAR.is_workday(rolled)
    assert not any(CALENDAR.is_workday(day) for day in between)
