from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju import catalogue
from anju.law import policy, registration
from anju.law.codes import ExemptKind, Nationality
from anju.law.refusal import Refusal

CALENDAR = catalogue.current().calendar
TODAY = date(2026, 3, 4)
POLICY = policy.resolve(defaults=catalogue.current().defaults, overrides=(), place=(), on=TODAY)


def answer(**facts):
    given_facts = {"hukou_county": "411302", "residence_county": "371302", **facts}
    decision = registration.must_register(**given_facts)
    return decision.outcome, [reason.rule for reason in decision.reasons]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, ("yes", ["A1"])),
        ({"nights": 3}, ("yes", ["A1"])),
        ({"nights": 2}, ("no", ["A1"])),
        ({"nights": 0}, ("no", ["A1"])),
        ({"hukou_county": "371302"}, ("no", ["A1"])),
        ({"hukou_county": "371302000000", "residence_county": "371302004005"}, ("no", ["A1"])),
        ({"hukou_county": "371311"}, ("yes", ["A1"])),
        ({"exempt": ExemptKind.HOSPITAL}, ("may", ["A2"])),
        ({"exempt": ExemptKind.HOTEL, "nights": 2}, ("no", ["A1"])),
        ({"nationality": Nationality.FOREIGN}, ("no", ["A3"])),
        ({"nationality": Nationality.HK_MACAO_TAIWAN, "exempt": ExemptKind.HOTEL}, ("no", ["A3"])),
    ],
)
def test_A1_A2_A3_decide_who_registers(facts, expected):
    assert answer(**facts) == expected


@pytest.mark.parametrize("kind", list(ExemptKind))
def test_A2_every_exemption_leaves_the_choice_and_names_the_place(kind):
    decision = registration.must_register(hukou_county="411302", residence_county="371302", exempt=kind)
    assert decision.outcome == "may"
    assert kind.label.zh in decision.reasons[0].text.zh
    assert kind.label.en in decision.reasons[0].text.en


def test_the_length_of_a_stay_is_open_until_it_ends():
    assert registration.nights(arrived_on=TODAY, until=None) is None
    assert registration.nights(arrived_on=TODAY, until=date(2026, 3, 7)) == 3


@pytest.mark.parametrize(
    ("due", "rule", "expected"),
    [
        (registration.due(arrived_on=TODAY, calendar=CALENDAR, policy=POLICY), "B1", date(2026, 3, 9)),
        (registration.check_due(declared_on=TODAY, calendar=CALENDAR, policy=POLICY), "B3", date(2026, 3, 18)),
        (registration.told_due(submitted_on=TODAY, calendar=CALENDAR, policy=POLICY), "B7", date(2026, 3, 11)),
        (registration.move_due(moved_on=TODAY, calendar=CALENDAR, policy=POLICY), "D1", date(2026, 3, 9)),
        (registration.objection_due(notified_on=TODAY, calendar=CALENDAR, policy=POLICY), "D6", date(2026, 3, 11)),
        (registration.confirm_due(confirmed_on=TODAY, calendar=CALENDAR, policy=POLICY), "D7", date(2026, 9, 4)),
    ],
)
def test_each_limit_names_its_rule(due, rule, expected):
    assert (due.on, due.rule, due.provisional, due.started) == (expected, rule, False, TODAY)


@pytest.mark.parametrize(
    ("registered", "expected"),
    [
        (date(2025, 1, 15), date(2025, 7, 15)),
        (date(2025, 8, 31), date(2026, 2, 28)),
        (date(2024, 8, 30), date(2025, 2, 28)),
        (date(2026, 4, 1), date(2026, 10, 1)),
    ],
)
def test_E1_the_half_year_counts_from_registration_and_does_not_roll(registered, expected):
    assert registration.permit_from(registered_on=registered) == expected


def test_E1_a_city_may_ask_for_less():
    assert registration.permit_from(registered_on=TODAY, months=0) == TODAY


def problem(arrived_on):
    try:
        warning = registration.arrival_problem(arrived_on=arrived_on, today=TODAY)
    except Refusal as refusal:
        return refusal.code, refusal.field
    return "warned" if warning else "fine"


@pytest.mark.parametrize(
    ("arrived_on", "expected"),
    [
        (date(2026, 3, 5), ("arrival_in_future", "arrived_on")),
        (date(2026, 3, 4), "fine"),
        (date(2023, 3, 4), "fine"),
        (date(2023, 3, 3), "warned"),
        (date(2006, 3, 4), "warned"),
        (date(2006, 3, 3), ("arrival_too_long_ago", "arrived_on")),
    ],
)
def test_an_arrival_may_lie_long_ago_but_not_ahead(arrived_on, expected):
    assert problem(arrived_on) == expected


@given(st.dates(date(2006, 3, 4), TODAY))
def test_B2_no_arrival_of_twenty_years_is_ever_refused(arrived_on):
    assert problem(arrived_on) in ("fine", "warned")
