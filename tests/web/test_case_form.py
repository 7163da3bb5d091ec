"""The form of a service from the catalogue: only what isn't known is asked, each paper has its source. Source: I3, I4, E4."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import casing, complaining, factories, pictures
from tests.casing import World

from anju.web import access, clock

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.case_form_urls")]
PAPER = pictures.jpeg(pictures.paper(width=450, height=600))
WRONG = re.compile(r'class="invalid-feedback" id="f-([\w-]+)-error" role="alert">([^<]+)<')


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
def phone(at: World) -> Client:
    """Whoever is registered, on the phone."""
    client = Client()
    session = client.session
    session[access.RESIDENT] = str(at.who.id)
    session.save()
    return client


@pytest.fixture
def desk(at: World) -> Client:
    """A clerk of the street's hall."""
    post = complaining.clerk(complaining.hall(at.community))
    client = Client()
    client.force_login(post.staff)
    session = client.session
    session[access.POST] = str(post.id)
    session.save()
    return client


def file() -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_1.jpg", PAPER, content_type="image/jpeg")


def wrong(page: str) -> dict[str, str]:
    return dict(WRONG.findall(page))


def test_I4_what_is_known_is_not_asked_and_each_paper_says_where_it_comes_from(phone: Client, at: World) -> None:
    page = phone.get(f"/try/{at.person.id}/").content.decode()
    assert re.findall(r'name="fields\.(\w+)"', page) == [
        "shelf",
        "shelf",
        "lease",
        "lease",
        "books",
        "since",
        "words",
    ]
    assert re.findall(r"<li>(\S+) <small>(\S+)</small></li>", page) == [
        ("居住登记凭证", "登记里已经有"),
        ("没有欠书的证明", "由档案馆核实"),
    ]
    assert sorted(set(re.findall(r'name="papers-(\w+)"', page))) == ["letter", "photo"]
    assert 'name="fields.books" type="number" value="3"' in page
    assert "看过原件" not in page


def test_B7_all_that_is_wrong_stands_in_its_place_and_what_was_typed_and_sent_is_kept(phone: Client, at: World) -> None:
    sent = {"fields.words": "想借地图", "fields.books": "很多", "papers-letter": file()}
    answer = phone.post(f"/try/{at.person.id}/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert wrong(page) == {
        "fields-shelf": "请填写这一项。",
        "fields-books": "请填写数字，不带单位。",
        "papers-photo": "请拍照或者上传这份材料。",
        "truth": "请确认所填内容和材料真实。",
    }
    assert {"#f-fields-shelf", "#f-papers-photo", "#f-truth"} <= set(re.findall(r'href="(#f-[\w-]+)"', page))
    assert ("想借地图</textarea>" in page, 'value="很多"' in page) == (True, True)
    assert len(re.findall(r'name="papers-letter-given"', page)) == 1


def test_a_whole_form_reads_as_the_law_wants_it_and_tells_its_facts(phone: Client, at: World) -> None:
    sent = {"fields.shelf": "maps", "fields.lease": "no", "fields.since": "2026-04-01", "fields.books": "2"}
    found = phone.post(f"/try/{at.person.id}/", {**sent, "papers-photo": file(), "truth": "yes"}).json()
    assert found == {
        "answers": {"shelf": "maps", "lease": False, "books": 2, "since": "2026-04-01"},
        "papers": {"photo": "upload", "receipt": "register", "standing": "department"},
        "told": {"has_lease": "False"},
    }


def test_taking_a_picture_out_shows_the_page_anew_with_everything_else(phone: Client, at: World) -> None:
    page = phone.post(f"/try/{at.person.id}/", {"papers-photo": file()}).content.decode()
    key = re.findall(r'name="papers-photo-given" value="([^"]+)"', page)[0]
    out = {"papers-photo-given": key, "papers-photo-remove": key, "fields.words": "慢慢来"}
    answer = phone.post(f"/try/{at.person.id}/", out)
    assert (answer.status_code, wrong(answer.content.decode())) == (200, {})
    assert "慢慢来</textarea>" in answer.content.decode()
    assert "papers-photo-given" not in answer.content.decode()


def test_at_a_counter_the_original_shown_is_enough(desk: Client, at: World) -> None:
    page = desk.get(f"/try/counter/{at.person.id}/").content.decode()
    assert re.findall(r'name="seen-(\w+)"', page) == ["photo", "letter"]
    sent = {"fields.shelf": "poems", "seen-photo": "yes", "truth": "yes"}
    assert desk.post(f"/try/counter/{at.person.id}/", sent).json()["papers"] == {
        "photo": "seen",
        "receipt": "register",
        "standing": "department",
    }
