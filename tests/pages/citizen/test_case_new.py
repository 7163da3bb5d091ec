"""Applying on the phone: found in the guide, for oneself or a ward, once; the rules' word stands beside it. Source: B8, I3, I4, I10."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from tests import casing, factories
from tests.casing import World
from tests.pages.citizen.casing_pages import NEW, hidden, picture, send, text, wrong

from anju.actions import case as cases
from anju.models import Act, Binding, Case, CasePaper, Guardianship, Person, Resident, Stay, Upload
from anju.web import clock

pytestmark = pytest.mark.django_db
Enter = Callable[..., Client]
CARD = f"{NEW}/card/"


@pytest.fixture(autouse=True)
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(clock, "now", lambda: factories.NOW)
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)
    with casing.opened(tmp_path, monkeypatch):
        yield


@pytest.fixture
def at() -> World:
    return casing.world()


@pytest.fixture
def phone(enter: Enter, at: World) -> Client:
    return enter(at.who)


def child(at: World, who: Resident, born: str = "2018-03-07") -> Person:
    """Somebody's child that lives with them."""
    stay = factories.registered(at=at.community, who=who, name="小明")
    Person.objects.filter(id=stay.person_id).update(birth_on=born)
    Binding.objects.filter(person_id=stay.person_id).update(kind="ward", resident=who)
    return Person.objects.get(id=stay.person_id)


def test_the_guide_leads_to_the_application_and_a_stranger_signs_in_first_and_comes_back(
    at: World, enter: Enter
) -> None:
    page = text(Client(), "/services/library/card/")
    assert f'href="{CARD}">申请</a>' in page
    assert 'href="/my/cases/new/library/tour/">约时间</a>' in text(Client(), "/services/library/tour/")
    answer = Client().get(CARD)
    assert (answer.status_code, answer["Location"]) == (302, f"/sign-in/?next={CARD.replace('/', '%2F')}")


def test_I1_what_is_open_now_can_be_applied_for_from_the_rights(phone: Client, at: World) -> None:
    page = text(phone, "/my/rights/")
    found = re.findall(r'href="/my/cases/new/([^"]+)/\?for=([^"]+)"', page)
    assert sorted(found) == [
        (service, str(at.person.id))
        for service in (
            "archive/copy",
            "library/card",
            "library/errand",
            "library/loan",
            "library/room",
            "library/tour",
        )
    ]


def test_what_the_rules_say_stands_beside_the_form_with_time_fee_and_remedy(phone: Client, at: World) -> None:
    page = text(phone, CARD)
    assert ("现在就能办" in page, "满6周岁" in page) == (True, True)
    assert "签收后5个工作日内" in page
    assert ("不收费" in page, "可以向馆长申诉。" in page) == (True, True)
    assert "办不办由工作人员决定" in page


def test_an_application_sent_twice_is_one_case(phone: Client, at: World) -> None:
    typed = {"fields.shelf": "maps", "truth": "yes", **hidden(phone, CARD)}
    first = phone.post(CARD, {**typed, "papers-photo": picture()})
    second = phone.post(CARD, {**typed, "papers-photo": picture()})
    case = Case.objects.get()
    assert [first["Location"], second["Location"]] == [f"/my/cases/{case.id}/?done=sent"] * 2
    assert (case.person, case.service, case.channel, case.unit) == (at.person, "library/card", "online", at.street)
    assert Act.objects.filter(what="apply_case").count() == 1
    assert dict(CasePaper.objects.values_list("paper", "source")) == {
        "photo": "upload",
        "receipt": "register",
        "standing": "department",
    }
    # another try with a new key finds the open one
    third = phone.get(CARD)
    assert third["Location"] == f"/my/cases/{case.id}/?done=open"
    assert "已经有一件在办" in text(phone, third["Location"])


def test_B7_all_that_is_missing_is_told_at_once_and_the_picture_is_kept(phone: Client, at: World) -> None:
    answer = send(phone, CARD, **{"papers-letter": picture(), "fields.words": "谢谢"})
    assert answer.status_code == 422
    assert sorted(wrong(answer)) == ["fields-shelf", "papers-photo", "truth"]
    assert re.findall(r'<a href="#f-[^"]+">([^<]+)</a>', answer.content.decode()) == [
        "想看什么：请填写这一项。",
        "照片：请拍照或者上传这份材料。",
        "请确认所填内容和材料真实。",
    ]
    assert "谢谢</textarea>" in answer.content.decode()
    assert len(re.findall(r'name="papers-letter-given"', answer.content.decode())) == 1
    assert Case.objects.count() == 0


def test_a_condition_that_is_not_met_refuses_nobody(phone: Client, at: World) -> None:
    Person.objects.filter(id=at.person.id).update(birth_on="2022-03-07")
    assert "2028年3月7日（周二）起" in text(phone, CARD)
    answer = send(phone, CARD, **{"fields.shelf": "maps", "papers-photo": picture(), "truth": "yes"})
    assert answer["Location"] == f"/my/cases/{Case.objects.get().id}/?done=sent"


