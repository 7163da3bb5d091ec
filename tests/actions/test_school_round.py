"""A round: drafted by one, published by another, its seed bound; applied for, checked, allotted, announced (I5, D16)."""

import datetime

import pytest
from tests import factories, schooling

from anju.actions import case as cases
from anju.actions import school as schools
from anju.law import draw
from anju.law.absent import Absent
from anju.law.refusal import Refusal, Refusals
from anju.law.school import allotment
from anju.models import Act, Case, Message, SchoolRound, SchoolWish, Stay
from anju.queries.school import notes
from anju.vault import seal

pytestmark = pytest.mark.django_db


def _code(call: object) -> str:
    with pytest.raises(Refusal) as told:
        call()  # type: ignore[operator]
    return told.value.code


def test_a_round_is_drafted_by_one_officer_and_published_by_another_with_its_seed_bound() -> None:
    at = schooling.world()
    made = schooling.drafted(at)
    assert (made.state, made.seed_digest) == ("drafted", "")
    assert _code(lambda: schools.publish(scope=at.scope, round_id=made.id, at=factories.NOW)) == "four_eyes"
    done = schools.publish(scope=at.scope2, round_id=made.id, at=factories.NOW, version=1)
    seed = seal.unseal(data=bytes(done.seed), column="school_round.seed", owner=done.id)
    assert (done.state, done.seed_digest, done.seed_shown) == ("published", draw.promise(seed=seed), "")
    acts = Act.objects.filter(subject_id=str(made.id)).order_by("id").values_list("what", flat=True)
    assert list(acts) == ["draft_round", "publish_round"]


def test_everything_wrong_with_a_round_is_told_at_once() -> None:
    at = schooling.world()
    raw = {
        "year": "26",
        "level": "primary",
        "grade": "9",
        "first_on": "2026-03-01",
        "last_on": "2026-03-02",
        "announce_on": "2026-03-02",
        "reply_days": "1",
        "rules": ["zone"],
        "within": "height",
    }
    with pytest.raises(Refusals) as told:
        schools.draft(scope=at.scope, raw=raw, at=factories.NOW)
    assert [one.field for one in told.value.refusals] == [
        "year", "grade", "reply_days", "first_on", "last_on", "announce_on", "rules", "within", "places",
    ]  # fmt: skip


def test_results_are_promised_within_the_service_s_own_limit_and_a_grade_has_one_round() -> None:
    at = schooling.world()
    assert _code(lambda: schooling.drafted(at, announce_on="2026-09-01")) == "announce_late"
    made = schooling.drafted(at)
    assert _code(lambda: schooling.drafted(at)) == "round_twice"
    schools.drop(scope=at.scope, round_id=made.id, at=factories.NOW)
    assert schooling.drafted(at).state == "drafted"
    with pytest.raises(Refusals) as told:
        schooling.drafted(at, places={str(at.schools[0].id): "2"})
    assert [one.code for one in told.value.refusals] == ["too_many_places", "places_missing"]


def test_a_guardian_applies_once_and_nothing_known_is_asked() -> None:
    at = schooling.published()
    family, wish = schooling.joined(at, 0, 1)
    again = schools.join(
        round_id=at.held.id, person_id=family.child.id, raw=schooling.raw_wish(at, 1), by=family.by, at=schooling.OPEN
    )
    assert (again.id, wish.number, wish.state, wish.late) == (wish.id, 1, "waiting", False)
    case = schooling.case_of(wish)
    assert (case.service, case.state, case.unit_id, Case.objects.count()) == (
        "education/primary_school",
        "sent",
        at.unit.id,
        1,
    )


def test_before_the_first_day_too_young_or_living_elsewhere_nobody_is_refused_without_a_way_on() -> None:
    at = schooling.published()
    assert _code(lambda: schooling.joined(at, when=factories.NOW)) == "not_open_yet"
    young = schooling.family(at, born="20220501")
    assert _code(lambda: schooling.joined(at, of=young)) == "too_young"
    far = schooling.family(at, place=factories.community(county="371311"))
    assert _code(lambda: schooling.joined(at, of=far)) == "elsewhere"
    stranger = schooling.family(at)
    with pytest.raises(Absent):
        schools.join(
            round_id=at.held.id,
            person_id=young.child.id,
            raw=schooling.raw_wish(at, 0),
            by=stranger.by,
            at=schooling.OPEN,
        )


