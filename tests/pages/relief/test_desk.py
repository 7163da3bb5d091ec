"""The pages of relief: taken on the street, decided in the county, paid, followed up; each post sees its own. Source: I9, I10."""

import uuid

import pytest
from django.test import Client
from tests import factories, relieving, signing
from tests.relieving import CHECKED, TAKEN, World

from anju.actions import case as cases
from anju.actions import relief as acts
from anju.models import Act, Relief
from anju.queries import visitors
from anju.web import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the morning of the factories' day."""
    monkeypatch.setattr(clock, "now", lambda: factories.NOW)
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)


@pytest.fixture
def world() -> World:
    """Return a street with its offices, and somebody registered there."""
    return relieving.world()


def _text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def _send(client: Client, held: Relief, choice: str, **more: str) -> str:
    held.refresh_from_db()
    sent = signing.form(choice=choice, version=str(held.version), **more)
    answer = client.post(f"/relief/{held.id}/", sent)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def test_a_request_is_taken_once_and_goes_its_way_through_the_pages(world: World) -> None:
    street, county = signing.staff(world.clerk), signing.staff(world.officer)
    sent = signing.form(**{**TAKEN, "community": world.community.code, "number": world.stay.number})
    first = street.post("/relief/new/", sent).headers["Location"]
    assert street.post("/relief/new/", sent).headers["Location"] == first
    held = Relief.objects.get()
    assert first == f"/relief/{held.id}/?done=taken"
    assert "王*明" in _text(street, "/relief/")
    assert _send(street, held, "check", **CHECKED) == f"/relief/{held.id}/?done=check"
    assert 'value="approve"' not in _text(street, f"/relief/{held.id}/")
    assert 'value="approve"' in _text(county, f"/relief/{held.id}/")
    _send(county, held, "approve")
    page = _text(street, f"/relief/{held.id}/")
    assert 'name="amount"' in page
    assert 'value="1200"' in page
    _send(street, held, "pay", amount="1200", paid_on="2026-03-04")
    _send(street, held, "follow", words="好多了。")
    assert held.code in _text(county, "/relief/?show=done")
    assert "好多了" in _text(county, f"/relief/{held.id}/")
    assert Act.objects.filter(what="open_relief", person_id=world.stay.person_id).count() > 0


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept(world: World) -> None:
    street = signing.staff(world.clerk)
    answer = street.post("/relief/new/", signing.form(what="没饭吃", community="", name=""))
    text = answer.content.decode()
    assert (answer.status_code, "没饭吃</textarea>" in text, 'id="f-name-error"' in text) == (422, True, True)
    held = world.taken()
    bad = signing.form(choice="check", version="1", kind="money", amount="viel", found="看过")
    answer = street.post(f"/relief/{held.id}/", bad)
    assert (answer.status_code, 'value="viel"' in answer.content.decode()) == (422, True)
    stale = signing.form(choice="check", version="9", **CHECKED)
    assert street.post(f"/relief/{held.id}/", stale).status_code == 422
    assert street.post(f"/relief/{held.id}/", signing.form(choice="burn")).status_code == 404
    assert street.get("/relief/?show=everything").status_code == 422


def test_a_coordinator_takes_it_in_in_their_own_community_and_sees_how_it_goes(world: World) -> None:
    field = signing.staff(world.coordinator)
    assert f'value="{world.community.code}" selected' in _text(field, "/relief/new/")
    sent = signing.form(**{**TAKEN, "community": world.community.code, "name": "老周", "urgent": "yes"})
    where = field.post("/relief/new/", sent).headers["Location"]
    page = _text(field, where)
    assert "老周" in page
    assert 'value="pay"' not in page
    assert "急难" in _text(signing.staff(world.clerk), "/relief/?show=urgent")


def test_the_person_reads_the_reason_and_what_to_do(world: World) -> None:
    held = world.checked()
    acts.refuse(relief_id=held.id, reason="同一件事已经领过。", scope=world.scope("officer"), at=factories.NOW)
    mine = signing.resident(world.who)
    assert held.code in _text(mine, "/my/relief/")
    page = _text(mine, f"/my/relief/{held.id}/")
    assert "同一件事已经领过。" in page
    assert "行政复议" in page
    stranger = signing.resident(factories.resident())
    for key in (held.id, uuid.uuid4()):
        assert stranger.get(f"/my/relief/{key}/").status_code == 404
    assert "没有临时救助" in _text(stranger, "/my/relief/")
    assert Client().get("/my/relief/").status_code == 302


def test_posts_that_have_nothing_to_do_with_relief_find_nothing(world: World) -> None:
    held = world.checked()
    posts = (world.chief, factories.post(unit=world.women, role="officer"))
    for post in posts:
        client = signing.staff(post)
        for page in ("/relief/", "/relief/new/", "/relief/figures/", f"/relief/{held.id}/"):
            assert client.get(page).status_code == 404, page
            assert client.post(page, signing.form(choice="approve")).status_code in {404, 405}, page
    assert Relief.objects.get().state == "checked"


def test_figures_tell_the_department_its_own_and_an_overseer_no_small_cells(world: World) -> None:
    held = world.approved()
    acts.pay(relief_id=held.id, amount="1200", paid_on="2026-03-04", scope=world.scope("officer"), at=factories.NOW)
    text = _text(signing.staff(world.officer), "/relief/figures/")
    assert "1200" in text
    above = factories.unit(
        code="zz-371302",
        kind="office",
        department="political_legal",
        level="county",
        covers=world.community.parent.parent,  # type: ignore[union-attr]
    )
    text = _text(signing.staff(factories.post(unit=above, role="overseer")), "/relief/figures/")
    assert "2026年3月" in text
    assert "1200" not in text
    assert signing.staff(world.clerk).get("/relief/figures/").status_code == 404


def test_an_online_application_is_handed_to_the_street_with_what_it_says(world: World) -> None:
    raw = {
        "fields": {"in_hardship": "yes", "on_street": "no", "what": "房子烧了", "people": "2", "need": "money"},
        "papers": {},
        "truth": "on",
    }
    me = visitors.resident_actor(who=world.who)
    service = "civil_affairs/temporary_relief"
    case = cases.apply(person_id=world.stay.person_id, service_id=service, raw=raw, by=me, at=factories.NOW)
    office = signing.staff(world.officer)
    text = _text(office, f"/relief/case/{case.id}/")
    assert "房子烧了</textarea>" in text
    assert f'value="{world.stay.number}"' in text
    values = {"what": "房子烧了", "people": "2", "number": world.stay.number, "community": world.community.code}
    where = office.post(f"/relief/case/{case.id}/", signing.form(**values)).headers["Location"]
    held = Relief.objects.get()
    assert (where, held.street) == (f"/relief/{held.id}/?done=taken", world.hall)
    assert office.get(f"/relief/case/{case.id}/").headers["Location"] == f"/relief/{held.id}/"
    for post in (world.clerk, factories.post(unit=world.women, role="officer")):
        assert signing.staff(post).get(f"/relief/case/{case.id}/").status_code == 404
