"""What nobody types on purpose into cases and complaints of one's own: control characters, endless words. Source: design.md 10."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from tests import casing, factories
from tests.casing import World

from anju.actions import case as cases
from anju.models import CasePaper
from anju.web import clock

pytestmark = pytest.mark.django_db
Enter = Callable[..., Client]
NOW = factories.NOW
BAD = [
    "\x00",
    "a\x00b",
    "\u202e反",
    "字" * 100000,
    "\x1b[31m",
    "<script>alert(1)</script>",
    "{{ 7|add:7 }}",
    "=1+1",
    "9" * 5000,
    "9999-12-31",
    "0001-01-01",
]


@pytest.fixture(autouse=True)
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)
    with casing.opened(tmp_path, monkeypatch):
        yield


@pytest.fixture
def at() -> World:
    return casing.world()


@pytest.mark.parametrize("text", BAD)
def test_no_entry_breaks_a_form(enter: Enter, at: World, text: str) -> None:
    phone = enter(at.who)
    for name in ("card", "loan", "errand"):
        path = f"/my/cases/new/library/{name}/"
        for entry in (
            "fields.shelf",
            "fields.born",
            "fields.lease",
            "fields.books",
            "fields.since",
            "fields.words",
            "truth",
            "papers-photo-given",
            "once",
            "community",
            "for",
        ):
            typed = {"once": f"{name}{entry}"[:60], "fields.shelf": "poems", "truth": "on", entry: text}
            answer = phone.post(path, typed)
            assert answer.status_code in (200, 302, 404, 422), (path, entry, answer.status_code)
        for entry in ("for", "community", "q"):
            assert phone.get(path, {entry: text}).status_code in (200, 302, 400, 404)
    stranger = enter()
    for entry in ("community", "q", "for"):
        assert stranger.get("/my/cases/new/library/card/", {entry: text}).status_code in (200, 302, 400, 404)
        assert stranger.post("/my/cases/new/library/card/", {entry: text, "once": "1"}).status_code in (
            200,
            302,
            404,
            422,
        )


@pytest.mark.parametrize("text", BAD)
def test_no_words_break_ones_own_case(enter: Enter, at: World, text: str) -> None:
    phone, officer = enter(at.who), at.officer()
    case = casing.taken(at, by=officer)
    cases.ask(case_id=case.id, words="？", by=officer, at=NOW)
    path = f"/my/cases/{case.id}/"

    def send(**typed: str) -> int:
        return phone.post(path, typed).status_code

    for do in ("answer", "object", "rate", text):
        for name in ("words", "objection", "grade", "said", "version", "once"):
            typed = {"do": do, "words": "", "once": "1", "version": "x", name: text}
            assert send(**typed) in (200, 302, 404, 422), (do, name)
    for way in ("complete", "withdraw", "time"):
        for name in ("version", "once", "slot"):
            assert phone.post(f"{path}{way}/", {"once": "1", name: text}).status_code in (200, 302, 404, 422), (
                way,
                name,
            )
    for name in ("done", "for", "community", "q"):
        for page in (path, "/my/cases/", "/my/times/", "/my/times/new/library/tour/"):
            assert phone.get(page, {name: text}).status_code in (200, 302, 400, 404), (page, name)


@pytest.mark.parametrize("text", BAD)
def test_no_words_break_a_complaint(at: World, text: str) -> None:
    anybody = Client()
    typed = {"kind": "service", "text": "三次", "contact": "", "about": at.street.code, "once": "1"}
    for name in typed:
        answer = anybody.post("/complaints/", {**typed, "once": f"k{name}", name: text})
        assert answer.status_code in (302, 422), (name, answer.status_code)
    assert anybody.get("/complaints/follow/", {"code": text}).status_code in (200, 400, 404)


def test_I4_an_original_that_a_window_saw_is_not_asked_for_by_phone(enter: Enter, at: World) -> None:
    phone, officer = enter(at.who), at.officer()
    raw = {"fields": {"shelf": "poems"}, "papers": {"photo": {"seen": "on"}, "letter": {"seen": "on"}}, "truth": "on"}
    case = cases.apply(person_id=at.person.id, service_id="library/card", raw=raw, by=officer, at=NOW)
    cases.give_back(case_id=case.id, missing={"fields.words": "", "papers.letter": "没有盖章"}, by=officer, at=NOW)
    path = f"/my/cases/{case.id}/complete/"
    form = phone.get(path).content.decode()
    assert ("窗口已经看过原件" in form, 'name="papers-photo"' in form, 'name="papers-letter"' in form) == (
        True,
        False,
        True,
    )
    sent = {"once": "1", "version": "2", "fields.shelf": "maps", "fields.words": "写诗", "truth": "yes"}
    assert phone.post(path, sent)["Location"] == f"/my/cases/{case.id}/?done=completed"
    assert dict(CasePaper.objects.filter(turn=2, source="seen").values_list("paper", "source")) == {"photo": "seen"}
