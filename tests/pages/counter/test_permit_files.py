"""Applications at the counter: read on record, accepted, returned once, completed, signed off by another, refused in writing."""

import datetime
import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import factories, permits
from tests.pages.counter.conftest import SignIn

from anju.actions import permit as acts
from anju.law.permit import file as law
from anju.models import Act, Permit, PermitFile, PermitNotice, PolicyOverride
from anju.web import clock

pytestmark = pytest.mark.django_db
LISTS = ("applied", "returned", "accepted", "overdue", "open", "extended", "changed", "provisional")


@pytest.fixture(autouse=True)
def half_a_year_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the first day on which whoever registered on the factories' day can get a permit."""
    monkeypatch.setattr(clock, "now", permits.when)
    monkeypatch.setattr(clock, "today", lambda: permits.HALF_YEAR)


def form(version: int | None = None, **more: object) -> dict[str, object]:
    return {"once": str(uuid.uuid4()), **({} if version is None else {"version": version}), **more}


def applied() -> PermitFile:
    return permits.applied(who=factories.resident())


def accepted() -> PermitFile:
    return permits.accepted(who=factories.resident())


def text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def own(file: PermitFile) -> str:
    return f"/counter/permits/files/{file.id}/"


def test_E6_the_lists_show_masked_names_and_leave_one_act_each(sign_in: SignIn) -> None:
    files = [applied(), applied(), accepted()]
    browser = sign_in(factories.registrar(of=files[0].community))
    shown = {name: text(browser, f"/counter/permits/?state={name}") for name in LISTS}
    found = {name: [file.number in page for file in files] for name, page in shown.items()}
    assert found["applied"] == [True, True, False]
    assert found["accepted"] == [False, False, True]
    assert found["open"] == [True, True, True]
    assert found["returned"] == found["overdue"] == found["extended"] == [False, False, False]
    assert ("王*明" in shown["open"], "王小明" in shown["open"]) == (True, False)
    said = Act.objects.filter(what="list").order_by("seq").values_list("subject_id", "detail")
    assert list(said)[:2] == [("permits_applied", {"rows": 2}), ("permits_returned", {"rows": 0})]


@pytest.mark.parametrize("address", ["?state=everything", "?state=applied&after=2026_x", "?state=asked&after=x"])
def test_an_unknown_list_or_page_mark_is_an_error_and_shows_no_rows(sign_in: SignIn, address: str) -> None:
    file = applied()
    page = sign_in(factories.registrar(of=file.community)).get("/counter/permits/" + address)
    assert 400 <= page.status_code < 500
    assert file.number not in page.content.decode()


@pytest.mark.parametrize("address", ["/counter/permits/?state=open", "/counter/permits/?state=applied", "/staff/"])
def test_one_row_and_three_rows_take_the_same_statements(sign_in: SignIn, address: str) -> None:
    file = applied()
    browser = sign_in(factories.registrar(of=file.community))
    browser.get(address)

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address).status_code == 200
        return len(captured)

    before = statements()
    applied()
    applied()
    # what seldom changes is read anew once after new posts were made
    browser.get(address)
    assert statements() == before


def test_the_home_page_counts_what_waits_with_permits(sign_in: SignIn) -> None:
    file = applied()
    accepted()
    county = text(sign_in(permits.county_post(file.stay)), "/staff/")
    desk = text(sign_in(factories.registrar(of=file.community)), "/staff/")
    assert ("待受理的居住证申请" in desk, "待审核签发的居住证" in desk) == (True, False)
    assert re.search(r"<b>1</b>\s*(<small>)?待审核签发的居住证", county) is not None


