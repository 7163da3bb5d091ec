"""A dispute as law: its course, every limit over holidays and provisional years, what is read, carried over and offered."""

import datetime
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju import catalogue
from anju.law import city, policy
from anju.law.dispute import carrying, kinds, life, limits, offers, reading
from anju.law.refusal import Refusal, Refusals

CALENDAR = catalogue.calendar()
POLICY = policy.resolve(defaults=catalogue.current().defaults, overrides=(), place=(), on=date(2026, 3, 4))
HELD = {"calendar": CALENDAR, "policy": POLICY}
NOW = datetime.datetime(2026, 3, 4, 2, 0, tzinfo=datetime.UTC)


def on(due):
    return due.on.isoformat(), due.provisional


@pytest.mark.parametrize(
    ("kind", "asked", "expected"),
    [
        ("wages", "2026-03-04", ("2026-03-19", False)),
        # the fifteenth day lies in the Spring Festival, which ends on the 23rd
        ("labour", "2026-02-05", ("2026-02-24", False)),
        ("labour", "2026-09-18", ("2026-10-08", False)),
        ("people", "2026-03-04", ("2026-04-03", False)),
        # the ninth of January 2027 is a Saturday, and that year is not published
        ("wages", "2026-12-25", ("2027-01-11", True)),
    ],
)
def test_mediation_lasts_15_days_and_a_quarrels_30(kind, asked, expected):
    assert on(limits.mediation_due(kind=kind, asked_on=date.fromisoformat(asked), **HELD)) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("2026-03-04", ("2026-03-11", False)),
        # over the National Day, with the Saturday that is worked
        ("2026-09-28", ("2026-10-10", False)),
        ("2026-12-30", ("2027-01-07", True)),
    ],
)
def test_a_claim_is_taken_in_5_working_days(asked, expected):
    assert on(limits.taken_due(asked_on=date.fromisoformat(asked), **HELD)) == expected


@pytest.mark.parametrize(
    ("taken", "extended", "expected"),
    [
        ("2026-03-04", False, ("2026-04-20", False)),
        ("2026-03-04", True, ("2026-05-06", False)),
        ("2026-08-20", False, ("2026-10-08", False)),
        ("2026-12-01", False, ("2027-01-15", True)),
    ],
)
def test_an_award_comes_in_45_days_and_with_leave_in_60(taken, extended, expected):
    assert on(limits.award_due(taken_on=date.fromisoformat(taken), extended=extended, **HELD)) == expected


def test_a_hearing_is_told_5_working_days_before_a_worked_saturday_among_them():
    assert on(limits.hearing_from(told_on=date(2026, 3, 4), **HELD)) == ("2026-03-11", False)
    assert on(limits.hearing_from(told_on=date(2026, 4, 29), **HELD)) == ("2026-05-09", False)


def test_after_a_failed_mediation_the_year_runs_anew():
    assert on(limits.claim_until(over_on=date(2024, 2, 29), **HELD)) == ("2025-02-28", False)
    assert on(limits.claim_until(over_on=date(2026, 3, 4), **HELD)) == ("2027-03-04", True)


def test_a_court_is_asked_together_within_30_days_and_alone_within_15():
    assert on(limits.confirm_until(signed_on=date(2026, 3, 4), **HELD)) == ("2026-04-03", False)
    assert on(limits.confirm_until(signed_on=date(2026, 4, 2), **HELD)) == ("2026-05-06", False)
    assert on(limits.court_until(decided_on=date(2026, 3, 4), **HELD)) == ("2026-03-19", False)
    assert on(limits.court_until(decided_on=date(2026, 9, 18), **HELD)) == ("2026-10-08", False)


def test_an_agreement_is_asked_after_on_the_next_working_day():
    assert on(limits.check_on(owed_on=date(2026, 3, 31), calendar=CALENDAR)) == ("2026-04-01", False)
    assert on(limits.check_on(owed_on=date(2026, 9, 30), calendar=CALENDAR)) == ("2026-10-08", False)
    assert on(limits.check_on(owed_on=date(2026, 12, 31), calendar=CALENDAR)) == ("2027-01-04", True)


@pytest.mark.parametrize(
    ("day", "decided", "named"),
    [
        ("2026-03-04", "2026-03-11", "2026-03-09"),
        # both last days lie in the Spring Festival
        ("2026-02-12", "2026-02-24", "2026-02-24"),
        ("2026-09-28", "2026-10-08", "2026-10-08"),
    ],
)
def test_I7_legal_aid_is_decided_in_7_days_and_the_lawyer_named_in_3(day, decided, named):
    start = date.fromisoformat(day)
    assert limits.aid_due(asked_on=start, **HELD).on.isoformat() == decided
    assert limits.lawyer_due(granted_on=start, **HELD).on.isoformat() == named
    assert limits.lawyer_due(granted_on=start, **HELD).rule == "I7"


