"""What follows a case: rating and follow-up, the night, what retention empties, two records that are one person. Source: I9, J3, J4, L7."""

import datetime
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from tests import casing, factories
from tests.casing import World

from anju.actions import case as cases
from anju.actions import night, retention, upload
from anju.actions.case import erasing
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import Act, Booking, Case, CaseDecision, CaseForm, CaseRating, CaseStep, Message, Person, Slot, Upload
from anju.queries.case import routing
from anju.vault import seal

pytestmark = pytest.mark.django_db
NOW, DAY = factories.NOW, factories.DAY
MORNING = datetime.datetime(2026, 3, 6, 1, 0, tzinfo=datetime.UTC)


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


def snapshots(case: Case) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM anju_caseevent WHERE pgh_obj_id = %s", [case.id])
        return int(cursor.fetchone()[0])


def test_J3_a_finished_case_is_rated_once(at: World) -> None:
    case = casing.taken(at)

    def rate() -> CaseRating:
        return cases.rate(case_id=case.id, grade="satisfied", words="谢谢", by=at.me, at=NOW)

    assert refused(rate) == "not_finished"
    cases.grant(case_id=case.id, words="", by=at.officer(), at=NOW)
    with pytest.raises(Absent):
        cases.rate(
            case_id=case.id, grade="fair", words="", by=casing.visitors.resident_actor(who=factories.resident()), at=NOW
        )
    with pytest.raises(Absent):
        cases.rate(case_id=uuid.uuid4(), grade="fair", words="", by=at.me, at=NOW)
    made = rate()
    assert (made.follow_up, made.grade, made.unit) == ("none", "satisfied", at.street)
    assert seal.unseal(data=bytes(made.words or b""), column="case_rating.words", owner=made.id) == "谢谢"
    assert refused(rate) == "rated_before"


def test_J4_nothing_of_a_rating_shows_on_the_case_or_in_its_history(at: World) -> None:
    case = casing.granted(at)
    before = (Case.objects.values().get(), snapshots(case))
    made = cases.rate(case_id=case.id, grade="dissatisfied", words="", by=at.me, at=NOW)
    assert (Case.objects.values().get(), snapshots(case)) == before
    assert not Act.objects.filter(what="rate_case", subject_id=str(case.id)).exists()
    act = Act.objects.get(what="rate_case")
    assert (act.subject_id, act.detail, act.person_id) == (str(made.id), {}, at.person.id)
    # neither key nor row tells the hour: a random key, a day
    assert made.id.version == 4


def test_J3_a_low_grade_is_followed_up_by_another_office(at: World) -> None:
    officer, other = at.officer(), at.officer(at.county)
    case = casing.granted(at, by=officer)
    made = cases.rate(case_id=case.id, grade="very_dissatisfied", words="", by=at.me, at=NOW)
    assert (made.follow_unit, made.contact_due_on, made.due_on) == (
        at.county,
        datetime.date(2026, 3, 5),
        datetime.date(2026, 3, 25),
    )
    told = Message.objects.get(kind="rating_follow_up")
    assert (told.params, told.staff_id) == ({"until": "2026-03-25"}, other.id)

    def follow(by: object, done: bool = True) -> CaseRating:
        return cases.follow_up(rating_id=made.id, words="已经道歉", done=done, by=by, at=NOW)  # type: ignore[arg-type]

    for by in (officer, at.officer(), at.officer(at.archive), at.me):
        with pytest.raises(Absent):
            follow(by)
    scope = factories.scope(factories.post(unit=at.county, role="officer"))
    assert cases.open_rating(scope=scope, case_id=case.id, at=NOW) == case
    with pytest.raises(Absent):
        cases.open_rating(
            scope=factories.scope(factories.post(unit=at.street, role="officer")), case_id=case.id, at=NOW
        )
    assert (follow(other, done=False).follow_up, follow(other).follow_up) == ("open", "done")
    assert refused(lambda: follow(other)) == "followed_before"
    held = CaseRating.objects.get()
    assert seal.unseal(data=bytes(held.outcome or b""), column="case_rating.outcome", owner=held.id) == "已经道歉"


def test_J3_the_rated_officer_follows_nothing_up_in_another_post_either(at: World) -> None:
    holder = factories.staff()
    low, high = (factories.post(unit=unit, role="officer", holder=holder) for unit in (at.street, at.county))
    case = casing.granted(at, by=factories.actor(low))
    made = cases.rate(case_id=case.id, grade="dissatisfied", words="", by=at.me, at=NOW)
    assert (
        refused(lambda: cases.follow_up(rating_id=made.id, words="x", done=True, by=factories.actor(high), at=NOW))
        == "same_officer"
    )


def test_a_rating_finds_the_government_where_no_office_stands_above(at: World) -> None:
    path = at.community.path
    assert routing.overseeing(unit=at.city, path=path, on=DAY) is None
    government = factories.unit(
        code="zf", kind="office", department="government", level="city", covers=at.city.coverage.get().division
    )
    assert routing.overseeing(unit=at.city, path=path, on=DAY) == government
    assert routing.overseeing(unit=government, path=path, on=DAY) is None
    # an office whose parent is another department's finds its own above by the place
    at.street.parent = government
    assert routing.above(unit=at.street, path=path, on=DAY) == at.county


