"""The city's day: one definition, whatever zone a machine keeps."""

import datetime

import pytest

from anju.law import city

HOURS = datetime.timedelta(hours=1)


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime.datetime(2026, 3, 4, 15, 59, tzinfo=datetime.UTC), datetime.date(2026, 3, 4)),
        (datetime.datetime(2026, 3, 4, 16, 0, tzinfo=datetime.UTC), datetime.date(2026, 3, 5)),
        (datetime.datetime(2026, 3, 4, 23, 30, tzinfo=datetime.timezone(-5 * HOURS)), datetime.date(2026, 3, 5)),
    ],
)
def test_the_day_is_the_day_in_the_city(at: datetime.datetime, day: datetime.date) -> None:
    assert city.day(at) == day
    assert city.midnight(at) == datetime.datetime.combine(day, datetime.time(), datetime.timezone(8 * HOURS))