def test_wishes_are_one_to_three_schools_of_the_round() -> None:
    at = schooling.published()
    family = schooling.family(at)
    for raw, field in (
        ({}, "wish_1"),
        ({"wish_1": str(at.schools[0].id), "wish_2": str(at.schools[0].id)}, "wish_2"),
        ({"wish_1": "x"}, "wish_1"),
        ({"wish_1": str(at.schools[0].id), "sibling": "x"}, "sibling"),
    ):
        with pytest.raises(Refusals) as told:
            schools.join(
                round_id=at.held.id,
                person_id=family.child.id,
                raw={**raw, "truth": "on"},
                by=family.by,
                at=schooling.OPEN,
            )
        assert [one.field for one in told.value.refusals] == [field]


def test_wishes_change_until_the_last_day_and_the_number_stays() -> None:
    at = schooling.published()
    family, wish = schooling.joined(at, 0, sibling=str(at.schools[1].id))
    raw = schooling.raw_wish(at, 2, 1)
    changed = schools.join_again(wish_id=wish.id, raw=raw, by=family.by, at=schooling.OPEN)
    assert (changed.schools, changed.number, changed.sibling_id) == (
        [str(at.schools[2].id), str(at.schools[1].id)],
        1,
        None,
    )
    late = lambda: schools.join_again(wish_id=wish.id, raw=raw, by=family.by, at=schooling.CLOSED)  # noqa: E731
    assert _code(late) == "round_over"
    with pytest.raises(Absent):
        schools.join_again(wish_id=wish.id, raw=raw, by=schooling.family(at).by, at=schooling.OPEN)


def test_whoever_withdrew_applies_anew_under_a_new_number() -> None:
    at = schooling.published()
    family, wish = schooling.joined(at, 0)
    cases.withdraw(case_id=wish.case_id, by=family.by, at=schooling.OPEN)
    _, again = schooling.joined(at, 1, of=family)
    assert (again.id, again.number, again.case_id != wish.case_id) == (wish.id, 2, True)


def test_cases_are_taken_together_and_their_limit_runs_from_the_last_day() -> None:
    at = schooling.published()
    _, wish = schooling.joined(at)
    assert schools.take_all(scope=at.scope, round_id=at.held.id, at=schooling.OPEN) == 1
    case = schooling.case_of(wish)
    assert (case.state, case.clock_from) == ("taken", schooling.LAST)
    assert case.limit_on >= schooling.ANNOUNCE
    assert schools.take_all(scope=at.scope, round_id=at.held.id, at=schooling.OPEN) == 0


def test_a_claim_counts_once_an_officer_checked_it_and_a_no_has_a_reason() -> None:
    at = schooling.published()
    _, wish = schooling.joined(at, 0, contract_months="24", sibling=str(at.schools[0].id))
    check = lambda **said: schools.check(  # noqa: E731
        **{"scope": at.scope, "wish_id": wish.id, "work": "yes", "sibling": "no", "note": "", "at": schooling.OPEN}
        | said
    )
    assert _code(check) == "note_missing"
    assert _code(lambda: check(work="")) == "not_an_option"
    schools.take_all(scope=at.scope, round_id=at.held.id, at=schooling.CLOSED)
    allot = lambda: schools.allot(scope=at.scope, round_id=at.held.id, at=schooling.CLOSED)  # noqa: E731
    assert _code(allot) == "claims_unchecked"
    row = check(note="学校查无此人", version=1)
    assert (row.work_ok, row.sibling_ok, notes.of(row)) == (True, False, "学校查无此人")
    allot()
    # in the zone, with work: the third group
    assert schooling.fresh(wish).counted == {
        "permit": False,
        "work": True,
        "since": factories.DAY.isoformat(),
        "groups": [2],
        "school": str(at.schools[0].id),
        "choice": 1,
    }


def test_allotting_waits_for_the_last_day_and_announcing_for_a_second_officer_on_the_promised_day() -> None:
    at = schooling.published()
    schooling.joined(at)
    early = lambda: schools.allot(scope=at.scope, round_id=at.held.id, at=schooling.OPEN)  # noqa: E731
    assert _code(early) == "still_open"
    schooling.allotted(at)
    announce = lambda scope, when: schools.announce(scope=scope, round_id=at.held.id, at=when)  # noqa: E731
    assert _code(lambda: announce(at.scope, schooling.RESULT)) == "four_eyes"
    assert _code(lambda: announce(at.scope2, schooling.CLOSED)) == "too_early"
    done = announce(at.scope2, schooling.RESULT)
    assert (done.state, done.seed, draw.promise(seed=done.seed_shown)) == ("announced", None, done.seed_digest)