def test_I9_late_cases_go_one_level_up_once_a_limit_and_the_office_above_may_act(at: World) -> None:
    case, above = casing.sent(at), at.officer(at.county)
    assert night.escalate_cases(on=case.limit_on, at=MORNING) == 0
    late = case.limit_on + datetime.timedelta(days=1)
    assert [night.escalate_cases(on=late, at=MORNING), night.escalate_cases(on=late, at=MORNING)] == [1, 0]
    found = Case.objects.get()
    assert (found.state, found.escalated_to, found.unit) == ("sent", at.county, at.street)
    assert Message.objects.filter(kind="case_escalated", staff_id=above.id).count() == 1
    taken = cases.take(case_id=case.id, by=above, at=MORNING)
    assert (taken.unit, taken.escalated_to) == (at.county, None)
    far = taken.limit_on + datetime.timedelta(days=1)
    assert night.escalate_cases(on=far, at=MORNING) == 1
    assert Case.objects.get().escalated_to == at.city
    assert list(Act.objects.filter(what="escalate_case").values_list("actor_kind", flat=True)) == ["system", "system"]


def test_what_the_highest_office_is_late_with_goes_nowhere(at: World) -> None:
    case = casing.sent(at)
    Case.objects.update(unit=at.city)
    assert night.escalate_cases(on=case.limit_on + datetime.timedelta(days=9), at=MORNING) == 0


def test_offices_hear_once_a_day_what_is_near_and_late(at: World) -> None:
    officer = at.officer()
    casing.sent(at)
    casing.taken(at, "library/loan", by=officer)
    assert night.tell_cases(on=DAY, at=NOW) == 0
    near = datetime.date(2026, 3, 5)
    assert [night.tell_cases(on=near, at=MORNING), night.tell_cases(on=near, at=MORNING)] == [1, 0]
    assert Message.objects.get(kind="cases_near").params == {"near": 1, "late": 0}
    assert night.tell_cases(on=datetime.date(2026, 3, 9), at=MORNING) == 1
    assert Message.objects.order_by("created_at", "id").filter(kind="cases_near").last().params["late"] == 1  # type: ignore[union-attr]


def times(at: World, seats: int = 2, service: str = "library/tour", **changes: object) -> int:
    values = {"starts": [factories.later(days=2)], "minutes": 30, "seats": seats, "place": "一楼", **changes}
    return cases.open_times(service_id=service, by=at.officer(), at=NOW, **values)  # type: ignore[arg-type]


def book(at: World, **changes: object) -> Booking:
    values = {"slot_id": Slot.objects.get().id, "person_id": at.person.id, "service_id": "library/tour", **changes}
    return cases.book(by=at.me, at=NOW, **values)  # type: ignore[arg-type]


def test_times_are_offered_once_and_booked_once(at: World) -> None:
    assert [times(at), times(at)] == [1, 0]
    made = book(at)
    assert (made.seat, Slot.objects.get().taken) == (1, 1)
    assert refused(lambda: book(at)) == "booked_before"
    freed = cases.cancel(booking_id=made.id, by=at.me, at=NOW)
    assert (freed.state, Slot.objects.get().taken) == ("cancelled", 0)
    cases.cancel(booking_id=made.id, by=at.me, at=NOW)
    assert (Slot.objects.get().taken, Act.objects.filter(what="cancel_time").count()) == (0, 1)
    assert book(at).seat == 1
    kinds = Message.objects.filter(kind__startswith="time_").order_by("created_at", "id").values_list("kind", flat=True)
    assert sorted(kinds) == ["time_booked", "time_booked", "time_cancelled"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"starts": []}, "times_missing"),
        ({"starts": [factories.later(days=-1)]}, "times_missing"),
        ({"seats": 0}, "seats_wrong"),
        ({"minutes": 1}, "minutes_wrong"),
        ({"place": " "}, "place_missing"),
    ],
)
def test_times_that_make_no_sense_are_not_offered(at: World, changes: dict[str, object], code: str) -> None:
    assert refused(lambda: times(at, **changes)) == code  # type: ignore[arg-type]


def test_a_time_is_booked_only_where_and_when_it_can_be(at: World) -> None:
    with pytest.raises(Absent):
        times(at, service="archive/copy")
    times(at, seats=1, service="")
    for wrong in (
        {"service_id": "archive/copy"},
        {"slot_id": uuid.uuid4()},
        {"case_id": uuid.uuid4()},
        {"person_id": uuid.uuid4()},
    ):
        with pytest.raises(Absent):
            book(at, **wrong)
    with pytest.raises(Absent):
        cases.cancel(booking_id=uuid.uuid4(), by=at.me, at=NOW)
    late = factories.later(days=3)
    slot = Slot.objects.get().id
    assert (
        refused(lambda: cases.book(slot_id=slot, person_id=at.person.id, service_id="library/tour", by=at.me, at=late))
        == "slot_past"
    )
    made = book(at)
    assert refused(lambda: cases.cancel(booking_id=made.id, by=at.me, at=late)) == "slot_past"
    assert refused(lambda: book(at, service_id="library/loan")) == "slot_full"


