"""A list as a file: asked for by one, released by another, fetched by the asker for a while (L2, L3)."""

import csv
import datetime
import io
import uuid

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries
from tests import casing, factories
from tests.casing import World
from tests.pages.cases.conftest import Desk

from anju.actions import case as cases
from anju.actions.case import exporting
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import Act, Case, CaseExport, Message, PolicyOverride, Post
from anju.web import clock

pytestmark = pytest.mark.django_db
WHY = "年终逐件核对"
HOURS = 72


def asked(desk: Desk, state: str = "open") -> CaseExport:
    return exporting.ask(scope=desk.scope, state=state, purpose="service", why=WHY, at=factories.NOW)


def released(desk: Desk, by: Desk) -> CaseExport:
    return exporting.release(export_id=asked(desk).id, scope=by.scope, at=factories.NOW)


def fetched(desk: Desk, row: CaseExport) -> list[list[str]]:
    answer = desk.client.post(f"/cases/exports/{row.id}/file/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert answer["Content-Disposition"] == f'attachment; filename="anju-{row.number}.csv"'
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def messages(kind: str) -> set[uuid.UUID | None]:
    return set(Message.objects.filter(kind=kind).values_list("staff_id", flat=True))


def higher_from(rows: int, at: World) -> None:
    """Let the city want somebody higher up above so many rows."""
    PolicyOverride.objects.create(
        place=at.city.coverage.get().division_id,
        key="export_higher_role_rows",
        value=rows,
        effective_from=datetime.date(2026, 1, 1),
        basis="…",
        created_at=factories.NOW,
    )


def test_L3_one_asks_another_releases_and_the_asker_fetches_the_file(at: World) -> None:
    mine, colleague = Desk(at.street), Desk(at.street)
    case = casing.sent(at)
    listed = mine.get("/cases/exports/new/?state=open")
    assert [one in listed for one in ("现在有多少行 1", "另一位同事", "72小时")] == [True, True, True]
    status, where = mine.send("/cases/exports/new/?state=open", state="open", purpose="service", why=WHY)
    row = CaseExport.objects.get()
    assert (status, where) == (302, f"/cases/exports/{row.id}/?done=ask")
    assert (row.state, row.count, row.higher, row.why, row.purpose) == ("asked", 1, False, WHY, "service")
    assert messages("export_asked") == {colleague.post.staff_id}
    path = f"/cases/exports/{row.id}/"
    assert mine.client.post(f"{path}file/").status_code == 422
    assert ("等着办的" in (home := colleague.get("/staff/")), "1 待核准的导出" in home) == (True, True)
    assert "1 待核准的导出" not in mine.get("/staff/")
    assert ["核准导出" in desk.get(path) for desk in (mine, colleague)] == [False, True]
    assert "全部待办" in colleague.get("/cases/exports/")
    assert WHY in colleague.get(path)
    assert colleague.send(path, choice="release") == (302, f"{path}?done=release")
    row.refresh_from_db()
    assert (row.state, row.reviewed_by_id, row.until) == (
        "released",
        colleague.post.staff_id,
        factories.NOW + datetime.timedelta(hours=HOURS),
    )
    assert messages("export_released") == {mine.post.staff_id}
    assert "下载表格" in mine.get(path)
    lines = fetched(mine, row)
    stamp = lines[0][0]
    wanted = (row.number, mine.post.staff.name, colleague.post.staff.name, mine.post.unit.name, "办理服务事项", "共1行")
    assert [one for one in wanted if one not in stamp] == []
    assert [line[:2] + line[-1:] for line in lines[2:]] == [[case.number, "王*明", row.number]]
    steps = Act.objects.filter(subject_kind="export", subject_id=str(row.id)).order_by("seq")
    assert [(one.what, one.reason) for one in steps] == [
        ("ask_export", WHY),
        ("release_export", ""),
        ("export_cases", ""),
    ]
    # L12: whoever is in the list can see who fetched it, and why
    read = Act.objects.get(what="export_cases", person_id=case.person_id)
    assert (read.subject_kind, read.subject_id, read.purpose) == ("case", str(case.id), "service")
    assert read.detail == {"export": row.number, "rows": 1, "state": "open"}


def test_L3_nobody_releases_what_they_asked_for(at: World) -> None:
    mine, _ = Desk(at.street), Desk(at.street)
    casing.sent(at)
    row = asked(mine)
    assert "核准导出" not in mine.get(f"/cases/exports/{row.id}/")
    status, said = mine.post_to(f"/cases/exports/{row.id}/", choice="release", version="1")
    assert (status, "申请的人不能核准自己的申请" in said) == (422, True)
    # another post of the same person changes nothing
    above = Post.objects.create(staff=mine.post.staff, unit=at.county, role="officer", valid_from=factories.DAY)
    with pytest.raises(Refusal) as refused:
        exporting.decline(export_id=row.id, why="…", scope=factories.scope(above), at=factories.NOW)
    assert refused.value.code == "four_eyes"
    with pytest.raises(IntegrityError, match="case_export_four_eyes"), transaction.atomic():
        CaseExport.objects.filter(id=row.id).update(reviewed_by=mine.post.staff_id)
    assert CaseExport.objects.get().state == "asked"


def test_L3_more_rows_than_the_policy_names_are_released_from_above_only(at: World) -> None:
    mine, colleague, above = Desk(at.street), Desk(at.street), Desk(at.county)
    casing.sent(at)
    higher_from(1, at)
    assert "本单位的另一位同事" in mine.get("/cases/exports/new/")
    casing.sent(at, "library/loan")
    assert f"由{at.county.name}核准" in mine.get("/cases/exports/new/")
    row = asked(mine)
    assert (row.higher, row.above_id, messages("export_asked")) == (True, at.county.id, {above.post.staff_id})
    for post in (colleague, Desk(at.archive)):
        assert post.status(f"/cases/exports/{row.id}/") == 404
        with pytest.raises(Absent):
            exporting.release(export_id=row.id, scope=post.scope, at=factories.NOW)
    assert above.send(f"/cases/exports/{row.id}/", choice="release")[0] == 302
    assert len(fetched(mine, row)) == 4


def test_L3_an_office_with_one_officer_asks_the_office_above(at: World) -> None:
    mine, above = Desk(at.street), Desk(at.county)
    casing.sent(at)
    asked(mine)
    assert messages("export_asked") == {above.post.staff_id}


def test_L3_at_the_top_whoever_oversees_releases(at: World) -> None:
    mine = Desk(at.city)
    place = at.city.coverage.get().division
    office = factories.unit(code="zf-1", kind="office", department="government", level="city", covers=place)
    overseer = Desk(office, "overseer")
    casing.sent(at)
    higher_from(1, at)
    casing.sent(at, "library/loan")
    row = asked(mine)
    assert (row.higher, row.above_id) == (True, office.id)
    assert "1 待核准的导出" in overseer.get("/staff/")
    page = overseer.get("/cases/exports/")
    assert ("我申请的" in page, mine.post.staff.name in page) == (False, True)
    assert overseer.send(f"/cases/exports/{row.id}/", choice="release")[0] == 302
    # who releases sees no row of it
    assert overseer.client.post(f"/cases/exports/{row.id}/file/").status_code == 404
    assert overseer.status("/cases/exports/new/") == 404
    CaseExport.objects.update(above=None)
    assert overseer.status(f"/cases/exports/{row.id}/") == 404


def test_L3_too_many_rows_with_nobody_above_are_not_asked_for(at: World) -> None:
    mine = Desk(at.city)
    casing.sent(at)
    casing.sent(at, "library/loan")
    higher_from(1, at)
    with pytest.raises(Refusal) as refused:
        asked(mine)
    assert refused.value.code == "nobody_above"
    assert CaseExport.objects.count() == 0


def test_L3_an_office_above_without_anybody_is_passed_over_and_whoever_is_all_alone_is_told(at: World) -> None:
    mine = Desk(at.street)
    casing.sent(at)
    status, said = mine.send("/cases/exports/new/", state="open", purpose="service", why=WHY)
    assert (status, "上面现在也没有人能核准" in said, CaseExport.objects.count()) == (422, True, 0)
    # a post of one's own above is nobody else, and one that has ended is nobody
    Post.objects.create(staff=mine.post.staff, unit=at.county, role="officer", valid_from=factories.DAY)
    gone = Desk(at.county)
    Post.objects.filter(id=gone.post.id).update(valid_to=factories.DAY)
    high = Desk(at.city)
    assert (asked(mine).above_id, messages("export_asked")) == (at.city.id, {high.post.staff_id})


def test_L3_declined_with_the_reason_and_never_fetched(at: World) -> None:
    mine, colleague = Desk(at.street), Desk(at.street)
    casing.sent(at)
    path = f"/cases/exports/{asked(mine).id}/"
    status, said = colleague.send(path, choice="decline", why=" ")
    assert (status, "请写明理由" in said) == (422, True)
    assert colleague.send(path, choice="decline", why="用不着整个清单")[1] == f"{path}?done=decline"
    row = CaseExport.objects.get()
    assert (row.state, row.answer, messages("export_declined")) == ("declined", "用不着整个清单", {mine.post.staff_id})
    page = mine.get(path)
    assert ("用不着整个清单" in page, "下载表格" in page) == (True, False)
    assert mine.client.post(f"{path}file/").status_code == 422
    assert Act.objects.get(what="decline_export").reason == "用不着整个清单"
    assert not Act.objects.filter(what="export_cases").exists()


def test_L3_what_nobody_released_and_what_nobody_fetched_lapses(at: World, monkeypatch: pytest.MonkeyPatch) -> None:
    mine, colleague = Desk(at.street), Desk(at.street)
    casing.sent(at)
    waits, given = asked(mine), released(mine, colleague)
    later = factories.NOW + datetime.timedelta(hours=HOURS)
    monkeypatch.setattr(clock, "now", lambda: later)
    monkeypatch.setattr(clock, "today", lambda: later.date())
    for row, desk in ((waits, colleague), (given, mine)):
        page = desk.get(f"/cases/exports/{row.id}/")
        assert ["已过期，不能再用" in page, "下载表格" in page, 'value="release"' in page] == [True, False, False]
    status, said = colleague.post_to(f"/cases/exports/{waits.id}/", choice="release", version="1")
    assert (status, "这份申请已经过期" in said) == (422, True)
    assert mine.client.post(f"/cases/exports/{given.id}/file/").status_code == 422
    assert "已过期，不能再用" in mine.get("/cases/exports/")
    tomorrow = later + datetime.timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    monkeypatch.setattr(clock, "today", lambda: tomorrow.date())
    assert "没有等我核准的导出" in colleague.get("/cases/exports/")
    assert "1 待核准的导出" not in colleague.get("/staff/")


def test_L3_the_asker_withdraws_before_and_after_the_release(at: World) -> None:
    mine, colleague = Desk(at.street), Desk(at.street)
    casing.sent(at)
    for row in (asked(mine), released(mine, colleague)):
        path = f"/cases/exports/{row.id}/"
        assert mine.send(path, choice="withdraw")[1] == f"{path}?done=withdraw"
        assert mine.client.post(f"{path}file/").status_code == 422
        with pytest.raises(Refusal) as refused:
            exporting.release(export_id=row.id, scope=colleague.scope, at=factories.NOW)
        assert refused.value.code == "not_allowed_in_state"


def test_L3_the_file_holds_what_the_asker_sees_when_it_is_fetched_and_no_more_rows_than_released(at: World) -> None:
    mine, colleague = Desk(at.street), Desk(at.street)
    first, second = casing.sent(at), casing.sent(at, "library/loan")
    row = released(mine, colleague)
    third = casing.sent(at, "library/errand")
    assert len(fetched(mine, row)) == 4
    # what is gone meanwhile is not in it, and what has come fills no more than what was released
    cases.withdraw(case_id=first.id, by=at.me, at=factories.NOW)
    assert {line[0] for line in fetched(mine, row)[2:]} == {second.number, third.number}
    Case.objects.filter(id=second.id).update(unit=at.archive)
    assert {line[0] for line in fetched(mine, row)[2:]} == {third.number}


def test_nobody_but_the_asker_at_that_office_fetches_it(at: World) -> None:
    mine, colleague, above = Desk(at.street), Desk(at.street), Desk(at.county)
    casing.sent(at)
    row = released(mine, colleague)
    path = f"/cases/exports/{row.id}/file/"
    assert mine.status(path) == 405
    for desk in (colleague, above, Desk(at.archive)):
        assert desk.client.post(path).status_code == 404
        assert desk.client.post(f"/cases/exports/{uuid.uuid4()}/file/").status_code == 404
    moved = Post.objects.create(staff=mine.post.staff, unit=at.city, role="officer", valid_from=factories.DAY)
    with pytest.raises(Absent):
        exporting.fetch(export_id=row.id, scope=factories.scope(moved), on=factories.DAY, at=factories.NOW)
    assert Act.objects.filter(what="export_cases").count() == 0


def test_a_formula_in_a_name_stays_text(at: World) -> None:
    mine, colleague = Desk(at.street), Desk(at.street)
    casing.sent(at)
    at.person.name = "=1+1"
    at.person.save(update_fields=["name"])
    cells = fetched(mine, released(mine, colleague))[2]
    assert cells[1].startswith("'=")


@pytest.mark.parametrize(
    ("sent", "status", "word"),
    [
        ({"purpose": "", "why": WHY}, 422, "请选择导出的目的"),
        ({"purpose": "statistics", "why": WHY}, 422, "请选择导出的目的"),
        ({"purpose": "service", "why": ""}, 422, "请写明拿去做什么"),
        ({"purpose": "service", "why": WHY, "state": "offered"}, 422, "这个清单不能导出"),
        ({"purpose": "service", "why": WHY, "state": "taken"}, 422, "现在没有事项"),
    ],
)
def test_what_is_wrong_with_a_request_is_said_and_what_was_typed_is_kept(
    at: World, sent: dict[str, str], status: int, word: str
) -> None:
    mine = Desk(at.street)
    casing.sent(at)
    found, page = mine.send("/cases/exports/new/", **{"state": "open", **sent})
    assert (found, word in page, CaseExport.objects.count()) == (status, True, 0)
    if sent.get("state") is None and sent["why"]:
        assert WHY in page


def test_an_empty_list_asks_for_nothing_and_an_unknown_one_is_an_error(at: World) -> None:
    mine = Desk(at.street)
    assert "这个清单里没有事项" in mine.get("/cases/exports/new/?state=taken")
    assert [mine.status(f"/cases/exports/new/?state={state}") for state in ("offered", "x")] == [422, 422]
    page = mine.get("/cases/exports/")
    assert ["没有等我核准的导出" in page, "还没有申请过导出" in page] == [True, True]


def test_one_click_twice_asks_once_and_an_older_page_releases_nothing(at: World) -> None:
    mine, colleague = Desk(at.street), Desk(at.street)
    casing.sent(at)
    twice = {"state": "open", "purpose": "service", "why": WHY}
    found = [mine.post_to("/cases/exports/new/", **twice)[1] for _ in range(2)]
    assert (len(set(found)), CaseExport.objects.count()) == (1, 1)
    path = f"/cases/exports/{CaseExport.objects.get().id}/"
    assert colleague.post_to(path, choice="release", version="7")[0] == 422
    assert colleague.post_to(path, choice="nonsense")[0] == 200
    assert CaseExport.objects.get().state == "asked"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_exports_takes_the_same_statements_for_any_number(
    at: World, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    mine, colleague = Desk(at.street), Desk(at.street)
    casing.sent(at)
    for _ in range(rows):
        asked(mine)
        asked(colleague)
    mine.get("/cases/exports/")
    with django_assert_num_queries(5):
        mine.get("/cases/exports/")
