import datetime

import pytest

from anju.catalogue import yearly
from anju.law.refusal import Refusal, Refusals

TOML = """
year = 2027
holidays = [2027-01-01, 2027-02-06, 2027-05-03, 2027-10-01, 2027-10-04, 2027-10-05]
workdays = [2027-02-20]
source = "国办发"
"""
CSV = """日期,安排
2027-01-01,放假
2027/02/06,off
2027-10-01,休
2027-02-20,上班
"""


def test_toml_as_shipped_is_read():
    table = yearly.read(text=TOML, source="")
    assert table.year == 2027
    assert table.workdays == {datetime.date(2027, 2, 20)}
    assert table.source == "国办发"


def test_two_columns_are_read_in_chinese_and_english():
    table = yearly.read(text=CSV, source="国务院办公厅通知")
    assert table.year == 2027
    assert table.holidays == {datetime.date(2027, 1, 1), datetime.date(2027, 2, 6), datetime.date(2027, 10, 1)}
    assert table.source == "国务院办公厅通知"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "calendar_empty"),
        ("x" * 60_000, "calendar_too_long"),
        ("year = [", "calendar_toml"),
        ("2027-01-01,maybe", "calendar_row"),
        ("2027-01-01", "calendar_row"),
    ],
)
def test_what_is_no_calendar_is_refused_with_its_reason(text, code):
    with pytest.raises(Refusal) as told:
        yearly.read(text=text, source="x")
    assert told.value.code == code
    assert told.value.field == "text"


def test_every_mistake_of_a_table_is_told_at_once():
    with pytest.raises(Refusals) as told:
        yearly.read(text="2027-01-01,off\n2027-13-41,off\n2026-02-02,work", source="")
    assert {one.code for one in told.value.refusals} >= {"calendar_source", "calendar_date", "calendar_other_year"}
