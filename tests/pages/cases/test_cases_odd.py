"""What nobody types on purpose: days at the ends of time, control characters, numbers beyond measure. Source: design.md 10."""

import re

import pytest
from tests import casing, factories, pictures
from tests.casing import World
from tests.pages.cases.conftest import Desk

from anju.actions import case as cases
from anju.actions import upload
from anju.law.refusal import Refusals
from anju.models import Case, CasePaper, Stay

ODD = ["0001-01-01", "9999-12-31", "0000-00-00", "\x00", "2026-03-04\x00", "９９９９-12-31", "x" * 5000]


@pytest.mark.parametrize("text", ODD)
def test_the_times_are_shown_whatever_day_the_address_names(at: World, text: str) -> None:
    desk = Desk(at.street)
    assert desk.client.get("/cases/times/", {"from": text}).status_code in ((400, 404) if "\x00" in text else (200,))


@pytest.mark.parametrize("name", ["service", "place", "first", "last", "begins", "ends", "minutes", "seats"])
@pytest.mark.parametrize("text", [*ODD, "00:00+23:59", "99999", "-1", "1e9", ""])
def test_times_that_cannot_be_are_refused_at_the_form_with_what_was_typed(at: World, name: str, text: str) -> None:
    desk = Desk(at.street)
    typed = {
        "service": "", "place": "一楼", "first": "2026-03-05", "last": "2026-03-05", "begins": "09:00", "ends": "10:00",
        "minutes": "30", "seats": "2",
    }  # fmt: skip
    status, _ = desk.send("/cases/times/new/", **{**typed, name: text})
    assert status in (302, 404, 422), status


@pytest.mark.parametrize("first", ["9999-12-31", "9999-12-30", "0001-01-01"])
def test_times_at_the_end_of_the_calendar(at: World, first: str) -> None:
    desk = Desk(at.street)
    typed = {
        "service": "", "place": "一楼", "first": first, "last": first, "begins": "09:00", "ends": "10:00",
        "minutes": "30", "seats": "2",
    }  # fmt: skip
    status, where = desk.send("/cases/times/new/", **typed)
    assert status in (302, 422), status
    if status == 302:
        assert desk.status(where) == 200


QUERIES = ["state", "after", "done", "purpose", "quarter", "from", "made", "told", "small", "q"]
LISTS = ["/cases/", "/cases/parts/", "/cases/ratings/", "/cases/times/", "/cases/figures/", "/cases/new/"]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    "text",
    [
        *ODD,
        "0001-01-01_00000000-0000-0000-0000-000000000000",
        "9999-12-31_ffffffff-ffff-ffff-ffff-ffffffffffff",
        "'\"><script>",
    ],
)
def test_no_filter_breaks_a_list(at: World, path: str, text: str) -> None:
    desk = Desk(at.street)
    for name in QUERIES:
        assert desk.client.get(path, {name: text}).status_code in (200, 400, 404, 422), (path, name, text)


BAD = ["\x00", "a\x00b", "\u202e反", "字" * 100000, "\x1b[31m", "<script>alert(1)</script>", "{{ 7|add:7 }}", "=1+1"]


@pytest.mark.parametrize("text", BAD)
def test_no_words_break_an_act(at: World, text: str) -> None:
    desk, case = Desk(at.street), casing.taken(at)
    ways = {
        "ask": ["words"], "transfer": ["words", "to"], "part": ["words", "to", "shown"], "propose": ["words", "outcome"],
        "send-back": ["words"], "grant": ["words"], "refuse": ["reason", "article"], "return": ["missing", "note.papers.photo"],
        "review": ["reason", "article", "outcome"], "complete": ["fields.shelf"], "answer": ["words"], "object": ["words"],
        "take": ["version", "once"], "withdraw": ["version", "once"],
    }  # fmt: skip
    for way, names in ways.items():
        path = f"/cases/{case.id}/{way}/"
        status, _ = desk.post_to(path, **{"version": "2", "once": text[:60] or "0", **dict.fromkeys(names, text)})
        assert status in (302, 404, 409, 422), (way, status)
    for name in ("id_number", "purpose"):
        assert desk.client.post("/cases/new/", {"purpose": "service", "id_number": "1", name: text}).status_code in (
            200,
            422,
        )
    assert Case.objects.count() == 1


