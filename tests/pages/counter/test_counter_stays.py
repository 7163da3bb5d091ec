"""After the registration: ends with notice and window, undoing, corrections, data requests, binding, searching."""

import datetime
import uuid

import pytest
from django.utils import timezone
from tests import factories
from tests.pages.counter.conftest import SignIn

from anju.actions import request as requests
from anju.actions import stay as stays
from anju.models import Act, Binding, Correction, DataRequest, Ending, Person, Stay
from anju.queries import visitors

pytestmark = pytest.mark.django_db


def form(**more: object) -> dict[str, object]:
    return {"once": str(uuid.uuid4()), **more}


def state(stay: Stay) -> tuple[str, str]:
    stay.refresh_from_db()
    return stay.state, stay.end_reason


def test_D3_the_person_s_own_word_ends_a_stay_at_once(sign_in: SignIn) -> None:
    here = factories.community()
    stay = factories.registered(at=here)
    browser = sign_in(factories.registrar(of=here))
    browser.post(f"/counter/files/{stay.id}/end/", form(version=stay.version, way="leave", on="2026-03-04"))
    assert state(stay) == ("ended", "left")


def test_D6_another_reason_gives_notice_and_waits_for_the_window(sign_in: SignIn) -> None:
    here = factories.community()
    stay = factories.registered(at=here)
    browser = sign_in(factories.registrar(of=here))
    data = {"version": stay.version, "way": "propose_end", "reason": "left", "basis": "visit", "on": "2026-03-04"}
    bare = browser.post(f"/counter/files/{stay.id}/end/", form(**data, note=""))
    assert (bare.status_code, Ending.objects.count()) == (422, 0)
    browser.post(f"/counter/files/{stay.id}/end/", form(**data, note="两次上门，房东说已搬走"))
    ending = Ending.objects.get()
    assert (ending.state, state(stay)[0]) == ("noticed", "registered")
    assert "拟注销已通知本人" in browser.get(f"/counter/files/{stay.id}/").content.decode()
    early = browser.post(f"/counter/endings/{ending.id}/", form(choice="end"))
    assert (early.status_code, state(stay)[0]) == (422, "registered")
    Ending.objects.filter(id=ending.id).update(objection_until=timezone.localdate() - datetime.timedelta(days=1))
    browser.post(f"/counter/endings/{ending.id}/", form(choice="end"))
    assert state(stay) == ("ended", "left")


def test_D6_an_objection_is_answered_with_a_reason_or_the_end_is_dropped(sign_in: SignIn) -> None:
    here = factories.community()
    stay = factories.registered(at=here)
    officer = factories.registrar(of=here)
    by = factories.actor(officer)
    ending = stays.propose_end(
        stay_id=stay.id, reason="left", basis="visit", note="没人", on=factories.DAY, by=by, at=factories.NOW
    )
    who = visitors.resident_actor(who=factories.resident())
    stays.object_end(ending_id=ending.id, words="我还住这里", by=who, at=factories.NOW)
    browser = sign_in(officer)
    assert "本人有异议" in browser.get("/counter/endings/").content.decode()
    assert "我还住这里" in browser.get(f"/counter/endings/{ending.id}/").content.decode()
    assert browser.post(f"/counter/endings/{ending.id}/", form(choice="end", why="")).status_code == 422
    assert browser.post(f"/counter/endings/{ending.id}/", form(choice="drop", why="")).status_code == 422
    browser.post(f"/counter/endings/{ending.id}/", form(choice="drop", why="再次上门，本人在"))
    ending.refresh_from_db()
    assert (ending.state, state(stay)[0]) == ("withdrawn", "registered")


def test_D4_a_death_on_proof_ends_at_once_and_a_chief_undoes_a_mistake(sign_in: SignIn) -> None:
    here = factories.community()
    stay = factories.registered(at=here)
    browser = sign_in(factories.registrar(of=here))
    browser.post(
        f"/counter/files/{stay.id}/end/", form(version=stay.version, way="death", on="2026-03-04", note="医院死亡证明")
    )
    assert state(stay) == ("ended", "death")
    assert browser.post(f"/counter/files/{stay.id}/undo/", form(version=stay.version, why="重名")).status_code == 404
    chief = sign_in(factories.post(unit=factories.station(of=here), role="chief"))
    without = chief.post(f"/counter/files/{stay.id}/undo/", form(version=stay.version, why=""))
    assert (without.status_code, state(stay)[0]) == (409, "ended")
    chief.post(f"/counter/files/{stay.id}/undo/", form(version=stay.version, why="重名，本人健在"))
    assert (state(stay), stay.registered_on) == (("registered", ""), factories.DAY)


