"""Pictures on pages: kept while another field is wrong, taken out by a button, refused early when far too large."""

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import factories as make
from tests import pictures

from anju.law import upload as law
from anju.models import Act, Post, Resident, Upload
from anju.queries import uploads as queries
from anju.web import access, clock, uploads

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.upload_urls")]
FACE = pictures.jpeg(pictures.portrait(width=450, height=600))
PAPER = pictures.jpeg(pictures.paper(width=450, height=600))
GIVEN = re.compile(r'name="(\w+)-given" value="([0-9a-f-]{36})"')
ERROR = re.compile(r'class="invalid-feedback" id="f-(\w+)-error" role="alert">([^<]+)<')


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the morning of the factories' day."""
    monkeypatch.setattr(clock, "now", lambda: make.NOW)
    monkeypatch.setattr(clock, "today", lambda: make.DAY)


def resident(who: Resident) -> Client:
    """Return somebody signed in by phone."""
    client = Client()
    session = client.session
    session[access.RESIDENT] = str(who.id)
    session.save()
    return client


def staff(post: Post) -> Client:
    """Return somebody of staff, signed in."""
    client = Client()
    client.force_login(post.staff)
    session = client.session
    session[access.POST] = str(post.id)
    session.save()
    return client


def file(data: bytes, name: str = "IMG_1.jpg") -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def given(answer: HttpResponse) -> dict[str, list[str]]:
    """Return the pictures a page says are given, by field."""
    found: dict[str, list[str]] = {}
    for name, key in GIVEN.findall(answer.content.decode()):
        found.setdefault(name, []).append(key)
    return found


def errors(answer: HttpResponse) -> dict[str, str]:
    """Return what a page says is wrong, by field."""
    return dict(ERROR.findall(answer.content.decode()))


@pytest.fixture
def client() -> Client:
    """A resident without a record yet."""
    return resident(make.resident())


def test_the_field_is_plain_and_says_what_is_taken(client: Client) -> None:
    page = client.get("/try/").content.decode()
    assert 'type="file" accept="image/*" capture="user"' in page
    assert 'type="file" accept="image/jpeg,image/png,image/webp"' in page
    assert law.HINT.zh in page
    assert given(client.get("/try/")) == {}


def test_a_picture_is_kept_while_another_field_is_wrong_and_comes_along_with_the_next_try(client: Client) -> None:
    first = client.post("/try/", {"name": "", "portrait": file(FACE)})
    held = given(first)
    assert (list(held), errors(first)) == (["portrait"], {})
    key = held["portrait"][0]
    done = client.post("/try/", {"name": "王小明", "portrait-given": key})
    assert done.content.decode() == key
    assert Upload.objects.count() == 1


def test_design_10_5_a_refused_file_loses_neither_the_form_nor_the_other_pictures(client: Client) -> None:
    answer = client.post("/try/", {"name": "王小明", "portrait": file(FACE), "papers": file(b"%PDF-1.4", "合同.pdf")})
    assert list(given(answer)) == ["portrait"]
    assert errors(answer) == {"papers": law.refusal("pdf").text.zh}
    assert 'value="王小明"' in answer.content.decode()


def test_what_is_missing_is_asked_for(client: Client) -> None:
    assert errors(client.post("/try/", {"name": "王小明"})) == {"portrait": "请拍一张或者选一张照片。"}


def test_a_second_portrait_takes_the_place_of_the_first(client: Client) -> None:
    (first,) = given(client.post("/try/", {"portrait": file(FACE)}))["portrait"]
    (second,) = given(client.post("/try/", {"portrait": file(PAPER), "portrait-given": first}))["portrait"]
    assert second != first
    assert [str(row.id) for row in Upload.objects.exclude(swept_at=None)] == [first]


def test_papers_are_taken_up_to_their_number(client: Client) -> None:
    held = given(client.post("/try/", {"papers": [file(PAPER), file(PAPER)]}))["papers"]
    assert len(held) == 2
    answer = client.post("/try/", {"papers": file(PAPER), "papers-given": held})
    assert given(answer)["papers"] == held
    assert errors(answer)["papers"] == "最多2张，请先删掉一张。"


def test_a_button_takes_a_picture_out_and_sends_nothing_on(client: Client) -> None:
    held = given(client.post("/try/", {"papers": [file(PAPER), file(PAPER)]}))["papers"]
    answer = client.post("/try/", {"name": "王小明", "papers-given": held, "papers-remove": held[0]})
    assert (given(answer)["papers"], errors(answer)) == (held[1:], {})
    assert [str(row.id) for row in Upload.objects.exclude(swept_at=None)] == held[:1]


def test_nobody_carries_off_somebody_elses_picture_by_its_id(client: Client) -> None:
    (theirs,) = given(resident(make.resident()).post("/try/", {"portrait": file(FACE)}))["portrait"]
    for key in (theirs, str(uuid.uuid4()), "x"):
        answer = client.post("/try/", {"name": "王小明", "portrait-given": key, "portrait-remove": key})
        assert given(answer) == {}
    assert Upload.objects.filter(swept_at=None).count() == 1


