"""Stuck cases listed without anybody's name, urged and answered (D6, I9)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import casing, factories, offering
from tests.casing import World

from anju.models import Act, CaseUrge
from anju.web import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(clock, "now", lambda: factories.NOW)
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)
    with casing.opened(tmp_path, monkeypatch):
        yield


@pytest.fixture
def at() -> World:
    return casing.world()


def test_D6_a_case_is_urged_answered_and_the_answer_read_and_nobody_is_named(at: World) -> None:
    case = offering.late(at)
    who = offering.enter(offering.coordinator(offering.county(at)))
    page = who.get("/oversight/stuck/").content.decode()
    assert [case.number in page, "超过期限" in page, at.street.name in page, at.person.name in page] == [
        True,
        True,
        True,
        False,
    ]
    assert Act.objects.filter(what="list_stuck").count() == 1
    sent = offering.form()
    where = f"/oversight/stuck/{case.id}/urge/"
    assert [who.post(where, sent).status_code for _ in range(2)] == [302, 302]
    assert who.post(where, offering.form()).status_code == 422
    assert "还没有答复" in who.get("/oversight/stuck/?reason=late").content.decode()
    officer = offering.enter(factories.post(unit=at.street, role="officer"))
    assert case.number in officer.get("/oversight/urged/").content.decode()
    row = CaseUrge.objects.get()
    answering = f"/oversight/urged/{row.id}/answer/"
    bare = officer.post(answering, offering.form(answer="", expected="2026-03-10"))
    assert (bare.status_code, "2026-03-10" in bare.content.decode()) == (422, True)
    assert officer.post(answering, offering.form(answer="soon", expected="2026-03-10")).status_code == 302
    assert "正在办" in who.get("/oversight/stuck/").content.decode()
    assert who.get(where).status_code == 405


def test_a_filter_or_cursor_that_nobody_offered_is_nothing(at: World) -> None:
    who = offering.enter(offering.coordinator(offering.county(at)))
    assert [who.get(f"/oversight/stuck/?{query}").status_code for query in ("reason=all", "after=x", "")] == [
        404,
        404,
        200,
    ]


def test_D6_another_department_or_place_finds_nothing(at: World) -> None:
    case = offering.late(at)
    where = f"/oversight/stuck/{case.id}/urge/"
    far = factories.community(county="371311").parent
    government = offering.enter(offering.coordinator(offering.county(at), "government"))
    elsewhere = offering.enter(offering.coordinator(far.parent))
    assert [government.get("/oversight/stuck/").status_code, government.post(where, offering.form()).status_code] == [
        404,
        404,
    ]
    assert case.number not in elsewhere.get("/oversight/stuck/").content.decode()
    assert elsewhere.post(where, offering.form()).status_code == 404
    archive = offering.enter(factories.post(unit=at.archive, role="officer"))
    assert case.number not in archive.get("/oversight/urged/").content.decode()