def test_the_zone_comes_first_and_a_trial_can_be_done_again_with_the_same_result() -> None:
    at = schooling.published()
    _, inside = schooling.joined(at, 0, of=schooling.family(at))
    _, outside = schooling.joined(at, 0, 2, of=schooling.family(at, place=at.other))
    schooling.allotted(at)
    first = [(schooling.fresh(one).school_id, schooling.fresh(one).choice) for one in (inside, outside)]
    assert first == [(at.schools[0].id, 1), (at.schools[2].id, 2)]
    schools.allot(scope=at.scope, round_id=at.held.id, at=schooling.CLOSED)
    assert [(schooling.fresh(one).school_id, schooling.fresh(one).choice) for one in (inside, outside)] == first


def test_every_child_gets_a_place_or_nothing_is_announced() -> None:
    at = schooling.published(schooling.world(places=(1, 1, 0)))
    wishes = [schooling.joined(at, 0)[1] for _ in range(3)]
    schooling.allotted(at)
    assert sorted(schooling.fresh(one).school is None for one in wishes) == [False, False, True]
    announce = lambda: schools.announce(scope=at.scope2, round_id=at.held.id, at=schooling.RESULT)  # noqa: E731
    assert _code(announce) == "without_place"
    third = {str(at.schools[2].id): "4"}
    fewer = {str(at.schools[0].id): "0"}
    assert _code(
        lambda: schools.add_places(scope=at.scope, round_id=at.held.id, places=fewer, at=schooling.RESULT)
    ) == ("fewer_places")
    schools.add_places(scope=at.scope, round_id=at.held.id, places=third, at=schooling.RESULT)
    assert (at.held.state, schooling.fresh(wishes[0]).school) == ("published", None)
    schools.allot(scope=at.scope, round_id=at.held.id, at=schooling.RESULT)
    # found by the county: no wish of theirs, but a place
    assert sorted(schooling.fresh(one).choice for one in wishes) == [0, 0, 1]
    assert announce().state == "announced"


def test_a_late_application_is_taken_and_gets_what_is_left() -> None:
    at = schooling.published()
    schooling.joined(at, 0)
    _, late = schooling.joined(at, 0, 1, when=schooling.CLOSED)
    assert late.late
    schooling.announced(at)
    assert schooling.fresh(late).school is None
    assert schools.allot_late(scope=at.scope, round_id=at.held.id, at=schooling.RESULT) == 1
    assert (schooling.fresh(late).school_id, schooling.fresh(late).choice) == (at.schools[1].id, 2)


def test_I5_a_number_chosen_once_the_seed_is_known_gains_nothing() -> None:
    at = schooling.published(schooling.world(places=(1, 1, 5)))
    schooling.joined(at, 0)
    schooling.announced(at)
    at.held.refresh_from_db()
    _, first = schooling.joined(at, 1, 2, when=schooling.RESULT)
    lucky, second = schooling.joined(at, 1, 2, when=schooling.RESULT)
    # whoever sees the seed withdraws and applies anew until the number drawn is the better one
    drawn = lambda row: draw.lot(seed=at.held.seed_shown, number=row.number)  # noqa: E731
    while drawn(second) > drawn(first):
        cases.withdraw(case_id=second.case_id, by=lucky.by, at=schooling.RESULT)
        _, second = schooling.joined(at, 1, 2, of=lucky, when=schooling.RESULT)
    schools.allot_late(scope=at.scope, round_id=at.held.id, at=schooling.RESULT)
    assert (schooling.fresh(first).choice, schooling.fresh(second).choice) == (1, 2)


def test_I5_nothing_is_announced_on_a_claim_that_was_changed_after_the_trial() -> None:
    at = schooling.published()
    _, wish = schooling.joined(at, 0, contract_months="24")
    check = lambda said: schools.check(  # noqa: E731
        scope=at.scope, wish_id=wish.id, work=said, sibling="", note="合同是假的", at=schooling.CLOSED
    )
    check("yes")
    schooling.allotted(at)
    check("yes")
    assert schooling.fresh(wish).choice == 1
    check("no")
    announce = lambda: schools.announce(scope=at.scope2, round_id=at.held.id, at=schooling.RESULT)  # noqa: E731
    assert _code(announce) == "without_place"
    schools.allot(scope=at.scope, round_id=at.held.id, at=schooling.CLOSED)
    assert announce().state == "announced"


def test_no_more_late_ones_than_places_left() -> None:
    at = schooling.published(schooling.world(places=(1, 0, 0)))
    schooling.joined(at, 0)
    schooling.joined(at, 0, when=schooling.CLOSED, contract_months="12")
    schooling.announced(at)
    late = lambda: schools.allot_late(scope=at.scope, round_id=at.held.id, at=schooling.RESULT)  # noqa: E731
    assert _code(late) == "claims_unchecked"
    wish = SchoolWish.objects.get(late=True)
    schools.check(scope=at.scope, wish_id=wish.id, work="yes", sibling="", note="", at=schooling.RESULT)
    assert _code(late) == "without_place"