@given(
    start=st.dates(min_value=date(2017, 1, 1), max_value=date(2028, 12, 31)), kind=st.sampled_from(sorted(kinds.KINDS))
)
def test_no_limit_ends_on_a_day_off_nor_before_its_time(start, kind):
    found = [
        (limits.mediation_due(kind=kind, asked_on=start, **HELD), 30 if kind == "people" else 15),
        (limits.taken_due(asked_on=start, **HELD), 5),
        (limits.award_due(taken_on=start, extended=False, **HELD), 45),
        (limits.award_due(taken_on=start, extended=True, **HELD), 60),
        (limits.confirm_until(signed_on=start, **HELD), 30),
        (limits.court_until(decided_on=start, **HELD), 15),
        (limits.aid_due(asked_on=start, **HELD), 7),
        (limits.lawyer_due(granted_on=start, **HELD), 3),
        (limits.check_on(owed_on=start, calendar=CALENDAR), 1),
    ]
    for due, days in found:
        assert CALENDAR.is_workday(due.on)
        assert (due.on - start).days >= days
        # the longest row of days off is nine days
        assert (due.on - start).days <= days + 21


def test_the_course_reaches_every_state_and_names_its_rules():
    cycle = life.LIFECYCLE
    assert cycle.reachable() == frozenset(cycle.states)
    known = catalogue.current()
    assert all(known.known(rule) for step in cycle.steps for rule in step.rules)
    assert cycle.final() == {"kept", "passed_on", "declined", "awarded", "settled", "withdrawn"}


@given(choices=st.lists(st.integers(min_value=0), max_size=12), first=st.sampled_from(["mediating", "claimed"]))
def test_however_a_dispute_goes_it_ends_and_whoever_is_in_mediation_may_leave_it(choices, first):
    state, seen = first, []
    for choice in choices:
        steps = life.LIFECYCLE.acts_from(state)
        if not steps:
            break
        step = steps[choice % len(steps)]
        seen.append(step.act)
        state = step.target
        if state in life.ONWARD:
            assert life.LIFECYCLE.allows(state=state, act="ask_arbitration")
        if state in life.OPEN:
            assert life.LIFECYCLE.acts_from(state)
    # what goes against the person is done by officers alone, and ends the matter
    for act in ("decline_claim", "drop_dispute", "award_dispute"):
        assert seen.count(act) <= 1
        assert {step.who for step in life.LIFECYCLE.steps if step.act == act} == {("officer",)}


def test_the_machine_ends_only_what_was_withdrawn():
    assert {step.act for step in life.LIFECYCLE.steps if "system" in step.who} == {"close_dispute"}


def test_every_limit_and_offer_names_its_article():
    sources = catalogue.current().sources
    for references in kinds.GROUNDS.values():
        assert [one.source for one in references if one.source not in sources] == []
    for kind in kinds.KINDS:
        for state in life.STATES:
            assert all(offer.ground in kinds.GROUNDS for offer in offers.of(kind=kind, state=state))
    assert all(state in kinds.GROUNDS for state in life.OPEN)


@pytest.mark.parametrize(
    ("kind", "state", "expected"),
    [
        ("wages", "mediating", ["arbitration", "aid"]),
        ("people", "mediating", ["aid"]),
        ("labour", "failed", ["arbitration", "aid"]),
        ("people", "failed", ["court", "aid"]),
        ("people", "agreed", ["confirm"]),
        ("wages", "broken", ["pay_order", "arbitration", "aid"]),
        ("people", "broken", ["court", "aid"]),
        ("arbitration", "claimed", ["aid"]),
        ("arbitration", "declined", ["court", "aid"]),
        ("arbitration", "awarded", ["court", "aid"]),
        ("wages", "kept", []),
        ("arbitration", "withdrawn", []),
    ],
)
def test_each_state_says_what_the_person_can_do_next(kind, state, expected):
    assert [offer.code for offer in offers.of(kind=kind, state=state)] == expected


@pytest.mark.parametrize(
    ("kind", "answers", "expected"),
    [
        ("wages", {}, True),
        ("labour", {"wage_claim": True}, True),
        ("arbitration", {"wage_claim": True}, True),
        ("labour", {"wage_claim": False}, False),
        ("people", {"wage_claim": True}, False),
    ],
)
def test_wages_and_injuries_go_first(kind, answers, expected):
    assert kinds.urgent(kind=kind, answers=answers) is expected


