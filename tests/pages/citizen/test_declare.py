"""The declaration on a phone: a question a page, nothing lost, nothing doubled, everything explained."""

import datetime
import re

import pytest
from django.test import Client
from tests import factories
from tests.pages.citizen import walking

from anju.models import Act, Draft, Person, Stay
from anju.queries import mine
from anju.web import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    made = factories.community()
    factories.station(of=made)
    return made


def test_someone_declares_from_the_first_page_to_the_file_number(enter, at) -> None:
    client = enter()
    assert walking.fill(client, walking.answers(at)) == "/declare/check/"
    answer = walking.send(client)
    stay = Stay.objects.get()
    assert answer["Location"] == f"/my/files/{stay.id}/?sent=1"
    page = client.get(answer["Location"]).content.decode()
    assert stay.number in page
    assert "如果今天受理" in page
    assert (stay.state, stay.channel, stay.reason, stay.arrived_on) == (
        "declared",
        "online",
        "work",
        datetime.date(2026, 3, 2),
    )
    assert stay.person.name == "王小明"


def test_the_start_page_needs_no_sign_in_and_the_form_does() -> None:
    assert "身份证" in Client().get("/declare/").content.decode()
    answer = Client().get("/declare/begin/?for=other")
    assert answer["Location"] == "/sign-in/?next=%2Fdeclare%2Fbegin%2F%3Ffor%3Dother"


@pytest.mark.parametrize(("more", "said"), [("", "为自己登记"), ("?for=other", "替未满16周岁")])
def test_looking_at_the_address_begins_nothing_and_offers_the_button(enter, at, more: str, said: str) -> None:
    client = enter()
    page = client.get(f"/declare/begin/{more}").content.decode()
    assert ("开始填" in page, said in page, Draft.objects.count()) == (True, True, 0)
    assert client.post(f"/declare/begin/{more}")["Location"] == "/declare/community/"
    # once begun, the address of an old message leads on
    assert client.get(f"/declare/begin/{more}")["Location"] == "/declare/community/"
    assert Draft.objects.count() == 1


def test_every_page_says_why_it_asks_with_the_article(enter, at) -> None:
    client = enter()
    typed = walking.answers(at)
    where = client.post("/declare/begin/")["Location"]
    while "check" not in where:
        page = client.get(where).content.decode()
        assert page.count('class="rule"') >= 1, where
        where = walking.post(
            client, where.removeprefix("/declare/").strip("/"), typed[where.removeprefix("/declare/").strip("/")]
        )["Location"]


def test_a_draft_follows_to_another_device(enter, at) -> None:
    who = factories.resident()
    walking.fill(enter(who), walking.answers(at), until="reason")
    second = enter(who)
    assert "接着填" in second.get("/declare/").content.decode()
    assert second.post("/declare/begin/")["Location"] == "/declare/reason/"
    walking.fill(second, walking.answers(at))
    walking.send(second)
    assert Stay.objects.count() == 1


