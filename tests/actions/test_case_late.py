"""What is late goes up whoever's turn it seems to be; parts are due with their case; a closed time is told. Source: I3, I9."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import casing, factories
from tests.actions.test_permit_calendar import LATE, TABLE
from tests.casing import World

from anju.actions import calendar, night
from anju.actions import case as cases
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import Act, Booking, Case, CasePart, CaseRating, Message, Slot, Unit
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


def joined(at: World, case: Case, to: Unit | None = None) -> CasePart:
    by = at.officer(Unit.objects.get(id=Case.objects.get(id=case.id).unit_id))
    return cases.join(case_id=case.id, to=(to or at.archive).id, words="有吗", shown=[], by=by, at=NOW)


def due(part: CasePart) -> tuple[datetime.date, bool]:
    found = CasePart.objects.get(id=part.id)
    return found.due_on, found.due_provisional


def limit(case: Case) -> tuple[datetime.date, bool]:
    found = Case.objects.get(id=case.id)
    return found.limit_on, found.limit_provisional


def test_I9_an_unanswered_question_keeps_no_late_case_from_going_up_while_the_clock_runs(at: World) -> None:
    officer = at.officer()
    card, loan = casing.taken(at, by=officer), casing.taken(at, "library/loan", by=officer)
    for case in (card, loan):
        cases.ask(case_id=case.id, words="？", by=officer, at=NOW)
    far = MORNING.date()
    assert [night.escalate_cases(on=far, at=MORNING), night.escalate_cases(on=far, at=MORNING)] == [1, 0]
    # the law of rare books lets the clock stand, that of the card does not
    assert [Case.objects.get(id=one.id).escalated_to_id for one in (card, loan)] == [at.county.id, None]


def test_I9_a_part_is_due_with_its_case_whatever_moves_it(at: World) -> None:
    officer = at.officer()
    loan = casing.taken(at, "library/loan", by=officer)
    part = joined(at, loan)
    cases.ask(case_id=loan.id, words="？", by=officer, at=NOW)
    cases.answer(case_id=loan.id, words="是", by=at.me, at=factories.later(days=6))
    assert due(part) == limit(loan)
    assert due(part)[0] > part.due_on


def test_I9_a_part_moves_with_a_newly_loaded_year(at: World) -> None:
    officer = at.officer()
    case = casing.sent(at, when=LATE)
    cases.take(case_id=case.id, by=officer, at=LATE)
    part = cases.join(case_id=case.id, to=at.archive.id, words="有吗", shown=[], by=officer, at=LATE)
    before = due(part)
    admin = factories.actor(factories.post(unit=at.city, role="system_admin"))
    calendar.load(table=TABLE, by=admin, at=LATE)
    assert before[1] is True
    assert due(part) == limit(case) == (datetime.date(2027, 1, 19), False)


def test_I9_a_late_part_goes_to_the_office_above_the_one_asked_which_may_answer_it(at: World) -> None:
    above = factories.unit(
        code="dag-city", kind="office", department="archive", level="city", covers=at.city.coverage.get().division
    )
    case = casing.taken(at)
    part = joined(at, case)
    boss = factories.post(unit=above, role="officer")
    with pytest.raises(Absent):
        cases.open_part(scope=factories.scope(boss), part_id=part.id, purpose="service", at=NOW)
    assert night.escalate_parts(on=part.due_on, at=MORNING) == 0
    late = part.due_on + datetime.timedelta(days=1)
    assert [night.escalate_parts(on=late, at=MORNING), night.escalate_parts(on=late, at=MORNING)] == [1, 0]
    assert CasePart.objects.get(id=part.id).escalated_to_id == above.id
    act = Act.objects.get(what="escalate_part")
    assert (act.actor_kind, act.subject_id, act.detail["to"]) == ("system", str(part.id), "dag-city")
    told = Message.objects.filter(kind="case_part_late")
    assert told.get(staff_id=boss.staff_id).link == f"/cases/parts/{part.id}/"
    assert set(told.exclude(staff_id=boss.staff_id).values_list("link", flat=True)) == {f"/cases/{case.id}/"}
    cases.open_part(scope=factories.scope(boss), part_id=part.id, purpose="service", at=NOW)
    cases.answer_part(part_id=part.id, words="有", by=factories.actor(boss), at=MORNING)
    with pytest.raises(Absent):
        cases.open_part(scope=factories.scope(boss), part_id=part.id, purpose="service", at=NOW)


def test_a_late_part_with_nobody_above_but_the_asker_stays_where_it_is(at: World) -> None:
    part = joined(at, casing.taken(at))
    assert night.escalate_parts(on=MORNING.date(), at=MORNING) == 0
    assert CasePart.objects.get(id=part.id).escalated_to is None
    # a part asked of an office below one's own
    case = casing.sent(at, "library/loan")
    Case.objects.filter(id=case.id).update(unit=at.county)
    cases.take(case_id=case.id, by=at.officer(at.county), at=NOW)
    own = joined(at, case, to=at.street)
    assert night.escalate_parts(on=MORNING.date(), at=MORNING) == 0
    assert CasePart.objects.get(id=own.id).escalated_to is None


def test_I3_a_closed_time_tells_whoever_booked_it_which_others_are_free(at: World) -> None:
    by, other = at.officer(), at.officer(at.county)
    starts = [factories.later(days=day) for day in (1, 2, 3)]
    opened = {"minutes": 20, "seats": 2, "place": "一楼", "service_id": "", "at": NOW}
    cases.open_times(starts=starts, by=by, **opened)
    slots = list(Slot.objects.order_by("starts_at"))
    made = cases.book(slot_id=slots[0].id, person_id=at.person.id, service_id="library/tour", by=at.me, at=NOW)
    Message.objects.all().delete()
    with pytest.raises(Absent):
        cases.close_time(slot_id=slots[0].id, by=other, at=NOW)
    assert [cases.close_time(slot_id=slots[0].id, by=by, at=NOW) for _ in range(2)] == [1, 0]
    assert Booking.objects.get(id=made.id).state == "cancelled"
    told = Message.objects.get(kind="time_closed")
    assert (told.person_id, told.params["others"]) == (at.person.id, "2026-03-06 10:00、2026-03-07 10:00")
    assert Act.objects.get(what="close_time").detail == {"told": 1}
    tour = casing.catalogue.current().services["library/tour"]
    assert mine.free(service=tour, unit_id=at.street.id, at=NOW) == slots[1:]
    # what was lost can be booked anew
    cases.book(slot_id=slots[1].id, person_id=at.person.id, service_id="library/tour", by=at.me, at=NOW)
    with pytest.raises(Refusal, match="slot_past"):
        cases.close_time(slot_id=slots[1].id, by=by, at=factories.later(days=2))
    for slot in slots[1:]:
        cases.close_time(slot_id=slot.id, by=by, at=NOW)
    assert Message.objects.filter(kind="time_closed").latest("created_at", "id").params["others"] in {
        "—",
        "2026-03-07 10:00",
    }


def test_J3_a_low_grade_of_the_highest_office_goes_to_whoever_oversees(at: World) -> None:
    watching = factories.unit(
        code="zz", kind="office", department="political_legal", level="city", covers=at.city.coverage.get().division
    )
    overseer = factories.post(unit=watching, role="overseer")
    case = casing.sent(at)
    Case.objects.filter(id=case.id).update(unit=at.city)
    officer = at.officer(at.city)
    cases.take(case_id=case.id, by=officer, at=NOW)
    cases.grant(case_id=case.id, words="", by=officer, at=NOW)
    made = cases.rate(case_id=case.id, grade="very_dissatisfied", words="", by=at.me, at=NOW)
    assert CaseRating.objects.get(id=made.id).follow_unit_id == watching.id
    assert [one.id for one in ratings.to_follow(scope=factories.scope(overseer))] == [made.id]
    cases.follow_up(rating_id=made.id, words="已联系。", done=True, by=factories.actor(overseer), at=NOW)
    assert ratings.to_follow(scope=factories.scope(overseer)) == []


def test_J2_a_case_or_a_part_of_it_goes_to_no_place_where_nobody_takes_cases(at: World) -> None:
    officer = at.officer()
    case = casing.taken(at, by=officer)
    body = factories.unit(code="hotel", kind="body", department="partner", level="street", covers=at.community.parent)
    for act in (
        lambda: cases.offer(case_id=case.id, to=body.id, words="归你们", by=officer, at=NOW),
        lambda: cases.join(case_id=case.id, to=body.id, words="有吗", shown=[], by=officer, at=NOW),
    ):
        with pytest.raises(Refusal, match="office_unknown"):
            act()
