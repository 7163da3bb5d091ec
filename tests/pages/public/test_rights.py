"""“If I had …” and the guides to services, for anybody: nothing stored, both languages, every condition with its article."""

import datetime
import html
import re

import pytest
from django.test import Client
from tests import entitling, factories

from anju.models import Act
from anju.web import clock

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 3, 4)


@pytest.fixture(autouse=True)
def library(monkeypatch, tmp_path):
    monkeypatch.setattr(clock, "today", lambda: DAY)
    return entitling.opened(monkeypatch, tmp_path)


def words(answer):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def parts(answer):
    """Return what stands in each part of the answers: name and badge."""
    page = answer.content.decode()
    found = {}
    for name in ("yes", "not_yet", "unknown", "no"):
        part = re.search(rf'id="part-{name}".*?(?=id="part-|id="facts")', page, re.DOTALL)
        rows = (
            re.findall(r'rights-head"><a href="/services/library/(\w+)/">[^<]+</a> <span[^>]*>([^<]+)<', part[0])
            if part
            else []
        )
        if rows:
            found[name] = rows
    return found


def test_the_first_page_asks_little_and_sets_nothing_but_the_forms_guard(client: Client):
    answer = client.get("/rights/")
    assert answer.status_code == 200
    asked = re.findall(r'<(?:select|input)[^>]* name="(\w+)"', answer.content.decode())
    wanted = ["registered", "registered_since", "permit", "born_on", "has_minor", "youngest_born_on"]
    assert [name for name in asked if name not in {"csrfmiddlewaretoken", "language", "next"}] == wanted
    assert set(answer.cookies) <= {"csrftoken", "anju_csrf"}


def test_answers_stand_on_the_same_page_what_helps_now_first(client: Client):
    answer = client.post("/rights/", {"registered": "yes", "registered_since": "2025-12-01", "permit": "none"})
    assert answer.status_code == 200
    assert parts(answer) == {
        "yes": [("card", "现在就能办"), ("long_loan", "2026年6月1日（周一）起")],
        "unknown": [("comics", "还差一点信息"), ("tales", "还差一点信息"), ("delivery", "还差一点信息")],
        "no": [("study", "现在不符合")],
    }


def test_each_condition_has_its_answer_and_its_article(client: Client):
    told = words(client.post("/rights/", {"registered": "yes", "registered_since": "2025-12-01", "permit": "none"}))
    assert "登记满半年：2026年6月1日（周一）起" in re.sub(r" (?=：)", "", told)
    assert "《居住证暂行条例》" in told
    assert "不符合这一条：持有正在使用的居住证" in told


def test_a_way_that_holds_hides_the_others(client: Client):
    page = client.post("/rights/", {"registered": "yes", "permit": "none"}).content.decode()
    card = re.search(r'library/card/".*?</li>\s*</ul>', page, re.DOTALL)[0]
    assert ["在这里办了居住登记" in card, "功能中止的也算" in card, "下面有一项就行" in card] == [True, False, False]


def test_where_nothing_holds_yet_all_ways_are_told(client: Client):
    page = client.post("/rights/", {"registered": "no", "permit": "none"}).content.decode()
    assert "下面有一项就行" in page


def test_what_would_tell_more_is_asked_next_and_what_was_typed_stays(client: Client):
    page = client.post("/rights/", {"registered": "yes", "permit": "none"}).content.decode()
    assert 'name="has_lease"' in page
    again = client.post("/rights/", {"registered": "yes", "permit": "none", "has_lease": "yes"})
    assert parts(again)["yes"] == [("card", "现在就能办"), ("long_loan", "还差一点信息"), ("delivery", "现在就能办")]
    assert '<option value="yes" selected>' in again.content.decode()


def test_a_child_is_told_by_the_youngest_ones_birthday(client: Client):
    sent = {"registered": "yes", "has_minor": "yes", "youngest_born_on": "2022-05-01"}
    assert ("tales", "现在就能办") in parts(client.post("/rights/", sent))["yes"]


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_answered(client: Client):
    sent = {
        "born_on": "2030-01-01",
        "permit": "gold",
        "registered": "maybe",
        "registered_since": "x",
        "insured_months": "-1",
    }
    answer = client.post("/rights/", sent)
    page = answer.content.decode()
    assert (answer.status_code, parts(answer)) == (422, {})
    assert page.count("invalid-feedback") == 5
    assert 'value="2030-01-01"' in page


