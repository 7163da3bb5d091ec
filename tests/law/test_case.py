"""The case as law: its lifecycle, its limits over holidays and provisional years, what a form asks and how it is read."""

import dataclasses
import uuid
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import casing

from anju import catalogue
from anju.law import service as services
from anju.law.case import form, life, limits, rating
from anju.law.case.form import Given, Known
from anju.law.case.limits import Clock
from anju.law.codes import Rating
from anju.law.policy import Policy
from anju.law.refusal import Refusal, Refusals

DAY = date(2026, 3, 4)
CALENDAR = catalogue.calendar()
# what the library knows of somebody registered
FACTS = Known(facts={"born_on": date(1990, 3, 7), "registered": True})
PHOTO = {"photo": {"upload": str(uuid.uuid4())}}
GOOD = {"fields": {"shelf": "poems"}, "papers": PHOTO, "truth": "on"}


@pytest.fixture
def card(tmp_path):
    return casing.service(tmp_path)


def wrong(raw, card, *, known=FACTS, at_counter=False):
    with pytest.raises(Refusals) as error:
        form.read(raw, service=card, known=known, at_counter=at_counter)
    return {(one.field, one.code) for one in error.value.refusals}


@pytest.mark.parametrize("cycle", [life.LIFECYCLE, life.TRANSFER, life.PART])
def test_every_state_is_reached_and_cites_its_rules(cycle):
    assert cycle.reachable() == frozenset(cycle.states)
    assert [rule for step in cycle.steps for rule in step.rules if not catalogue.known(rule)] == []


def test_no_step_of_a_case_is_the_systems():
    steps = (*life.LIFECYCLE.steps, *life.TRANSFER.steps, *life.PART.steps)
    assert [step.act for step in steps if "system" in step.who] == []


def test_open_and_closed_states_share_all_states():
    assert set(life.OPEN) == set(life.WITH_OFFICE) | set(life.WITH_APPLICANT)
    assert set(life.STATES) == {*life.OPEN, *life.FINISHED, "withdrawn"}
    assert life.LIFECYCLE.final() == {"withdrawn", "confirmed", "changed"}


@given(st.lists(st.sampled_from([step.act for step in life.LIFECYCLE.steps]), max_size=30))
def test_whatever_is_tried_a_decision_comes_only_after_an_office_took_the_case(acts):
    state, been = life.LIFECYCLE.initial, ["sent"]
    for act in acts:
        if life.LIFECYCLE.allows(state=state, act=act):
            state = life.LIFECYCLE.follow(state=state, act=act).target
            been.append(state)
        else:
            with pytest.raises(Refusal):
                life.LIFECYCLE.follow(state=state, act=act)
    if state in life.FINISHED:
        assert "taken" in been
    if state in {"confirmed", "changed"}:
        assert {"granted", "refused"} & set(been)
        assert "objected" in been


@pytest.mark.parametrize(
    ("sent", "due", "provisional"),
    [
        (date(2024, 2, 8), date(2024, 2, 18), False),
        (date(2025, 1, 24), date(2025, 1, 27), False),
        (date(2026, 9, 30), date(2026, 10, 9), False),
        (DAY, date(2026, 3, 6), False),
        (date(2026, 12, 31), date(2027, 1, 5), True),
    ],
)
def test_I9_a_case_is_taken_in_two_working_days_over_holidays(sent, due, provisional):
    limit = limits.taken_due(sent_on=sent, calendar=CALENDAR, policy=resolved())
    assert (limit.on, limit.provisional, limit.rule) == (due, provisional, "I9")


def due_of(day, count):
    """Count by hand what the calendar says of each day."""
    while count:
        day = date.fromordinal(day.toordinal() + 1)
        count -= CALENDAR.is_workday(day)
    return day


def resolved():
    values = {key: setting.value(on=DAY) for key, setting in catalogue.current().defaults.settings.items()}
    return Policy(version="", **values)


def test_a_clock_that_never_stood_ends_as_the_service_says(card):
    for day in (date(2026, 9, 29), date(2025, 1, 24), date(2027, 9, 29)):
        clock = limits.begun(service=card, on=day)
        assert limits.result_due(clock=clock, calendar=CALENDAR) == services.due(card, started=day, calendar=CALENDAR)