def test_a_stale_page_is_told_and_what_was_typed_is_kept(enter, at) -> None:
    who = factories.resident()
    first, second = enter(who), enter(who)
    walking.fill(first, walking.answers(at), until="work")
    old = walking.held(first, "/declare/work/")
    walking.post(second, "reason", {"reason": "trade"})
    answer = first.post("/declare/work/", {**old, "workplace": "鲁南机械厂"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "刚刚在别的页面" in page
    assert 'value="鲁南机械厂"' in page
    again = first.post("/declare/work/", {**dict(walking.HIDDEN.findall(page)), "workplace": "鲁南机械厂"})
    assert again.status_code == 302
    assert mine.draft(who=who, kind="declare").answers["reason"] == "trade"


def test_two_clicks_and_two_devices_give_the_same_file(enter, at) -> None:
    who = factories.resident()
    first, second = enter(who), enter(who)
    walking.fill(first, walking.answers(at))
    form = walking.held(second, "/declare/check/")
    one = walking.send(first)["Location"]
    assert first.post("/declare/check/", form)["Location"] == one
    assert second.post("/declare/check/", form)["Location"] == one
    assert Stay.objects.count() == 1
    assert Act.objects.filter(what="declare").count() == 1


def test_a_page_of_a_sent_draft_leads_to_its_file(enter, at) -> None:
    client = enter()
    walking.fill(client, walking.answers(at))
    old = walking.held(client, "/declare/reason/?edit=1")
    one = walking.send(client)["Location"]
    assert client.post("/declare/reason/", {**old, "reason": "study"})["Location"] == one


def test_the_answers_are_forgotten_by_the_draft_once_they_are_sent(enter, at) -> None:
    who = factories.resident()
    client = enter(who)
    walking.fill(client, walking.answers(at))
    walking.send(client)
    assert mine.draft_by_id(who=who, draft_id=Draft.objects.get().id).answers == {}


def test_what_is_typed_lies_sealed(enter, at) -> None:
    client = enter()
    walking.fill(client, walking.answers(at))
    held = bytes(Draft.objects.get().answers)
    assert "王小明".encode() not in held


def test_A1_the_same_county_gets_an_explanation_and_no_form(enter, at) -> None:
    client = enter()
    where = walking.fill(client, walking.answers(at, hukou={"hukou_county": "371302"}))
    assert where == "/declare/not-needed/"
    page = client.get(where).content.decode()
    assert "您的户口就在本县" in page
    assert 'class="rule"' in page
    assert walking.held(client, "/declare/hukou/")
    assert client.post("/declare/check/", walking.held(client, "/declare/hukou/"))["Location"] == "/declare/not-needed/"
    assert Stay.objects.count() == 0


def test_A1_under_three_days_gets_an_explanation(enter, at) -> None:
    client = enter()
    where = walking.fill(client, walking.answers(at, length={"until": "short"}))
    assert where == "/declare/not-needed/"
    assert "居住不满3日" in client.get(where).content.decode()


def test_A2_a_hotel_guest_may_leave_it_or_register_all_the_same(enter, at) -> None:
    client = enter()
    where = walking.fill(client, walking.answers(at, exempt={"exempt": "hotel"}))
    assert where == "/declare/exempt/info/"
    page = client.get(where).content.decode()
    assert "自愿办理的，照常受理" in page
    assert 'href="/declare/minors/"' in page
    walking.post(client, "minors", {})
    walking.send(client)
    assert Stay.objects.get().exempt == "hotel"


def test_A3_the_start_page_sends_others_to_where_they_register(client) -> None:
    assert 'href="/help/other-papers/"' in client.get("/declare/").content.decode()
    assert Draft.objects.count() == 0


def test_B8_someone_under_16_needs_an_agent(enter, at) -> None:
    client = enter()
    young = factories.id_number(born="20150307")
    where = walking.fill(client, walking.answers(at, who={"name": "王苗苗", "id_kind": "id_card", "id_number": young}))
    assert where == "/declare/check/"
    walking.send(client)
    stay = Stay.objects.get()
    assert (stay.agent_name, stay.agent_relation) == ("李大山", "parent")
    assert stay.person.bindings.get().kind == "ward"


def test_B8_an_agent_for_someone_unable_to_move_is_asked_for(enter, at) -> None:
    client = enter()
    where = walking.fill(client, walking.answers(at), start="/declare/begin/?for=other", until="agent")
    assert where == "/declare/agent/"
    answer = walking.post(client, "agent", {"agent.name": "", "agent.id_number": "", "agent.relation": ""})
    assert "请填写代办人" in answer.content.decode()
    walking.post(client, "agent", walking.answers(at)["agent"])
    walking.send(client)
    assert Stay.objects.get().agent_name == "李大山"


def test_L11_minors_are_declared_along_with_the_adult(enter, at) -> None:
    client = enter()
    walking.fill(client, walking.answers(at), until="minors")
    hidden = walking.held(client, "/declare/minors/")
    assert "告知监护人" in client.get("/declare/minors/0/").content.decode()
    child = {
        "name": "王苗苗",
        "id_kind": "household_book",
        "id_number": factories.id_number(born="20200307"),
        "relation": "parent",
    }
    assert client.post("/declare/minors/0/", {**hidden, **child})["Location"] == "/declare/minors/"
    assert "王苗苗" in client.get("/declare/minors/").content.decode()
    walking.post(client, "minors", {})
    assert "告知监护人" in client.get("/declare/check/").content.decode()
    walking.send(client)
    assert sorted(Person.objects.values_list("name", flat=True)) == ["王小明", "王苗苗"]
    assert Stay.objects.values("filing").distinct().count() == 1


def test_a_minor_that_is_wrong_is_told_on_its_page_and_kept(enter, at) -> None:
    client = enter()
    walking.fill(client, walking.answers(at), until="minors")
    hidden = walking.held(client, "/declare/minors/")
    grown = {
        "name": "王大强",
        "id_kind": "id_card",
        "id_number": factories.id_number(born="19900307"),
        "relation": "parent",
    }
    answer = client.post("/declare/minors/0/", {**hidden, **grown})
    assert "已满18周岁" in answer.content.decode()
    assert 'value="王大强"' in answer.content.decode()


def test_a_minor_can_be_taken_off_again(enter, at) -> None:
    client = enter()
    walking.fill(client, walking.answers(at), until="minors")
    child = {
        "name": "王苗苗",
        "id_kind": "id_card",
        "id_number": factories.id_number(born="20200307"),
        "relation": "parent",
    }
    client.post("/declare/minors/0/", {**walking.held(client, "/declare/minors/"), **child})
    walking.post(client, "minors", {"remove": "0"})
    assert "王苗苗" not in client.get("/declare/minors/").content.decode()


def test_B5_whoever_has_an_active_stay_is_offered_the_move(enter, at) -> None:
    who = factories.resident()
    stay = factories.registered(at=at, who=who)
    client = enter(who)
    where = client.post("/declare/begin/")["Location"]
    assert where == f"/my/stays/{stay.id}/move/?offer=1"
    assert "您已经登记过了" in client.get(where).content.decode()


def test_a_strangers_declaration_under_the_same_number_is_received_like_any_other(enter, at) -> None:
    number = factories.id_number()
    factories.registered(at=at, id_number=number)
    client = enter()
    walking.fill(client, walking.answers(at, who={"name": "王小明", "id_kind": "id_card", "id_number": number}))
    assert walking.send(client).status_code == 302
    assert Stay.objects.filter(state="declared").count() == 1


def test_a_door_code_opens_the_form_with_the_address_through_the_sign_in(at) -> None:
    stay = factories.registered(at=at)
    client = Client()
    assert client.get(f"/d/{stay.address.door_code}/")["Location"] == "/declare/"
    assert "已按门牌码填好地址" in client.get("/declare/").content.decode()
    page = client.post("/sign-in/", {"phone": "13812345678", "next": "/declare/begin/"}, follow=True).content.decode()
    code = re.search(r'<strong class="mono">(\d{6})', page).group(1)
    client.post("/sign-in/code/", {"code": code, "next": "/declare/begin/"})
    assert "已按门牌码填好地址" in client.get("/declare/begin/").content.decode()
    assert client.post("/declare/begin/")["Location"] == "/declare/arrived/"
    draft = Draft.objects.select_related("resident").get()
    held = mine.draft_by_id(who=draft.resident, draft_id=draft.id).answers
    assert held["community"] == at.code
    assert "王小明" not in str(held)


def test_an_unknown_door_code_leads_to_the_form_without_it(client) -> None:
    answer = client.get("/d/ZZZZZZZZZZ/")
    assert answer.status_code == 404
    assert 'href="/declare/"' in answer.content.decode()


def test_what_was_typed_when_the_session_had_run_out_is_there_after_the_sign_in(enter, at) -> None:
    who = factories.resident(phone="13912345678")
    client = enter(who)
    walking.fill(client, walking.answers(at), until="work")
    hidden = walking.held(client, "/declare/work/")
    client.session.flush()
    client.cookies.clear()
    answer = client.post("/declare/work/", {**hidden, "workplace": "鲁南机械厂"})
    assert answer["Location"] == "/sign-in/?next=%2Fdeclare%2Fwork%2F"
    page = client.post("/sign-in/", {"phone": "13912345678", "next": "/declare/work/"}, follow=True).content.decode()
    code = re.search(r'<strong class="mono">(\d{6})', page).group(1)
    back = client.post("/sign-in/code/", {"code": code, "next": "/declare/work/"})
    assert 'value="鲁南机械厂"' in client.get(back["Location"]).content.decode()


def test_an_expired_token_keeps_what_was_typed(at) -> None:
    who = factories.resident()
    client = Client(enforce_csrf_checks=True)
    session = client.session
    session["resident_id"] = str(who.id)
    session.save()
    client.post("/declare/begin/")
    answer = client.post("/declare/work/", {"workplace": "鲁南机械厂"})
    assert answer.status_code == 403
    assert "鲁南机械厂" in answer.content.decode()


def test_communities_are_found_by_part_of_the_name_and_by_initials_without_javascript(enter, at) -> None:
    client = enter()
    client.post("/declare/begin/")
    for text in ("红星", "hx", "hongxing"):
        page = client.get("/declare/community/", {"q": text}).content.decode()
        assert f'name="community" value="{at.code}"' in page, text
    assert "没有找到" in client.get("/declare/community/", {"q": "不存在的地方"}).content.decode()


def test_as_one_types_only_the_found_rows_come(enter, at) -> None:
    client = enter()
    client.post("/declare/begin/")
    part = client.get(
        "/declare/community/", {"q": "红星"}, headers={"HX-Request": "true", "HX-Target": "found"}
    ).content.decode()
    assert f'value="{at.code}"' in part
    assert "<html" not in part


def test_communities_can_be_chosen_one_level_after_the_other(enter, at) -> None:
    client = enter()
    client.post("/declare/begin/")
    assert "in=371302000000" in client.get("/declare/community/").content.decode()
    assert "in=371302001000" in client.get("/declare/community/?in=371302000000").content.decode()
    assert f'value="{at.code}"' in client.get("/declare/community/?in=371302001000").content.decode()


def test_dates_are_read_as_people_write_them(enter, at) -> None:
    for typed in ("2026年3月2日", "２０２６－０３－０２", "2026/3/2"):
        who = factories.resident()
        client = enter(who)
        walking.fill(
            client, walking.answers(at, arrived={"arrived_on": "other", "arrived_date": typed}), until="length"
        )
        assert mine.draft(who=who, kind="declare").answers["arrived_on"] == "2026-03-02", typed


def test_editing_one_answer_leads_back_to_the_last_look(enter, at) -> None:
    client = enter()
    walking.fill(client, walking.answers(at))
    hidden = walking.held(client, "/declare/reason/?edit=1")
    assert client.post("/declare/reason/", {**hidden, "edit": "1", "reason": "study"})["Location"] == "/declare/check/"


def test_starting_over_forgets_the_draft(enter, at) -> None:
    client = enter()
    walking.fill(client, walking.answers(at), until="reason")
    client.post("/declare/afresh/")
    assert Draft.objects.count() == 0


def test_a_question_that_is_not_asked_does_not_exist(enter, at) -> None:
    client = enter()
    client.post("/declare/begin/")
    assert client.get("/declare/agent/").status_code == 404
    assert client.get("/declare/nonsense/").status_code == 404


def test_a_second_declaration_for_the_same_person_is_told_the_first_ones_number(enter, at) -> None:
    client = enter()
    typed = walking.answers(at)
    walking.fill(client, typed)
    walking.send(client)
    walking.fill(client, typed)
    answer = walking.send(client)
    assert answer.status_code == 422
    assert Stay.objects.get().number in answer.content.decode()


def test_english_is_complete_on_every_question(enter, at) -> None:
    client = enter()
    client.cookies["anju_language"] = "en"
    typed = walking.answers(at)
    where = client.post("/declare/begin/")["Location"]
    while "check" not in where:
        page = client.get(where).content.decode()
        assert "下一步" not in page, where
        where = walking.post(
            client, where.removeprefix("/declare/").strip("/"), typed[where.removeprefix("/declare/").strip("/")]
        )["Location"]
    assert "核对一遍" not in client.get(where).content.decode()


def test_today_is_the_citys_day(enter, at) -> None:
    client = enter()
    walking.fill(client, walking.answers(at), until="arrived")
    assert f'value="{clock.today().isoformat()}"' in client.get("/declare/arrived/").content.decode()
