from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju import catalogue
from anju.law import workdays
from anju.law.refusal import Refusals
from anju.law.workdays import Calendar, YearTable

CALENDAR = catalogue.current().calendar
GOOD = {
    "year": 2027,
    "source": "国务院办公厅关于2027年部分节假日安排的通知",
    "holidays": ["2027-01-01", "2027-05-03", date(2027, 10, 1), date(2027, 10, 4), "2027-10-02", "2027-10-03"],
    "workdays": ["2027-10-09"],
}


def test_every_day_from_2004_to_2026_is_as_published():
    first = date(2004, 1, 1)
    days = [first + timedelta(days=number) for number in range((date(2026, 12, 31) - first).days + 1)]
    assert [day for day in days if CALENDAR.is_workday(day) != chinese_calendar.is_workday(day)] == []
    assert {year for year in range(2004, 2027) if CALENDAR.is_provisional(year)} == set()


@given(st.dates(date(2027, 1, 1), date(2070, 12, 31)))
def test_years_without_a_table_have_weekends_and_the_law_festivals_off(day):
    assert CALENDAR.is_provisional(day.year)
    off = (
        day.weekday() >= 5
        or (day.month, day.day) in workdays.FIXED_FESTIVALS
        or day in CALENDAR.festivals.get(day.year, frozenset())
    )
    assert CALENDAR.is_workday(day) is not off


@pytest.mark.parametrize(
    ("day", "festival"),
    [
        # Dates that almanacs have long printed.
        (date(2027, 2, 6), "春节"),
        (date(2028, 1, 26), "春节"),
        (date(2033, 1, 31), "春节"),
        (date(2034, 2, 19), "春节"),
        (date(2027, 6, 9), "端午"),
        (date(2027, 9, 15), "中秋"),
        (date(2028, 10, 3), "中秋"),
        (date(2027, 4, 5), "清明"),
        (date(2028, 4, 4), "清明"),
        (date(2050, 1, 23), "春节"),
        (date(2060, 2, 2), "春节"),
    ],
)
def test_the_moon_festivals_of_coming_years_are_known(day, festival):
    assert day in CALENDAR.festivals[day.year]


@pytest.mark.parametrize("year", range(2027, 2061))
def test_each_coming_year_has_new_year_of_the_moon_in_its_month_and_four_days_of_it(year):
    days = sorted(CALENDAR.festivals[year])
    assert len(days) == 7
    assert date(year, 1, 20) <= days[0]
    assert days[3] <= date(year, 2, 23)
    assert [(day - days[0]).days for day in days[:4]] == [0, 1, 2, 3]
    assert days[4] in (date(year, 4, 4), date(year, 4, 5), date(year, 4, 6))
    assert date(year, 5, 26) <= days[5] <= date(year, 6, 25)
    assert date(year, 9, 7) <= days[6] <= date(year, 10, 8)


def test_a_loaded_year_replaces_the_provisional_one():
    table = workdays.parse_year(GOOD)
    calendar = catalogue.calendar({2027: table})
    assert not calendar.is_provisional(2027)
    assert calendar.is_workday(date(2027, 10, 9))
    assert not calendar.is_workday(date(2027, 10, 4))
    assert calendar.is_provisional(2028)
    assert CALENDAR.is_provisional(2027)


def test_a_year_reads_dates_written_as_text_or_as_dates():
    assert workdays.parse_year(GOOD) == YearTable(
        year=2027,
        holidays=frozenset({date(2027, 1, 1), date(2027, 5, 3), *(date(2027, 10, number) for number in (1, 2, 3, 4))}),
        workdays=frozenset({date(2027, 10, 9)}),
        source="国务院办公厅关于2027年部分节假日安排的通知",
    )


def codes(mapping):
    with pytest.raises(Refusals) as caught:
        workdays.parse_year(mapping)
    return [(refusal.code, refusal.field) for refusal in caught.value.refusals]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"extra": 1}, [("calendar_unknown_key", "year")]),
        ({"year": "2027"}, [("calendar_year", "year")]),
        ({"year": True}, [("calendar_year", "year")]),
        ({"year": 1999}, [("calendar_year", "year")]),
        ({"year": 2101}, [("calendar_year", "year")]),
        ({"source": ""}, [("calendar_source", "source")]),
        ({"source": 3}, [("calendar_source", "source")]),
        ({"holidays": None}, [("calendar_list", "holidays")]),
        ({"holidays": "2027-01-01"}, [("calendar_list", "holidays")]),
        ({"workdays": ["2027-10-33"]}, [("calendar_date", "workdays")]),
        ({"workdays": [20271009]}, [("calendar_date", "workdays")]),
        ({"workdays": [date(2026, 10, 10)]}, [("calendar_other_year", "workdays")]),
        ({"workdays": ["2027-10-09", "2027-10-09"]}, [("calendar_twice", "workdays")]),
        ({"workdays": ["2027-10-02"]}, [("calendar_both", "workdays")]),
        ({"workdays": ["2027-10-08"]}, [("calendar_not_weekend", "workdays")]),
        ({"holidays": ["2027-10-01"]}, [("calendar_festival_missing", "holidays")]),
        ({"source": "", "workdays": ["x"]}, [("calendar_source", "source"), ("calendar_date", "workdays")]),
    ],
)
def test_everything_wrong_with_a_year_is_said_at_once(change, expected):
    assert codes({**GOOD, **change}) == expected


def test_a_festival_that_falls_on_a_weekend_need_not_be_listed():
    # 2 and 3 October 2027 are Saturday and Sunday, 1 May 2027 is a Saturday.
    table = workdays.parse_year({**GOOD, "holidays": ["2027-01-01", "2027-10-01"]})
    assert len(table.holidays) == 2


def test_a_calendar_without_any_data_still_keeps_weekends_and_fixed_festivals():
    bare = Calendar(tables={})
    assert [bare.is_workday(date(2061, 1, number)) for number in (1, 2, 3, 4)] == [False, False, True, True]
