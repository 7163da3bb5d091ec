"""A child's plan: every dose once, in order, never sooner than the least gap; each version from its day on."""

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as some

from anju import catalogue
from anju.law import immunisation as law
from anju.law.immunisation import Child, Given, Planned, Span

DAY = datetime.date(2026, 3, 4)
PROGRAMMES = catalogue.current().programmes
NOW = law.in_force(PROGRAMMES, on=DAY)


def _plan(
    born: datetime.date, *had: tuple[str, datetime.date], on: datetime.date = DAY, sex: str = "female"
) -> dict[str, Planned]:
    found = law.plan(
        programme=law.in_force(PROGRAMMES, on=on),
        child=Child(born, sex),
        given=[Given(vaccine, day) for vaccine, day in had],
        on=on,
    )
    return {one.key: one for one in found}


def _states(plan: dict[str, Planned], state: str) -> set[str]:
    return {key for key, one in plan.items() if one.state == state}


def test_a_new_born_is_due_the_two_of_the_first_day() -> None:
    plan = _plan(DAY)
    assert _states(plan, "due") == {"hepb:1", "bcg:1"}
    assert plan["hepb:2"].on == datetime.date(2026, 4, 4)
    assert plan["mmr:1"].on == datetime.date(2026, 11, 4)


def test_a_dose_is_due_from_its_age_and_overdue_from_the_age_it_should_be_given_by() -> None:
    born = datetime.date(2025, 7, 4)
    assert _plan(born)["mmr:1"].state == "due"
    assert _plan(born, on=datetime.date(2026, 3, 3))["mmr:1"].state == "later"
    assert _plan(born, on=datetime.date(2026, 7, 3))["mmr:1"].state == "due"
    assert _plan(born, on=datetime.date(2026, 7, 4))["mmr:1"].state == "overdue"


def test_who_comes_late_catches_up_with_the_least_gap_between() -> None:
    plan = _plan(datetime.date(2024, 3, 4), ("polio", DAY - datetime.timedelta(days=10)))
    assert plan["polio:1"].state == "given"
    assert (plan["polio:2"].state, plan["polio:2"].on) == ("later", DAY + datetime.timedelta(days=18))
    assert plan["polio:3"].on == DAY + datetime.timedelta(days=46)


def test_the_third_of_hepatitis_b_keeps_both_its_gaps() -> None:
    born = datetime.date(2025, 3, 4)
    plan = _plan(born, ("hepb", datetime.date(2026, 2, 1)), ("hepb", datetime.date(2026, 3, 2)))
    assert plan["hepb:3"].on == datetime.date(2026, 6, 1)


def test_two_live_vaccines_come_on_one_day_or_four_weeks_apart() -> None:
    born = datetime.date(2025, 6, 4)
    assert _plan(born, ("mmr", DAY))["je:1"].state == "due"
    assert _plan(born, ("mmr", datetime.date(2026, 3, 1)))["je:1"].on == datetime.date(2026, 3, 29)
    assert _plan(born, ("hepb", datetime.date(2026, 3, 1)))["je:1"].state == "due"


def test_what_a_child_has_grown_out_of_is_over_and_no_reproach() -> None:
    assert _plan(datetime.date(2022, 3, 4))["bcg:1"].state == "over"
    assert _states(_plan(datetime.date(2008, 3, 4)), "over") == set(_plan(datetime.date(2008, 3, 4)))


def test_a_vaccine_waits_for_the_last_dose_of_the_one_before_it() -> None:
    plan = _plan(datetime.date(2022, 12, 4), ("mena", datetime.date(2025, 9, 1)))
    assert plan["menac:1"].on == datetime.date(2026, 9, 1)


def test_a_dose_given_too_soon_is_marked_for_the_doctor_and_still_stands() -> None:
    plan = _plan(datetime.date(2025, 3, 4), ("polio", datetime.date(2025, 5, 4)), ("polio", datetime.date(2025, 5, 20)))
    assert (plan["polio:2"].state, plan["polio:2"].close, plan["polio:1"].close) == ("given", True, False)


def test_a_first_dose_before_its_age_is_marked_for_the_doctor_too() -> None:
    plan = _plan(datetime.date(2025, 3, 4), ("mmr", datetime.date(2025, 5, 4)))
    assert (plan["mmr:1"].state, plan["mmr:1"].close) == ("given", True)
    on_the_day = _plan(datetime.date(2025, 3, 4), ("mmr", datetime.date(2025, 11, 4)))
    assert not on_the_day["mmr:1"].close


def test_whooping_cough_goes_by_the_version_of_the_day() -> None:
    born = datetime.date(2024, 10, 4)
    before, after = (_plan(born, on=datetime.date(2024, 12, 31)), _plan(born, on=datetime.date(2025, 1, 1)))
    assert (before["dtap:1"].on, after["dtap:1"].on) == (datetime.date(2025, 1, 4), datetime.date(2024, 12, 4))
    assert ("dt:1" in before, "dt:1" in after, "dtap:5" in after) == (True, False, True)


