"""A service is changed by one and reviewed by another, from a day ahead, and never under an open case (R9, C4, I3, E10)."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import casing, factories, offering
from tests.casing import World

from anju.actions import case as cases
from anju.actions import entitlement
from anju.actions import offering as acts
from anju.actions.entitlement import telling
from anju.law.absent import Absent
from anju.law.refusal import Refusal, Refusals
from anju.models import Act, Entitlement, EntitlementNews, Message, ServiceChange
from anju.queries import reference
from anju.queries.entitlement import everyone
from anju.queries.entitlement import offering as offered
from anju.queries.offering import changes, laid

pytestmark = pytest.mark.django_db
NOW, DAY = factories.NOW, factories.DAY
FIRST = offering.FIRST
KEYS = (offering.CARD, "library/loan")


@pytest.fixture(autouse=True)
def _library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with casing.opened(tmp_path, monkeypatch):
        yield


@pytest.fixture
def at() -> World:
    return casing.world()


def here(at: World) -> tuple[str, ...]:
    return laid.codes(at.community.path)


def refused(error: pytest.ExceptionInfo[Refusals]) -> dict[str, str]:
    return {str(one.field): one.code for one in error.value.refusals}


def test_a_change_holds_only_after_another_approved_it_and_from_its_day(at: World) -> None:
    row = offering.proposed(at)
    assert laid.one(key=offering.CARD, on=FIRST, place=here(at)).phone == "0539-0000001"
    acts.approve(change_id=row.id, scope=offering.officer(at.county), at=NOW)
    found = [laid.one(key=offering.CARD, on=day, place=here(at)).phone for day in (DAY, FIRST)]
    assert found == ["0539-0000001", "0539-1234567"]
    assert [act.what for act in Act.objects.filter(subject_kind="service").order_by("seq")] == [
        "change_service",
        "approve_service",
    ]


def test_E10_whoever_proposed_it_does_not_review_it(at: World) -> None:
    scope = offering.officer(at.county)
    row = acts.propose(
        service_id=offering.CARD, place=offering.county(at).code, raw=offering.raw(), scope=scope, at=NOW
    )
    for review in (
        lambda: acts.approve(change_id=row.id, scope=scope, at=NOW),
        lambda: acts.decline(change_id=row.id, why="不行", scope=scope, at=NOW),
    ):
        with pytest.raises(Refusal) as error:
            review()
        assert error.value.code == "four_eyes"


def test_an_overseer_of_the_place_reviews_too_and_is_told_nothing_else(at: World) -> None:
    row = offering.proposed(at)
    overseer = factories.scope(offering.coordinator(offering.county(at)))
    made = acts.approve(change_id=row.id, scope=overseer, at=NOW)
    assert (made.state, made.reviewed_by_id) == ("approved", overseer.actor.id)
    told = Message.objects.get(kind="service_approved")
    assert told.staff_id == row.proposed_by_id


def test_a_change_is_declined_or_withdrawn_with_the_reason(at: World) -> None:
    row = offering.proposed(at)
    with pytest.raises(Refusal) as error:
        acts.decline(change_id=row.id, why=" ", scope=offering.officer(at.city), at=NOW)
    assert error.value.code == "reason_missing"
    with pytest.raises(Refusal) as error:
        acts.decline(change_id=row.id, why="长" * 301, scope=offering.officer(at.city), at=NOW)
    assert error.value.code == "words_too_long"
    acts.decline(change_id=row.id, why="号码不对", scope=offering.officer(at.city), at=NOW)
    again = offering.approved(at)
    acts.withdraw(change_id=again.id, why="不搬了", scope=offering.officer(at.county), at=NOW)
    rows = ServiceChange.objects.order_by("proposed_at", "id")
    assert [(one.state, one.answer) for one in rows] == [("declined", "号码不对"), ("withdrawn", "不搬了")]
    assert laid.one(key=offering.CARD, on=FIRST, place=here(at)).phone == "0539-0000001"


def test_once_its_day_has_come_it_is_neither_reviewed_nor_withdrawn(at: World) -> None:
    row, held = offering.proposed(at), offering.approved(at, at.city, "371300000000")
    late = factories.later(days=1)
    with pytest.raises(Refusal) as error:
        acts.approve(change_id=row.id, scope=offering.officer(at.county), at=late)
    assert error.value.code == "change_late"
    with pytest.raises(Refusal) as error:
        acts.withdraw(change_id=held.id, why="算了", scope=offering.officer(at.city), at=late)
    assert error.value.code == "change_late"
    shown = changes.one(offering.officer(at.county), change_id=row.id, on=FIRST)
    assert (shown.lapsed, shown.state.zh) == (True, "没来得及审核，已失效")


def test_a_page_seen_before_somebody_else_acted_is_stale(at: World) -> None:
    row = offering.proposed(at)
    with pytest.raises(Refusal) as error:
        acts.approve(change_id=row.id, scope=offering.officer(at.county), at=NOW, version=7)
    assert error.value.code == "stale"


def test_a_county_changes_for_itself_and_wins_over_the_city(at: World) -> None:
    offering.approved(at, at.city, "371300000000", phone="0539-1111111")
    offering.approved(at, phone="0539-2222222")
    far = factories.community(county="371311")
    found = [laid.one(key=offering.CARD, on=FIRST, place=laid.codes(one.path)).phone for one in (at.community, far)]
    assert found == ["0539-2222222", "0539-1111111"]
    assert laid.elsewhere(key=offering.CARD) == [offering.county(at).code]
    assert laid.in_county(code=offering.county(at).code) == here(at)[:2]
    assert [laid.in_county(code=code) for code in ("x", "999999000000", at.community.code)] == [None, None, None]


def test_a_county_can_close_what_the_city_gives_and_not_open_what_the_city_closed(at: World) -> None:
    county = offering.county(at)
    acts.approve(
        change_id=acts.propose(
            service_id=offering.CARD,
            place=county.code,
            raw=offering.closing(),
            scope=offering.officer(at.county),
            at=NOW,
        ).id,
        scope=offering.officer(at.county),
        at=NOW,
    )
    far = laid.codes(factories.community(county="371311").path)
    assert [offering.CARD in offered.services(on=FIRST, place=place) for place in (here(at), far)] == [False, True]
    with pytest.raises(Absent):
        offered.service(key=offering.CARD, on=FIRST, place=here(at))
    later = factories.later(days=3)
    opened = acts.propose(
        service_id=offering.CARD,
        place=county.code,
        raw=offering.raw(phone="", opening="open", begins="2026-03-10"),
        scope=offering.officer(at.county),
        at=later,
    )
    acts.approve(change_id=opened.id, scope=offering.officer(at.county), at=later)
    tenth = datetime.date(2026, 3, 10)
    assert offering.CARD in offered.services(on=tenth, place=here(at))
    closed = acts.propose(
        service_id=offering.CARD,
        place="371300000000",
        raw=offering.closing(begins="2026-03-12"),
        scope=offering.officer(at.city),
        at=later,
    )
    acts.approve(change_id=closed.id, scope=offering.officer(at.city), at=later)
    assert offering.CARD not in offered.services(on=datetime.date(2026, 3, 12), place=here(at))


def test_I9_a_service_is_not_closed_under_open_cases_which_are_named(at: World) -> None:
    case = casing.sent(at)
    row = {
        "service_id": offering.CARD,
        "place": offering.county(at).code,
        "scope": offering.officer(at.county),
        "at": NOW,
    }
    with pytest.raises(Refusal) as error:
        acts.propose(raw=offering.closing(), **row)
    assert (error.value.code, error.value.field, case.number in error.value.text.zh) == ("cases_open", "opening", True)
    # two working days to take it and five to settle it: 13 March is the last day
    for day, code in (("2026-03-13", "cases_open"), ("2026-03-14", "")):
        if code:
            with pytest.raises(Refusal) as error:
                acts.propose(raw=offering.closing(begins=day), **row)
            assert error.value.code == code
        else:
            assert acts.propose(raw=offering.closing(begins=day), **row).state == "proposed"


def test_I9_what_waits_for_the_applicant_or_is_late_keeps_it_open_and_approving_asks_again(at: World) -> None:
    far = offering.closing(begins="2026-06-01")
    scope = offering.officer(at.county)
    row = acts.propose(service_id=offering.CARD, place=offering.county(at).code, raw=far, scope=scope, at=NOW)
    case = casing.sent(at)
    cases.give_back(case_id=case.id, missing={"papers.photo": ""}, by=at.officer(), at=NOW)
    with pytest.raises(Refusal) as error:
        acts.approve(change_id=row.id, scope=offering.officer(at.county), at=NOW)
    assert error.value.code == "cases_open"
    cases.withdraw(case_id=case.id, by=at.me, at=NOW)
    late = casing.sent(at)
    with pytest.raises(Refusal) as error:
        acts.approve(change_id=row.id, scope=offering.officer(at.county), at=factories.later(days=20))
    assert late.number in error.value.text.en
    cases.withdraw(case_id=late.id, by=at.me, at=NOW)
    assert acts.approve(change_id=row.id, scope=offering.officer(at.county), at=NOW).state == "approved"


def test_I3_a_service_is_not_closed_under_a_booked_time(at: World) -> None:
    starts = factories.later(days=7)
    cases.open_times(
        service_id="library/tour", starts=[starts], minutes=60, seats=2, place="一楼", by=at.officer(at.county), at=NOW
    )
    slot = at.county.slots.get()
    cases.book(slot_id=slot.id, person_id=at.person.id, service_id="library/tour", by=at.me, at=NOW)
    row = {
        "service_id": "library/tour",
        "place": offering.county(at).code,
        "scope": offering.officer(at.county),
        "at": NOW,
    }
    with pytest.raises(Refusal) as error:
        acts.propose(raw=offering.closing(), **row)
    assert error.value.code == "times_booked"
    made = acts.propose(raw=offering.closing(begins="2026-03-12"), **row)
    acts.approve(change_id=made.id, scope=offering.officer(at.county), at=NOW)
    later = factories.later(days=10)
    cases.open_times(
        service_id="library/tour", starts=[later], minutes=60, seats=2, place="一楼", by=at.officer(at.county), at=NOW
    )
    other = at.county.slots.get(starts_at=later)
    stay = factories.registered(at=at.community, who=(who := factories.resident()))
    with pytest.raises(Refusal) as error:
        cases.book(
            slot_id=other.id,
            person_id=stay.person_id,
            service_id="library/tour",
            by=factories.visitors.resident_actor(who=who),
            at=NOW,
        )
    assert error.value.code == "service_closed"


def test_I9_an_open_case_keeps_the_limit_it_was_promised_and_a_new_one_has_the_new(at: World) -> None:
    before = casing.sent(at)
    offering.approved(at, phone="", limit_count="2", limit_unit="WD")
    other = factories.registered(at=at.community, who=(who := factories.resident()))
    taken = cases.take(case_id=before.id, by=at.officer(), at=factories.later(days=1))
    me = at.person, at.who
    at.person, at.who = other.person, who
    after = casing.sent(at, when=factories.later(days=1))
    at.person, at.who = me
    new = cases.take(case_id=after.id, by=at.officer(), at=factories.later(days=1))
    assert [taken.clock_left, new.clock_left] == [5, 2]


def test_after_its_end_nobody_applies_and_what_is_open_is_finished(at: World) -> None:
    row = acts.propose(
        service_id=offering.CARD,
        place=offering.county(at).code,
        raw=offering.closing(begins="2026-03-20"),
        scope=offering.officer(at.county),
        at=NOW,
    )
    acts.approve(change_id=row.id, scope=offering.officer(at.county), at=NOW)
    case = casing.sent(at, when=factories.later(days=15))
    other = factories.registered(at=at.community, who=(who := factories.resident()))
    with pytest.raises(Refusal) as error:
        cases.apply(
            person_id=other.person_id,
            service_id=offering.CARD,
            raw=casing.FORM,
            by=factories.visitors.resident_actor(who=who),
            at=factories.later(days=16),
        )
    assert error.value.code == "service_closed"
    officer = at.officer()
    cases.take(case_id=case.id, by=officer, at=factories.later(days=17))
    assert cases.grant(case_id=case.id, words="", by=officer, at=factories.later(days=17)).state == "granted"


def test_everything_wrong_is_told_at_once(at: World) -> None:
    typed = offering.raw(
        begins=DAY.isoformat(),
        phone="打电话",
        summary_zh="新",
        place_en="P" * 201,
        limit_count="0",
        limit_unit="WD",
        opening="maybe",
        reason="",
        basis="长" * 201,
    )
    with pytest.raises(Refusals) as error:
        offering.proposed(at, **typed)
    assert refused(error) == {
        "begins": "begins_wrong",
        "summary_en": "both_languages",
        "place_en": "words_too_long",
        "place_zh": "both_languages",
        "phone": "phone_wrong",
        "limit_count": "limit_wrong",
        "opening": "not_an_option",
        "reason": "reason_missing",
        "basis": "words_too_long",
    }


@pytest.mark.parametrize(
    ("typed", "field", "code"),
    [
        ({"phone": "0539-0000001"}, "", "nothing_changed"),
        ({"phone": "", "opening": "open"}, "", "nothing_changed"),
        ({"phone": "", "summary_zh": "借书。", "summary_en": "Borrow books."}, "", "nothing_changed"),
        ({"phone": "", "limit_count": "5", "limit_unit": "WD"}, "", "nothing_changed"),
        ({"limit_count": "3", "limit_unit": "weeks"}, "limit_count", "not_an_option"),
        ({"begins": "soon"}, "begins", "begins_wrong"),
        ({"begins": "2099-01-01"}, "begins", "begins_wrong"),
    ],
)
def test_what_is_no_change_is_refused(at: World, typed: dict[str, str], field: str, code: str) -> None:
    with pytest.raises(Refusals) as error:
        offering.proposed(at, **typed)
    assert refused(error) == {field: code}


def test_two_changes_of_a_day_do_not_pass_each_other(at: World) -> None:
    offering.proposed(at)
    with pytest.raises(Refusal) as error:
        offering.proposed(at, phone="0539-7654321")
    assert error.value.code == "change_twice"


def test_strangers_find_nothing_to_change_or_review(at: World) -> None:
    county = offering.county(at)
    row = offering.proposed(at)
    far = factories.unit(
        code="tsg-far",
        kind="office",
        department="library",
        level="county",
        covers=factories.community(county="371311").parent.parent,
    )
    for scope in (offering.officer(at.archive), offering.officer(at.street), offering.officer(far)):
        for act in (
            lambda scope=scope: acts.approve(change_id=row.id, scope=scope, at=NOW),
            lambda scope=scope: acts.decline(change_id=row.id, why="不", scope=scope, at=NOW),
            lambda scope=scope: acts.withdraw(change_id=row.id, why="不", scope=scope, at=NOW),
        ):
            with pytest.raises(Absent):
                act()
    for scope in (offering.officer(at.archive), offering.officer(at.street)):
        with pytest.raises(Absent):
            acts.propose(service_id=offering.CARD, place=county.code, raw=offering.raw(), scope=scope, at=NOW)
    for place in ("371311000000", at.community.code, ""):
        with pytest.raises(Refusal) as error:
            acts.propose(
                service_id=offering.CARD, place=place, raw=offering.raw(), scope=offering.officer(at.county), at=NOW
            )
        assert error.value.code == "place_missing"
    with pytest.raises(Absent):
        changes.one(offering.officer(at.archive), change_id=row.id, on=DAY)
    with pytest.raises(Absent):
        changes.one(offering.officer(far), change_id=row.id, on=DAY)
    assert changes.history(offering.officer(far), key=offering.CARD, on=DAY) == []


def test_the_changes_are_read_once_a_version(at: World, django_assert_num_queries) -> None:
    offering.approved(at)
    offered.services(on=DAY, place=here(at))
    with django_assert_num_queries(1):
        offered.services(on=FIRST, place=here(at))
    before = reference.current().version
    offering.approved(at, begins="2026-03-09", phone="0539-7654321")
    assert reference.current().version != before


def test_nobody_is_told_of_a_service_that_is_closed_where_they_live(at: World) -> None:
    news = [EntitlementNews.objects.create(person_id=at.person.id, service=key, noticed_on=FIRST) for key in KEYS]
    offering.approved(at, phone="", opening="closed")
    assert telling._given(news[0], on=DAY) is True
    assert [telling._given(row, on=FIRST) for row in news] == [True, True]
    Entitlement.objects.create(person_id=at.person.id, community=at.community.code, meets=[0], unknown=[0])
    assert [telling._given(row, on=FIRST) for row in news] == [False, True]


def test_what_the_whole_city_closed_is_counted_for_nobody(at: World) -> None:
    entitlement.count(on=DAY, at=NOW)
    offering.approved(at, at.city, "371300000000", phone="", opening="closed")
    counted = [{one.service.id for one in everyone.placed(on=day)} for day in (DAY, FIRST)]
    assert counted[0] - counted[1] == {offering.CARD}