def test_what_a_draft_held_and_has_been_emptied_is_asked_for_again(client: Client) -> None:
    (key,) = given(client.post("/try/", {"portrait": file(FACE)}))["portrait"]
    assert given(client.get(f"/try/?held={key}")) == {"portrait": [key]}
    Upload.objects.update(content=None, swept_at=make.NOW)
    assert given(client.get(f"/try/?held={key}")) == {}


def test_E9_a_check_is_shown_as_advice_in_both_languages(client: Client) -> None:
    page = client.post("/try/", {"portrait": file(PAPER)}).content.decode()
    assert "没有看到正好一张正面的脸" in page
    assert "您可以照样提交；合不合格由工作人员看照片决定" in page
    client.cookies["anju_language"] = "en"
    assert "an officer decides" in client.post("/try/", {"portrait": file(PAPER)}).content.decode()
    assert "an officer decides" not in client.post("/try/", {"portrait": file(FACE)}).content.decode()


def test_two_more_pictures_cost_a_page_no_more_statements(client: Client) -> None:
    one = given(client.post("/try/", {"papers": file(PAPER)}))["papers"]
    three = one + given(client.post("/try/", {"papers": [file(PAPER), file(PAPER)]}))["papers"]
    counts = []
    for held in (one, three):
        with CaptureQueriesContext(connection) as asked:
            assert given(client.post("/try/", {"papers-given": held}))["papers"] == held
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_L2_a_picture_is_served_in_place_kept_by_nobody_and_can_run_nothing(client: Client) -> None:
    (key,) = given(client.post("/try/", {"portrait": file(FACE)}))["portrait"]
    answer = client.get(reverse("my_upload", args=[key]))
    assert answer.content == queries.content(upload_id=uuid.UUID(key))
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    small = client.get(reverse("my_upload", args=[key]), {"small": "1"})
    assert small.headers["Content-Type"] == "image/jpeg"
    assert len(small.content) < len(answer.content)


HEADERS = {
    "Content-Type": "image/jpeg",
    "Content-Disposition": 'inline; filename="photo.jpg"',
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def test_L12_the_counter_sees_a_case_with_a_purpose_that_the_person_can_read() -> None:
    who = make.resident()
    stay = make.registered(at=make.community(), who=who)
    one = pictures.on_file(stay=stay, who=who)
    desk, far = staff(make.registrar(of=stay.community)), staff(make.registrar(of=make.community(county="371311")))
    address = reverse("counter_upload", args=[one.id])
    assert desk.get(address).status_code == 422
    assert Act.objects.filter(what="open").count() == 0
    assert desk.get(address, {"purpose": "handling", "small": "1"}).status_code == 200
    act = Act.objects.get(what="open")
    assert (act.purpose, act.person_id, act.detail) == ("handling", stay.person_id, {"paper": "proof"})
    nothing = reverse("counter_upload", args=[uuid.uuid4()])
    strangers = [far.get(path, {"purpose": "handling"}) for path in (address, nothing)]
    assert [answer.status_code for answer in strangers] == [404, 404]
    own = resident(who).get(reverse("my_upload", args=[one.id]))
    other = resident(make.resident()).get(reverse("my_upload", args=[one.id]))
    assert (own.status_code, other.status_code) == (200, 404)


def test_a_file_over_the_limit_is_refused_in_its_field_and_never_held(client: Client) -> None:
    answer = client.post("/try/", {"name": "王小明", "portrait": file(FACE + b"\0" * law.MOST_BYTES)})
    assert (answer.status_code, errors(answer)) == (200, {"portrait": law.refusal("too_large").text.zh})
    assert Upload.objects.count() == 0


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/try/", 22_000_000, 413),
        ("/try/", 200_000_000, 413),
        ("/sign-in/", 5_000_000, 413),
        ("/nowhere/", 5_000_000, 413),
    ],
)
def test_a_body_beyond_measure_is_refused_unread_with_one_clear_page(
    client: Client, path: str, size: int, status: int
) -> None:
    # the length is stated alone: whoever reads on finds nothing there
    answer = client.generic(
        "POST", path, b"--b--\r\n", content_type="multipart/form-data; boundary=b", CONTENT_LENGTH=str(size)
    )
    assert answer.status_code == status
    assert ("照片每张不超过10MB" in answer.content.decode()) == (status == 413)


def test_only_a_page_that_takes_pictures_takes_a_large_body() -> None:
    assert uploads.largest("/try/", otherwise=7) == uploads.LARGEST_BODY
    assert uploads.largest("/sign-in/", otherwise=7) == 7
    assert uploads.largest("/nowhere/", otherwise=7) == 7
