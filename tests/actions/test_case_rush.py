"""Two hundred people want the same fifty seats at one moment, and two devices send one form: the database decides. Source: I3, I9."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from django.db import connection, transaction
from tests import casing, factories, pictures

from anju.actions import case as cases
from anju.actions import upload
from anju.law.refusal import Refusal
from anju.models import Binding, Booking, Case, CasePart, Person, Slot, Stay
from anju.queries import visitors

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, SEATS, HANDS = 200, 50, 20


@pytest.fixture(autouse=True)
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with casing.opened(tmp_path, monkeypatch):
        yield


def rush(acts: Sequence[Callable[[], str]], hands: int) -> list[str]:
    """Do all of it from many hands that begin at one moment."""
    start, found, waiting = threading.Barrier(hands), [], list(acts)

    def hand() -> None:
        start.wait(timeout=30)
        try:
            while waiting:
                found.append(waiting.pop()())
        finally:
            connection.close()

    threads = [threading.Thread(target=hand) for _ in range(hands)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return found


def meanwhile(act: Callable[[], object]) -> tuple[threading.Thread, list[str]]:
    """Let another hand act while this one's transaction goes on; return once it waits, with what it will be told."""
    found: list[str] = []

    def other() -> None:
        try:
            act()
        except Refusal as refusal:
            found.append(refusal.code)
        finally:
            connection.close()

    hand = threading.Thread(target=other)
    hand.start()
    waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(waits)
            if cursor.fetchone()[0]:
                break
        time.sleep(0.01)
    return hand, found


def others(first: Stay, count: int) -> list[Person]:
    """Return so many people registered beside somebody, made by copying: the rush is what is tried here."""
    people = []
    for number in range(count):
        person = Person.objects.get(id=first.person_id)
        person.id, person._state.adding = factories.uuid.uuid4(), True
        person.phone = None
        person.id_index = number.to_bytes(32, "big")
        person.save(force_insert=True)
        people.append(person)
    return people


def test_two_hundred_people_and_fifty_seats_are_fifty_bookings_and_clear_answers() -> None:
    at = casing.world()
    cases.open_times(
        starts=[factories.later(days=2), factories.later(days=3)],
        minutes=30,
        seats=SEATS // 2,
        place="一楼",
        service_id="library/tour",
        by=at.officer(),
        at=factories.NOW,
    )
    slots = list(Slot.objects.order_by("starts_at"))
    people = others(Stay.objects.get(), PEOPLE)
    for person in people:
        Binding.objects.create(resident=at.who, person=person, kind="ward", how="counter", since=factories.NOW)
    me = visitors.resident_actor(who=at.who)

    def book(person: Person, slot: Slot) -> Callable[[], str]:
        def act() -> str:
            try:
                cases.book(slot_id=slot.id, person_id=person.id, service_id="library/tour", by=me, at=factories.NOW)
            except Refusal as refusal:
                return refusal.code
            return "booked"

        return act

    found = rush([book(person, slots[place % 2]) for place, person in enumerate(people)], HANDS)
    assert Counter(found) == {"booked": SEATS, "slot_full": PEOPLE - SEATS}
    seats = Booking.objects.filter(state="booked").values_list("slot_id", "seat")
    assert len(set(seats)) == SEATS
    assert {slot.taken for slot in Slot.objects.all()} == {SEATS // 2}


def test_two_devices_that_send_one_application_at_one_moment_are_one_case() -> None:
    at = casing.world()

    def send() -> str:
        case = cases.apply(
            person_id=at.person.id, service_id="library/loan", raw=casing.FORM, by=at.me, at=factories.NOW
        )
        return str(case.id)

    found = rush([send] * 8, 8)
    assert (len(found), len(set(found)), Case.objects.count()) == (8, 1, 1)


def test_a_case_is_taken_by_one_of_two_officers() -> None:
    at = casing.world()
    case, officers = casing.sent(at), [at.officer(), at.officer()]

    def take(place: int) -> Callable[[], str]:
        def act() -> str:
            try:
                cases.take(case_id=case.id, by=officers[place], at=factories.NOW, version=1)
            except Refusal as refusal:
                return refusal.code
            return "taken"

        return act

    assert Counter(rush([take(0), take(1)], 2)) == {"taken": 1, "stale": 1}


def test_a_part_no_longer_needed_and_a_decision_at_one_moment_wait_for_each_other_in_one_order() -> None:
    at = casing.world()
    officer = at.officer()
    case = casing.taken(at, by=officer)
    part = cases.join(case_id=case.id, to=at.archive.id, words="有吗", shown=[], by=officer, at=factories.NOW)

    def drop() -> object:
        return cases.drop_part(part_id=part.id, by=officer, at=factories.NOW)

    def decide() -> object:
        return cases.grant(case_id=case.id, words="", by=officer, at=factories.NOW)

    with transaction.atomic():
        Case.objects.select_for_update().get(id=case.id)
        hand, found = meanwhile(drop)
        decide()
    hand.join(timeout=60)
    assert (found, CasePart.objects.get().state) == (["not_allowed_in_state"], "dropped")


def test_whoever_objects_on_one_device_and_applies_again_on_another_is_told_so() -> None:
    at = casing.world()
    case, by = casing.taken(at), at.officer()
    cases.refuse(case_id=case.id, reason="没有照片", article="I3", by=by, at=factories.NOW)

    def protest() -> object:
        return cases.protest(case_id=case.id, words="有", by=at.me, at=factories.NOW)

    with transaction.atomic():
        casing.sent(at)
        hand, found = meanwhile(protest)
    hand.join(timeout=60)
    assert (found, Case.objects.get(id=case.id).state) == (["open_again"], "refused")


def test_whoever_completes_a_case_on_one_device_and_books_for_it_on_another_gets_both() -> None:
    at = casing.world()
    case, officer = casing.sent(at), at.officer()
    cases.give_back(case_id=case.id, missing={"fields.words": ""}, by=officer, at=factories.NOW)
    cases.open_times(
        starts=[factories.later(days=2)], minutes=30, seats=1, place="一楼", service_id="", by=officer, at=factories.NOW
    )
    slot = Slot.objects.get()
    # given before anybody said for whom
    paper = upload.keep(data=pictures.jpeg(pictures.paper()), purpose="proof", by=at.me, at=factories.NOW)

    def book() -> object:
        what = {"slot_id": slot.id, "person_id": at.person.id, "service_id": case.service, "case_id": case.id}
        return cases.book(by=at.me, at=factories.NOW, **what)  # type: ignore[arg-type]

    with transaction.atomic():
        Case.objects.select_for_update().get(id=case.id)
        hand, found = meanwhile(book)
        raw = {**casing.FORM, "papers": {"photo": {"upload": str(paper.id)}}}
        cases.complete(case_id=case.id, raw=raw, by=at.me, at=factories.NOW)
    hand.join(timeout=60)
    assert (found, Case.objects.get().state, Booking.objects.get().state) == ([], "sent", "booked")