def test_a_service_without_a_proceeding_has_none():
    with pytest.raises(Refusal, match="no_proceeding"):
        kinds.way(kinds.AID)


def test_I4_arbitration_takes_over_what_a_wage_claim_says():
    told = {"employer": "红星建筑公司", "amount": 18000, "when": "去年冬天", "people": 3}
    found = carrying.carried(answers=told, source=kinds.WAGE_CLAIM, target=kinds.ARBITRATION)
    assert found == {
        "fields": {
            "wage_claim": "yes",
            "labour_dispute": "yes",
            "employer": "红星建筑公司",
            "amount": 18000,
            "what": "什么时候：去年冬天；人数：3",
        },
        "papers": {},
        "truth": "on",
    }


def test_I4_legal_aid_takes_over_what_a_quarrel_says():
    told = {"with_whom": "房东老刘", "about": "rent", "what": "押金不退"}
    found = carrying.carried(answers=told, source=kinds.PEOPLES, target=kinds.AID)
    assert found["fields"] == {"wage_claim": "no", "against": "房东老刘", "what": "押金不退"}


@pytest.mark.parametrize(
    ("text", "fen"),
    [("", None), ("18000", 1_800_000), ("18,000.5", 1_800_050), ("0.05", 5), ("3，000", 300_000), ("1.", 100)],
)
def test_yuan_is_read_as_fen(text, fen):
    assert reading.amount(text) == fen


@pytest.mark.parametrize("text", ["1.234", "x", "-1", "1e3", "１２", "1.x", "99999999999", "1000000000.01"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(Refusal, match="not_an_amount"):
        reading.amount(text)


def test_the_other_side_is_a_name_and_a_contact_and_nothing_else():
    assert reading.other(name=" 红星\u0007公司 ", contact="") == {"name": "红星公司", "contact": ""}
    with pytest.raises(Refusals) as wrong:
        reading.other(name="", contact="1" * 101)
    assert [(one.field, one.code) for one in wrong.value.refusals] == [
        ("other_name", "missing"),
        ("other_contact", "too_long"),
    ]


@pytest.mark.parametrize(
    ("day", "time", "code"),
    [
        ("2026-03-04", "09:00", "not_ahead"),
        ("2027-03-06", "09:00", "not_ahead"),
        ("2026-03-05", "25:00", "not_a_time"),
        ("tomorrow", "09:00", "not_a_time"),
    ],
)
def test_a_session_lies_ahead_and_within_a_year(day, time, code):
    raw = {"on": day, "time": time, "place": "一楼", "told": "phone"}
    with pytest.raises(Refusals) as wrong:
        reading.session(raw=raw, at=NOW, earliest=None)
    assert [(one.field, one.code) for one in wrong.value.refusals] == [("on", code)]


def test_a_session_is_read_in_the_citys_time():
    raw = {"on": "2026-03-05", "time": "09:30", "place": "一楼", "told": "letter"}
    starts, place, told = reading.session(raw=raw, at=NOW, earliest=None)
    assert (starts, place, told) == (datetime.datetime(2026, 3, 5, 9, 30, tzinfo=city.TIME), "一楼", "letter")


def test_an_agreement_is_in_force_when_the_last_side_has_signed():
    raw = {"text": "付清", "signed_on": "2026-03-02", "other_signed_on": "2026-03-04", "due_on": "2026-03-31"}
    read = reading.agreement(raw=raw, on=date(2026, 3, 4))
    assert (read.in_force_on, read.amount_fen) == (date(2026, 3, 4), None)


def test_an_award_and_a_lawyer_lack_nothing():
    with pytest.raises(Refusals) as wrong:
        reading.award(raw={"amount": "x"})
    assert [(one.field, one.code) for one in wrong.value.refusals] == [
        ("words", "missing"),
        ("amount", "not_an_amount"),
    ]
    with pytest.raises(Refusals) as wrong:
        reading.lawyer(raw={"name": "周律师"})
    assert [one.field for one in wrong.value.refusals] == ["office", "phone"]


def test_a_code_that_is_not_listed_is_refused():
    with pytest.raises(Refusal, match="not_an_option"):
        reading.chosen("angry", table=life.WHY_FAILED, field="code")
    assert reading.chosen("no_show", table=life.WHY_FAILED, field="code") == "no_show"
