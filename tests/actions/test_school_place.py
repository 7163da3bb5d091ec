"""A place: granted by a named officer, accepted or given back, passed on in order, objected to and reviewed (I5, I10)."""

import pytest
from tests import factories, schooling
from tests.schooling import Family, World

from anju.actions import case as cases
from anju.actions import school as schools
from anju.actions.case import erasing
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import Act, Message, SchoolWish
from anju.queries.school import notes

pytestmark = pytest.mark.django_db
ARTICLE = "I5"


def _one(at: World, *wanted: int) -> tuple[Family, SchoolWish]:
    family, wish = schooling.joined(at, *wanted)
    schooling.granted(at)
    return family, schooling.fresh(wish)


def test_a_named_officer_admits_each_child_and_the_guardian_is_told() -> None:
    at = schooling.published()
    _, wish = _one(at, 0)
    case = schooling.case_of(wish)
    assert (wish.state, wish.school_id, case.state, case.decided_by_id) == (
        "offered",
        at.schools[0].id,
        "granted",
        at.second.staff_id,
    )
    assert case.decisions.get().reason == "录取学校：第一小学（第1志愿）。"
    told = Message.objects.get(kind="school_offered")
    assert told.params == {"school": "第一小学", "until": str(wish.reply_by)}
    assert Act.objects.filter(what="grant_place", person_id=wish.person_id).count() == 1


def test_one_that_cannot_be_granted_leaves_the_rest_alone() -> None:
    at = schooling.published()
    _, first = schooling.joined(at, 0)
    family, second = schooling.joined(at, 1)
    schooling.announced(at)
    cases.withdraw(case_id=second.case_id, by=family.by, at=schooling.RESULT)
    outcomes = schools.grant_many(scope=at.scope, wish_ids=[second.id, first.id], at=schooling.RESULT)
    assert [one.refusal.code if one.refusal else "" for one in outcomes] == ["not_allowed_in_state", ""]


def test_a_case_that_came_late_is_taken_with_the_same_click() -> None:
    at = schooling.published()
    schooling.joined(at, 0)
    schooling.announced(at)
    _, late = schooling.joined(at, 1, when=schooling.RESULT)
    schools.allot_late(scope=at.scope, round_id=at.held.id, at=schooling.RESULT)
    outcomes = schools.grant_many(scope=at.scope, wish_ids=[late.id], at=schooling.RESULT)
    assert [one.refusal for one in outcomes] == [None]
    assert schooling.fresh(late).state == "offered"


def test_a_place_is_accepted_once_and_only_by_the_guardian() -> None:
    at = schooling.published()
    family, wish = _one(at, 0)
    with pytest.raises(Absent):
        schools.accept(wish_id=wish.id, by=schooling.family(at).by, at=schooling.RESULT)
    done = schools.accept(wish_id=wish.id, by=family.by, at=schooling.RESULT, version=wish.version)
    assert done.state == "accepted"
    with pytest.raises(Refusal) as told:
        schools.accept(wish_id=wish.id, by=family.by, at=schooling.RESULT)
    assert told.value.code == "not_allowed_in_state"
    with pytest.raises(Refusal) as stale:
        schools.decline(wish_id=wish.id, by=family.by, at=schooling.RESULT, version=1)
    assert stale.value.code == "stale"


def _three(at: World) -> list[tuple[Family, SchoolWish]]:
    """Three who want the first school most and the second next; the order is that of the draw."""
    made = [schooling.joined(at, 0, 1, 2) for _ in range(3)]
    schooling.granted(at)
    return sorted(((who, schooling.fresh(wish)) for who, wish in made), key=lambda pair: pair[1].choice or 9)


def test_a_place_given_back_goes_to_the_next_who_keeps_theirs_until_they_choose() -> None:
    at = schooling.published()
    (first, one), (second, two), (third, three) = _three(at)
    schools.decline(wish_id=one.id, by=first.by, at=schooling.RESULT)
    two = schooling.fresh(two)
    assert (two.up_id, two.school_id, schooling.fresh(three).up_id) == (at.schools[0].id, at.schools[1].id, None)
    assert Message.objects.filter(kind="school_up").count() == 1
    schools.take_up(wish_id=two.id, by=second.by, at=schooling.RESULT)
    two, three = schooling.fresh(two), schooling.fresh(three)
    assert (two.school_id, two.choice, two.state, two.up_id) == (at.schools[0].id, 1, "accepted", None)
    # the place left behind passes on in turn
    assert three.up_id == at.schools[1].id
    schools.leave_up(wish_id=three.id, by=third.by, at=schooling.RESULT)
    three = schooling.fresh(three)
    assert (three.up_id, three.passed, three.school_id) == (None, [str(at.schools[1].id)], at.schools[2].id)
    with pytest.raises(Refusal) as told:
        schools.take_up(wish_id=three.id, by=third.by, at=schooling.RESULT)
    assert told.value.code == "nothing_up"
    with pytest.raises(Refusal):
        schools.leave_up(wish_id=three.id, by=third.by, at=schooling.RESULT)
    acts = Act.objects.filter(what="offer_up").values_list("actor_kind", flat=True)
    assert list(acts) == ["system", "system"]


def test_whoever_gives_back_while_asked_frees_both() -> None:
    at = schooling.published()
    (first, one), (second, two), (_, three) = _three(at)
    schools.decline(wish_id=one.id, by=first.by, at=schooling.RESULT)
    schools.decline(wish_id=two.id, by=second.by, at=schooling.RESULT)
    assert schooling.fresh(two).up_id is None
    # one child is asked of one place at a time: the best that is free
    assert schooling.fresh(three).up_id == at.schools[0].id


