"""What seldom happens: proposed while the applicant is asked, moved while a part is asked, decided by the office above.

Source: I9, I10, J2, J3, J4.
"""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests import casing, complaining, factories
from tests.casing import World

from anju.actions import case as cases
from anju.actions import night, units
from anju.actions.case import erasing
from anju.law.absent import Absent
from anju.law.refusal import Refusal, Refusals
from anju.models import (
    Booking,
    Case,
    CaseDecision,
    CasePart,
    CaseQuestion,
    CaseRating,
    Message,
    PolicyOverride,
    Post,
    Slot,
    Unit,
)
from anju.queries.case import mine, ratings

pytestmark = pytest.mark.django_db
NOW = factories.NOW
MORNING = factories.later(days=30)


@pytest.fixture(autouse=True)
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with casing.opened(tmp_path, monkeypatch):
        yield


@pytest.fixture
def at() -> World:
    return casing.world()


def refused(do: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as error:
        do()
    return error.value.code


def test_I10_what_was_proposed_while_the_applicant_was_asked_and_sent_back_can_be_asked_again(at: World) -> None:
    first, second = at.officer(), at.officer()
    case = casing.taken(at, "library/loan", by=first)
    cases.ask(case_id=case.id, words="？", by=first, at=NOW)
    cases.propose(case_id=case.id, outcome="granted", words="", by=first, at=factories.later(days=2))
    cases.send_back(case_id=case.id, words="再问", by=second, at=factories.later(days=2))
    cases.ask(case_id=case.id, words="真的？", by=first, at=factories.later(days=2))
    assert CaseQuestion.objects.filter(answered_at=None).count() == 1


def test_I9_the_clock_that_stood_runs_on_once_the_office_goes_on_without_an_answer(at: World) -> None:
    first = at.officer()
    case = casing.taken(at, "library/loan", by=first)
    cases.ask(case_id=case.id, words="？", by=first, at=NOW)
    cases.propose(case_id=case.id, outcome="granted", words="", by=first, at=factories.later(days=2))
    held = Case.objects.get(id=case.id)
    assert CaseQuestion.objects.get().answered_at is not None
    # ten days, of which two were spent waiting
    assert (held.clock_stands, held.limit_on) == (False, datetime.date(2026, 3, 16))
    assert night.escalate_cases(on=held.limit_on + datetime.timedelta(days=1), at=MORNING) == 1


def test_J2_the_answer_to_a_part_goes_to_whoever_owns_the_case_now(at: World) -> None:
    officer, county = at.officer(), at.officer(at.county)
    case = casing.taken(at, by=officer)
    part = cases.join(case_id=case.id, to=at.archive.id, words="有吗", shown=[], by=officer, at=NOW)
    cases.offer(case_id=case.id, to=at.county.id, words="归你们", by=officer, at=NOW)
    cases.accept(case_id=case.id, by=county, at=NOW)
    Message.objects.all().delete()
    cases.answer_part(part_id=part.id, words="有", by=at.officer(at.archive), at=NOW)
    assert [one.staff_id for one in Message.objects.filter(kind="case_part_answered")] == [county.id]


def test_J2_a_late_part_is_told_to_whoever_owns_the_case_now(at: World) -> None:
    factories.unit(
        code="dag-city", kind="office", department="archive", level="city", covers=at.city.coverage.get().division
    )
    officer, county = at.officer(), at.officer(at.county)
    case = casing.taken(at, by=officer)
    part = cases.join(case_id=case.id, to=at.archive.id, words="有吗", shown=[], by=officer, at=NOW)
    cases.offer(case_id=case.id, to=at.county.id, words="归你们", by=officer, at=NOW)
    cases.accept(case_id=case.id, by=county, at=NOW)
    assert night.escalate_parts(on=MORNING.date(), at=MORNING) == 1
    told = Message.objects.filter(kind="case_part_late").values_list("staff_id", flat=True)
    assert (county.id in told, officer.id in told) == (True, False)
    assert CasePart.objects.get(id=part.id).escalated_to is not None


def test_I9_a_part_is_not_late_while_the_clock_of_its_case_stands(at: World) -> None:
    factories.unit(
        code="dag-city", kind="office", department="archive", level="city", covers=at.city.coverage.get().division
    )
    officer = at.officer()
    loan = casing.taken(at, "library/loan", by=officer)
    cases.join(case_id=loan.id, to=at.archive.id, words="有吗", shown=[], by=officer, at=NOW)
    cases.ask(case_id=loan.id, words="？", by=officer, at=NOW)
    assert night.escalate_parts(on=MORNING.date(), at=MORNING) == 0


def late(at: World) -> Case:
    """Return a case that the county's office was told of, since the street's was late."""
    case = casing.taken(at)
    night.escalate_cases(on=MORNING.date(), at=MORNING)
    return case


def test_I10_a_decision_names_the_office_whose_officer_took_it(at: World) -> None:
    case, boss = late(at), at.officer(at.county)
    cases.grant(case_id=case.id, words="", by=boss, at=MORNING)
    assert CaseDecision.objects.get().unit_id == at.county.id


def test_J4_whoever_rates_a_decision_of_the_office_above_is_not_known_there(at: World) -> None:
    case, holder = late(at), factories.post(unit=at.county, role="officer")
    cases.grant(case_id=case.id, words="", by=factories.actor(holder), at=MORNING)
    made = cases.rate(case_id=case.id, grade="dissatisfied", words="", by=at.me, at=MORNING)
    found = CaseRating.objects.get()
    assert (found.unit_id, found.follow_unit_id) == (at.county.id, at.city.id)
    other = factories.scope(factories.post(unit=at.county, role="officer"))
    assert ratings.to_follow(scope=other) == []
    with pytest.raises(Absent):
        cases.open_rating(scope=other, case_id=case.id, at=MORNING)
    assert made.officer_id == holder.staff_id


def test_J4_the_rated_officer_opens_nothing_of_it_in_another_post_either(at: World) -> None:
    holder = factories.staff()
    low, high = (factories.post(unit=unit, role="officer", holder=holder) for unit in (at.street, at.county))
    case = casing.granted(at, by=factories.actor(low))
    cases.rate(case_id=case.id, grade="dissatisfied", words="", by=at.me, at=NOW)
    with pytest.raises(Absent):
        cases.open_rating(scope=factories.scope(high), case_id=case.id, at=NOW)


def test_B5_two_records_with_one_time_each_in_the_same_slot_become_one(at: World) -> None:
    gone = factories.registered(at=at.community).person
    cases.open_times(
        starts=[factories.later(days=2)], minutes=30, seats=2, place="一楼", service_id="", by=at.officer(), at=NOW
    )
    slot = Slot.objects.get()
    for seat, person in enumerate((at.person, gone), 1):
        Booking.objects.create(
            slot=slot, seat=seat, person_id=person.id, service="library/tour", state="booked",
            starts_at=slot.starts_at, booked_at=NOW,
        )  # fmt: skip
    Slot.objects.update(taken=2)
    erasing.follow(kept=at.person, gone=gone, at=NOW)
    booked = Booking.objects.filter(state="booked")
    assert [one.person_id for one in booked] == [at.person.id]
    # the seat nobody needs is free again
    assert Slot.objects.get().taken == 1


def test_I3_nobody_books_for_a_case_that_is_over(at: World) -> None:
    case = casing.sent(at, "library/loan")
    cases.open_times(
        starts=[factories.later(days=2)], minutes=30, seats=2, place="一楼", service_id="", by=at.officer(), at=NOW
    )
    cases.withdraw(case_id=case.id, by=at.me, at=NOW)
    slot = Slot.objects.get()

    def book() -> Booking:
        return cases.book(
            slot_id=slot.id, person_id=at.person.id, service_id="library/loan", by=at.me, at=NOW, case_id=case.id
        )

    assert refused(book) == "case_over"
    assert Slot.objects.get().taken == 0


def test_I3_a_time_closed_by_mistake_can_be_offered_again(at: World) -> None:
    by = at.officer()
    wanted = {
        "starts": [factories.later(days=2)],
        "minutes": 30,
        "place": "一楼",
        "service_id": "",
        "by": by,
        "at": NOW,
    }
    cases.open_times(**wanted, seats=2)  # type: ignore[arg-type]
    slot = Slot.objects.get()
    cases.close_time(slot_id=slot.id, by=by, at=NOW)
    assert cases.open_times(**wanted, seats=3) == 1  # type: ignore[arg-type]
    found = Slot.objects.get()
    assert (found.id, found.closed_at, found.seats, found.taken) == (slot.id, None, 3, 0)


def test_J2_a_time_is_booked_at_the_office_of_another_department_that_took_the_case_over(at: World) -> None:
    officer, archivist = at.officer(), at.officer(at.archive)
    case = casing.taken(at, "library/loan", by=officer)
    cases.offer(case_id=case.id, to=at.archive.id, words="归你们", by=officer, at=NOW)
    cases.accept(case_id=case.id, by=archivist, at=NOW)
    cases.open_times(
        starts=[factories.later(days=2)], minutes=30, seats=2, place="档案馆", service_id="", by=archivist, at=NOW
    )
    booked = {"person_id": at.person.id, "service_id": "library/loan", "by": at.me, "at": NOW}
    with pytest.raises(Absent):
        cases.book(slot_id=Slot.objects.get().id, **booked)  # type: ignore[arg-type]
    made = cases.book(slot_id=Slot.objects.get().id, case_id=case.id, **booked)  # type: ignore[arg-type]
    assert made.slot.unit == at.archive


def test_I3_nobody_books_two_seats_in_one_time_for_two_things(at: World) -> None:
    cases.open_times(
        starts=[factories.later(days=2)], minutes=30, seats=4, place="一楼", service_id="", by=at.officer(), at=NOW
    )
    case, slot = casing.sent(at, "library/loan"), Slot.objects.get()
    booked = {"slot_id": slot.id, "person_id": at.person.id, "by": at.me, "at": NOW}
    cases.book(service_id="library/tour", **booked)  # type: ignore[arg-type]
    assert refused(lambda: cases.book(service_id="library/loan", case_id=case.id, **booked)) == "booked_before"  # type: ignore[arg-type]
    assert Slot.objects.get().taken == 1


def test_O1_an_office_ends_only_once_nobody_waits_for_anything_there(at: World) -> None:
    admin = factories.actor(factories.post(unit=at.city, role="system_admin"))

    def hanging(unit: Unit) -> int:
        Post.objects.filter(unit=unit).update(valid_to=factories.DAY)
        with pytest.raises(Refusals) as error:
            units.end(code=unit.code, by=admin, at=NOW)
        assert {one.code for one in error.value.refusals} == {"in_use"}
        return len(error.value.refusals)

    officer, boss = at.officer(), at.officer(at.county)
    card, loan = casing.granted(at, by=officer), casing.taken(at, "library/loan", by=officer)
    cases.rate(case_id=card.id, grade="dissatisfied", words="", by=at.me, at=NOW)
    cases.join(case_id=loan.id, to=at.archive.id, words="有吗", shown=[], by=officer, at=NOW)
    cases.offer(case_id=loan.id, to=at.county.id, words="归你们", by=officer, at=NOW)
    cases.open_times(
        starts=[factories.later(days=2)], minutes=30, seats=1, place="一楼", service_id="", by=boss, at=NOW
    )
    tour = {"service_id": "library/tour", "person_id": at.person.id, "by": at.me, "at": NOW}
    cases.book(slot_id=Slot.objects.get().id, **tour)  # type: ignore[arg-type]
    complaining.sent(at.archive.code)
    # a case; a part and a complaint; an offer, a rating, a time and the street below
    assert [hanging(unit) for unit in (at.street, at.archive, at.county)] == [1, 2, 4]
    cases.withdraw(case_id=loan.id, by=at.me, at=NOW)
    assert units.end(code=at.street.code, by=admin, at=NOW).valid_to == factories.DAY


def test_I10_one_can_object_until_the_day_the_notice_named_whatever_is_made_shorter_since(at: World) -> None:
    case = casing.taken(at)
    cases.refuse(case_id=case.id, reason="没有照片", article="I3", by=at.officer(), at=NOW)
    told = mine.object_until(case=Case.objects.get(id=case.id))
    assert told is not None
    PolicyOverride.objects.create(
        key="case_objection_calendar_days",
        place=at.community.path.split("/")[0],
        value=5,
        effective_from=factories.DAY + datetime.timedelta(days=1),
        basis="通知",
        created_at=NOW,
    )
    last = factories.later(days=(told.on - factories.DAY).days)
    over = last + datetime.timedelta(days=1)
    assert refused(lambda: cases.protest(case_id=case.id, words="有", by=at.me, at=over)) == "objection_over"
    assert cases.protest(case_id=case.id, words="有", by=at.me, at=last).state == "objected"