def test_a_year_without_a_calendar_makes_the_limit_provisional(card):
    last, first = date(2026, 12, 28), date(2027, 1, 15)
    assert limits.result_due(clock=limits.begun(service=card, on=last), calendar=CALENDAR).provisional
    assert limits.result_due(clock=limits.begun(service=card, on=first), calendar=CALENDAR).provisional
    assert not limits.result_due(clock=limits.begun(service=card, on=date(2026, 12, 14)), calendar=CALENDAR).provisional


@pytest.mark.parametrize(
    ("unit", "asked", "left"),
    [
        ("WD", date(2026, 9, 29), 5),
        ("WD", date(2026, 9, 30), 4),
        # the festival takes nothing of what is left
        ("WD", date(2026, 10, 7), 4),
        ("CD", date(2026, 10, 2), 2),
        ("CD", date(2026, 12, 1), 0),
    ],
)
def test_I9_a_clock_that_stops_keeps_what_was_left(unit, asked, left):
    clock = Clock(started=date(2026, 9, 29), left=5, unit=unit)
    assert limits.stopped(clock=clock, on=asked, calendar=CALENDAR) == Clock(started=asked, left=left, unit=unit)


@given(
    st.dates(min_value=date(2024, 1, 2), max_value=date(2026, 10, 1)),
    st.integers(min_value=0, max_value=40),
    st.sampled_from(["WD", "CD"]),
    st.integers(min_value=1, max_value=30),
)
def test_a_question_answered_on_its_own_day_moves_nothing_and_a_later_answer_never_shortens(start, after, unit, left):
    clock = Clock(started=start, left=left, unit=unit)
    due = limits.result_due(clock=clock, calendar=CALENDAR)
    asked = date.fromordinal(start.toordinal() + after)
    stopped = limits.stopped(clock=clock, on=asked, calendar=CALENDAR)
    if asked <= due.on and stopped.left:
        at_once = limits.result_due(clock=limits.resumed(clock=stopped, on=asked), calendar=CALENDAR)
        assert at_once.on == due.on
        week = date.fromordinal(asked.toordinal() + 7)
        assert limits.result_due(clock=limits.resumed(clock=stopped, on=week), calendar=CALENDAR).on > due.on


def test_a_guide_has_no_clock(tmp_path):
    with pytest.raises(ValueError, match="no limit"):
        limits.begun(service=casing.service(tmp_path, "tour"), on=DAY)


def test_near_is_from_the_working_day_before():
    assert limits.near_until(on=date(2026, 9, 30), calendar=CALENDAR) == due_of(date(2026, 9, 30), 1)


def test_I10_and_J3_limits_of_objection_review_and_follow_up():
    policy = resolved()
    assert limits.objection_until(decided_on=DAY, calendar=CALENDAR, policy=policy).on == date(2026, 5, 6)
    assert limits.review_due(objected_on=DAY, calendar=CALENDAR, policy=policy).on == due_of(DAY, 15)
    assert limits.contact_due(rated_on=DAY, calendar=CALENDAR, policy=policy).on == due_of(DAY, 1)
    assert limits.follow_up_due(rated_on=DAY, calendar=CALENDAR, policy=policy).on == due_of(DAY, 15)


def test_J3_five_grades_and_the_two_lowest_are_low():
    assert [rating.grade(str(code.value)) for code in Rating] == list(Rating)
    assert [code for code in Rating if code in rating.LOW] == [Rating.DISSATISFIED, Rating.VERY_DISSATISFIED]
    with pytest.raises(Refusal) as error:
        rating.grade("great")
    assert (error.value.code, error.value.field) == ("not_an_option", "grade")


def test_I4_what_is_on_file_or_another_office_confirms_is_never_asked(card):
    assert [field.id for field in form.asked(service=card, known=FACTS)] == [
        "shelf",
        "lease",
        "books",
        "since",
        "words",
    ]
    assert [paper.id for paper in form.wanted(service=card, known=FACTS)] == ["photo", "letter"]
    bare = Known(facts={"born_on": None, "registered": None})
    assert [field.id for field in form.asked(service=card, known=bare)][:2] == ["shelf", "born"]
    assert [paper.id for paper in form.wanted(service=card, known=bare)] == ["photo", "receipt", "letter"]
    # what only the person can tell is asked, whatever was answered elsewhere
    told = Known(facts={**FACTS.facts, "has_lease": True}, held=frozenset({"photo", "letter"}))
    assert "lease" in [field.id for field in form.asked(service=card, known=told)]
    # E4: a photo checked before is reused; a letter never is
    assert [paper.id for paper in form.wanted(service=card, known=told)] == ["letter"]


