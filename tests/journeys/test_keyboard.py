"""The counter without a mouse: the next file is one key away."""

import pytest
from playwright.sync_api import expect
from tests import factories
from tests.journeys.conftest import Opened, sign_in_staff

from anju.models import Division, Stay

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_files_are_accepted_with_keys_alone(opened: Opened, place: Division) -> None:
    for _ in range(2):
        factories.filed(at=place)
    page = opened()
    sign_in_staff(page, factories.registrar(of=place))
    page.goto("/counter/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/counter/files/**")
    page.keyboard.press("a")
    page.wait_for_load_state("networkidle")
    assert Stay.objects.filter(state="registered").count() == 1
    page.goto("/counter/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/counter/files/**")
    page.keyboard.press("a")
    page.wait_for_load_state("networkidle")
    assert Stay.objects.filter(state="registered").count() == 2


def test_help_for_the_keys_opens_with_a_question_mark(opened: Opened, place: Division) -> None:
    page = opened()
    sign_in_staff(page, factories.registrar(of=place))
    page.goto("/counter/")
    page.keyboard.press("?")
    expect(page.locator("dialog[open]")).to_be_visible()


def test_the_first_tab_stop_skips_to_the_content(opened: Opened, place: Division) -> None:
    page = opened(phone=True)
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('main') !== null || location.hash.length > 1")