def test_nothing_is_stored_and_what_is_no_fact_is_passed_over(client: Client):
    client.post("/rights/", {"registered": "yes", "shoe_size": "44", "id_number": factories.id_number()})
    assert Act.objects.count() == 0
    assert "sessionid" not in client.cookies


def test_in_english_too(client: Client):
    client.cookies["anju_language"] = "en"
    told = words(client.post("/rights/", {"registered": "yes", "registered_since": "2025-12-01", "permit": "none"}))
    assert ["Library card" in told, "Mon 1 Jun 2026" in told, "Registered for half a year" in told] == [True] * 3
    assert re.findall("[\u4e00-\u9fff]+", told.replace("中文", "").replace("户口", "").replace("大字", "")) == []


def test_all_services_stand_under_their_items_or_their_departments(client: Client):
    page = client.get("/services/").content.decode()
    assert re.findall(r'href="/services/library/(\w+)/"', page) == [
        "comics",
        "tales",
        "card",
        "long_loan",
        "study",
        "delivery",
    ]
    by_office = words(client.get("/services/?by=department"))
    assert "图书馆" in by_office
    assert "城市书房" not in by_office


def test_services_are_found_by_words_in_either_language(client: Client):
    for asked, found in (("借书", ["card"]), ("STUDY here", ["study"]), ("图书馆 漫画", ["comics"]), ("挖掘机", [])):
        page = client.get("/services/", {"q": asked}).content.decode()
        assert re.findall(r'href="/services/library/(\w+)/"', page) == found
    assert "没有找到" in page
    assert client.post("/services/").status_code == 405


def test_I3_a_guide_says_everything_and_I4_what_need_not_be_brought(client: Client):
    told = words(client.get("/services/library/delivery/"))
    for said in (
        "送书上门",
        "有租房合同",
        "填表",
        "图书馆一楼",
        "0539-0000001",
        "不收费",
        "可以向馆长申诉",
        "图书馆",
        "当场",
    ):
        assert said in told, said
    spared = re.search("这些不用您交.*?依据", told)[0]
    assert ["居住登记凭证 由图书馆核实" in spared, "租房合同" in spared] == [True, False]
    assert "介绍信 交过一次的不用再交" in re.search("没有也能办.*", told)[0]
    assert "已核对原文" in told
    assert "谁都可以办" in told


def test_I1_a_guide_says_that_the_receipt_is_enough_only_where_it_is(client: Client, monkeypatch, tmp_path):
    assert "不用等居住证" in words(client.get("/services/library/long_loan/"))
    text = entitling.SERVICES["comics"].replace('"anyone"', '"receipt"')
    entitling.opened(monkeypatch, tmp_path, comics=text)
    told = words(client.get("/services/library/comics/"))
    assert ["不用等居住证" in told, "先要办居住登记；还要符合下面的条件" in told] == [False, True]


def test_an_office_bears_the_name_of_the_day(client: Client, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: datetime.date(2026, 6, 1))
    assert "城市书房" in words(client.get("/services/library/card/"))


@pytest.mark.parametrize("path", ["library/nothing", "nobody/card", "library/card-x"])
def test_a_service_that_is_not_given_does_not_exist(client: Client, path):
    assert client.get(f"/services/{path}/").status_code == 404


def test_a_service_not_begun_yet_does_not_exist(client: Client, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: datetime.date(2019, 12, 31))
    assert client.get("/services/library/card/").status_code == 404


def test_a_limit_and_a_fee_are_told(client: Client, monkeypatch, tmp_path):
    text = entitling.SERVICES["card"] + 'limit = { count = 5, unit = "WD" }\nclock_stops = true\nvisit = true\n'
    folder = entitling.write(tmp_path, priced=text)
    priced = folder / "library" / "services" / "priced.toml"
    priced.write_text(
        priced.read_text().replace("fee_fen = 0", 'fee_fen = 550\nfee_note = { zh = "工本费", en = "For the card" }')
    )
    entitling.opened(monkeypatch, tmp_path, {})
    told = words(client.get("/services/library/priced/"))
    assert ["5个工作日" in told, "5.5 元" in told, "工本费" in told, "要到场一次" in told] == [True] * 4
