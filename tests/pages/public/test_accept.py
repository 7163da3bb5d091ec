"""The public pages of bodies that accept the papers: the list, asking, following; and verifying a permit."""

import re
import uuid

import pytest
from django.test import Client
from tests import accepting, factories, permits

from anju.actions import acceptor as acts
from anju.actions import limiting
from anju.models import Acceptor, Act, Division, Permit
from anju.web import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Division:
    return factories.community()


@pytest.fixture(autouse=True)
def friday(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the day on which permits are signed, with nobody's questions counted yet."""
    limiting.sweep(at=factories.later(days=36_500))
    monkeypatch.setattr(clock, "now", permits.when)
    monkeypatch.setattr(clock, "today", lambda: permits.HALF_YEAR)


def form(here: Division, **changes: object) -> dict[str, object]:
    typed = accepting.raw(county=accepting.county_of(here))
    return {**typed, "papers": ["receipt", "permit"], "once": str(uuid.uuid4()), "website": "", **changes}


def shown(page: str) -> list[str]:
    return re.findall(r"<dd>(.*?)</dd>", page)


def test_anybody_asks_without_signing_in_and_follows_by_a_code(client: Client, here: Division) -> None:
    asked = client.post("/accept/new/", form(here, name="兰山农商银行"))
    assert asked.status_code == 302
    code = re.fullmatch(r"/accept/([0-9A-Z]{12})/\?sent=1", asked.headers["Location"])
    assert code is not None
    page = client.get(asked.headers["Location"]).content.decode()
    assert ["申请已经收到" in page, "等待审核" in page, "兰山农商银行" in page] == [True] * 3
    assert client.get(f"/accept/follow/?code={code[1].lower()}").headers["Location"] == f"/accept/{code[1]}/"
    assert "兰山农商银行" not in client.get("/accept/").content.decode()
    assert Act.objects.get(what="ask_acceptor").actor_id is None


def test_a_double_click_asks_once(client: Client, here: Division) -> None:
    sent = form(here)
    answers = [client.post("/accept/new/", sent).headers["Location"] for _ in range(2)]
    assert answers[0] == answers[1]
    assert Acceptor.objects.count() == 1


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept(client: Client, here: Division) -> None:
    answer = client.post("/accept/new/", form(here, phone="x", papers=[], offers="凭证件开户"))
    page = answer.content.decode()
    assert (answer.status_code, Acceptor.objects.count()) == (422, 0)
    assert ["请填写单位对外的电话" in page, "请选择认可哪些证件" in page, "凭证件开户</textarea>" in page] == [True] * 3


def test_who_fills_the_hidden_field_is_asked_again_and_not_dropped(client: Client, here: Division) -> None:
    sent = form(here, website="http://spam.example")
    answer = client.post("/accept/new/", sent)
    page = answer.content.decode()
    assert (answer.status_code, "“网址”一栏请留空" in page, "spam.example" in page) == (422, True, False)
    assert client.post("/accept/new/", {**sent, "website": ""}).status_code == 302


def test_without_a_key_nothing_is_taken(client: Client, here: Division) -> None:
    for key in ("", "k" * 65):
        assert client.post("/accept/new/", form(here, once=key)).status_code == 422
    assert Acceptor.objects.count() == 0


def test_the_sixth_request_of_a_minute_waits(client: Client, here: Division) -> None:
    answers = [client.post("/accept/new/", form(here)).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]
    assert client.get("/accept/new/").status_code == 200


def test_the_list_is_cut_by_county_and_kind_in_both_languages(client: Client, here: Division) -> None:
    far = factories.community(county="371311")
    accepting.published(at=here, name="兰山农商银行")
    accepting.published(at=far, name="罗庄医院", kind="health")
    county = accepting.county_of(far).code
    page = client.get(f"/accept/?county={county}&kind=health").content.decode()
    assert ["罗庄医院" in page, "兰山农商银行" in page, "0539-8123456" in page] == [True, False, True]
    assert "这里还没有单位" in client.get("/accept/?kind=casino").content.decode()
    client.cookies["anju_language"] = "en"
    page = client.get("/accept/").content.decode()
    assert ["Health care" in page, "Registration receipt, Residence permit" in page, "罗庄医院" in page] == [True] * 3


def test_a_broken_cursor_is_nothing(client: Client, here: Division) -> None:
    assert client.get("/accept/?after=x").status_code == 404


def test_a_declined_one_reads_the_reason(client: Client, here: Division) -> None:
    made = accepting.asked(at=here, code="ABCDEFGH2345")
    scope = factories.scope(accepting.reviewer(here))
    acts.decline(acceptor_id=made.id, why="地址查无此单位", scope=scope, at=factories.NOW)
    page = client.get("/accept/ABCDEFGH2345/").content.decode()
    assert ["未予公布" in page, "地址查无此单位" in page, "/complaints/" in page] == [True] * 3


def test_a_wrong_code_is_asked_for_again_and_not_by_the_hundred(client: Client, here: Division) -> None:
    assert client.get("/accept/NOTHING/").headers["Location"] == "/accept/follow/?code=NOTHING"
    assert client.get("/accept/follow/?code=NOTHING").status_code == 404
    answers = [client.get(f"/accept/CODE{turn}/").status_code for turn in range(30)]
    assert answers[-1] == 429


def test_F4_a_permits_code_and_number_show_state_masked_name_county_and_until_when(client: Client) -> None:
    permit = permits.signed()
    page = client.get(f"/V/{permit.code}").content.decode()
    assert "这张居住证是真的，现在有效" in page
    until = permit.window_closes_on
    told = shown(page)
    assert told[:2] == ["王*明", "兰山区"]
    assert told[2].startswith(f"{until.year}年{until.month}月{until.day}日")
    assert ("暂定" in told[2]) == permit.window_provisional
    assert len(told) == 3
    hidden = ("王小明", "沂蒙路", permit.number, "410105", permit.authority.name)
    assert [word for word in hidden if word in page] == []
    asked = client.post("/verify/", {"text": permit.number.lower()}).content.decode()
    assert shown(asked) == told


def test_a_suspended_and_an_ended_permit_say_so(client: Client) -> None:
    permit = permits.signed()
    Permit.objects.filter(id=permit.id).update(state="suspended", suspended_on=permit.window_closes_on)
    page = client.get(f"/V/{permit.code}").content.decode()
    assert ["功能中止" in page, "补办签注后当即恢复" in page] == [True, True]
    Permit.objects.filter(id=permit.id).update(state="ended", ended_on=permits.HALF_YEAR)
    page = client.get(f"/V/{permit.code}").content.decode()
    assert ("已经注销" in page, len(shown(page))) == (True, 2)
    client.cookies["anju_language"] = "en"
    assert "has ended" in client.get(f"/V/{permit.code}").content.decode()
