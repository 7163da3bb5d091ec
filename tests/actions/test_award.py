"""Awards: nominated, asked for consent, reviewed by two, published with consent only, objected to, given. Source: I10, R8."""

import datetime
from typing import Any

import pytest
from tests import factories

from anju.actions import award, merge
from anju.actions.award import erasing, locking
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.refusal import Refusal, Refusals
from anju.models import Act, Award, AwardObjection, Message, Nomination, Resident, Unit
from anju.queries import awards, visitors

pytestmark = pytest.mark.django_db
NOW, DAY = factories.NOW, factories.DAY
later = factories.later
RAW = {"name": "最美新市民", "criteria": "好人好事", "opens_on": "2026-03-01", "closes_on": "2026-03-31"}


@pytest.fixture
def office() -> Unit:
    """A county's government."""
    town = factories.community().parent
    assert town is not None
    return factories.unit(code="zf-371302", kind="office", department="government", level="county", covers=town.parent)


@pytest.fixture
def made(office: Unit) -> Award:
    """An award that is open."""
    return award.announce(raw=RAW, by=_officer(office), at=NOW)


def _officer(unit: Unit, role: str = "officer") -> Actor:
    return factories.actor(factories.post(unit=unit, role=role))


def _me(who: Resident) -> Actor:
    return visitors.resident_actor(who=who)


def _nominated(made: Award, **changes: Any) -> Nomination:
    raw = {"whom": "other", "name": "李四", "phone": "13800001234", "story": "救人", **changes}
    return award.nominate(award_id=made.id, raw=raw, by=_me(factories.resident()), at=NOW)


def _published(made: Award) -> Nomination:
    found = _nominated(made)
    award.consent(nomination_id=found.id, by=_me(factories.resident(phone="13800001234")), at=NOW)
    one, two = _officer(made.unit), _officer(made.unit, "overseer")
    award.propose(nomination_id=found.id, outcome="support", reason="属实", by=one, at=NOW)
    return award.approve(nomination_id=found.id, summary="跳河救人", by=two, at=NOW)


def test_whoever_is_nominated_is_asked_by_phone_and_consents_by_signing_in_with_it(made: Award) -> None:
    found = _nominated(made)
    assert (found.state, found.consent) == ("received", "asked")
    assert Message.objects.get(kind="award_nominated").params["award"] == "最美新市民"
    with pytest.raises(Absent):
        award.consent(nomination_id=found.id, by=_me(factories.resident()), at=NOW)
    who = factories.resident(phone="13800001234")
    stay = factories.registered(at=factories.community(), who=who)
    assert [row.about_me for row in awards.mine(who=who)] == [True]
    award.consent(nomination_id=found.id, by=_me(who), at=NOW)
    found.refresh_from_db()
    assert (found.consent, found.person_id) == ("given", stay.person_id)


def test_declining_withdraws_and_empties_what_was_said(made: Award) -> None:
    found = _nominated(made)
    who = factories.resident(phone="13800001234")
    award.decline(nomination_id=found.id, by=_me(who), at=NOW)
    found.refresh_from_db()
    assert (found.state, found.consent, awards.detail(found).story) == ("withdrawn", "declined", "")
    with pytest.raises(Refusal, match="over"):
        award.consent(nomination_id=found.id, by=_me(who), at=NOW)
    with pytest.raises(Refusal, match="not_allowed_in_state"):
        award.decline(nomination_id=found.id, by=_me(who), at=NOW)


def test_one_nominates_oneself_and_has_consented_by_it(made: Award) -> None:
    who = factories.resident()
    stay = factories.registered(at=factories.community(), who=who)
    raw = {"whom": "self", "name": "谁", "story": "修桥"}
    found = award.nominate(award_id=made.id, raw=raw, by=_me(who), at=NOW)
    assert (found.consent, found.person_id, found.name) == ("given", stay.person_id, stay.person.name)
    stranger = factories.resident()
    other = award.nominate(award_id=made.id, raw=raw, by=_me(stranger), at=NOW)
    assert (other.person_id, other.name, other.consent) == (None, "谁", "given")


def test_an_office_nominates_and_notes_a_written_consent(made: Award) -> None:
    by = _officer(made.unit)
    found = award.nominate(award_id=made.id, raw={"name": "李四", "story": "救人"}, by=by, at=NOW)
    assert (found.by_unit_id, found.phone, found.consent) == (made.unit_id, None, "asked")
    with pytest.raises(Refusal, match="words_missing"):
        award.note_consent(nomination_id=found.id, words="", by=by, at=NOW)
    award.note_consent(nomination_id=found.id, words="档案柜3", by=by, at=NOW)
    found.refresh_from_db()
    assert found.consent == "given"


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"whom": "cat"}, ["whom"]),
        ({"phone": "12"}, ["phone"]),
        ({"phone": ""}, ["phone"]),
        ({"name": "", "story": "长" * 1001}, ["name", "story"]),
    ],
)
def test_a_nomination_is_read_whole(made: Award, changes: dict[str, str], fields: list[str]) -> None:
    with pytest.raises(Refusals) as wrong:
        _nominated(made, **changes)
    assert [one.field for one in wrong.value.refusals] == fields


