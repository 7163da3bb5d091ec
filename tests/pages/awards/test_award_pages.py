"""The pages of awards: everybody's, one's own nominations, the office's desk; each act through its form. Source: I10, R8."""

import uuid

import pytest
from django.test import Client
from tests import factories

from anju.models import Award, AwardObjection, Nomination, Post, Resident, Unit
from anju.web import access, clock

pytestmark = pytest.mark.django_db
RAW = {"name": "最美新市民", "criteria": "好人好事", "opens_on": "2026-03-01", "closes_on": "2026-03-31"}


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the morning of the factories' day."""
    _now(monkeypatch, 0)


def _now(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    at = factories.later(days=days)
    monkeypatch.setattr(clock, "now", lambda: at)
    monkeypatch.setattr(clock, "today", lambda: at.date())


@pytest.fixture
def office() -> Unit:
    """A county's government."""
    town = factories.community().parent
    assert town is not None
    return factories.unit(code="zf-371302", kind="office", department="government", level="county", covers=town.parent)


def desk(post: Post) -> Client:
    client = Client()
    client.force_login(post.staff)
    session = client.session
    session[access.POST] = str(post.id)
    session.save()
    return client


def phone(who: Resident) -> Client:
    client = Client()
    session = client.session
    session[access.RESIDENT] = str(who.id)
    session.save()
    return client


def send(client: Client, where: str, **sent: object) -> int:
    answer = client.post(where, {"once": str(uuid.uuid4()), **{key: str(value) for key, value in sent.items()}})
    return answer.status_code


def _shown(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200, where
    return answer.content.decode()


def test_an_award_from_its_announcement_to_the_thanks(office: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = (desk(factories.post(unit=office, role=role)) for role in ("officer", "overseer"))
    assert "还没有评选" in _shown(Client(), "/awards/")
    assert send(one, "/awards/desk/", **{**RAW, "criteria": ""}) == 422
    assert send(one, "/awards/desk/", **RAW) == 302
    made = Award.objects.get()
    assert "最美新市民" in _shown(Client(), "/awards/")
    assert "好人好事" in _shown(Client(), f"/awards/{made.id}/")
    neighbour, hero = phone(factories.resident()), phone(factories.resident(phone="13800001234"))
    raw = {"whom": "other", "name": "李四", "phone": "13800001234", "story": "救人"}
    assert "推荐谁" in _shown(neighbour, f"/awards/{made.id}/nominate/")
    assert send(neighbour, f"/awards/{made.id}/nominate/", **{**raw, "phone": "1"}) == 422
    assert send(neighbour, f"/awards/{made.id}/nominate/", **raw) == 302
    assert "您推荐了李四" in _shown(neighbour, "/my/awards/")
    found = Nomination.objects.get()
    where = f"/awards/desk/nominations/{found.id}/"
    assert "李*" in _shown(one, f"/awards/desk/{made.id}/")
    assert "救人" in _shown(one, where)
    assert send(one, where, choice="propose", outcome="support", reason="") == 422
    assert send(one, where, choice="propose", outcome="support", reason="属实") == 302
    assert send(two, where, choice="approve", summary="跳河救人") == 422
    assert "推荐的是您" in _shown(hero, "/my/awards/")
    assert send(hero, "/my/awards/", choice="consent", nomination="x") == 404
    assert send(hero, "/my/awards/", choice="nonsense", nomination=found.id) == 404
    assert send(hero, "/my/awards/", choice="consent", nomination=found.id) == 302
    assert "李四" not in _shown(Client(), f"/awards/{made.id}/")
    assert send(two, where, choice="approve", summary="跳河救人") == 302
    assert "李四" in _shown(Client(), f"/awards/{made.id}/")
    protest = f"/awards/names/{found.id}/object/"
    assert "跳河救人" in _shown(neighbour, protest)
    assert send(neighbour, protest, words="") == 422
    assert send(neighbour, protest, words="不是他") == 302
    said = AwardObjection.objects.get()
    assert "不是他" in _shown(one, where)
    assert send(one, where, choice="reject", objection="x", words="是他") == 404
    assert send(one, where, choice="reject", objection=said.id, words="是他") == 302
    assert "是他" in _shown(neighbour, "/my/awards/")
    assert send(one, where, choice="give") == 422
    _now(monkeypatch, 8)
    assert send(one, where, choice="give") == 302
    assert "已表彰" in _shown(Client(), f"/awards/{made.id}/")
    assert send(one, where, choice="nonsense") == 404


def test_an_office_nominates_notes_a_consent_refuses_and_closes(office: Unit) -> None:
    one, two = (desk(factories.post(unit=office, role="officer")) for _ in range(2))
    send(one, "/awards/desk/", **RAW)
    made = Award.objects.get()
    where = f"/awards/desk/{made.id}/"
    assert send(one, where, choice="nominate", name="李四", story="") == 422
    assert send(one, where, choice="nominate", name="李四", story="救人") == 302
    page = f"/awards/desk/nominations/{Nomination.objects.get().id}/"
    assert send(one, page, choice="note", words="柜3") == 302
    assert send(one, page, choice="propose", outcome="refuse", reason="查无此事") == 302
    assert send(one, page, choice="refuse", reason="查无此事") == 422
    assert send(two, page, choice="refuse", reason="查无此事") == 302
    assert send(one, where, choice="end") == 302
    assert "推荐已截止" in _shown(one, "/awards/desk/")
    assert "正在推荐" not in _shown(Client(), "/awards/")


def test_declining_takes_the_nomination_off_every_list(office: Unit) -> None:
    one = desk(factories.post(unit=office, role="officer"))
    send(one, "/awards/desk/", **RAW)
    made = Award.objects.get()
    send(one, f"/awards/desk/{made.id}/", name="李四", phone="13800001234", story="救人")
    hero = phone(factories.resident(phone="13800001234"))
    assert send(hero, "/my/awards/", choice="decline", nomination=Nomination.objects.get().id) == 302
    assert "还没有人被推荐" in _shown(one, f"/awards/desk/{made.id}/")


def test_another_offices_desk_shows_none_of_it(office: Unit) -> None:
    one = desk(factories.post(unit=office, role="officer"))
    send(one, "/awards/desk/", **RAW)
    other = factories.unit(code="gh-1", kind="office", department="union", level="county", covers=None)
    client = desk(factories.post(unit=other, role="officer"))
    assert "最美新市民" not in _shown(client, "/awards/desk/")
    assert client.get(f"/awards/desk/{Award.objects.get().id}/").status_code == 404
    assert desk(factories.registrar(of=factories.community())).get("/awards/desk/").status_code == 404
    assert Client().get("/my/awards/").status_code == 302
