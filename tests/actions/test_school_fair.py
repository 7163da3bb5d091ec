"""Nobody is passed over: places that become free in whatever way go by the published order, and the list can be counted again (I5)."""

import datetime

import pytest
from tests import factories, schooling
from tests.schooling import Family, World

from anju.actions import case as cases
from anju.actions import school as schools
from anju.law.refusal import Refusal, Refusals
from anju.models import School, SchoolRound, SchoolWish
from anju.queries.school import rounds

pytestmark = pytest.mark.django_db
REFUSED = {"reason": "不符合条件", "article": "I5"}


def _code(call: object) -> str:
    with pytest.raises(Refusal) as told:
        call()  # type: ignore[operator]
    return told.value.code


def _by_turn(at: World, *wanted: int, count: int) -> list[tuple[Family, SchoolWish]]:
    """Return families who wish the same, in the order in which they were placed."""
    made = [schooling.joined(at, *wanted) for _ in range(count)]
    schooling.announced(at)
    return sorted(((who, schooling.fresh(wish)) for who, wish in made), key=lambda pair: pair[1].choice or 9)


def _grant(at: World, *wishes: SchoolWish) -> None:
    done = schools.grant_many(scope=at.scope2, wish_ids=[one.id for one in wishes], at=schooling.RESULT)
    assert [one.refusal for one in done] == [None] * len(wishes)


def _full(at: World) -> None:
    for one in schools_of(at.held):
        held = SchoolWish.objects.filter(round=at.held, school=one.school, state__in=["waiting", "offered", "accepted"])
        kept = SchoolWish.objects.filter(round=at.held, up=one.school)
        assert held.count() + kept.count() <= one.places


def schools_of(held: SchoolRound) -> list:
    return list(held.places.select_related("school"))


def test_a_trial_in_which_somebody_withdrew_is_allotted_again_before_it_is_announced() -> None:
    at = schooling.published()
    made = [schooling.joined(at, 0, 1) for _ in range(2)]
    schooling.allotted(at)
    (first, one), (_, two) = sorted(made, key=lambda pair: schooling.fresh(pair[1]).choice or 9)
    cases.withdraw(case_id=one.case_id, by=first.by, at=schooling.CLOSED)
    announce = lambda: schools.announce(scope=at.scope2, round_id=at.held.id, at=schooling.RESULT)  # noqa: E731
    assert _code(announce) == "trial_over"
    schools.allot(scope=at.scope, round_id=at.held.id, at=schooling.CLOSED)
    assert (schooling.fresh(two).school_id, schooling.fresh(one).school_id) == (at.schools[0].id, None)
    announce()
    assert [line.number for line in rounds.listing(at.held)] == [two.number]


@pytest.mark.parametrize("way", ["withdrawn", "refused"])
def test_a_place_freed_before_it_was_granted_goes_to_the_next_in_order(way: str) -> None:
    at = schooling.published()
    (first, one), (_, two), (_, three) = _by_turn(at, 0, 1, 2, count=3)
    _grant(at, two, three)
    if way == "withdrawn":
        cases.withdraw(case_id=one.case_id, by=first.by, at=schooling.RESULT)
    else:
        cases.refuse(case_id=one.case_id, by=at.scope.actor, at=schooling.RESULT, **REFUSED)
    assert schooling.fresh(two).up_id == at.schools[0].id
    assert schooling.fresh(three).up_id is None
    _full(at)


def test_a_refusal_changed_on_review_takes_no_place_that_went_to_somebody_else() -> None:
    at = schooling.published()
    (first, one), (second, two) = _by_turn(at, 0, 1, count=2)
    _grant(at, two)
    cases.refuse(case_id=one.case_id, by=at.scope.actor, at=schooling.RESULT, **REFUSED)
    schools.take_up(wish_id=two.id, by=second.by, at=schooling.RESULT)
    cases.protest(case_id=one.case_id, words="我们住在学区", by=first.by, at=schooling.RESULT)
    change = lambda: cases.change(  # noqa: E731
        case_id=one.case_id, by=at.scope2.actor, at=schooling.RESULT, **REFUSED
    )
    assert _code(change) == "no_place"
    done = schools.place(scope=at.scope2, wish_id=one.id, school=str(at.schools[1].id), at=schooling.RESULT, **REFUSED)
    assert (done.state, done.school_id, done.granted_at) == ("offered", at.schools[1].id, schooling.RESULT)
    _full(at)