def test_an_award_is_read_whole(office: Unit) -> None:
    with pytest.raises(Refusals) as wrong:
        award.announce(raw={"opens_on": "x", "closes_on": "y"}, by=_officer(office), at=NOW)
    assert [one.field for one in wrong.value.refusals] == ["name", "criteria", "opens_on", "closes_on"]
    with pytest.raises(Refusals) as past:
        award.announce(raw={**RAW, "closes_on": "2026-03-02"}, by=_officer(office), at=NOW)
    assert [one.code for one in past.value.refusals] == ["bad_range"]


def test_nobody_nominates_outside_the_days_after_the_end_or_without_bound(made: Award) -> None:
    who = _me(factories.resident())
    raw = {"whom": "other", "name": "李四", "phone": "13800001234", "story": "救人"}
    with pytest.raises(Refusal, match="not_open"):
        award.nominate(award_id=made.id, raw=raw, by=who, at=later(days=40))
    for _ in range(5):
        award.nominate(award_id=made.id, raw=raw, by=who, at=NOW)
    with pytest.raises(Refusal, match="too_many"):
        award.nominate(award_id=made.id, raw=raw, by=who, at=NOW)
    for _ in range(2):
        award.end(award_id=made.id, by=_officer(made.unit), at=NOW)
    assert Act.objects.filter(what="end_award").count() == 1
    with pytest.raises(Refusal, match="not_open"):
        _nominated(made)
    with pytest.raises(Absent):
        award.nominate(award_id=made.unit_id, raw=raw, by=who, at=NOW)


def test_two_officers_review_and_nothing_is_published_without_consent(made: Award) -> None:
    found = _nominated(made)
    one, two = _officer(made.unit), _officer(made.unit)
    for outcome, reason, code in (("maybe", "…", "not_an_option"), ("support", "", "words_missing")):
        with pytest.raises(Refusal, match=code):
            award.propose(nomination_id=found.id, outcome=outcome, reason=reason, by=one, at=NOW)
    award.propose(nomination_id=found.id, outcome="support", reason="属实", by=one, at=NOW)
    key = {"nomination_id": found.id, "at": NOW}
    with pytest.raises(Refusal, match="four_eyes"):
        award.approve(**key, summary="救人", by=one)
    with pytest.raises(Refusal, match="other_outcome"):
        award.refuse(**key, reason="…", by=two)
    with pytest.raises(Refusal, match="no_consent"):
        award.approve(**key, summary="救人", by=two)
    award.consent(**key, by=_me(factories.resident(phone="13800001234")))
    with pytest.raises(Refusals):
        award.approve(**key, summary="", by=two)
    done = award.approve(**key, summary="救人", by=two)
    assert (done.state, done.published_until) == ("published", datetime.date(2026, 3, 11))
    assert [name.name for name in awards.names(award_id=made.id, on=DAY)] == ["李四"]


def test_a_second_officer_refuses_with_the_reason_and_only_who_consented_hears_of_it(made: Award) -> None:
    told, untold = _nominated(made), _nominated(made, phone="13800009999")
    award.consent(nomination_id=told.id, by=_me(factories.resident(phone="13800001234")), at=NOW)
    one, two = _officer(made.unit), _officer(made.unit)
    for found in (told, untold):
        award.propose(nomination_id=found.id, outcome="refuse", reason="查无此事", by=one, at=NOW)
        with pytest.raises(Refusal, match="words_missing"):
            award.refuse(nomination_id=found.id, reason="", by=two, at=NOW)
        award.refuse(nomination_id=found.id, reason="查无此事", by=two, at=NOW)
    assert Message.objects.filter(kind="award_refused").count() == 1


def test_the_award_is_given_after_the_publication_and_thanks_are_said_once(made: Award) -> None:
    found = _published(made)
    by = _officer(made.unit)
    with pytest.raises(Refusal, match="still_published"):
        award.give(nomination_id=found.id, by=by, at=later(days=7))
    award.give(nomination_id=found.id, by=by, at=later(days=8))
    kinds = ("award_given", "award_thanks")
    assert sorted(Message.objects.filter(kind__in=kinds).values_list("kind", flat=True)) == list(kinds)
    with pytest.raises(Refusal, match="not_allowed_in_state"):
        award.give(nomination_id=found.id, by=by, at=later(days=9))


