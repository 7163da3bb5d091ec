"""How a list leaves the house: two people, a purpose, a count, a time (L3)."""

import datetime

import pytest

from anju import catalogue
from anju.law import export as law
from anju.law import policy
from anju.law.refusal import Refusal

AT = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)
POLICY = policy.resolve(defaults=catalogue.current().defaults, overrides=(), place=(), on=datetime.date(2026, 3, 4))


def test_L3_a_request_and_a_released_file_lapse_after_the_hours_of_the_policy() -> None:
    until = law.until(at=AT, policy=POLICY)
    assert until - AT == datetime.timedelta(hours=72)
    before = until - datetime.timedelta(seconds=1)
    lapsed = {
        state: [law.lapsed(state=state, until=until, at=at) for at in (before, until)] for state in law.LIFECYCLE.states
    }
    ends = [False, True]
    assert lapsed == {"asked": ends, "released": ends, "declined": [False, False], "withdrawn": [False, False]}


@pytest.mark.parametrize(("rows", "higher"), [(1, False), (500, False), (501, True)])
def test_L3_more_than_five_hundred_rows_need_somebody_higher_up(rows: int, higher: bool) -> None:
    assert law.higher(rows=rows, policy=POLICY) is higher


@pytest.mark.parametrize("stated", ["", "own", "audit", "statistics", "nonsense"])
def test_L2_a_list_leaves_for_a_stated_purpose_only(stated: str) -> None:
    with pytest.raises(Refusal) as refused:
        law.purpose(stated)
    assert (refused.value.code, refused.value.field) == ("purpose_missing", "purpose")
    assert law.purpose("service") == "service"


def test_why_it_is_needed_and_why_it_is_declined_are_told_in_words() -> None:
    for read in (law.why, law.reason):
        assert read(" 年终\x00核对 ") == "年终核对"
        for typed, code in (("  ", "reason_missing"), ("字" * 301, "words_too_long")):
            with pytest.raises(Refusal) as refused:
                read(typed)
            assert (refused.value.code, refused.value.field) == (code, "why")


def test_what_is_released_can_be_fetched_again_and_what_is_over_never() -> None:
    acts = {state: [step.act for step in law.LIFECYCLE.acts_from(state)] for state in law.LIFECYCLE.states}
    assert acts == {
        "asked": ["release_export", "decline_export", "withdraw_export"],
        "released": ["withdraw_export", "export_cases"],
        "declined": [],
        "withdrawn": [],
    }
