"""The file at the counter: read on record, accepted by one key, returned once, never overwritten."""

import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests import factories
from tests.pages.counter.conftest import SignIn

from anju.actions import stay as stays
from anju.models import Act, Completion, Distinct, Hold, Receipt, Stay
from anju.web import clock

pytestmark = pytest.mark.django_db


def form(version: int | None = None, **more: object) -> dict[str, object]:
    return {"once": str(uuid.uuid4()), **({} if version is None else {"version": version}), **more}


def plain(page: str, key: uuid.UUID) -> str:
    """Return a page without what differs between any two answers: its own address and its tokens."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.replace(str(key), ""))


def test_the_queue_shows_masked_names_and_leaves_one_act_for_the_list(sign_in: SignIn) -> None:
    here = factories.community()
    files = [factories.filed(at=here, name="王小明").main for _ in range(2)]
    page = sign_in(factories.registrar(of=here)).get("/counter/")
    text = page.content.decode()
    assert (text.count("王*明"), "王小明" in text) == (2, False)
    assert all(stay.number in text for stay in files)
    assert list(Act.objects.filter(what="list").values_list("subject_id", "detail")) == [("open", {"rows": 2})]


def test_the_queue_says_which_colleague_has_a_file_open_and_since_when(sign_in: SignIn) -> None:
    here = factories.community()
    stay = factories.filed(at=here).main
    registrar = factories.registrar(of=here)
    browser = sign_in(registrar)
    browser.get(f"/counter/files/{stay.id}/")
    since = timezone.localtime(Hold.objects.get().at)
    badge = f'<span class="badge badge-info">{registrar.staff.name} {since:%H:%M}</span>'
    assert badge in browser.get("/counter/").content.decode()


@pytest.mark.parametrize("address", ["/counter/?state=everything", "/counter/?after=2026_nothing"])
def test_an_unknown_filter_or_page_mark_is_an_error_and_shows_no_rows(sign_in: SignIn, address: str) -> None:
    here = factories.community()
    filed = factories.filed(at=here).main
    page = sign_in(factories.registrar(of=here)).get(address)
    assert 400 <= page.status_code < 500
    assert filed.number not in page.content.decode()


def test_one_row_and_three_rows_take_the_same_statements(sign_in: SignIn) -> None:
    here = factories.community()
    browser = sign_in(factories.registrar(of=here))
    factories.filed(at=here)
    browser.get("/counter/")

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get("/counter/").status_code == 200
        return len(captured)

    before = statements()
    factories.filed(at=here)
    factories.filed(at=here)
    assert statements() == before


def test_L2_a_file_opens_masked_and_on_record_and_shows_a_value_for_a_stated_purpose(sign_in: SignIn) -> None:
    here = factories.community()
    number = factories.id_number()
    stay = factories.filed(at=here, id_number=number, phone="13812345678").main
    browser = sign_in(factories.registrar(of=here))
    text = browser.get(f"/counter/files/{stay.id}/").content.decode()
    assert (number in text, "13812345678" in text, "138****5678" in text) == (False, False, True)
    answer = browser.post(f"/counter/files/{stay.id}/show/", {"field": "phone", "purpose": "answering"}, follow=True)
    text = answer.content.decode()
    assert (number in text, "13812345678" in text) == (False, True)
    acts = (
        Act.objects.filter(person_id=stay.person_id)
        .exclude(what="declare")
        .order_by("seq")
        .values_list("what", "purpose")
    )
    assert list(acts) == [("open", "handling"), ("unmask", "answering"), ("open", "handling")]


def test_L2_without_a_purpose_nothing_is_shown(sign_in: SignIn) -> None:
    here = factories.community()
    stay = factories.filed(at=here, phone="13812345678").main
    browser = sign_in(factories.registrar(of=here))
    answer = browser.post(f"/counter/files/{stay.id}/show/", {"field": "phone", "purpose": ""}, follow=True)
    assert 400 <= answer.status_code < 500
    assert "13812345678" not in browser.get(f"/counter/files/{stay.id}/").content.decode()


def test_B6_accepting_registers_with_a_receipt_and_two_clicks_count_once(sign_in: SignIn) -> None:
    here = factories.community()
    stay = factories.filed(at=here).main
    browser = sign_in(factories.registrar(of=here))
    data = form(version=stay.version)
    answers = [browser.post(f"/counter/files/{stay.id}/accept/", data) for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == [f"/counter/files/{stay.id}/?done=accepted"] * 2
    assert (Stay.objects.get(id=stay.id).state, Receipt.objects.filter(stay=stay).count(), Hold.objects.count()) == (
        "registered",
        1,
        0,
    )
    pdf = browser.get(f"/counter/files/{stay.id}/receipt/")
    assert (pdf.status_code, pdf.content[:5]) == (200, b"%PDF-")


def test_two_officers_on_one_file_the_second_is_told_and_overwrites_nothing(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: factories.later(hours=2))
    here = factories.community()
    stay = factories.filed(at=here).main
    unit = factories.station(of=here)
    first = sign_in(factories.post(unit=unit, holder=factories.staff(name="张警官")))
    second = sign_in(factories.post(unit=unit, holder=factories.staff(name="李警官")))
    first.get(f"/counter/files/{stay.id}/")
    assert "张警官 从" in second.get(f"/counter/files/{stay.id}/").content.decode()
    first.post(f"/counter/files/{stay.id}/return/", form(stay.version, missing=["phone"], **{"note.phone": "写全11位"}))
    late = second.post(
        f"/counter/files/{stay.id}/return/", form(stay.version, missing=["name"], **{"note.name": "与证件一致"})
    )
    text = late.content.decode()
    assert (late.status_code, "刚刚被别人处理过" in text, 'value="与证件一致"' in text) == (422, True, True)
    assert [notice.missing for notice in Completion.objects.filter(stay=stay)] == [
        [{"item": "phone", "note": "写全11位"}]
    ]


def test_B7_what_was_told_before_is_shown_and_a_new_item_is_refused_with_what_was_typed(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: factories.later(hours=2))
    here = factories.community()
    who = factories.resident()
    stay = factories.filed(at=here, who=who).main
    officer = factories.registrar(of=here)
    stays.give_back(stay_id=stay.id, missing=[("phone", "")], by=factories.actor(officer), at=factories.NOW)
    stays.complete(
        stay_id=stay.id, declared=factories.declared(at=here), by=factories.actor(officer), at=factories.later(hours=1)
    )
    stay.refresh_from_db()
    browser = sign_in(officer)
    assert "告知过的内容" in browser.get(f"/counter/files/{stay.id}/return/").content.decode()
    answer = browser.post(
        f"/counter/files/{stay.id}/return/", form(stay.version, missing=["name"], **{"note.name": "看不清"})
    )
    text = answer.content.decode()
    assert (answer.status_code, "不能再次要求补正" in text, 'value="看不清"' in text) == (422, True, True)
    stay.refresh_from_db()
    assert stay.state == "declared"


def test_B7_the_notice_is_printed_and_that_is_on_record(sign_in: SignIn) -> None:
    here = factories.community()
    stay = factories.filed(at=here).main
    officer = factories.registrar(of=here)
    browser = sign_in(officer)
    assert browser.get(f"/counter/files/{stay.id}/notice/").status_code == 404
    stays.give_back(stay_id=stay.id, missing=[("phone", "写全11位")], by=factories.actor(officer), at=factories.NOW)
    page = browser.get(f"/counter/files/{stay.id}/notice/")
    assert "联系电话：写全11位" in page.content.decode()
    assert {act.detail["paper"] for act in Act.objects.filter(what="print")} == {"completion"}


def test_B2_lateness_is_shown_as_a_fact_and_does_not_block(sign_in: SignIn) -> None:
    here = factories.community()
    stay = factories.filed(at=here, arrived_on="2025-09-01").main
    browser = sign_in(factories.registrar(of=here))
    assert "不影响办理" in browser.get(f"/counter/files/{stay.id}/").content.decode()
    browser.post(f"/counter/files/{stay.id}/accept/", form(stay.version))
    assert Stay.objects.get(id=stay.id).state == "registered"


def test_I10_closing_needs_a_reason_and_a_chief_takes_it_up_again(sign_in: SignIn) -> None:
    here = factories.community()
    stay = factories.filed(at=here).main
    browser = sign_in(factories.registrar(of=here))
    without = browser.post(f"/counter/files/{stay.id}/close/", form(stay.version, reason="false", why=" "))
    assert (without.status_code, Stay.objects.get(id=stay.id).state) == (422, "declared")
    browser.post(f"/counter/files/{stay.id}/close/", form(stay.version, reason="false", why="查无此人"))
    stay.refresh_from_db()
    assert stay.state == "closed"
    assert browser.post(f"/counter/files/{stay.id}/reopen/", form(stay.version, why="本人到场")).status_code == 404
    chief = sign_in(factories.post(unit=factories.station(of=here), role="chief"))
    chief.post(f"/counter/files/{stay.id}/reopen/", form(stay.version, why="本人到场"))
    assert Stay.objects.get(id=stay.id).state == "to_verify"


def test_the_next_file_is_one_key_away(sign_in: SignIn) -> None:
    here = factories.community()
    first, second = sorted((factories.filed(at=here).main for _ in range(2)), key=lambda stay: stay.id)
    browser = sign_in(factories.registrar(of=here))
    assert (
        f'href="/counter/files/{first.id}/next/" data-key="n"'
        in browser.get(f"/counter/files/{first.id}/").content.decode()
    )
    assert browser.get(f"/counter/files/{first.id}/next/").headers["Location"] == f"/counter/files/{second.id}/"
    browser.post(f"/counter/files/{first.id}/accept/", form(first.version))
    browser.post(f"/counter/files/{second.id}/accept/", form(second.version))
    assert browser.get(f"/counter/files/{second.id}/next/").headers["Location"] == "/counter/"


def test_B5_a_hint_is_a_read_and_not_the_same_is_remembered(sign_in: SignIn) -> None:
    here = factories.community()
    one = factories.filed(at=here, name="张伟", phone="13800000001").main
    other = factories.filed(at=here, name="章伟", phone="13800000001").main
    browser = sign_in(factories.registrar(of=here))
    address = f"/counter/files/{one.id}/compare/{other.person_id}/"
    assert address in browser.get(f"/counter/files/{one.id}/").content.decode()
    assert Act.objects.get(what="search", person_id=other.person_id).detail == {"by": "hint"}
    assert "章伟" in browser.get(address).content.decode()
    browser.post(address, form(one.version, choice="distinct"))
    assert Distinct.objects.count() == 1
    assert address not in browser.get(f"/counter/files/{one.id}/").content.decode()


def test_B5_the_same_number_is_compared_first_and_then_accepted_as_a_move(sign_in: SignIn) -> None:
    here = factories.community()
    number = factories.id_number()
    first = factories.registered(at=here, id_number=number)
    second = factories.filed(at=here, id_number=number).main
    browser = sign_in(factories.registrar(of=here))
    refused = browser.post(f"/counter/files/{second.id}/accept/", form(second.version))
    assert (refused.status_code, Stay.objects.get(id=second.id).state) == (409, "declared")
    address = f"/counter/files/{second.id}/compare/{first.person_id}/"
    assert "是同一人，受理并变更" in browser.get(address).content.decode()
    assert browser.post(address, form(second.version, choice="distinct")).status_code == 422
    browser.post(address, form(second.version, choice="same", present="yes"))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state, second.person_id) == ("moved", "registered", first.person_id)


def test_B5_a_registration_in_another_county_shows_its_station_and_no_more(sign_in: SignIn) -> None:
    here, there = factories.community(), factories.community(county="371311")
    number = factories.id_number()
    away = factories.registered(at=there, id_number=number, name="李大成", workplace="某某公司")
    new = factories.filed(at=here, id_number=number, name="李大成").main
    browser = sign_in(factories.registrar(of=here))
    for address in (f"/counter/files/{new.id}/", f"/counter/files/{new.id}/compare/{away.person_id}/"):
        text = browser.get(address).content.decode()
        assert "罗庄区" in text
        assert (away.number in text, "某某公司" in text) == (False, False)
    assert Act.objects.filter(what="search", person_id=away.person_id).count() == 1


@pytest.mark.parametrize("role", ["registrar", "chief", "clerk"])
def test_O1_a_stranger_gets_the_same_answer_as_for_what_does_not_exist(sign_in: SignIn, role: str) -> None:
    here, there = factories.community(), factories.community(county="371311")
    stay = factories.filed(at=here, name="王小明").main
    done = factories.registered(at=here)
    street = there.parent
    hall = factories.unit(code="dt-far", kind="hall", department="services", level="street", covers=street)
    unit = hall if role == "clerk" else factories.station(of=there)
    stranger = sign_in(factories.post(unit=unit, role=role))
    nothing = uuid.uuid4()
    for path in (
        "",
        "next/",
        "return/",
        "close/",
        "notice/",
        "history/",
        "bind/",
        "end/",
        "receipt/",
        "door/",
        f"compare/{done.person_id}/",
    ):
        theirs = stranger.get(f"/counter/files/{stay.id}/{path}")
        none = stranger.get(f"/counter/files/{nothing}/{path}")
        assert (theirs.status_code, none.status_code) == (404, 404), path
        assert plain(theirs.content.decode(), stay.id) == plain(none.content.decode(), nothing), path
    for path in ("show/", "accept/", "confirm/", "undo/", "reopen/", "return/", "close/", "bind/", "end/"):
        data = form(
            stay.version,
            field="phone",
            purpose="handling",
            missing=["phone"],
            reason="false",
            why="无",
            way="leave",
            on="2026-03-04",
            phone="13800000001",
            present="yes",
        )
        theirs, none = (
            stranger.post(f"/counter/files/{stay.id}/{path}", data),
            stranger.post(f"/counter/files/{nothing}/{path}", {**data, "once": str(uuid.uuid4())}),
        )
        assert (theirs.status_code, none.status_code) == (404, 404), path
    assert "王*明" not in stranger.get("/counter/").content.decode()
    assert set(Act.objects.filter(person_id=stay.person_id).values_list("what", flat=True)) == {"declare"}


def test_nobody_without_a_post_at_a_counter_gets_in(sign_in: SignIn) -> None:
    here = factories.community()
    stay = factories.filed(at=here).main
    coordinator = sign_in(factories.post(unit=factories.station(of=here), role="coordinator"))
    for path in ("", "new/", "search/", "endings/", "corrections/", "requests/", f"files/{stay.id}/"):
        assert coordinator.get(f"/counter/{path}").status_code == 404
        away = Client().get(f"/counter/{path}")
        assert (away.status_code, away.headers["Location"].startswith("/staff/sign-in/")) == (302, True)


def test_L12_history_tells_who_opened_the_file(sign_in: SignIn) -> None:
    here = factories.community()
    stay = factories.filed(at=here).main
    browser = sign_in(factories.registrar(of=here))
    browser.get(f"/counter/files/{stay.id}/?purpose=complaint")
    text = browser.get(f"/counter/files/{stay.id}/history/").content.decode()
    assert all(word in text for word in ("查看档案", "处理投诉", "张警官"))
    assert browser.get(f"/counter/files/{stay.id}/?purpose=curiosity").status_code >= 400