def test_a_form_is_read_with_what_needn_t_be_given(card):
    typed = {"shelf": "maps", "lease": "yes", "books": "3", "since": "2026-04-01", "words": " 谢谢\x00 "}
    found = form.read({**GOOD, "fields": typed}, service=card, known=FACTS, at_counter=False)
    assert found.answers == {"shelf": "maps", "lease": True, "books": 3, "since": "2026-04-01", "words": "谢谢"}
    assert found.papers == (
        Given("photo", "upload", uuid.UUID(PHOTO["photo"]["upload"])),
        Given("receipt", "register"),
        Given("standing", "department"),
    )
    held = Known(facts=FACTS.facts, held=frozenset({"photo"}))
    again = form.read({**GOOD, "papers": {}}, service=card, known=held, at_counter=False)
    assert again.papers[0] == Given("photo", "reused")


def test_what_is_not_asked_is_not_even_read(card):
    typed = {"shelf": "poems", "born": "1970-01-01", "religion": "x", "lease": "no"}
    found = form.read({**GOOD, "fields": typed}, service=card, known=FACTS, at_counter=False)
    assert found.answers == {"shelf": "poems", "lease": False}


def test_the_original_is_seen_at_a_counter_only(card):
    seen = {**GOOD, "papers": {"photo": {"seen": "on"}}}
    assert form.read(seen, service=card, known=FACTS, at_counter=True).papers[0] == Given("photo", "seen")
    assert wrong(seen, card) == {("papers.photo", "paper_missing")}


def test_everything_that_is_wrong_is_told_at_once_with_its_path(card):
    typed = {"shelf": "novels", "lease": "maybe", "books": "三", "since": "tomorrow", "words": "字" * 1001}
    assert wrong({"fields": typed, "papers": {"photo": {"upload": "x"}}}, card) == {
        ("fields.shelf", "not_an_option"),
        ("fields.lease", "not_an_option"),
        ("fields.books", "not_a_number"),
        ("fields.since", "not_a_date"),
        ("fields.words", "too_long"),
        ("papers.photo", "paper_missing"),
        ("truth", "truth_missing"),
    }
    assert wrong({"fields": "x", "papers": []}, card) == {
        ("fields.shelf", "missing"),
        ("papers.photo", "paper_missing"),
        ("truth", "truth_missing"),
    }


def test_B7_what_can_be_told_missing_never_is_what_another_office_confirms(card):
    chosen = ["papers.standing", "papers.photo", "fields.shelf", "fields.hat"]
    assert form.askable(service=card, chosen=chosen) == ("fields.shelf", "papers.photo")


def test_an_officer_needs_the_facts_of_the_condition_form_and_papers_and_no_other(card, tmp_path):
    assert form.facts_needed(card) == ("registered", "permit", "born_on", "has_lease")
    assert form.facts_needed(card, on_register=True) == ("registered", "permit", "born_on")
    open_to_all = dataclasses.replace(casing.service(tmp_path, "tour"), opens="anyone")
    assert form.facts_needed(open_to_all) == ()


def test_a_service_says_whether_two_officers_decide(tmp_path, card):
    assert [card.second, casing.service(tmp_path, "loan").second] == [False, True]


def test_entries_tell_facts_as_far_as_they_are_whole_before_and_after_sending(card):
    typed = {"shelf": "poems", "born": "1990-03-07", "lease": "no", "books": "viele"}
    assert form.heard(typed, service=card) == {"born_on": date(1990, 3, 7), "has_lease": False}
    assert form.heard({"born": "gestern", "lease": ""}, service=card) == {}
    # as they are kept once sent
    assert form.heard({"born": "1990-03-07", "lease": True}, service=card) == {
        "born_on": date(1990, 3, 7),
        "has_lease": True,
    }