def test_a_clerk_ends_only_at_the_person_s_word(sign_in: SignIn) -> None:
    here = factories.community()
    stay = factories.registered(at=here)
    hall = factories.unit(code="dt-1", kind="hall", department="services", level="street", covers=here.parent)
    browser = sign_in(factories.post(unit=hall, role="clerk"))
    data = form(version=stay.version, way="propose_end", reason="left", basis="visit", on="2026-03-04", note="没人")
    assert browser.post(f"/counter/files/{stay.id}/end/", data).status_code == 404
    assert Ending.objects.count() == 0
    browser.post(f"/counter/files/{stay.id}/end/", form(version=stay.version, way="leave", on="2026-03-04"))
    assert state(stay) == ("ended", "left")


def test_D9_a_correction_is_masked_granted_or_refused_with_a_reason(sign_in: SignIn) -> None:
    here = factories.community()
    who = factories.resident()
    stay = factories.registered(at=here, who=who, phone="13800000001")
    me = visitors.resident_actor(who=who)
    asked = [
        stays.ask_correction(stay_id=stay.id, field=field, wanted=wanted, why="换了", by=me, at=factories.NOW)
        for field, wanted in (("phone", "13900000002"), ("name", "王晓明"))
    ]
    browser = sign_in(factories.registrar(of=here))
    assert "联系电话" in browser.get("/counter/corrections/").content.decode()
    page = f"/counter/corrections/{asked[0].id}/"
    assert "13900000002" not in browser.get(page).content.decode()
    assert "13900000002" in browser.post(page, form(choice="show", purpose="correction")).content.decode()
    assert Act.objects.get(what="unmask").detail == {"field": "wanted"}
    browser.post(page, form(choice="grant"))
    refuse = f"/counter/corrections/{asked[1].id}/"
    assert browser.post(refuse, form(choice="refuse", why="")).status_code == 422
    browser.post(refuse, form(choice="refuse", why="与证件不符"))
    assert list(Correction.objects.order_by("id").values_list("state", "answer")) == [
        ("granted", ""),
        ("refused", "与证件不符"),
    ]
    assert Person.objects.get(id=stay.person_id).name == "王小明"


def test_O1_another_station_finds_no_correction_end_or_request(sign_in: SignIn) -> None:
    here, there = factories.community(), factories.community(county="371311")
    who = factories.resident()
    stay = factories.registered(at=here, who=who)
    by = factories.actor(factories.registrar(of=here))
    me = visitors.resident_actor(who=who)
    correction = stays.ask_correction(stay_id=stay.id, field="name", wanted="王晓明", why="", by=me, at=factories.NOW)
    ending = stays.propose_end(
        stay_id=stay.id, reason="left", basis="visit", note="没人", on=factories.DAY, by=by, at=factories.NOW
    )
    asked = requests.ask_deletion(person=stay.person, why="不住了", by=me, at=factories.NOW)
    stranger = sign_in(factories.post(unit=factories.station(of=there), role="chief"))
    for path in (f"corrections/{correction.id}/", f"endings/{ending.id}/", f"requests/{asked.id}/"):
        assert stranger.get(f"/counter/{path}").status_code == 404
        assert stranger.post(f"/counter/{path}", form(choice="grant", why="无", words="无")).status_code == 404
    for path in ("corrections/", "endings/", "requests/"):
        assert "王*明" not in stranger.get(f"/counter/{path}").content.decode()
    assert (Correction.objects.get().state, Ending.objects.get().state, DataRequest.objects.get().state) == (
        "asked",
        "noticed",
        "asked",
    )


def test_L5_a_chief_answers_a_data_request_and_a_refusal_says_why(sign_in: SignIn) -> None:
    here = factories.community()
    who = factories.resident()
    stay = factories.registered(at=here, who=who)
    asked = requests.ask_deletion(
        person=stay.person, why="不住了", by=visitors.resident_actor(who=who), at=factories.NOW
    )
    chief = sign_in(factories.post(unit=factories.station(of=here), role="chief"))
    assert "王*明" in chief.get("/counter/requests/").content.decode()
    assert chief.post(f"/counter/requests/{asked.id}/", form(choice="refuse", words="")).status_code == 422
    chief.post(f"/counter/requests/{asked.id}/", form(choice="refuse", words="登记仍有效"))
    asked.refresh_from_db()
    assert (asked.state, asked.answer) == ("refused", "登记仍有效")
    assert sign_in(factories.registrar(of=here)).get("/counter/requests/").status_code == 404


