"""Reviewing bodies that accept the papers: by a person of the county, with a reason where it is no."""

import uuid

import pytest
from django.test import Client
from tests import accepting, factories

from anju.models import Acceptor, ApiClient, Division, Post
from anju.web import access

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Division:
    return factories.community()


def enter(post: Post) -> Client:
    """Return a browser in which a post's holder is signed in."""
    client = Client()
    client.force_login(post.staff)
    session = client.session
    session.update({access.POST: str(post.id), "second_factor": "totp"})
    session.save()
    return client


def form(**more: str) -> dict[str, str]:
    return {"once": str(uuid.uuid4()), **more}


@pytest.mark.parametrize("role", ["county_police", "overseer"])
def test_a_request_is_listed_opened_and_published(role: str, here: Division) -> None:
    made = accepting.asked(at=here, name="兰山农商银行")
    client = enter(accepting.reviewer(here, role=role))
    assert "兰山农商银行" in client.get("/oversight/acceptors/").content.decode()
    where = f"/oversight/acceptors/{made.id}/"
    assert "核实无误" in client.get(where).content.decode()
    assert client.post(where, form(choice="publish")).status_code == 302
    assert "兰山农商银行" in client.get("/oversight/acceptors/?state=published").content.decode()
    assert "兰山农商银行" in Client().get("/accept/").content.decode()
    page = client.get(where).content.decode()
    assert ["撤下" in page, "核实无误" in page] == [True, False]


def test_I10_no_needs_a_reason_and_keeps_what_was_typed(here: Division) -> None:
    made = accepting.asked(at=here)
    client, where = enter(accepting.reviewer(here)), f"/oversight/acceptors/{made.id}/"
    bare = client.post(where, form(choice="decline", why=" "))
    assert (bare.status_code, "请写明理由" in bare.content.decode()) == (422, True)
    long = client.post(where, form(choice="decline", why="长" * 301))
    assert (long.status_code, "长" * 301 in long.content.decode()) == (422, True)
    assert client.post(where, form(choice="nonsense")).status_code == 422
    assert client.post(where, form(choice="decline", why="地址查无此单位")).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.answer) == ("declined", "地址查无此单位")
    assert client.post(where, form(choice="publish")).status_code == 422


def test_a_double_click_decides_once(here: Division) -> None:
    made = accepting.asked(at=here)
    client, sent = enter(accepting.reviewer(here)), form(choice="publish")
    where = f"/oversight/acceptors/{made.id}/"
    assert [client.post(where, sent).status_code for _ in range(2)] == [302, 302]
    assert Acceptor.objects.get().state == "published"


def test_strangers_find_nothing(here: Division) -> None:
    made = accepting.asked(at=here)
    far = accepting.reviewer(factories.community(county="371311"))
    where = f"/oversight/acceptors/{made.id}/"
    for post in (far, factories.post(unit=accepting.police(here), role="chief")):
        client = enter(post)
        assert [client.get(where).status_code, client.post(where, form(choice="publish")).status_code] == [404, 404]
    assert enter(far).get(f"/oversight/acceptors/{uuid.uuid4()}/").status_code == 404
    assert str(made.name) not in enter(far).get("/oversight/acceptors/").content.decode()
    made.refresh_from_db()
    assert made.state == "asked"


def test_an_unknown_state_is_nothing(here: Division) -> None:
    assert enter(accepting.reviewer(here)).get("/oversight/acceptors/?state=all").status_code == 404


def _token(body: Acceptor, officer: Post, **changes: object) -> dict[str, object]:
    typed: dict[str, object] = {
        "name": "农商行核验系统",
        "username": officer.staff.username,
        "role": officer.role,
        "scopes": ["verify"],
        "acceptor": str(body.id),
        "expires_on": "2099-12-31",
    }
    return {**typed, **changes}


def test_L8_the_security_administrator_gives_a_published_body_its_token(here: Division) -> None:
    body, officer = accepting.published(at=here), accepting.reviewer(here)
    client = enter(accepting.administrator())
    assert body.name in client.get("/staff/clients/new/").content.decode()
    wrong = [
        {"scopes": ["verify", "search"]},
        {"scopes": []},
        {"role": "chief", "username": factories.post(unit=officer.unit, role="chief").staff.username},
        {"acceptor": str(uuid.uuid4())},
        {"acceptor": "x"},
    ]
    for one in wrong:
        answer = client.post("/staff/clients/new/", _token(body, officer, **one))
        assert "alert-danger" in answer.content.decode(), one
    assert ApiClient.objects.count() == 0
    assert client.post("/staff/clients/new/", _token(body, officer)).status_code == 200
    body.refresh_from_db()
    assert body.client is not None
    assert body.client.scopes == ["verify"]
    assert body.name not in client.get("/staff/clients/new/").content.decode()
    page = enter(accepting.reviewer(here)).get(f"/oversight/acceptors/{body.id}/").content.decode()
    assert "已有接口令牌" in page