def test_I1_without_a_registration_the_look_says_so_and_the_form_stands_all_the_same(phone: Client, at: World) -> None:
    Stay.objects.update(state="ended", ended_on=factories.DAY)
    page = text(phone, f"{CARD}?community={at.community.code}")
    assert ("现在不符合" in page, "在这里办了居住登记" in page) == (True, True)
    assert "提交申请" in page


def test_B8_whom_it_is_for_is_chosen_among_those_the_service_lets_one_apply_for(phone: Client, at: World) -> None:
    mine = child(at, at.who)
    page = text(phone, f"{NEW}/errand/")
    assert re.findall(r'href="\?for=([^"]+)"><strong>[^<]*</strong><small>([^<]+)<', page) == [
        (str(at.person.id), "您自己"),
        (str(mine.id), "您是代办人"),
    ]
    # story hour is for guardians alone: the only one is taken at once
    assert f"{mine.name} · 您是监护人" in text(phone, f"{NEW}/story/")
    answer = send(phone, f"{NEW}/story/", truth="yes")
    case = Case.objects.get()
    assert answer["Location"] == f"/my/cases/{case.id}/?done=sent"
    assert (case.person, case.applicant_id) == (mine, at.who.id)


def test_B8_an_agent_of_a_grown_up_applies_where_the_service_lets_one(phone: Client, at: World) -> None:
    old = child(at, at.who, born="1940-03-07")
    assert f"{old.name} · 您是代办人" in text(phone, f"{NEW}/errand/?for={old.id}")
    assert "这里还没有能办这个事项的人" in text(phone, f"{NEW}/story/")
    assert phone.get(f"{CARD}?for={old.id}").status_code == 404
    Guardianship.objects.create(ward=old, guardian=at.person, relation="child", since=factories.NOW)
    assert f"{old.name} · 您是监护人" in text(phone, f"{NEW}/story/")


def test_nobody_elses_person_can_be_chosen(phone: Client, at: World) -> None:
    other = factories.registered(at=at.community).person
    assert phone.get(f"{CARD}?for={other.id}").status_code == 404
    assert phone.post(CARD, {"for": str(other.id), "once": "1", "truth": "yes"}).status_code == 404
    assert (Case.objects.count(), Upload.objects.count()) == (0, 0)


def test_whoever_is_not_on_record_is_told_what_comes_first(enter: Enter, at: World) -> None:
    page = text(enter(), CARD)
    assert "先登记住处" in page
    assert 'href="/declare/"' in page


def test_I9_without_a_place_on_record_the_community_is_asked(phone: Client, at: World) -> None:
    Stay.objects.update(state="ended", ended_on=factories.DAY)
    assert "住在哪个社区或者村？" in text(phone, CARD)
    found = text(phone, f"{CARD}?for={at.person.id}&q={at.community.name[:2]}")
    onward = re.findall(r'href="(\?for=[^"]+community=\d+)"', found)
    assert onward == [f"?for={at.person.id}&amp;community={at.community.code}"]
    assert "没有找到" in text(phone, f"{CARD}?q=没有这里")
    path = f"{CARD}?for={at.person.id}&community={at.community.code}"
    # what the register no longer says has to be shown now
    sent = {"fields.shelf": "maps", "fields.born": "1990-03-07", "truth": "yes", "papers-photo": picture()}
    answer = send(phone, path, **sent, **{"papers-receipt": picture()})
    assert answer["Location"] == f"/my/cases/{Case.objects.get().id}/?done=sent"
    assert Case.objects.get().community == at.community


def test_a_guide_is_read_and_an_unknown_service_does_not_exist(phone: Client, at: World) -> None:
    assert phone.get(f"{NEW}/nothing/").status_code == 404
    assert phone.get(f"{NEW}/tour/?for={at.person.id}")["Location"] == (
        f"/my/times/new/library/tour/?for={at.person.id}"
    )


def test_what_was_typed_is_found_again_after_signing_in_anew(phone: Client, at: World, enter: Enter) -> None:
    session = phone.session
    del session["resident_id"]
    session.save()
    assert phone.post(CARD, {"fields.words": "别丢了", "truth": "yes"}).status_code == 302
    session = phone.session
    session["resident_id"] = str(at.who.id)
    session.save()
    assert "别丢了</textarea>" in text(phone, CARD)


def test_an_application_shows_in_few_statements_however_many_cases_there_are(
    phone: Client, at: World, django_assert_max_num_queries: Callable[..., object]
) -> None:
    casing.sent(at, "library/loan")
    text(phone, "/my/cases/")
    with django_assert_max_num_queries(14):
        text(phone, "/my/cases/")
    cases.apply(person_id=at.person.id, service_id="library/errand", raw=casing.FORM, by=at.me, at=factories.NOW)
    casing.sent(at)
    with django_assert_max_num_queries(14):
        text(phone, "/my/cases/")
