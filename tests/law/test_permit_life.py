"""The life of a permit by the letter: which window a day is for, what is done at once, when one is reminded, how time is counted."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from anju import catalogue
from anju.law import endorsement, policy
from anju.law.permit import endorsing, life
from anju.law.permit.endorsing import Facts
from anju.law.permit.ground import Circumstances, Proof
from anju.law.refusal import Refusal

CALENDAR = catalogue.current().calendar
POLICY = policy.resolve(defaults=catalogue.current().defaults, overrides=(), place=(), on=date(2026, 3, 4))
HERE = Circumstances(stay_id=uuid.UUID(int=1), address_id=uuid.UUID(int=2), workplace="兰山物流")
LEASE = Proof(ground="dwelling", kind="lease", checked_for=HERE, checked=True, valid_until=None)
TODAY = date(2026, 6, 10)
FACTS = Facts(confirmed_on=date(2026, 5, 1), now=HERE, checked_for=HERE, standing=(LEASE,))
DAY = timedelta(days=1)


def why(facts: Facts) -> list[str]:
    found = endorsing.at_once(facts=facts, on=TODAY, calendar=CALENDAR, policy=POLICY)
    assert (found.outcome == "yes") == (found.reasons[0].rule == "F7")
    return [reason.rule for reason in found.reasons]


@pytest.mark.parametrize(
    ("changed", "rules"),
    [
        ({}, ["F7"]),
        ({"checked_for": None}, ["F7"]),
        ({"confirmed_on": date(2025, 12, 10)}, ["F7"]),
        ({"confirmed_on": date(2025, 12, 9)}, ["D7"]),
        ({"confirmed_on": None}, ["D7"]),
        ({"now": replace(HERE, address_id=uuid.UUID(int=3))}, ["E4"]),
        ({"now": replace(HERE, workplace="新厂")}, ["E4"]),
        ({"now": replace(HERE, stay_id=uuid.UUID(int=9))}, ["F7"]),
        ({"standing": ()}, ["F6"]),
        ({"end_proposed": True}, ["D6"]),
        (
            {
                "end_proposed": True,
                "confirmed_on": None,
                "now": Circumstances(stay_id=uuid.UUID(int=9), address_id=uuid.UUID(int=9), workplace=""),
                "standing": (),
            },
            ["D6", "D7", "E4", "E4", "F6"],
        ),
    ],
)
def test_F7_it_is_done_at_once_exactly_where_nothing_changed(changed: dict[str, object], rules: list[str]) -> None:
    assert why(replace(FACTS, **changed)) == rules  # type: ignore[arg-type]


@given(st.dates(date(2016, 1, 1), date(2022, 12, 31)), st.integers(0, 3), st.integers(0, 1500))
def test_F5_the_window_covered_is_the_last_one_that_had_opened(anchor_on: date, endorsed: int, later: int) -> None:
    first = endorsement.next_window(anchor_on=anchor_on, endorsed=endorsed, calendar=CALENDAR, policy=POLICY)
    on = first.opens_on + later * DAY
    found = endorsing.covered(anchor_on=anchor_on, endorsed=endorsed, on=on, calendar=CALENDAR, policy=POLICY)
    following = endorsement.window(anchor_on=anchor_on, number=found.number + 1, calendar=CALENDAR, policy=POLICY)
    assert found.opens_on <= on < following.opens_on
    assert found.number > endorsed


def test_F3_each_day_of_a_window_has_at_most_one_reminder_and_misses_are_made_up_for_within_a_week() -> None:
    window = endorsement.window(anchor_on=date(2024, 7, 10), number=1, calendar=CALENDAR, policy=POLICY)
    days = [window.opens_on + number * DAY for number in range(-1, 32)]
    found = {day: endorsing.reminder(window=window, on=day, policy=POLICY) for day in days}
    on_time = [day for day, due in found.items() if due == day]
    assert on_time == [date(2025, 6, 10), date(2025, 6, 26), date(2025, 7, 3), date(2025, 7, 9)]
    assert [day for day, due in found.items() if due is None] == [
        date(2025, 6, 9),
        *(date(2025, 6, 17) + number * DAY for number in range(9)),
        date(2025, 7, 11),
    ]


def test_F2_too_early_is_told_with_both_dates() -> None:
    refusal = endorsing.too_early(opens_on=date(2026, 6, 10), closes_on=date(2026, 7, 10))
    assert (refusal.code, refusal.rule) == ("window_not_open", "F2")
    assert refusal.text.en == "It is too early to endorse: the window opens on 2026-06-10 and closes on 2026-07-10."


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [("2020-01-31", "2020-02-29", 1), ("2020-01-15", "2020-03-14", 1), ("2020-01-15", "2021-01-15", 12)],
)
def test_F8_earlier_time_is_counted_in_full_months(start: str, end: str, months: int) -> None:
    assert endorsing.full_months(from_on=date.fromisoformat(start), until_on=date.fromisoformat(end)) == months


@pytest.mark.parametrize(
    ("start", "end"), [("2020-01-15", "2020-02-14"), ("2020-01-15", "2020-01-15"), ("2021-01-01", "2020-01-01")]
)
def test_F8_under_a_month_is_no_time(start: str, end: str) -> None:
    with pytest.raises(Refusal) as refused:
        endorsing.full_months(from_on=date.fromisoformat(start), until_on=date.fromisoformat(end))
    assert (refused.value.code, refused.value.field) == ("wrong_time", "until_on")


@pytest.mark.parametrize(
    ("start", "end", "does"),
    [
        ("2020-01-01", "2020-03-01", False),
        ("2020-01-01", "2020-03-02", True),
        ("2020-06-01", "2021-01-01", False),
        ("2020-04-01", "2020-05-01", True),
    ],
)
def test_F8_time_that_only_touches_does_not_overlap(start: str, end: str, does: bool) -> None:
    others = [(date(2020, 3, 1), date(2020, 6, 1))]
    assert endorsing.overlap(from_on=date.fromisoformat(start), until_on=date.fromisoformat(end), others=others) is does


class Letter(RuleBasedStateMachine):
    """Any order of acts that the table allows: the states stay those of the law."""

    def __init__(self) -> None:
        super().__init__()
        self.state, self.before = life.LIFECYCLE.initial, ""

    @rule(act=st.sampled_from(sorted({step.act for step in life.LIFECYCLE.steps})))
    def act(self, act: str) -> None:
        """Do what is possible; what isn't is refused and changes nothing."""
        if life.LIFECYCLE.allows(state=self.state, act=act):
            self.before, self.state = self.state, life.LIFECYCLE.follow(state=self.state, act=act).target
        else:
            with pytest.raises(Refusal) as refused:
                life.LIFECYCLE.follow(state=self.state, act=act)
            assert refused.value.code == "not_allowed_in_state"

    @invariant()
    def nothing_but_a_restoring_brings_a_function_back(self) -> None:
        """F5: from suspended only an endorsement leads to valid; from ended only an undoing leads anywhere."""
        led = {step.act for step in life.LIFECYCLE.steps if self.state in step.source and step.target == "valid"}
        assert (
            led
            == {"valid": {"endorse", "change_permit"}, "suspended": {"restore"}, "ended": {"undo_end_permit"}}[
                self.state
            ]
        )


TestLetter = Letter.TestCase
