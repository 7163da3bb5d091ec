from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju import catalogue
from anju.law import permit, policy
from anju.law.deadline import Due
from anju.law.refusal import Refusal

CALENDAR = catalogue.current().calendar
POLICY = policy.resolve(defaults=catalogue.current().defaults, overrides=(), place=(), on=date(2026, 3, 4))


def on(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("2025-03-03", "2025-03-17"),
        ("2026-05-06", "2026-05-19"),
        ("2024-09-29", "2024-10-14"),
        ("2025-09-29", "2025-10-14"),
        ("2025-01-20", "2025-02-05"),
    ],
)
def test_E6_the_earlier_limit_binds(accepted, expected):
    due = permit.issue_due(accepted_on=on(accepted), calendar=CALENDAR, policy=POLICY)
    assert due == Due(on=on(expected), provisional=False, rule="E6", started=on(accepted))


def test_E6_both_limits_are_shown():
    working, plain = permit.issue_limits(accepted_on=on("2025-09-29"), calendar=CALENDAR, policy=POLICY)
    assert (working.on, plain.on) == (on("2025-10-20"), on("2025-10-14"))


@given(st.dates(date(2016, 1, 1), date(2026, 12, 1)))
def test_E6_neither_limit_is_ever_passed(accepted_on):
    due = permit.issue_due(accepted_on=accepted_on, calendar=CALENDAR, policy=POLICY)
    limits = permit.issue_limits(accepted_on=accepted_on, calendar=CALENDAR, policy=POLICY)
    assert due.on == min(limit.on for limit in limits)


@pytest.mark.parametrize(
    ("registered", "expected"),
    [("2025-01-15", "2025-07-15"), ("2025-08-31", "2026-02-28"), ("2024-08-30", "2025-02-28")],
)
def test_E1_the_half_year_counts_from_registration(registered, expected):
    assert permit.eligible_from(registered_on=on(registered), policy=POLICY) == on(expected)


def test_E1_the_countdown_ends_at_nought():
    days = [
        permit.days_until_eligible(registered_on=on("2025-01-15"), on=on(day), policy=POLICY)
        for day in ("2025-07-05", "2025-07-15", "2025-08-01")
    ]
    assert days == [10, 0, 0]


def test_E7_without_a_rule_nothing_is_extended():
    with pytest.raises(Refusal) as caught:
        permit.extended_due(accepted_on=on("2026-03-02"), reason="缺件", calendar=CALENDAR, policy=POLICY)
    assert (caught.value.code, caught.value.rule) == ("extension_not_allowed", "E7")


def test_E7_an_extension_needs_a_reason_and_ends_after_thirty_days_at_most():
    allowed = replace(POLICY, permit_extension_allowed=True)
    with pytest.raises(Refusal) as caught:
        permit.extended_due(accepted_on=on("2026-09-02"), reason=" ", calendar=CALENDAR, policy=allowed)
    assert (caught.value.code, caught.value.field) == ("reason_missing", "reason")
    due = permit.extended_due(accepted_on=on("2026-09-02"), reason="制证设备故障", calendar=CALENDAR, policy=allowed)
    assert due == Due(on=on("2026-10-02"), provisional=False, rule="E7", started=on("2026-09-02"))


def test_G2_an_uncollected_card_is_recalled_twice():
    assert permit.collection_reminders(ready_on=on("2026-03-01"), policy=POLICY) == (on("2026-03-31"), on("2026-04-30"))