def test_an_objection_is_reviewed_by_somebody_else_and_may_give_another_school() -> None:
    at = schooling.published()
    family, wish = _one(at, 2)
    cases.protest(case_id=wish.case_id, words="太远了", by=family.by, at=schooling.RESULT)
    give = lambda scope, school: schools.place(  # noqa: E731
        scope=scope, wish_id=wish.id, school=school, reason="离家近的有学位", article=ARTICLE, at=schooling.RESULT
    )
    with pytest.raises(Refusal) as same:
        give(at.scope2, str(at.schools[1].id))
    assert same.value.code == "four_eyes"
    assert schooling.fresh(wish).school_id == at.schools[2].id
    with pytest.raises(Refusal) as unknown:
        give(at.scope, "x")
    assert unknown.value.code == "school_missing"
    done = give(at.scope, str(at.schools[1].id))
    assert (done.state, done.school_id, done.choice, schooling.case_of(wish).state) == (
        "offered",
        at.schools[1].id,
        0,
        "changed",
    )


def test_a_place_kept_for_a_child_that_a_review_places_elsewhere_passes_on() -> None:
    at = schooling.published(schooling.world(places=(1, 1, 2)))
    (first, one), (second, two), (_, three) = _three(at)
    schools.decline(wish_id=one.id, by=first.by, at=schooling.RESULT)
    assert schooling.fresh(two).up_id == at.schools[0].id
    cases.protest(case_id=two.case_id, words="想去三小", by=second.by, at=schooling.RESULT)
    schools.place(
        scope=at.scope,
        wish_id=two.id,
        school=str(at.schools[2].id),
        reason="按家长的意思",
        article=ARTICLE,
        at=schooling.RESULT,
    )
    asked = {row.id: row.up_id for row in SchoolWish.objects.exclude(up=None)}
    # asked once more in the same order, and the place left behind goes to the next
    assert asked == {two.id: at.schools[0].id, three.id: at.schools[1].id}


def test_a_review_gives_no_place_that_is_not_there_and_may_keep_the_old_one() -> None:
    at = schooling.published()
    schooling.joined(at, 0)
    family, wish = schooling.joined(at, 2)
    schooling.granted(at)
    cases.protest(case_id=wish.case_id, words="太远了", by=family.by, at=schooling.RESULT)
    with pytest.raises(Refusal) as full:
        schools.place(
            scope=at.scope,
            wish_id=wish.id,
            school=str(at.schools[0].id),
            reason="近",
            article=ARTICLE,
            at=schooling.RESULT,
        )
    assert full.value.code == "no_room"
    schools.confirm(scope=at.scope, wish_id=wish.id, reason="按规则", article=ARTICLE, at=schooling.RESULT)
    assert (schooling.case_of(wish).state, schooling.fresh(wish).school_id) == ("confirmed", at.schools[2].id)


def test_a_refusal_that_the_review_changes_becomes_a_place() -> None:
    at = schooling.published()
    family, wish = schooling.joined(at, 0)
    schools.take_all(scope=at.scope, round_id=at.held.id, at=schooling.CLOSED)
    cases.refuse(
        case_id=wish.case_id, reason="材料是假的", article=ARTICLE, by=factories.actor(at.first), at=schooling.CLOSED
    )
    schools.allot(scope=at.scope, round_id=at.held.id, at=schooling.CLOSED)
    schools.announce(scope=at.scope2, round_id=at.held.id, at=schooling.RESULT)
    cases.protest(case_id=wish.case_id, words="是真的", by=family.by, at=schooling.RESULT)
    done = schools.place(
        scope=at.scope2,
        wish_id=wish.id,
        school=str(at.schools[0].id),
        reason="查实了",
        article=ARTICLE,
        at=schooling.RESULT,
    )
    assert (done.state, done.school_id, done.choice) == ("offered", at.schools[0].id, 1)


def test_places_added_after_the_result_go_first_to_who_waits_for_a_better_one() -> None:
    at = schooling.published()
    (_, one), (_, two), (_, three) = _three(at)
    more = {str(at.schools[0].id): "2", str(at.schools[1].id): "1", str(at.schools[2].id): "9"}
    schools.add_places(scope=at.scope, round_id=at.held.id, places=more, at=schooling.RESULT)
    assert [schooling.fresh(wish).up_id for wish in (one, two, three)] == [None, at.schools[0].id, None]
    assert at.held.state == "announced"


def test_L7_what_an_officer_noted_goes_with_the_case() -> None:
    at = schooling.published()
    _, wish = schooling.joined(at, 0, contract_months="24")
    schools.check(scope=at.scope, wish_id=wish.id, work="no", sibling="", note="合同是别人的", at=schooling.OPEN)
    assert notes.of(wish) == "合同是别人的"
    erasing.wipe(person_id=wish.person_id)
    assert notes.of(wish) == ""


def test_a_place_of_a_school_with_fewer_places_than_children_is_passed_to_nobody() -> None:
    at = schooling.published()
    (first, one), (_, two), _ = _three(at)
    at.held.places.filter(school=at.schools[0]).update(places=0)
    schools.decline(wish_id=one.id, by=first.by, at=schooling.RESULT)
    assert schooling.fresh(two).up_id is None


def test_a_child_without_a_place_is_not_admitted() -> None:
    at = schooling.published()
    _, wish = schooling.joined(at, 0)
    outcomes = schools.grant_many(scope=at.scope, wish_ids=[wish.id], at=schooling.CLOSED)
    assert [one.refusal.code for one in outcomes if one.refusal] == ["no_place"]
