"""Changing a service on a page: filled in, seen before and after, sent, reviewed; assumptions confirmed (R9, C4, I3)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import casing, factories, offering
from tests.casing import World

from anju.models import Confirmation, ServiceChange
from anju.web import clock

pytestmark = pytest.mark.django_db
CARD = "/oversight/services/library/card/"


@pytest.fixture(autouse=True)
def _library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(clock, "now", lambda: factories.NOW)
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)
    with casing.opened(tmp_path, monkeypatch):
        yield


@pytest.fixture
def at() -> World:
    return casing.world()


def typed(at: World, **more: str) -> dict[str, str]:
    kept = {
        "summary_zh": "借书。",
        "summary_en": "Borrow books.",
        "limit_count": "5",
        "limit_unit": "WD",
        "opening": "open",
    }
    return {"where": offering.county(at).code, **kept, **offering.raw(), **more}


def test_an_officer_sees_before_and_after_sends_it_and_another_approves(at: World) -> None:
    mine = offering.enter(factories.post(unit=at.county, role="officer"))
    assert "借书证" in mine.get("/oversight/services/").content.decode()
    page = mine.get(CARD).content.decode()
    assert ["看改前和改后" in page, "0539-0000001" in page] == [True, True]
    shown = mine.post(CARD, typed(at, step="preview")).content.decode()
    assert ["0539-0000001" in shown, "0539-1234567" in shown, "提交审核" in shown] == [True, True, True]
    # what stays as it is stands in no line of before and after
    assert shown.count("Borrow books.") == 1
    assert "看改前和改后" in mine.post(CARD, typed(at, step="edit")).content.decode()
    sent = offering.form(step="send", **typed(at))
    assert [mine.post(CARD, sent).status_code for _ in range(2)] == [302, 302]
    row = ServiceChange.objects.get()
    where = f"/oversight/services/changes/{row.id}/"
    own = mine.get(where).content.decode()
    assert ["您提出的修改由另一人审核" in own, 'value="approve"' in own, "生效前撤回" in own] == [True, False, True]
    other = offering.enter(factories.post(unit=at.county, role="officer"))
    assert "待审核 1" in other.get("/oversight/services/").content.decode()
    assert other.post(where, offering.form(choice="approve", version="1")).status_code == 302
    assert "已通过" in other.get(where).content.decode()
    # people see what is coming, in the county that has its own
    guide = Client().get(f"/services/library/card/?at={offering.county(at).code}").content.decode()
    assert ["起有变化" in guide, "0539-1234567" in guide] == [True, True]
    assert "0539-1234567" not in Client().get("/services/library/card/").content.decode()
    assert Client().get("/services/library/card/?at=999999000000").status_code == 404


def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_is_kept(at: World) -> None:
    mine = offering.enter(factories.post(unit=at.county, role="officer"))
    answer = mine.post(CARD, typed(at, step="preview", phone="打电话", reason=""))
    page = answer.content.decode()
    assert [answer.status_code, "打电话" in page, "请写明为什么修改" in page] == [422, True, True]
    unkeyed = mine.post(CARD, typed(at, step="send"))
    assert (unkeyed.status_code, ServiceChange.objects.count()) == (422, 0)


def test_I9_closing_under_an_open_case_names_it_on_the_page(at: World) -> None:
    case = casing.sent(at)
    mine = offering.enter(factories.post(unit=at.county, role="officer"))
    answer = mine.post(CARD, typed(at, step="preview", phone="0539-0000001", opening="closed"))
    assert (answer.status_code, case.number in answer.content.decode()) == (422, True)


def test_a_change_is_declined_and_withdrawn_on_its_page(at: World) -> None:
    first, second = offering.proposed(at), offering.proposed(at, begins="2026-03-09")
    other = offering.enter(factories.post(unit=at.city, role="officer"))
    where = f"/oversight/services/changes/{first.id}/"
    assert other.post(where, offering.form(choice="decline", why="")).status_code == 422
    assert other.post(where, offering.form(choice="nonsense")).status_code == 422
    assert other.post(where, offering.form(choice="decline", why="号码不对")).status_code == 302
    assert (
        other.post(
            f"/oversight/services/changes/{second.id}/", offering.form(choice="withdraw", why="不搬")
        ).status_code
        == 302
    )
    assert sorted(ServiceChange.objects.values_list("state", flat=True)) == ["declined", "withdrawn"]


def test_a_city_chooses_the_place_and_a_street_only_reads(at: World) -> None:
    city = offering.enter(factories.post(unit=at.city, role="officer")).get(CARD).content.decode()
    assert "换一个地方" in city
    street = offering.enter(factories.post(unit=at.street, role="officer"))
    assert "提出修改" not in street.get(CARD).content.decode()
    assert street.post(CARD, typed(at, step="preview")).status_code == 404


def test_O1_another_department_finds_nothing_and_an_overseer_reviews(at: World) -> None:
    row = offering.proposed(at)
    archive = offering.enter(factories.post(unit=at.archive, role="officer"))
    where = f"/oversight/services/changes/{row.id}/"
    assert [archive.get(path).status_code for path in (CARD, where)] == [404, 404]
    assert "借书证" not in archive.get("/oversight/services/").content.decode()
    assert archive.post(where, offering.form(choice="approve")).status_code == 404
    overseer = offering.enter(offering.coordinator(offering.county(at)))
    assert "提出修改" not in overseer.get(CARD).content.decode()
    assert overseer.post(where, offering.form(choice="approve")).status_code == 302


def test_the_list_asks_as_often_for_one_change_as_for_three(at: World) -> None:
    client = offering.enter(factories.post(unit=at.county, role="officer"))
    counts = []
    for days in (("2026-03-09",), ("2026-03-10", "2026-03-11")):
        for day in days:
            offering.proposed(at, begins=day)
        client.get("/oversight/services/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/oversight/services/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_I3_assumptions_are_listed_counted_at_home_and_confirmed_by_the_administrator(at: World) -> None:
    admin = offering.enter(factories.post(unit=at.city, role="system_admin"))
    assert "待确认的假定" in admin.get("/staff/").content.decode()
    page = admin.get("/oversight/assumptions/?kind=service").content.decode()
    assert ["借书证" in page, "办结时限" in page] == [True, True]
    where = "/oversight/assumptions/service/library/card/"
    bare = admin.post(where, offering.form(outcome="confirmed", source=""))
    assert (bare.status_code, "请写明出处" in bare.content.decode()) == (422, True)
    assert admin.post(where, offering.form(outcome="confirmed", source="临图发〔2026〕1号")).status_code == 302
    assert Confirmation.objects.get().source == "临图发〔2026〕1号"
    assert "临图发〔2026〕1号" in admin.get("/oversight/assumptions/").content.decode()
    overseer = offering.enter(offering.coordinator(offering.county(at)))
    assert "由系统管理员确认" in overseer.get(where).content.decode()
    assert overseer.post(where, offering.form(outcome="confirmed", source="x")).status_code == 404
    for path in ("/oversight/assumptions/?kind=law", "/oversight/assumptions/service/library/none/"):
        assert admin.get(path).status_code == 404
    officer = offering.enter(factories.post(unit=at.county, role="officer"))
    assert officer.get("/oversight/assumptions/").status_code == 404