def test_a_dose_of_the_version_before_counts() -> None:
    born = datetime.date(2019, 6, 4)
    days = [
        datetime.date(2019, 9, 4),
        datetime.date(2019, 10, 4),
        datetime.date(2019, 11, 4),
        datetime.date(2021, 1, 4),
    ]
    had = [("dtap", day) for day in days]
    assert _plan(born, *had)["dtap:5"].state == "due"
    assert _plan(born, *had, ("dt", datetime.date(2025, 7, 4)))["dtap:5"].state == "given"


@pytest.mark.parametrize(
    ("born", "sex", "meant"),
    [("2012-03-04", "female", True), ("2012-03-04", "male", False), ("2011-11-09", "female", False)],
)
def test_hpv_is_for_girls_born_since_november_2011(born: str, sex: str, meant: bool) -> None:
    assert ("hpv:1" in _plan(datetime.date.fromisoformat(born), sex=sex)) is meant


def test_hpv_came_in_november_2025() -> None:
    born = datetime.date(2012, 3, 4)
    assert "hpv:1" not in _plan(born, on=datetime.date(2025, 11, 9))
    assert "hpv:1" in _plan(born, on=datetime.date(2025, 11, 10))


def test_ages_are_said_in_words() -> None:
    assert [(one.text.zh, one.text.en) for one in (Span(0, "D"), Span(1, "M"), Span(6, "Y"), Span(28, "D"))] == [
        ("出生时", "at birth"),
        ("1个月", "1 month"),
        ("6岁", "6 years"),
        ("28天", "28 days"),
    ]


VACCINES = [vaccine.id for vaccine in NOW.vaccines] + ["dt"]
CASES = some.tuples(
    some.integers(0, 19 * 365),
    some.lists(some.tuples(some.sampled_from(VACCINES), some.integers(0, 19 * 365)), max_size=25),
    some.sampled_from(["male", "female"]),
    some.sampled_from(PROGRAMMES),
)


def _made(case: tuple[int, list[tuple[str, int]], str, law.Programme]) -> tuple[Child, list[Given], law.Programme]:
    age, had, sex, programme = case
    born = DAY - datetime.timedelta(days=age)
    child = Child(born, sex)
    days = [Given(vaccine, born + datetime.timedelta(days=min(since, age))) for vaccine, since in had]
    return child, days, programme


@given(CASES)
def test_every_dose_stands_in_a_plan_once_and_in_order(
    case: tuple[int, list[tuple[str, int]], str, law.Programme],
) -> None:
    child, had, programme = _made(case)
    plan = law.plan(programme=programme, child=child, given=had, on=DAY)
    meant = [one for one in programme.vaccines if one.meant_for(child)]
    assert [one.key for one in plan] == [
        f"{one.id}:{number}" for one in meant for number in range(1, len(one.doses) + 1)
    ]


@given(CASES)
def test_what_is_still_to_come_keeps_every_least_gap_and_age(
    case: tuple[int, list[tuple[str, int]], str, law.Programme],
) -> None:
    child, had, programme = _made(case)
    plan = law.plan(programme=programme, child=child, given=had, on=DAY)
    for before, after in itertools.pairwise(plan):
        if before.vaccine is not after.vaccine or after.state == "given":
            continue
        gap = after.vaccine.doses[after.number - 1].after
        assert gap is not None
        # one that is possible since a day in the past is given today at the soonest
        start = before.on if before.state == "given" else max(before.on, DAY)
        assert max(after.on, DAY) >= gap.after(start)
        assert not (before.open and after.open)
    for one in plan:
        if one.state in ("due", "overdue", "later"):
            assert one.on >= one.vaccine.doses[one.number - 1].at.after(child.born_on)
            assert (one.on > DAY) is (one.state == "later")
            assert one.on < one.vaccine.until.after(child.born_on)


@given(CASES)
def test_as_many_are_given_as_are_on_record(case: tuple[int, list[tuple[str, int]], str, law.Programme]) -> None:
    child, had, programme = _made(case)
    plan = law.plan(programme=programme, child=child, given=had, on=DAY)
    for vaccine in {one.vaccine for one in plan}:
        mine = sum(one.vaccine == vaccine.id or one.vaccine in vaccine.counts for one in had)
        given_doses = [one for one in plan if one.vaccine is vaccine and one.state == "given"]
        assert len(given_doses) == min(mine, len(vaccine.doses))


@given(CASES)
def test_following_the_plan_to_its_end_leaves_nothing_to_do(
    case: tuple[int, list[tuple[str, int]], str, law.Programme],
) -> None:
    child, had, programme = _made(case)
    day = DAY
    for _ in range(60):
        plan = law.plan(programme=programme, child=child, given=had, on=day)
        had += [Given(one.vaccine.id, day) for one in plan if one.open]
        coming = [one.on for one in plan if one.state == "later"]
        if not coming and not any(one.open for one in plan):
            break
        day = max(day + datetime.timedelta(days=1), min(coming, default=day))
    assert law.waiting(law.plan(programme=programme, child=child, given=had, on=day)) == (None, None)