def test_an_objection_holds_the_award_back_until_it_is_answered(made: Award) -> None:
    found, by = _published(made), _officer(made.unit)
    neighbour = factories.resident()
    key = {"nomination_id": found.id, "by": _me(neighbour)}
    with pytest.raises(Refusal, match="words_missing"):
        award.protest(**key, words=" ", at=NOW)
    said = award.protest(**key, words="不是他救的", at=NOW)
    with pytest.raises(Refusal, match="objected"):
        award.protest(**key, words="不是他救的", at=NOW)
    with pytest.raises(Refusal, match="objection_open"):
        award.give(nomination_id=found.id, by=by, at=later(days=8))
    award.answer(objection_id=said.id, upheld=False, words="查实是他", by=by, at=later(days=8))
    with pytest.raises(Refusal, match="answered"):
        award.answer(objection_id=said.id, upheld=True, words="…", by=by, at=later(days=8))
    with pytest.raises(Refusal, match="objection_over"):
        award.protest(**key, words="再说一次", at=later(days=8))
    assert [one.answer for one in awards.objected(who=neighbour)] == ["查实是他"]
    award.give(nomination_id=found.id, by=by, at=later(days=8))


def test_an_upheld_objection_takes_the_name_off(made: Award) -> None:
    found, by = _published(made), _officer(made.unit)
    said = award.protest(nomination_id=found.id, words="不是他", by=_me(factories.resident()), at=NOW)
    award.answer(objection_id=said.id, upheld=True, words="查实不是", by=by, at=NOW)
    found.refresh_from_db()
    assert (found.state, awards.names(award_id=made.id, on=DAY)) == ("refused", [])
    with pytest.raises(Absent):
        award.protest(nomination_id=found.id, words="…", by=_me(factories.resident()), at=NOW)


def test_another_office_and_the_police_find_nothing(made: Award, office: Unit) -> None:
    found = _published(made)
    said = award.protest(nomination_id=found.id, words="不是他", by=_me(factories.resident()), at=NOW)
    other = factories.unit(code="jy-371302", kind="office", department="education", level="county")
    strangers = [_officer(other), factories.actor(factories.registrar(of=factories.community()))]
    for by in strangers:
        for act in (
            lambda: award.open_one(nomination_id=found.id, by=by, at=NOW),  # noqa: B023
            lambda: award.propose(nomination_id=found.id, outcome="support", reason="…", by=by, at=NOW),  # noqa: B023
            lambda: award.give(nomination_id=found.id, by=by, at=later(days=9)),  # noqa: B023
            lambda: award.answer(objection_id=said.id, upheld=True, words="…", by=by, at=NOW),  # noqa: B023
            lambda: award.end(award_id=made.id, by=by, at=NOW),  # noqa: B023
        ):
            with pytest.raises(Absent):
                act()
    with pytest.raises(Absent):
        award.answer(objection_id=made.id, upheld=True, words="…", by=_officer(office), at=NOW)
    opened = award.open_one(nomination_id=found.id, by=_officer(office), at=NOW)
    assert (awards.detail(opened).story, Act.objects.filter(what="open_nomination").count()) == ("救人", 1)