@pytest.mark.parametrize("text", ["0" * 12 + "9" * 30, "9" * 5000, "0" * 5000, "１２", "-5", "1.5", "1e9", "²"])
def test_a_number_beyond_measure_is_refused_in_its_place(at: World, text: str) -> None:
    picture = upload.keep(
        data=pictures.jpeg(pictures.paper()), purpose="proof", by=at.me, at=factories.NOW, person_id=at.person.id
    )
    raw = {"fields": {"shelf": "poems", "books": text}, "papers": {"photo": {"upload": str(picture.id)}}, "truth": "on"}
    with pytest.raises(Refusals) as error:
        cases.apply(person_id=at.person.id, service_id="library/card", raw=raw, by=at.me, at=factories.NOW)
    assert [one.field for one in error.value.refusals] == ["fields.books"]


@pytest.mark.parametrize("text", BAD)
def test_no_words_break_the_answer_to_an_offer(at: World, text: str) -> None:
    desk, boss = Desk(at.street), Desk(at.county)
    case = casing.taken(at)
    cases.offer(case_id=case.id, to=at.county.id, words="归你们", by=desk.by, at=factories.NOW)
    status, _ = boss.post_to(f"/cases/offered/{case.id}/", choice="decline", why=text)
    # what holds nothing but characters nobody can read is no reason, and what is endless is too long
    assert status == (422 if text in ("\x00", BAD[3]) else 302)


def test_what_nobody_can_do_at_this_window_any_more_is_not_offered(at: World) -> None:
    desk = Desk(at.street)
    case = casing.taken(at, by=desk.by)
    assert f"/cases/{case.id}/withdraw/" in desk.client.get(f"/cases/{case.id}/").content.decode()
    # they have moved away: whoever stands here is nobody of this area
    Stay.objects.update(state="cancelled")
    assert f"/cases/{case.id}/withdraw/" not in desk.client.get(f"/cases/{case.id}/").content.decode()
    assert desk.post_to(f"/cases/{case.id}/withdraw/", version="2")[0] == 404


def test_I10_what_nobody_chose_is_never_decided(at: World) -> None:
    desk, archive, boss = Desk(at.street), Desk(at.archive), Desk(at.county)
    case = casing.taken(at, by=at.officer())
    part = cases.join(case_id=case.id, to=at.archive.id, words="有吗", shown=[], by=desk.by, at=factories.NOW)
    cases.offer(case_id=case.id, to=at.county.id, words="归你们", by=desk.by, at=factories.NOW)
    status, page = archive.post_to(f"/cases/parts/{part.id}/", words="有")
    assert (status, "请选择怎样办理。" in page) == (422, True)
    status, page = boss.post_to(f"/cases/offered/{case.id}/", why="不归我们")
    assert (status, "请选择怎样办理。" in page) == (422, True)
    cases.refuse(case_id=case.id, reason="没有照片", article="I3", by=at.officer(), at=factories.NOW)
    cases.protest(case_id=case.id, words="有", by=at.me, at=factories.NOW)
    status, page = desk.send(f"/cases/{case.id}/review/", reason="照片不清楚", article="I3")
    assert (status, "请选择怎样办理。" in page, "照片不清楚" in page) == (422, True, True)
    assert Case.objects.get().state == "objected"


def test_I4_a_picture_that_was_good_is_not_asked_for_again_at_the_window(at: World) -> None:
    desk, case = Desk(at.street), casing.sent(at)
    before = CasePaper.objects.get(paper="photo").upload_id
    cases.give_back(case_id=case.id, missing={"fields.words": "写明用途"}, by=desk.by, at=factories.NOW)
    path = f"/cases/{case.id}/complete/"
    shown = desk.client.get(path).content.decode()
    assert re.findall(r'name="papers-photo-given" value="([^"]+)"', shown) == [str(before)]
    brought = {"truth": "yes", "fields.shelf": "maps", "fields.words": "写诗", "papers-photo-given": str(before)}
    assert desk.send(path, **brought)[1] == f"/cases/{case.id}/?done=completed"
    assert [row.upload_id for row in CasePaper.objects.filter(paper="photo").order_by("turn")] == [before, before]