def test_a_withdrawn_case_frees_its_time(at: World) -> None:
    case = casing.taken(at, "library/loan")
    times(at, service="library/loan")
    book(at, service_id="library/loan", case_id=case.id)
    cases.withdraw(case_id=case.id, by=at.me, at=NOW)
    assert (Booking.objects.get().state, Slot.objects.get().taken) == ("cancelled", 0)


def test_tomorrows_times_are_called_to_mind_once(at: World) -> None:
    times(at)
    book(at)
    day = datetime.date(2026, 3, 5)
    assert [night.remind_times(on=DAY, at=NOW), night.remind_times(on=day, at=MORNING)] == [0, 1]
    assert night.remind_times(on=day, at=MORNING) == 0
    assert Message.objects.get(kind="time_tomorrow").params == {"when": "2026-03-06 10:00", "place": "一楼"}


def test_L7_an_open_case_keeps_a_record_and_its_pictures(at: World) -> None:
    case = casing.sent(at)
    at.person.stays.update(state="ended", ended_on=DAY)
    assert retention.seal_ended(on=DAY, at=NOW) == 0
    assert [hindrance.code for hindrance in [erasing.hindrance(person_id=at.person.id)] if hindrance] == ["case_open"]
    assert upload.settle(on=DAY, at=NOW) == 0
    Case.objects.filter(id=case.id).update(state="withdrawn")
    assert upload.settle(on=DAY, at=NOW) == 1
    assert retention.seal_ended(on=DAY, at=NOW) == 1


def test_L7_what_cases_say_goes_with_the_person_and_figures_stay(at: World) -> None:
    officer = at.officer()
    case = casing.sent(at)
    cases.give_back(case_id=case.id, missing={"papers.photo": "看不清"}, by=officer, at=NOW)
    picture = Upload.objects.get()
    raw = {**casing.FORM, "papers": {"photo": {"upload": str(picture.id)}}}
    cases.complete(case_id=case.id, raw=raw, by=at.me, at=NOW)
    cases.take(case_id=case.id, by=officer, at=NOW)
    cases.ask(case_id=case.id, words="？", by=officer, at=NOW)
    cases.refuse(case_id=case.id, reason="住在这里", article="I3", by=officer, at=NOW)
    cases.rate(case_id=case.id, grade="fair", words="嗯", by=at.me, at=NOW)
    at.person.stays.update(state="ended", ended_on=DAY)
    erasing.wipe(person_id=at.person.id)
    assert {bytes(form.answers) for form in CaseForm.objects.all()} == {b""}
    assert (CaseDecision.objects.get().reason, CaseRating.objects.get().words) == ("—", None)
    assert case.notices.get().missing == [{"item": "papers.photo", "note": ""}]
    assert {step.words for step in CaseStep.objects.all()} == {""}
    assert CaseRating.objects.get().grade == "fair"


def test_B5_the_cases_of_two_records_that_are_one_person_go_to_the_one_kept(at: World) -> None:
    case = casing.sent(at)
    other = factories.registered(at=at.community)
    erasing.follow(kept=other.person, gone=at.person, at=NOW)
    assert Case.objects.get(id=case.id).person == other.person
    assert CaseForm.objects.get().person_id == other.person_id
    assert Person.objects.filter(cases__isnull=False).count() == 1


def test_B5_two_records_with_one_application_each_are_not_merged_yet(at: World) -> None:
    case = casing.sent(at)
    other = casing.spoken(factories.registered(at=at.community))
    Case.objects.filter(id=other.id).update(state="objected")
    assert refused(lambda: erasing.follow(kept=other.person, gone=at.person, at=NOW)) == "cases_twice"
    assert Case.objects.get(id=case.id).person == at.person


def test_J3_a_low_grade_of_the_highest_office_is_kept_even_where_nobody_stands_above(at: World) -> None:
    case = casing.taken(at)
    Case.objects.update(unit=at.city)
    cases.grant(case_id=case.id, words="", by=at.officer(at.city), at=NOW)
    made = cases.rate(case_id=case.id, grade="dissatisfied", words="", by=at.me, at=NOW)
    assert (made.follow_up, made.follow_unit) == ("open", None)


def test_L7_nobody_is_forgotten_while_a_case_can_still_be_objected_to(at: World) -> None:
    case = casing.granted(at)
    since = Person.objects.filter(erasing.decided_since(day=DAY))
    assert list(since) == [at.person]
    Case.objects.filter(id=case.id).update(closed_at=factories.later(days=-9))
    assert list(since.all()) == []
    assert erasing.hindrance(person_id=at.person.id) is None