def test_opening_a_file_is_on_record_and_shows_it_masked_with_what_stands_in_the_way(sign_in: SignIn) -> None:
    file = permits.applied(who=factories.resident(), at=permits.when(days=-30))
    browser = sign_in(factories.registrar(of=file.community))
    page = text(browser, own(file))
    opened = Act.objects.filter(what="open", subject_id=str(file.id)).values_list("person_id", "purpose")
    assert list(opened) == [(file.person_id, "handling")]
    assert ("＊＊" in page, ">汉<" in page) == (True, False)
    # the half year is over today; nothing stands in the way, and the pictures are fetched with their purpose
    assert ("obstacle" in page, f"{file.portrait_id}/?small=1&amp;purpose=handling" in page) == (False, True)


def test_E1_before_the_half_year_the_page_says_from_when_and_accepting_keeps_everything(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = permits.applied(who=factories.resident(), at=permits.when(days=-30))
    monkeypatch.setattr(clock, "now", lambda: permits.when(days=-1))
    monkeypatch.setattr(clock, "today", lambda: permits.HALF_YEAR - datetime.timedelta(days=1))
    browser = sign_in(factories.registrar(of=file.community))
    assert "2026-09-04" in text(browser, own(file)) or "2026年9月4日" in text(browser, own(file))
    answer = browser.post(own(file) + "accept/", form(file.version))
    assert (answer.status_code, permits.again(file).state) == (409, "applied")
    assert "可以受理的日期" in answer.content.decode()


def test_E5_a_file_is_accepted_once_however_often_it_is_sent_and_both_limits_are_shown(sign_in: SignIn) -> None:
    file = applied()
    browser = sign_in(factories.registrar(of=file.community))
    data = form(file.version)
    answers = [browser.post(own(file) + "accept/?state=applied", data) for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == [own(file) + "?done=accepted&state=applied"] * 2
    assert Act.objects.filter(what="accept_permit").count() == 1
    page = text(browser, own(file))
    # ten working days from Friday 4 September bind before fifteen days, which end later
    assert "2026年9月18日" in page
    assert ("省政府令306号：10 个工作日" in page, "国务院令663号：15 日" in page) == (True, True)
    for paper in ("application", "collection"):
        answer = browser.get(own(file) + f"print/{paper}/")
        assert (answer.status_code, answer.content[:4]) == (200, b"%PDF")
    assert set(Act.objects.filter(what="print").values_list("detail__paper", flat=True)) == {
        "application",
        "collection",
    }
    assert browser.get(own(file) + "print/everything/").status_code == 404


def test_what_a_second_officer_typed_is_kept_when_the_first_was_quicker(sign_in: SignIn) -> None:
    file = accepted()
    one, two = (sign_in(permits.county_post(file.stay)) for _ in range(2))
    assert "打开着这份档案" not in text(one, own(file))
    assert "打开着这份档案" in text(two, own(file))
    assert one.post(own(file) + "sign/", form(file.version)).status_code == 302
    answer = two.post(own(file) + "refuse/", form(file.version, basis="no_ground", why="合同不是本人的"))
    page = answer.content.decode()
    assert (answer.status_code, "刚刚被别人处理过" in page, "合同不是本人的" in page) == (422, True, True)
    assert permits.again(file).state == "signed"


def test_B7_what_is_missing_is_told_once_printed_and_completed_at_the_counter(sign_in: SignIn) -> None:
    file = applied()
    browser = sign_in(factories.registrar(of=file.community))
    empty = browser.post(own(file) + "return/", form(file.version))
    assert (empty.status_code, PermitNotice.objects.count()) == (422, 0)
    data = form(file.version, missing=["portrait", "proof_unclear"]) | {"note.portrait": "背景太暗"}
    assert browser.post(own(file) + "return/", data).status_code == 302
    page = text(browser, own(file))
    assert ("背景太暗" in page, "在窗口补正" in page) == (True, True)
    assert browser.get(own(file) + "print/completion/").content[:4] == b"%PDF"
    back = permits.again(file)
    shown = text(browser, own(file) + "complete/")
    assert (str(file.portrait_id) in shown, "背景太暗" in shown, ">汉<" in shown.split("datalist")[0]) == (
        True,
        True,
        False,
    )
    sent = form(back.version, truth="on", collect_at=str(file.station_id)) | {
        "portrait-given": str(file.portrait_id),
        "proofs.0.kind": "title",
        "proofs.0.source": "paper",
    }
    answer = browser.post(own(file) + "complete/", sent)
    assert answer.status_code == 302, answer.content.decode()
    done = permits.again(file)
    assert (done.state, done.portrait_id, done.ethnicity is not None) == ("applied", file.portrait_id, True)
    # a second notice can only name what the first one named
    again = browser.post(own(file) + "return/", form(done.version, missing=["agent"]))
    assert (again.status_code, "不能再次要求补正" in again.content.decode()) == (422, True)


def test_E8_a_refusal_shows_its_article_and_is_printed_and_taken_back(sign_in: SignIn) -> None:
    file = accepted()
    browser = sign_in(permits.county_post(file.stay))
    shown = text(browser, own(file) + "refuse/")
    assert all(basis.zh in shown for basis in law.REFUSAL_BASES.values())
    assert (law.REMEDIES.zh in shown, "居住证暂行条例" in shown) == (True, True)
    bare = browser.post(own(file) + "refuse/", form(file.version, basis="", why=""))
    assert bare.status_code == 422
    sent = form(file.version, basis="no_ground", why="租赁合同不是本人所签")
    assert browser.post(own(file) + "refuse/", sent).headers["Location"] == own(file) + "?done=refused"
    page = text(browser, own(file))
    assert ("租赁合同不是本人所签" in page, "不予发放决定书" in page) == (True, True)
    assert browser.get(own(file) + "print/refusal/").content[:4] == b"%PDF"
    refused = permits.again(file)
    assert browser.post(own(file) + "reopen/", form(refused.version, why=" ")).status_code == 409
    assert browser.post(own(file) + "reopen/", form(refused.version, why="补交了新合同")).status_code == 302
    assert permits.again(file).state == "accepted"


def test_E7_an_extension_is_offered_only_where_the_policy_allows_it(sign_in: SignIn) -> None:
    file = accepted()
    browser = sign_in(permits.county_post(file.stay))
    assert "extend/" not in text(browser, own(file))
    refused = browser.post(own(file) + "extend/", form(file.version, why="调查取证"))
    assert (refused.status_code, "调查取证" in refused.content.decode()) == (422, True)
    PolicyOverride.objects.create(
        key="permit_extension_allowed",
        place="371300000000",
        effective_from=factories.DAY,
        value=True,
        basis="…",
        created_at=permits.when(),
    )
    assert "extend/" in text(browser, own(file))
    assert browser.post(own(file) + "extend/", form(file.version, why="调查取证")).status_code == 302
    assert permits.again(file).extended_why == "调查取证"
    assert "调查取证" in text(browser, own(file))


def test_E10_who_accepted_a_file_is_told_that_somebody_else_signs_it_off(sign_in: SignIn) -> None:
    file = applied()
    post = permits.county_post(file.stay)
    acts.accept(file_id=file.id, by=factories.actor(post), at=permits.when())
    browser, done = sign_in(post), permits.again(file)
    page = text(browser, own(file))
    assert ("另一人审核签发" in page, own(file) + "sign/" in page) == (True, False)
    assert f'value="{file.id}" data-key="x" disabled' in text(browser, "/counter/permits/?state=accepted")
    assert browser.post(own(file) + "sign/", form(done.version)).status_code == 409
    assert permits.again(file).state == "accepted"


def test_a_withdrawal_at_the_persons_word(sign_in: SignIn) -> None:
    file = applied()
    browser = sign_in(factories.registrar(of=file.community))
    assert browser.post(own(file) + "withdraw/", form(file.version)).status_code == 302
    assert permits.again(file).state == "withdrawn"


def test_after_an_act_the_next_file_of_the_same_list_is_one_key_away(sign_in: SignIn) -> None:
    one, two = applied(), applied()
    browser = sign_in(factories.registrar(of=one.community))
    onward = browser.get(own(one) + "next/?state=applied").headers["Location"]
    assert onward == own(two) + "?state=applied"
    acts.withdraw(file_id=two.id, by=permits.sender(two.stay), at=permits.when())
    assert browser.get(own(one) + "next/?state=applied").headers["Location"] == "/counter/permits/?state=applied"


def test_L2_a_value_is_shown_in_full_only_with_a_purpose_and_for_this_session(sign_in: SignIn) -> None:
    file = applied()
    browser = sign_in(factories.registrar(of=file.community))
    assert browser.post(own(file) + "show/", {"field": "ethnicity"}).status_code >= 400
    browser.post(own(file) + "show/", {"field": "ethnicity", "purpose": "handling"})
    seen = Act.objects.filter(what="unmask").values_list("subject_id", "detail")
    assert list(seen) == [(str(file.id), {"field": "ethnicity"})]
    assert '<span class="mono">汉</span>' in text(browser, own(file))
    assert "＊＊" in text(sign_in(factories.registrar(of=file.community)), own(file))


def test_who_did_and_read_what_is_told_to_the_police(sign_in: SignIn) -> None:
    file = accepted()
    assert "受理居住证申请" in text(sign_in(factories.registrar(of=file.community)), own(file) + "history/")


def test_E9_a_batch_is_looked_at_first_and_each_file_is_its_own_decision(sign_in: SignIn) -> None:
    files = [accepted(), accepted(), applied()]
    post = permits.county_post(files[0].stay)
    acts.accept(file_id=files[2].id, by=factories.actor(post), at=permits.when())
    browser = sign_in(post)
    preview = browser.post("/counter/permits/sign/", {"file": [str(file.id) for file in files]}).content.decode()
    ticks = [f'value="{file.id}:{permits.again(file).version}" checked' in preview for file in files]
    assert (ticks, "另一人审核签发" in preview, Permit.objects.count()) == ([True, True, False], True, 0)
    # somebody refuses one of them meanwhile
    acts.refuse(file_id=files[1].id, basis="false", why="…", by=permits.county_police(files[1].stay), at=permits.when())
    sent = {
        "step": "sign",
        "once": str(uuid.uuid4()),
        "file": [f"{file.id}:{version}" for file, version in zip(files, (2, 2, 2), strict=True)],
    }
    pages = [browser.post("/counter/permits/sign/", sent).content.decode() for _ in range(2)]
    assert ["已签发 1 份" in page for page in pages] == [True, True]
    assert all(file.number in pages[0] for file in files)
    assert [permits.again(file).state for file in files] == ["signed", "refused", "accepted"]
    assert Act.objects.filter(what="sign_permit").count() == 1


def test_a_batch_names_no_file_of_another_county_and_no_more_than_fit(sign_in: SignIn) -> None:
    file = accepted()
    far = factories.community(county="371311")
    stranger = sign_in(factories.post(unit=factories.station(of=far), role="county_police"))
    for key in (file.id, permits.stranger()):
        assert stranger.post("/counter/permits/sign/", {"file": [str(key)]}).status_code == 404
        assert (
            stranger.post("/counter/permits/sign/", {"file": [f"{key}:2"], "step": "sign", "once": "1"}).status_code
            == 404
        )
    browser = sign_in(permits.county_post(file.stay))
    many = browser.post("/counter/permits/sign/", {"file": [str(uuid.uuid4()) for _ in range(51)]})
    assert (many.status_code, "一次最多选择50份" in many.content.decode()) == (422, True)
    assert browser.post("/counter/permits/sign/", {"file": ["x"]}).status_code == 404
    assert "没有勾选申请" in browser.post("/counter/permits/sign/", {}).content.decode()
    assert browser.get("/counter/permits/sign/").status_code == 302
    # without a key, nothing is signed
    assert browser.post("/counter/permits/sign/", {"file": [f"{file.id}:2"], "step": "sign"}).status_code >= 400
    assert permits.again(file).state == "accepted"