def test_lists_are_the_offices_own_and_pages_lose_nothing(
    made: Award, office: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(awards, "PAGE", 1)
    other = award.announce(raw={**RAW, "name": "技术能手"}, by=_officer(office), at=NOW)
    for _ in range(2):
        _nominated(made)
    scope = factories.scope(factories.post(unit=office, role="overseer"))
    away = factories.scope(factories.registrar(of=factories.community()))
    rows = awards.desk(scope, on=DAY)
    rest = awards.desk(scope, on=DAY, after=[str(value) for value in awards.key(rows[0])])
    assert {rows[0].id, rest[0].id} == {made.id, other.id}
    first = awards.nominations(scope, award_id=made.id)
    more = awards.nominations(scope, award_id=made.id, after=[str(first[0].id)])
    assert [first[1].id] == [row.id for row in more]
    assert (awards.desk(away, on=DAY), awards.nominations(away, award_id=made.id)) == ([], [])
    assert len(awards.public(on=DAY)) == 2
    assert awards.one(award_id=made.id, on=DAY).open
    for ask in (
        lambda: awards.own(away, award_id=made.id, on=DAY),
        lambda: awards.one(award_id=office.id, on=DAY),
        lambda: awards.public(on=DAY, after=["x"]),
        lambda: awards.nominations(scope, award_id=made.id, after=["x", "y"]),
        lambda: awards.published(nomination_id=first[0].id, on=DAY),
    ):
        with pytest.raises(Absent):
            ask()


def test_words_go_with_the_person_and_with_time_and_follow_the_kept_record(made: Award) -> None:
    who = factories.resident()
    stay = factories.filed(at=factories.community(), who=who).main
    raw = {"whom": "self", "name": "谁", "story": "修桥"}
    found = award.nominate(award_id=made.id, raw=raw, by=_me(who), at=NOW)
    kept = factories.registered(at=factories.community(), who=factories.resident()).person
    by = factories.actor(factories.registrar(of=factories.community()))
    merge.settle(kept=kept, gone=stay.person, present=True, by=by, at=NOW)
    found.refresh_from_db()
    assert found.person_id == kept.id
    erasing.wipe(person_id=kept.id)
    found.refresh_from_db()
    assert (found.name, found.phone, bytes(found.story)) == ("", None, b"")
    other = _nominated(made)
    long_after = later(days=365 * 8)
    assert award.forget(on=long_after.date(), at=long_after) == 1
    other.refresh_from_db()
    assert (other.name, other.phone_index) == ("", None)
    assert award.forget(on=long_after.date(), at=long_after) == 0


def test_L7_of_an_award_given_long_ago_name_and_summary_stay_and_nothing_else(made: Award) -> None:
    found = _published(made)
    award.give(nomination_id=found.id, by=_officer(made.unit), at=later(days=8))
    long_after = later(days=365 * 8)
    assert award.forget(on=long_after.date(), at=long_after) == 1
    found.refresh_from_db()
    assert (found.name, found.summary, found.state) == ("李四", "跳河救人", "given")
    assert (found.phone, found.phone_index, bytes(found.story), found.reason) == (None, None, b"", "")
    assert award.forget(on=long_after.date(), at=long_after) == 0


def test_a_nominee_without_phone_or_record_is_told_nothing_and_an_office_gets_no_thanks(made: Award) -> None:
    one, two = _officer(made.unit), _officer(made.unit)
    found = award.nominate(award_id=made.id, raw={"name": "李四", "story": "救人"}, by=one, at=NOW)
    key = {"nomination_id": found.id, "at": NOW}
    award.note_consent(**key, words="柜3", by=one)
    award.propose(**key, outcome="support", reason="属实", by=one)
    award.approve(**key, summary="救人", by=two)
    with pytest.raises(Refusal, match="over"):
        award.note_consent(**key, words="柜3", by=one)
    award.give(nomination_id=found.id, by=one, at=later(days=8))
    assert not Message.objects.filter(kind__startswith="award_").exists()


def test_nobody_without_a_post_acts(made: Award) -> None:
    with pytest.raises(Absent):
        award.announce(raw=RAW, by=Actor(kind="staff", role="officer"), at=NOW)
    with pytest.raises(Absent):
        locking.staff(Actor(kind="system"))


def test_who_is_on_file_is_told_through_their_record(made: Award) -> None:
    who = factories.resident()
    stay = factories.registered(at=factories.community(), who=who)
    found = award.nominate(award_id=made.id, raw={"whom": "self", "name": "谁", "story": "修桥"}, by=_me(who), at=NOW)
    award.propose(nomination_id=found.id, outcome="support", reason="属实", by=_officer(made.unit), at=NOW)
    award.approve(nomination_id=found.id, summary="修桥", by=_officer(made.unit), at=NOW)
    assert Message.objects.get(kind="award_published").person_id == stay.person_id


def _objected(found: Nomination, words: str) -> AwardObjection:
    return award.protest(nomination_id=found.id, words=words, by=_me(factories.resident()), at=later(days=1))


def test_L7_what_others_said_against_somebody_goes_with_them(made: Award) -> None:
    found = _published(made)
    person = factories.registered(at=factories.community(), who=factories.resident()).person
    Nomination.objects.filter(id=found.id).update(person_id=person.id)
    said = _objected(found, "救人的不是他")
    award.answer(objection_id=said.id, upheld=False, words="是他", by=_officer(made.unit), at=later(days=2))
    erasing.wipe(person_id=person.id)
    said.refresh_from_db()
    assert (bytes(said.words), said.answer) == (b"", "")


def test_L7_nobody_is_honoured_under_no_name(made: Award) -> None:
    found = _published(made)
    person = factories.registered(at=factories.community(), who=factories.resident()).person
    Nomination.objects.filter(id=found.id).update(person_id=person.id)
    erasing.wipe(person_id=person.id)
    found.refresh_from_db()
    assert found.state == "withdrawn"
    with pytest.raises(Refusal):
        award.give(nomination_id=found.id, by=_officer(made.unit), at=later(days=8))


def test_two_objections_can_both_be_upheld(made: Award) -> None:
    found = _published(made)
    first, second = _objected(found, "不是他"), _objected(found, "是我")
    by = _officer(made.unit)
    for said in (first, second):
        award.answer(objection_id=said.id, upheld=True, words="查实", by=by, at=later(days=2))
    found.refresh_from_db()
    assert (found.state, Message.objects.filter(kind="award_refused").count()) == ("refused", 1)