def test_another_office_finds_no_round_and_no_application() -> None:
    at, other = schooling.published(), schooling.office(county="371311")
    _, wish = schooling.joined(at, contract_months="12")
    key = at.held.id
    for call in (
        lambda: schools.publish(scope=other.scope, round_id=key, at=factories.NOW),
        lambda: schools.allot(scope=other.scope, round_id=key, at=schooling.CLOSED),
        lambda: schools.add_places(scope=other.scope, round_id=key, places={}, at=factories.NOW),
        lambda: schools.check(scope=other.scope, wish_id=wish.id, work="yes", sibling="", note="", at=factories.NOW),
    ):
        with pytest.raises(Absent):
            call()
    assert schools.take_all(scope=other.scope, round_id=key, at=schooling.OPEN) == 0
    outcomes = schools.grant_many(scope=other.scope, wish_ids=[wish.id], at=schooling.RESULT)
    assert [one.refusal.code for one in outcomes if one.refusal] == ["absent"]


def test_the_night_reminds_once_of_a_round_that_closes_and_of_a_reply_that_is_due() -> None:
    at = schooling.published()
    schooling.joined(at)
    schooling.family(at)
    schooling.family(at, born="20150501")
    on = datetime.date(2026, 3, 18)
    assert schools.remind(on=on, at=schooling.OPEN) == 1
    assert schools.remind(on=on, at=schooling.OPEN) == 0
    assert Message.objects.filter(kind="school_round_closing").count() == 1
    schooling.granted(at)
    due = SchoolWish.objects.get().reply_by
    assert schools.remind(on=due, at=schooling.RESULT) == 1
    assert schools.remind(on=due, at=schooling.RESULT) == 0


def test_a_case_granted_outside_a_round_gives_no_place_and_one_before_its_result_is_undone() -> None:
    at = schooling.published()
    _, wish = schooling.joined(at)
    by = factories.actor(at.first)
    cases.take(case_id=wish.case_id, by=by, at=schooling.OPEN)
    assert _code(lambda: cases.grant(case_id=wish.case_id, words="", by=by, at=schooling.OPEN)) == "no_place"
    assert (schooling.case_of(wish).state, SchoolRound.objects.get().state) == ("taken", "published")


def test_without_a_level_no_school_is_offered() -> None:
    at = schooling.world()
    with pytest.raises(Refusals) as told:
        schooling.drafted(at, level="", year="x")
    assert [one.field for one in told.value.refusals] == ["level", "year", "places"]


def test_a_draft_is_nobodys_to_apply_in_and_a_round_seen_too_late_is_not_run() -> None:
    at = schooling.world()
    schooling.drafted(at)
    with pytest.raises(Absent):
        schooling.joined(at)
    late = lambda: schools.publish(scope=at.scope2, round_id=at.held.id, at=factories.NOW, version=9)  # noqa: E731
    assert _code(late) == "stale"
    with pytest.raises(Absent):
        schools.accept(wish_id=at.held.id, by=schooling.family(at).by, at=factories.NOW)


def test_a_child_that_is_not_registered_goes_by_the_guardians_address_and_nobody_without_one() -> None:
    at = schooling.published()
    family = schooling.family(at)
    family.child.stays.update(state="ended")
    _, wish = schooling.joined(at, of=family)
    assert wish.community_id == at.community.code
    homeless = schooling.family(at)
    Stay.objects.filter(person__bindings__resident=homeless.who).update(state="ended")
    assert _code(lambda: schooling.joined(at, of=homeless)) == "place_missing"


def test_a_child_is_in_one_round_of_a_level_at_a_time() -> None:
    at = schooling.published()
    family, _ = schooling.joined(at)
    for one in at.schools:
        grade = {"grade": "2", "total": "9", "local": "0", "open": "3"}
        schools.set_places(scope=at.scope, school_id=one.id, year=2026, raw=grade, at=factories.NOW)
    schooling.drafted(at, grade="2", places={str(one.id): "3" for one in at.schools})
    schools.publish(scope=at.scope2, round_id=at.held.id, at=factories.NOW)
    assert _code(lambda: schooling.joined(at, of=family)) == "other_round"


def test_a_result_that_left_a_better_claim_behind_is_never_written(monkeypatch: pytest.MonkeyPatch) -> None:
    at = schooling.published()
    _, wish = schooling.joined(at)
    monkeypatch.setattr(allotment, "blocking", lambda **_: ((1, "x"),))
    with pytest.raises(ValueError, match="better claim"):
        schools.allot(scope=at.scope, round_id=at.held.id, at=schooling.CLOSED)
    assert schooling.fresh(wish).school is None
