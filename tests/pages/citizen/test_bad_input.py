"""Bad input: told in place, in plain words, with everything typed kept."""

import pytest
from django.test import Client
from tests import factories
from tests.pages.citizen import walking

from anju.models import Stay
from anju.queries import mine

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    made = factories.community()
    factories.station(of=made)
    return made


@pytest.fixture
def asked_who(enter, at):
    client = enter()
    walking.fill(client, walking.answers(at), until="who")
    return client


def _who(**changes: str) -> dict[str, str]:
    return {"name": "王小明", "id_kind": "id_card", "id_number": factories.id_number(), **changes}


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("41010519900307123", "您填了17位"),
        ("410105900307123", "15位的旧号码"),
        ("410105199002301234", "这里的日期不存在"),
        ("410105219902011234", "这里的日期不存在"),
        ("41010519900307123Z", "多打的字"),
        ("' OR 1=1 --", "身份证号码是18位"),
        ("", "身份证号码是18位"),
    ],
)
def test_a_wrong_number_is_explained(asked_who: Client, typed: str, says: str) -> None:
    answer = walking.post(asked_who, "who", _who(id_number=typed))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert 'value="王小明"' in answer.content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "王小明🙂",
        "<script>alert(1)</script>",
        "{{ settings.SECRET_KEY }}",
        "{% now 'Y' %}",
        "Robert'); DROP TABLE stay;--",
    ],
)
def test_a_name_that_is_none_is_told_and_escaped(asked_who: Client, name: str) -> None:
    answer = walking.post(asked_who, "who", _who(name=name))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "不能使用的符号" in page
    assert "<script>alert" not in page
    assert name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#x27;") in page


@pytest.mark.parametrize("name", ["阿卜杜拉·买买提", "阿卜杜拉•买买提", "𠮷田", "欧阳㛃"])
def test_names_with_dots_and_rare_characters_are_taken(asked_who: Client, name: str) -> None:
    assert walking.post(asked_who, "who", _who(name=name)).status_code == 302


def test_full_width_digits_and_a_small_x_are_read(asked_who: Client) -> None:
    number = next(one for one in (factories.id_number() for _ in range(200)) if one.endswith("X"))
    wide = number.lower().translate(str.maketrans("0123456789x", "０１２３４５６７８９ｘ"))
    assert walking.post(asked_who, "who", _who(id_number=wide)).status_code == 302


def test_an_unknown_area_code_only_warns(enter, at) -> None:
    client = enter()
    number = factories.id_number(area="372801")
    walking.fill(client, walking.answers(at, who=_who(id_number=number)))
    assert "不在现行区划里" in client.get("/declare/check/").content.decode()
    walking.send(client)
    assert Stay.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2199-01-01", "还没有到"),
        ("1901-01-01", "请核对年份"),
        ("2026-02-30", "请按 年-月-日"),
        ("昨天", "请按 年-月-日"),
        ("", "请按 年-月-日"),
    ],
)
def test_a_wrong_date_is_told_and_kept(enter, at, typed: str, says: str) -> None:
    client = enter()
    walking.fill(client, walking.answers(at), until="arrived")
    answer = walking.post(client, "arrived", {"arrived_on": "other", "arrived_date": typed})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert f'value="{typed}"' in answer.content.decode()


@pytest.mark.parametrize(
    "code", ["371302000000", "371302001000", "110101001001", "nonsense", "", "371302001001' OR '1'='1"]
)
def test_what_is_no_community_of_this_city_is_refused(enter, at, code: str) -> None:
    client = enter()
    client.post("/declare/begin/")
    answer = walking.post(client, "community", {"community": code})
    assert answer.status_code == 422
    assert "请从列表中选择" in answer.content.decode()


@pytest.mark.parametrize("code", ["000000", "410000", "abc", ""])
def test_what_is_no_county_is_refused(enter, at, code: str) -> None:
    client = enter()
    walking.fill(client, walking.answers(at), until="hukou")
    answer = walking.post(client, "hukou", {"hukou_county": code})
    assert answer.status_code == 422
    assert "请选择户口所在的县" in answer.content.decode()


@pytest.mark.parametrize(
    ("slug", "values"),
    [
        ("dwelling", {"dwelling": "castle"}),
        ("reason", {"reason": "religion"}),
        ("length", {"until": "forever"}),
        ("exempt", {"exempt": "prison"}),
    ],
)
def test_what_is_no_option_is_refused(enter, at, slug: str, values: dict[str, str]) -> None:
    client = enter()
    walking.fill(client, walking.answers(at), until=slug)
    assert walking.post(client, slug, values).status_code == 422


def test_a_name_of_a_million_characters_is_told_it_is_too_long(asked_who: Client) -> None:
    answer = walking.post(asked_who, "who", _who(name="王" * 800_000))
    assert answer.status_code == 422
    assert "姓名最多50个字" in answer.content.decode()
    assert len(answer.content) < 60_000


def test_a_name_of_five_megabytes_is_refused_and_the_draft_stands(enter, at) -> None:
    who = factories.resident()
    client = enter(who)
    walking.fill(client, walking.answers(at), until="who")
    answer = client.post("/declare/who/", {**walking.held(client, "/declare/who/"), **_who(name="a" * 5_000_000)})
    assert answer.status_code in {400, 413}
    assert "太" in answer.content.decode()
    assert mine.draft(who=who, kind="declare").answers["reason"] == "work"


def test_a_forged_token_changes_nothing(at) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/sign-in/", {"phone": "13812345678"}).status_code == 403


def test_a_version_that_is_no_number_counts_as_stale(enter, at) -> None:
    client = enter()
    walking.fill(client, walking.answers(at), until="reason")
    assert walking.post(client, "reason", {"reason": "work"}, version="１'--").status_code == 422


def test_a_draft_that_is_no_uuid_is_passed_over(enter, at) -> None:
    client = enter()
    walking.fill(client, walking.answers(at), until="reason")
    assert walking.post(client, "reason", {"reason": "work"}, draft="'; --").status_code == 302


def test_nothing_of_a_phone_or_number_stands_in_the_logs(enter, at, capsys, caplog) -> None:
    number = factories.id_number()
    client = enter()
    walking.fill(client, walking.answers(at, who=_who(id_number=number), phone={"phone": "13812345678"}))
    walking.send(client)
    out = capsys.readouterr()
    assert number not in out.out + out.err + caplog.text
    assert "13812345678" not in out.out + out.err + caplog.text
