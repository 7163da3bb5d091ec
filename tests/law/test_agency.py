"""Until when somebody acts for another. Source: B8, L6."""

import datetime

import pytest

from anju import catalogue
from anju.law import agency
from anju.law import policy as policies

BORN = datetime.date(2010, 3, 7)


def _over(*, since: tuple[int, int, int], on: tuple[int, int, int], guardian: bool, born: datetime.date = BORN) -> bool:
    day = datetime.date(*on)
    policy = policies.resolve(defaults=catalogue.current().defaults, overrides=[], place=(), on=day)
    return agency.over(birth_on=born, since=datetime.date(*since), on=day, guardian=guardian, policy=policy)


@pytest.mark.parametrize(("guardian", "year"), [(True, 2028), (False, 2026)])
def test_it_ends_on_the_birthday_and_not_a_day_before(guardian: bool, year: int) -> None:
    assert not _over(since=(2020, 1, 1), on=(year, 3, 6), guardian=guardian)
    assert _over(since=(2020, 1, 1), on=(year, 3, 7), guardian=guardian)


@pytest.mark.parametrize(("guardian", "year"), [(True, 2028), (False, 2026)])
def test_begun_after_the_birthday_it_does_not_end_by_age(guardian: bool, year: int) -> None:
    assert _over(since=(year, 3, 6), on=(year + 9, 1, 1), guardian=guardian)
    assert not _over(since=(year, 3, 7), on=(year + 9, 1, 1), guardian=guardian)


def test_a_birthday_of_29_february_is_kept_on_1_march() -> None:
    leap = datetime.date(2008, 2, 29)
    assert not _over(since=(2020, 1, 1), on=(2026, 2, 28), guardian=True, born=leap)
    assert _over(since=(2020, 1, 1), on=(2026, 3, 1), guardian=True, born=leap)
