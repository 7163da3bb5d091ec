"""A photo from a phone: made smaller before it leaves with JavaScript, sent as it is without, accessible in both."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests import pictures
from tests.journeys.conftest import Opened, sign_in_resident

from anju.models import Division, Upload

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.web.upload_urls")]
SIZE = "input => input.files.length ? input.files[0].size : 0"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo as heavy as a phone takes it."""
    path = tmp_path / "IMG_0001.jpg"
    path.write_bytes(pictures.jpeg(pictures.noise(width=3000, height=2250), quality=60))
    assert path.stat().st_size > 2_000_000
    return path


def at_the_form(opened: Opened, *, script: bool = True) -> Page:
    """Return a resident before a form that takes pictures."""
    page = opened(phone=True, script=script)
    sign_in_resident(page, phone="13812345678")
    page.goto("/try/")
    return page


def test_a_photo_is_made_smaller_on_the_phone_and_kept_while_the_name_is_missing(
    opened: Opened, place: Division, photo: Path, violations_of: Callable[[Page], list[str]]
) -> None:
    page = at_the_form(opened)
    assert violations_of(page) == []
    chosen = page.locator("#f-portrait-chosen")
    chosen.set_input_files(photo)
    expect(page.locator("#f-portrait-field [data-said]")).to_have_text("照片准备好了，按下面的按钮提交。")
    assert 0 < chosen.evaluate(SIZE) < photo.stat().st_size / 2
    page.get_by_role("button", name="下一步").click()
    picture = page.locator(".pictures img")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 320
    kept = Upload.objects.get()
    assert (max(kept.width, kept.height) <= 1600, kept.purpose) == (True, "portrait")
    assert violations_of(page) == []
    # Enter in a field goes on; it takes no picture out
    page.fill("[name=name]", "王小明")
    page.press("[name=name]", "Enter")
    expect(page.locator("body")).to_have_text(str(kept.id))
    assert Upload.objects.filter(swept_at=None).count() == 1


def test_without_javascript_the_photo_is_sent_as_it_is_and_a_button_takes_it_out(
    opened: Opened, place: Division, photo: Path
) -> None:
    page = at_the_form(opened, script=False)
    page.locator("#f-portrait-chosen").set_input_files(photo)
    page.get_by_role("button", name="下一步").click()
    expect(page.locator(".pictures > li")).to_have_count(1)
    kept = Upload.objects.get()
    assert max(kept.width, kept.height) in {1200, 1600, 2000}
    page.get_by_role("button", name="删掉这张").click()
    expect(page.locator(".pictures > li")).to_have_count(0)
    assert Upload.objects.filter(swept_at=None).count() == 0


def test_what_is_far_too_large_is_told_before_it_is_sent_and_by_the_server_all_the_same(
    opened: Opened, place: Division, tmp_path: Path
) -> None:
    film = tmp_path / "film.jpg"
    with film.open("wb") as file:
        file.truncate(30_000_000)
    page = at_the_form(opened)
    page.locator("#f-portrait-chosen").set_input_files(film)
    expect(page.locator("#f-portrait-field [data-said]")).to_contain_text("照片太大了")
    page.get_by_role("button", name="下一步").click()
    assert page.url.endswith("/try/")
    plain = at_the_form(opened, script=False)
    plain.locator("#f-portrait-chosen").set_input_files(film)
    plain.get_by_role("button", name="下一步").click()
    expect(plain.locator("h1")).to_have_text("文件太大，没有收下")
    assert Upload.objects.count() == 0