def test_whoever_is_not_admitted_yet_is_passed_over_by_nobody() -> None:
    at = schooling.published()
    (first, one), (_, two), (_, three) = _by_turn(at, 0, 1, 2, count=3)
    # the second in order waits for the officer's click, the third has it already
    _grant(at, one, three)
    schools.decline(wish_id=one.id, by=first.by, at=schooling.RESULT)
    two = schooling.fresh(two)
    assert (two.school_id, two.choice, two.up_id, two.state) == (at.schools[0].id, 1, None, "waiting")
    # and what they leave goes on
    assert schooling.fresh(three).up_id == at.schools[1].id
    _grant(at, two)
    assert schooling.case_of(two).decisions.get().reason == "录取学校：第一小学（第1志愿）。"
    _full(at)


def test_whoever_was_asked_about_a_second_choice_is_asked_about_the_first_when_it_becomes_free() -> None:
    at = schooling.published()
    (first, one), (second, two), (_, three) = _by_turn(at, 0, 1, 2, count=3)
    _grant(at, one, two, three)
    schools.decline(wish_id=two.id, by=second.by, at=schooling.RESULT)
    assert schooling.fresh(three).up_id == at.schools[1].id
    schools.decline(wish_id=one.id, by=first.by, at=schooling.RESULT)
    assert schooling.fresh(three).up_id == at.schools[0].id
    _full(at)


def test_the_list_stays_as_it_was_announced_whoever_moves_after() -> None:
    at = schooling.published()
    (first, one), (second, two) = _by_turn(at, 0, 1, count=2)
    _grant(at, one, two)
    before = rounds.listing(at.held)
    assert [line.school for line in before if line.number == two.number] == ["第二小学"]
    schools.decline(wish_id=one.id, by=first.by, at=schooling.RESULT)
    schools.take_up(wish_id=two.id, by=second.by, at=schooling.RESULT)
    assert rounds.listing(at.held) == before


def test_a_review_gives_the_place_that_was_kept_for_the_same_child() -> None:
    at = schooling.published()
    (first, one), (second, two) = _by_turn(at, 0, 1, count=2)
    _grant(at, one, two)
    schools.decline(wish_id=one.id, by=first.by, at=schooling.RESULT)
    assert schooling.fresh(two).up_id == at.schools[0].id
    cases.protest(case_id=two.case_id, words="太远了", by=second.by, at=schooling.RESULT)
    done = schools.place(scope=at.scope, wish_id=two.id, school=str(at.schools[0].id), at=schooling.RESULT, **REFUSED)
    assert (done.school_id, done.up_id) == (at.schools[0].id, None)


def test_a_round_whose_first_day_has_passed_is_not_published() -> None:
    at = schooling.world()
    schooling.drafted(at)
    late = schooling.OPEN + datetime.timedelta(days=1)
    publish = lambda when: schools.publish(scope=at.scope2, round_id=at.held.id, at=when)  # noqa: E731
    assert _code(lambda: publish(late)) == "in_the_past"
    assert publish(schooling.OPEN).state == "published"


@pytest.mark.parametrize(
    ("name", "typed"),
    [("year", "²⁰²⁶"), ("grade", "²"), ("year", "0020261"), ("grade", "00011"), ("grade", "1" * 5000)],
)
def test_no_number_as_typed_breaks_the_form_of_a_round(name: str, typed: str) -> None:
    at = schooling.world()
    with pytest.raises(Refusals) as told:
        schools.draft(scope=at.scope, raw=schooling.raw_round(at, **{name: typed}), at=factories.NOW)
    assert name in [one.field for one in told.value.refusals]


def test_no_day_as_typed_breaks_the_form_of_a_round() -> None:
    at = schooling.world()
    raw = schooling.raw_round(at, first_on="9999-12-01", last_on="9999-12-30", announce_on="9999-12-31")
    with pytest.raises(Refusals):
        schools.draft(scope=at.scope, raw=raw, at=factories.NOW)


def test_a_grade_with_many_noughts_breaks_nothing() -> None:
    at = schooling.world()
    for raw in ({"grade": "00011"}, {"grade": "0" * 9 + "1"}):
        with pytest.raises(Refusals):
            schools.set_places(
                scope=at.scope,
                school_id=School.objects.order_by("name").first().id,
                year=schooling.YEAR,
                raw={"total": "1", "local": "0", "open": "1", **raw},
                at=factories.NOW,
            )
