"""The desk of disputes and a person's own pages: each step through its form, in order, with its errors in place. Source: D15, D23, I7."""

import datetime
import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import disputing, factories
from tests.disputing import LAWYER, NOW, SESSION

from anju.actions import dispute as disputes
from anju.law.dispute import kinds
from anju.models import Act, Case, Dispute, LegalAid, Post, Resident, Unit
from anju.web import access, clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the morning of the factories' day."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)


@pytest.fixture
def here() -> disputing.World:
    return disputing.world()


def desk(post: Post) -> Client:
    client = Client()
    client.force_login(post.staff)
    session = client.session
    session[access.POST] = str(post.id)
    session.save()
    return client


def phone(who: Resident) -> Client:
    client = Client()
    session = client.session
    session[access.RESIDENT] = str(who.id)
    session.save()
    return client


def send(client: Client, address: str, choice: str, **values: str):
    """Send one form of a dispute's page."""
    sent = {f"{choice}.{name}": value for name, value in values.items()}
    return client.post(address, {"once": str(uuid.uuid4()), "choice": choice, **sent})


def numbers(client: Client, address: str) -> list[str]:
    """Return the numbers a list shows, in its order."""
    return re.findall(r'class="mono"><a href="[^"]+">([^<]+)</a>', client.get(address).content.decode())


def test_the_urgent_stands_first_whatever_its_limit(here: disputing.World) -> None:
    early = NOW - datetime.timedelta(days=5)
    slow = disputing.sent(here, kinds.ARBITRATION, early)
    wages = disputing.sent(here, kinds.WAGE_CLAIM)
    client = desk(here.post())
    assert numbers(client, "/disputes/") == [wages.number, slow.number]
    assert "急" in client.get("/disputes/").content.decode()


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("open", ["wages", "arbitration"]),
        ("new", ["arbitration"]),
        ("mediation", ["wages"]),
        ("arbitration", []),
        ("agreed", []),
        ("close", []),
        ("late", []),
    ],
)
def test_each_list_shows_its_own(here: disputing.World, state: str, expected: list[str]) -> None:
    wages, _ = disputing.begun(here)
    waits = disputing.sent(here, kinds.ARBITRATION)
    named = {"wages": wages.case.number, "arbitration": waits.number}
    assert numbers(desk(here.post()), f"/disputes/?state={state}") == [named[one] for one in expected]


def test_an_unknown_list_or_year_or_a_broken_cursor_does_not_exist(here: disputing.World) -> None:
    client = desk(here.post())
    for query in ("?state=all", "?after=broken", "figures/?year=1900", "figures/?year=x"):
        assert client.get(f"/disputes/{query}").status_code == 404


