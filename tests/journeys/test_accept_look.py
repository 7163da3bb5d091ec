"""The pages of bodies that accept the papers, and a permit verified: no axe violation, nothing wider than the screen."""

import pytest
from playwright.sync_api import Page
from tests import accepting, factories, permits
from tests.journeys.conftest import Opened, sign_in_staff, too_wide, violations

from anju.models import Division, Permit

pytestmark = pytest.mark.django_db(transaction=True)


def _look(page: Page, address: str) -> list[str]:
    page.goto(address)
    wide = too_wide(page)
    return violations(page) + ([f"{address} is {wide} px wider than the screen"] if wide > 0 else [])


@pytest.mark.parametrize("english", [False, True], ids=["Chinese", "English"])
def test_the_public_ones(opened: Opened, place: Division, english: bool) -> None:
    for kind in ("bank", "health"):
        accepting.published(at=place, kind=kind)
    accepting.published(at=place, code="ABCDEFGH2345")
    permit = permits.signed(stay=permits.registered(who=factories.resident()))
    for phone in (True, False):
        page = opened(phone=phone, english=english)
        addresses = ("/accept/", "/accept/new/", "/accept/follow/", "/accept/ABCDEFGH2345/", f"/V/{permit.code}")
        assert [wrong for address in addresses for wrong in _look(page, address)] == []
    Permit.objects.filter(id=permit.id).update(state="suspended", suspended_on=permit.window_closes_on)
    assert _look(page, f"/V/{permit.code}") == []


@pytest.mark.parametrize("english", [False, True], ids=["Chinese", "English"])
def test_a_body_asks_on_a_phone_and_an_officer_publishes_it(opened: Opened, place: Division, english: bool) -> None:
    page = opened(phone=True, english=english)
    page.goto("/accept/new/")
    page.fill("[name=name]", "兰山农商银行城区支行")
    page.select_option("[name=kind]", "bank")
    page.select_option("[name=county]", accepting.county_of(place).code)
    for box in page.locator("[name=papers]").all():
        box.check()
    page.fill("[name=offers]", "凭居住证开户，不用户口簿")
    page.fill("[name=place]", "沂蒙路100号")
    page.fill("[name=phone]", "0539-8123456")
    page.locator("main form button").last.click()
    page.wait_for_url("**/accept/*/?sent=1")
    assert violations(page) == []
    desk = opened(english=english)
    sign_in_staff(desk, accepting.reviewer(place))
    desk.goto("/oversight/acceptors/")
    assert violations(desk) == []
    desk.get_by_text("兰山农商银行城区支行").click()
    assert violations(desk) == []
    desk.click("button[value=publish]")
    desk.wait_for_load_state()
    assert violations(desk) == []
    page.goto("/accept/")
    assert "兰山农商银行城区支行" in page.locator("main").inner_text()
