"""Times on the phone: free ones by place and day, booked once, cancelled, another one booked. Source: I3."""

import datetime
import re
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from tests import casing, factories
from tests.casing import World
from tests.pages.citizen.casing_pages import hidden, send, text

from anju.actions import case as cases
from anju.models import Booking, Slot, Stay
from anju.web import clock

pytestmark = pytest.mark.django_db
Enter = Callable[..., Client]
NOW, TOUR = factories.NOW, "/my/times/new/library/tour/"


@pytest.fixture(autouse=True)
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)
    with casing.opened(tmp_path, monkeypatch):
        yield


@pytest.fixture
def at() -> World:
    return casing.world()


@pytest.fixture
def phone(enter: Enter, at: World) -> Client:
    return enter(at.who)


def open_times(
    at: World, *, place: str = "一楼窗口", service: str = "library/tour", days: int = 2, unit: object = None
) -> None:
    starts = [factories.later(days=day) for day in range(1, days + 1)]
    by = at.officer(at.county if unit is None else at.street)
    cases.open_times(starts=starts, minutes=30, seats=2, place=place, service_id=service, by=by, at=NOW)


def test_free_times_stand_by_place_and_day_with_what_is_left(phone: Client, at: World) -> None:
    open_times(at)
    open_times(at, place="二楼窗口", service="", days=1)
    page = text(phone, TOUR)
    assert re.findall(r"<h2>([^<]*窗口)</h2>", page) == ["一楼窗口", "二楼窗口"]
    assert len(re.findall(r'name="slot"', page)) == 3
    assert "还有 2 个名额" in page
    assert at.county.name in page


def test_a_time_is_booked_once_however_often_it_is_sent(phone: Client, at: World) -> None:
    open_times(at)
    slot = Slot.objects.earliest("starts_at")
    typed = {**hidden(phone, TOUR), "slot": str(slot.id)}
    assert [phone.post(TOUR, typed)["Location"] for _ in range(2)] == ["/my/times/?done=booked"] * 2
    slot.refresh_from_db()
    assert (Booking.objects.count(), slot.taken) == (1, 1)
    page = text(phone, "/my/times/")
    assert ("参观" in page, "一楼窗口" in page) == (True, True)
    # a second time for the same is offered by letting the first one go
    page = text(phone, TOUR)
    assert ("已经约了一个时间" in page, 'name="slot"' in page) == (True, False)


def test_without_a_choice_and_for_a_full_time_one_is_told_so(phone: Client, at: World) -> None:
    open_times(at, days=1)
    slot = Slot.objects.get()
    answer = send(phone, TOUR)
    assert (answer.status_code, "请选一个时间。" in answer.content.decode()) == (422, True)
    keys = hidden(phone, TOUR)
    Slot.objects.update(taken=2)
    answer = phone.post(TOUR, {**keys, "slot": str(slot.id)})
    assert (answer.status_code, "刚刚约满" in answer.content.decode()) == (422, True)
    assert phone.post(TOUR, {**keys, "slot": str(uuid.uuid4())}).status_code == 404
    assert phone.post(TOUR, {**keys, "slot": "morgen"}).status_code == 404


def test_cancelling_is_asked_once_more_and_frees_the_seat(phone: Client, at: World) -> None:
    open_times(at)
    slot = Slot.objects.earliest("starts_at")
    booked = cases.book(slot_id=slot.id, person_id=at.person.id, service_id="library/tour", by=at.me, at=NOW)
    address = f"/my/times/{booked.id}/cancel/"
    assert "要取消这个时间吗" in text(phone, address)
    assert send(phone, address)["Location"] == "/my/times/?done=cancelled"
    slot.refresh_from_db()
    assert slot.taken == 0
    assert "没有约好的时间" in text(phone, "/my/times/")
    assert 'name="slot"' in text(phone, TOUR)


def test_where_no_time_is_free_and_no_office_is_set_the_phone_stands(phone: Client, at: World) -> None:
    page = text(phone, TOUR)
    assert ("现在没有可以约的时间" in page, "0539-0000001" in page) == (True, True)
    at.county.coverage.all().delete()
    at.city.coverage.all().delete()
    assert "tel:0539-0000001" in text(phone, TOUR)
    Stay.objects.update(state="ended", ended_on=factories.DAY)
    assert "住在哪个社区或者村？" in text(phone, TOUR)
    # a case has its own page
    assert phone.get("/my/times/new/library/card/")["Location"] == "/services/library/card/"


def test_a_case_that_needs_a_visit_books_at_its_office(phone: Client, at: World) -> None:
    loan = casing.sent(at, "library/loan")
    open_times(at, service="library/loan", unit=at.street)
    assert f'href="/my/cases/{loan.id}/time/">约时间</a>' in text(phone, f"/my/cases/{loan.id}/")
    slot = Slot.objects.earliest("starts_at")
    answer = send(phone, f"/my/cases/{loan.id}/time/", slot=str(slot.id))
    assert answer["Location"] == "/my/times/?done=booked"
    assert Booking.objects.get().case_id == loan.id
    assert "约好了：" in text(phone, f"/my/cases/{loan.id}/")
    assert f'href="/my/cases/{loan.id}/"' in text(phone, "/my/times/")
    card = casing.sent(at)
    assert phone.get(f"/my/cases/{card.id}/time/")["Location"] == f"/my/cases/{card.id}/"


def test_a_strangers_time_does_not_exist(enter: Enter, at: World) -> None:
    open_times(at)
    slot = Slot.objects.earliest("starts_at")
    booked = cases.book(slot_id=slot.id, person_id=at.person.id, service_id="library/tour", by=at.me, at=NOW)
    stranger = enter(factories.resident())
    address = f"/my/times/{booked.id}/cancel/"
    assert [stranger.get(address).status_code, stranger.post(address, {"once": "a"}).status_code] == [404, 404]
    assert Booking.objects.get().state == "booked"
    assert "没有约好的时间" in text(stranger, "/my/times/")


def test_the_list_of_times_is_a_constant_number_of_statements(
    phone: Client, at: World, django_assert_max_num_queries: Callable[..., object]
) -> None:
    open_times(at)
    open_times(at, service="", place="二楼窗口")
    one, other = Slot.objects.filter(place="一楼窗口")
    cases.book(slot_id=one.id, person_id=at.person.id, service_id="library/tour", by=at.me, at=NOW)
    text(phone, "/my/times/")
    with django_assert_max_num_queries(12):
        text(phone, "/my/times/")
    Booking.objects.create(
        slot=other,
        seat=1,
        person_id=at.person.id,
        service="library/card",
        state="booked",
        starts_at=NOW + datetime.timedelta(days=3),
        booked_at=NOW,
    )
    with django_assert_max_num_queries(12):
        text(phone, "/my/times/")