def test_pages_of_a_list_follow_one_another_without_gap(here: disputing.World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anju.queries.dispute.queue.SIZE", 2)
    monkeypatch.setattr("anju.queries.dispute.queue.page.__kwdefaults__", {"state": "open", "after": None, "size": 2})
    made = [disputing.sent(disputing.world(f"00{number}")).number for number in (2, 3, 4)]
    client, seen, address = desk(here.post()), list[str](), "/disputes/"
    while address:
        seen += numbers(client, address)
        more = re.search(r'rel="next"[^>]*href="([^"]+)"', client.get(address).content.decode())
        address = "/disputes/" + more[1].replace("&amp;", "&") if more else ""
    assert sorted(seen) == sorted(made)


def test_a_list_takes_the_same_statements_with_one_row_and_with_three(here: disputing.World) -> None:
    client = desk(here.post())
    disputing.begun(here)
    client.get("/disputes/")
    with CaptureQueriesContext(connection) as one:
        client.get("/disputes/")
    for number in ("002", "003"):
        disputing.begun(disputing.world(number))
    # what changes seldom is read anew once it changed
    client.get("/disputes/")
    with CaptureQueriesContext(connection) as three:
        client.get("/disputes/")
    assert len(one) == len(three)


def test_a_wage_claim_goes_from_the_queue_to_the_award(here: disputing.World) -> None:
    case = disputing.sent(here)
    client, mine = desk(here.post()), phone(here.who)
    address = f"/disputes/{case.id}/"
    assert "签收并开始" in client.get(address).content.decode()
    assert send(client, address, "begin", other_name="红星建筑公司", other_contact="1390").status_code == 302
    assert send(client, address, "session", **SESSION).status_code == 302
    session = Dispute.objects.get().sessions.get()
    own = mine.get(f"/my/disputes/{case.id}/").content.decode()
    assert "请您来调解" in own
    assert "二楼调解室" in own
    for way in ("", "?to=other"):
        assert client.get(f"{address}invitation/{session.id}/{way}")["Content-Type"] == "application/pdf"
    assert mine.get(f"/my/disputes/{case.id}/invitation/{session.id}/").status_code == 200
    assert send(client, address, "close", session=str(session.id), outcome="put_off").status_code == 302
    assert send(client, address, "fail", code="no_show").status_code == 302
    own = mine.get(f"/my/disputes/{case.id}/").content.decode()
    assert "申请仲裁" in own
    answer = mine.post(f"/my/disputes/{case.id}/", {"once": str(uuid.uuid4()), "choice": "arbitration"})
    new = Case.objects.get(service=kinds.ARBITRATION)
    assert answer["Location"] == f"/my/disputes/{new.id}/?done=arbitration"
    address = f"/disputes/{new.id}/"
    page = client.get(address).content.decode()
    # what is on file stands there already
    assert 'value="红星建筑公司"' in page
    assert send(client, address, "begin", other_name="红星建筑公司").status_code == 302
    assert send(client, address, "accept").status_code == 302
    assert send(client, address, "award", words="公司付18000元。", amount="18000").status_code == 302
    assert "公司付18000元" in mine.get(f"/my/disputes/{new.id}/").content.decode()
    assert [Dispute.objects.get(case=one).state for one in (case, new)] == ["passed_on", "awarded"]


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept(here: disputing.World) -> None:
    made, _officer = disputing.begun(here)
    client = desk(here.post())
    answer = send(client, f"/disputes/{made.case_id}/", "agree", text="付清工资", due_on="2026-03-31")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="f-agree-signed_on-error"' in page
    assert ">付清工资</textarea>" in page
    assert 'href="#f-agree-signed_on"' in page


def test_a_step_that_is_not_there_is_refused_in_words(here: disputing.World) -> None:
    made, _ = disputing.begun(here)
    answer = send(desk(here.post()), f"/disputes/{made.case_id}/", "award", words="x")
    assert answer.status_code == 422
    assert "请选择怎样办理" in answer.content.decode()


def test_the_office_above_looks_and_does_nothing(here: disputing.World) -> None:
    made, _ = disputing.begun(here, kinds.MEDIATION)
    page = desk(here.post(here.labour)).get(f"/disputes/{made.case_id}/").content.decode()
    assert "由下级单位办理" in page
    assert '<form method="post" class="card-body"' not in page


def test_an_agreement_is_printed_and_the_person_says_whether_it_was_kept(here: disputing.World) -> None:
    made, _ = disputing.agreed(here)
    address = f"/disputes/{made.case_id}/agreement/"
    assert desk(here.post()).get(address)["Content-Type"] == "application/pdf"
    mine = phone(here.who)
    assert mine.get(f"/my{address}")["Content-Type"] == "application/pdf"
    page = mine.get(f"/my/disputes/{made.case_id}/").content.decode()
    assert "对方按协议做了吗" in page
    sent = {"once": str(uuid.uuid4()), "choice": "break", "words": "没给"}
    assert mine.post(f"/my/disputes/{made.case_id}/", sent).status_code == 302
    assert "支付令" in mine.get(f"/my/disputes/{made.case_id}/").content.decode()
    sent = {"once": str(uuid.uuid4()), "choice": "aid"}
    assert mine.post(f"/my/disputes/{made.case_id}/", sent).status_code == 302
    assert Case.objects.filter(service=kinds.AID).count() == 1
    sent = {"once": str(uuid.uuid4()), "choice": "keep"}
    assert mine.post(f"/my/disputes/{made.case_id}/", sent).status_code == 302
    assert Dispute.objects.get().state == "kept"
    assert mine.post(f"/my/disputes/{made.case_id}/", {**sent, "choice": "x", "once": "7"}).status_code == 422


def test_a_double_click_does_it_once(here: disputing.World) -> None:
    made, _ = disputing.begun(here)
    client, key = desk(here.post()), str(uuid.uuid4())
    sent = {"once": key, "choice": "session", **{f"session.{name}": value for name, value in SESSION.items()}}
    for _ in range(2):
        assert client.post(f"/disputes/{made.case_id}/", sent).status_code in {302, 422}
    assert Dispute.objects.get().sessions.count() == 1


def test_I7_a_lawyer_is_named_from_the_list_of_those_who_wait(here: disputing.World) -> None:
    aid, _ = disputing.granted_aid(here)
    client = desk(here.post(here.justice))
    assert numbers(client, "/disputes/lawyers/") == [aid.case.number]
    assert "已同意援助" in phone(here.who).get(f"/my/disputes/{aid.case_id}/").content.decode()
    assert send(client, f"/disputes/{aid.case_id}/", "lawyer", **LAWYER).status_code == 302
    assert numbers(client, "/disputes/lawyers/") == []
    own = phone(here.who).get(f"/my/disputes/{aid.case_id}/").content.decode()
    assert "周律师" in own
    assert "0539-8100000" in own
    again = {**LAWYER, "name": "吴律师", "why": "原律师病了"}
    assert send(client, f"/disputes/{aid.case_id}/", "lawyer", **again).status_code == 302
    assert LegalAid.objects.get().changed == 1


def test_the_persons_list_names_every_dispute_and_where_it_stands(here: disputing.World) -> None:
    disputing.failed(here, kinds.PEOPLES)
    disputing.granted_aid(here)
    page = phone(here.who).get("/my/disputes/").content.decode()
    assert "没有谈成" in page
    assert "法律援助" in page
    # what is granted has only begun
    assert ["已同意援助" in page, "已办好" in page] == [True, False]
    nobody = phone(factories.resident()).get("/my/disputes/").content.decode()
    assert "现在没有" in nobody


def strangers(here: disputing.World) -> list[Unit]:
    other = factories.unit(
        code="rs-other", kind="office", department="human_resources", level="county", parent=here.labour_city
    )
    police = factories.unit(code="ga-x", kind="office", department="police", level="county")
    return [other, police, here.justice, here.justice_city]


def test_another_department_or_county_finds_neither_list_nor_page_nor_paper_nor_figure(here: disputing.World) -> None:
    made, officer = disputing.begun(here)
    session = disputes.call(case_id=made.case_id, raw=SESSION, by=officer, at=NOW)
    for unit in strangers(here):
        client = desk(here.post(unit))
        listed = client.get("/disputes/")
        assert (listed.status_code == 404) is (unit.department == "police")
        assert made.case.number not in listed.content.decode()
        for address in ("", f"invitation/{session.id}/", "agreement/"):
            assert client.get(f"/disputes/{made.case_id}/{address}").status_code == 404
        assert send(client, f"/disputes/{made.case_id}/", "fail", code="unwilling").status_code == 404
        assert "调解中" not in client.get("/disputes/figures/").content.decode()
    assert "调解中" in desk(here.post()).get("/disputes/figures/").content.decode()
    stranger = phone(factories.resident())
    for address in ("", f"invitation/{session.id}/", "agreement/"):
        assert stranger.get(f"/my/disputes/{made.case_id}/{address}").status_code == 404
    assert Act.objects.filter(what="print_dispute").count() == 0


def test_only_justice_lists_lawyers(here: disputing.World) -> None:
    disputing.granted_aid(here)
    assert desk(here.post()).get("/disputes/lawyers/").status_code == 404
    assert desk(here.post(here.justice)).get("/disputes/lawyers/").status_code == 200
