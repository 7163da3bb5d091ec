"""Whose a phone is, asked before a record opens; who acts for whom, and the end of it."""

import datetime
import re
import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import factories

from anju.models import Act, Binding, Resident, Stay
from anju.web import access, clock

pytestmark = pytest.mark.django_db
PHONE = "13812345678"


def _code(client: Client, *, onward: str = "/my/") -> str:
    """Sign in by the code; return where that leads."""
    answer = client.post("/sign-in/", {"phone": PHONE, "next": onward}, follow=True)
    found = re.search(r'<strong class="mono">(\d{6})</strong>', answer.content.decode())
    assert found is not None
    return client.post("/sign-in/code/", {"code": found[1], "next": onward})["Location"]


@pytest.fixture
def owner() -> Stay:
    """This is a stay whose person signs in with PHONE."""
    who = factories.resident(phone=PHONE)
    return factories.registered(at=factories.community(), who=who, name="欧阳小明", phone=PHONE)


def test_nothing_but_the_masked_name_is_shown_before_the_answer(owner: Stay) -> None:
    client = Client()
    assert _code(client, onward="/my/find/") == "/sign-in/whose/"
    page = client.get("/sign-in/whose/").content.decode()
    assert "欧**明" in page
    for hidden in ("欧阳小明", owner.number, "沂蒙路"):
        assert hidden not in page
    # not signed in yet
    assert client.get("/my/")["Location"] == "/sign-in/?next=%2Fmy%2F"
    assert client.post("/sign-in/whose/", {"choice": "me"})["Location"] == "/my/find/"
    assert "欧阳小明" in client.get("/my/").content.decode()


def test_this_is_not_me_shows_nothing_of_the_other_person_afterwards(owner: Stay) -> None:
    client = Client()
    _code(client)
    assert "确定" in client.get("/sign-in/whose/?sure=1").content.decode()
    answer = client.post("/sign-in/whose/", {"choice": "other"})
    assert answer["Location"] == "/my/?done=disowned"
    page = client.get("/my/?done=disowned").content.decode()
    for hidden in ("欧", owner.number, "沂蒙路"):
        assert hidden not in page
    for where in (f"/my/stays/{owner.id}/", f"/my/data/{owner.person_id}/", f"/my/data/{owner.person_id}/agents/"):
        assert client.get(where).status_code == 404
    assert Act.objects.filter(what="disown").count() == 1
    # the next time there is nothing to ask
    again = Client()
    assert _code(again) == "/my/"
    assert again.session[access.RESIDENT] == client.session[access.RESIDENT]


def test_an_older_session_of_the_former_owner_ends(owner: Stay, enter: Callable[..., Client]) -> None:
    former = enter(Resident.objects.get())
    assert former.get("/my/").status_code == 200
    client = Client()
    _code(client)
    client.post("/sign-in/whose/", {"choice": "other"})
    assert former.get("/my/")["Location"] == "/sign-in/?next=%2Fmy%2F"


def test_two_clicks_take_the_phone_off_once(owner: Stay) -> None:
    first, second = Client(), Client()
    _code(first)
    _code(second)
    assert first.post("/sign-in/whose/", {"choice": "other"})["Location"] == "/my/?done=disowned"
    assert second.post("/sign-in/whose/", {"choice": "other"})["Location"] == "/sign-in/"
    assert Act.objects.filter(what="disown").count() == 1


def test_who_only_acts_for_another_is_asked_by_that_name() -> None:
    who = factories.resident(phone=PHONE)
    agent = {"name": "李大山", "id_number": factories.id_number(), "relation": "parent"}
    factories.filed(at=factories.community(), who=who, name="欧阳小明", agent=agent)
    client = Client()
    assert _code(client) == "/sign-in/whose/"
    assert "替 欧**明 办过登记" in client.get("/sign-in/whose/").content.decode()


def test_the_question_holds_ten_minutes_and_only_after_a_code(owner: Stay, monkeypatch: pytest.MonkeyPatch) -> None:
    stranger = Client()
    assert stranger.get("/sign-in/whose/")["Location"] == "/sign-in/"
    assert stranger.post("/sign-in/whose/", {"choice": "me"})["Location"] == "/sign-in/"
    client = Client()
    _code(client)
    later = clock.now() + datetime.timedelta(minutes=11)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert client.post("/sign-in/whose/", {"choice": "me"})["Location"] == "/sign-in/"
    assert access.RESIDENT not in client.session


def test_an_answer_that_is_none_asks_again(owner: Stay) -> None:
    client = Client()
    _code(client)
    assert client.post("/sign-in/whose/", {"choice": "…"}).status_code == 200
    assert access.RESIDENT not in client.session


# --- who acts for whom


def _end(client: Client, person: uuid.UUID, binding: object) -> int:
    return client.post(f"/my/data/{person}/agents/", {"binding": str(binding), "once": str(uuid.uuid4())}).status_code


def test_a_person_sees_who_acts_for_them_and_ends_it(owner: Stay, enter: Callable[..., Client]) -> None:
    agent = factories.resident(phone="13900007777")
    acting = Binding.objects.create(
        resident=agent, person_id=owner.person_id, kind="ward", how="declared", since=factories.NOW
    )
    own = enter(Resident.objects.get(bindings__kind="self"))
    where = f"/my/data/{owner.person_id}/agents/"
    page = own.get(where).content.decode()
    assert "139****7777" in page
    assert "13900007777" not in page
    # the agent sees their own part alone
    assert "139****7777" not in enter(agent).get(where).content.decode()
    assert _end(own, owner.person_id, acting.id) == 302
    assert "没有人代办" in own.get(where).content.decode()
    assert enter(agent).get(where).status_code == 404


def test_what_is_no_binding_ends_nothing(owner: Stay, enter: Callable[..., Client]) -> None:
    own = enter(Resident.objects.get())
    for odd in ("", "x", uuid.uuid4(), Binding.objects.get().id):
        assert _end(own, owner.person_id, odd) == 404
    assert Binding.objects.filter(until=None).count() == 1


def test_one_agent_and_three_are_shown_by_the_same_number_of_statements(
    owner: Stay, enter: Callable[..., Client]
) -> None:
    own = enter(Resident.objects.get())
    counts = []
    for more in (1, 2):
        for _ in range(more):
            Binding.objects.create(
                resident=factories.resident(),
                person_id=owner.person_id,
                kind="ward",
                how="declared",
                since=factories.NOW,
            )
        with CaptureQueriesContext(connection) as asked:
            assert own.get(f"/my/data/{owner.person_id}/agents/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
