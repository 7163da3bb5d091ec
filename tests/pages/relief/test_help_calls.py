"""The pages of help calls: no name asked, handed over at once, seen by two offices only. Source: J2, L2, L7."""

import uuid

import pytest
from django.test import Client
from tests import factories, relieving, signing
from tests.relieving import World

from anju.actions import helping
from anju.models import HelpCall
from anju.web import clock

pytestmark = pytest.mark.django_db
SENT = {"who": "minor", "how": "called", "place": "汽车站西门", "seen": "八岁左右"}


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the morning of the factories' day."""
    monkeypatch.setattr(clock, "now", lambda: factories.NOW)
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)


@pytest.fixture
def world() -> World:
    """Return a street with its offices."""
    return relieving.world()


def _text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def _send(client: Client, held: HelpCall, choice: str, **more: str) -> str:
    held.refresh_from_db()
    sent = signing.form(choice=choice, version=str(held.version), **more)
    answer = client.post(f"/relief/help/{held.id}/", sent)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def test_the_form_asks_for_no_name_number_or_phone(world: World) -> None:
    text = _text(signing.staff(world.chief), "/relief/help/new/").split("<main")[1]
    for name in ("name", "id_number", "phone", "contact"):
        assert f'name="{name}"' not in text
    assert "不问名字" in text


@pytest.mark.parametrize("giver", ["coordinator", "clerk", "chief"])
def test_a_call_is_taken_handed_over_accepted_and_closed_through_the_pages(giver: str, world: World) -> None:
    taker, office = signing.staff(getattr(world, giver)), signing.staff(world.officer)
    sent = signing.form(**SENT, area=world.community.code)
    first = taker.post("/relief/help/new/", sent).headers["Location"]
    assert taker.post("/relief/help/new/", sent).headers["Location"] == first
    held = HelpCall.objects.get()
    page = _text(taker, first)
    assert "汽车站西门" in page
    assert 'value="accept"' not in page
    assert held.code in _text(office, "/relief/help/?show=received")
    _send(office, held, "accept")
    _send(office, held, "follow", what="helped", words="接到站里", next_on="2026-03-05")
    assert "接到站里" in _text(taker, f"/relief/help/{held.id}/")
    _send(office, held, "close", what="home", words="")
    assert held.code in _text(office, "/relief/help/?show=done")


def test_a_declined_call_is_handed_on_by_the_first_receiver(world: World) -> None:
    held = world.called("clerk")
    office, taker = signing.staff(world.officer), signing.staff(world.clerk)
    answer = office.post(f"/relief/help/{held.id}/", signing.form(choice="decline", version="1", why=" "))
    assert (answer.status_code, 'id="f-why-error"' in answer.content.decode()) == (422, True)
    _send(office, held, "decline", why="不在本区")
    assert str(world.city.id) in _text(taker, f"/relief/help/{held.id}/")
    _send(taker, held, "hand", to=str(world.city.id))
    assert office.get(f"/relief/help/{held.id}/").status_code == 404


def test_only_the_two_offices_find_it(world: World) -> None:
    held = world.called("coordinator")
    strangers = (world.clerk, world.chief, factories.post(unit=world.women, role="officer"))
    for post in strangers:
        client = signing.staff(post)
        assert held.code not in _text(client, "/relief/help/")
        for key in (held.id, uuid.uuid4()):
            page = f"/relief/help/{key}/"
            assert client.get(page).status_code == 404
            assert client.post(page, signing.form(choice="accept")).status_code == 404
    admin = signing.staff(factories.post(unit=world.city, role="system_admin"))
    assert admin.get("/relief/help/").status_code == 404


def test_the_office_above_sees_that_one_is_late_and_not_what_was_seen(world: World) -> None:
    held = world.called("coordinator", place="汽车站西门")
    HelpCall.objects.update(due_at=factories.later(hours=-1))
    helping.escalate(on=factories.DAY, at=factories.NOW)
    above = signing.staff(factories.post(unit=world.city, role="officer"))
    text = _text(above, "/relief/help/")
    assert held.code in text
    assert "汽车站西门" not in text
    assert above.get(f"/relief/help/{held.id}/").status_code == 404


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept(world: World) -> None:
    client = signing.staff(world.chief)
    answer = client.post("/relief/help/new/", signing.form(place="", area="", seen="没有鞋"))
    text = answer.content.decode()
    assert (answer.status_code, "没有鞋</textarea>" in text, 'id="f-place-error"' in text) == (422, True, True)
    assert client.get("/relief/help/?after=x").status_code == 422
    assert client.get("/relief/help/?show=x").status_code == 422


@pytest.mark.parametrize("mark", ["9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "2026-03-04T00:00:00", "x"])
def test_a_page_mark_that_nobody_made_is_told_so(mark: str, world: World) -> None:
    world.called()
    answer = signing.staff(world.officer).get("/relief/help/", {"after": f"{mark}_{uuid.UUID(int=0)}"})
    assert answer.status_code == 422