def test_a_phone_is_bound_only_with_the_person_present(sign_in: SignIn) -> None:
    here = factories.community()
    stay = factories.registered(at=here)
    browser = sign_in(factories.registrar(of=here))
    page = f"/counter/files/{stay.id}/bind/"
    assert browser.post(page, form(phone="13800000009")).status_code == 422
    assert browser.post(page, form(phone="138", present="yes")).status_code == 422
    browser.post(page, form(phone="13800000009", present="yes"))
    made = Binding.objects.get(person_id=stay.person_id, how="counter")
    assert made.kind == "self"
    assert browser.post(page, form(phone="13800000009", present="yes")).status_code == 422
    other = factories.registered(at=here)
    browser.post(f"/counter/files/{other.id}/bind/", form(phone="13800000009", present="yes"))
    assert Binding.objects.get(person_id=other.person_id, how="counter").kind == "ward"


def test_D7_confirming_at_the_counter_sets_the_day(sign_in: SignIn) -> None:
    here = factories.community()
    stay = factories.registered(at=here)
    sign_in(factories.registrar(of=here)).post(f"/counter/files/{stay.id}/confirm/", form())
    stay.refresh_from_db()
    assert stay.confirmed_on == timezone.localdate()


def test_L2_a_search_needs_a_purpose_and_shows_masked_hits_of_the_own_area_only(sign_in: SignIn) -> None:
    here, there = factories.community(), factories.community(county="371311")
    number = factories.id_number()
    stay = factories.registered(at=here, id_number=number)
    data = {"kind": "id_number", "text": number, "birth": "", "purpose": "answering"}
    own, away = sign_in(factories.registrar(of=here)), sign_in(factories.registrar(of=there))
    assert own.post("/counter/search/", {**data, "purpose": ""}).status_code == 422
    found = own.post("/counter/search/", data).content.decode()
    assert (stay.number in found, "王小明" in found, "?purpose=answering" in found) == (True, False, True)
    missed = away.post("/counter/search/", data).content.decode()
    unknown = away.post("/counter/search/", {**data, "text": factories.id_number(serial=888)}).content.decode()
    assert ("管辖范围内没有查到" in missed, stay.number in missed) == (True, False)
    assert "管辖范围内没有查到" in unknown
    assert Act.objects.filter(what="search", person_id=stay.person_id).count() == 1
    assert (
        own.get(f"/counter/search/?kind=id_number&text={number}&purpose=answering").content.decode().count(stay.number)
        == 0
    )


def test_every_page_is_complete_in_english(sign_in: SignIn) -> None:
    here = factories.community()
    filed, stay = factories.filed(at=here).main, factories.registered(at=here)
    browser = sign_in(factories.post(unit=factories.station(of=here), role="chief"))
    browser.cookies["anju_language"] = "en"
    pages = [
        "",
        "new/",
        "search/",
        "endings/",
        "corrections/",
        "requests/",
        f"files/{filed.id}/",
        f"files/{filed.id}/return/",
    ]
    pages += [
        f"files/{filed.id}/close/",
        f"files/{stay.id}/",
        f"files/{stay.id}/end/",
        f"files/{stay.id}/bind/",
        f"files/{stay.id}/history/",
    ]
    for path in pages:
        text = browser.get(f"/counter/{path}").content.decode().partition("<main")[2].partition("</main>")[0]
        left = [
            word
            for word in ("待办", "回到", "理由", "办理", "状态", "查询", "登记日期", "请选择", "期限")
            if word in text
        ]
        assert (path, left) == (path, [])


@pytest.mark.parametrize("typed", ["²", "٣²", "9" * 5000, "-1", "one"])
def test_a_version_that_is_no_number_is_a_stale_page(sign_in: SignIn, typed: str) -> None:
    here = factories.community()
    filed = factories.filed(at=here).main
    answer = sign_in(factories.registrar(of=here)).post(
        f"/counter/files/{filed.id}/accept/", {"once": "one-key", "version": typed}
    )
    assert answer.status_code == 409
    filed.refresh_from_db()
    assert filed.state == "declared"
