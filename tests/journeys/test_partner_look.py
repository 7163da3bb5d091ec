"""Pages of bodies, departments and oversight: no axe violation in either language, on a phone and at a desk."""

import pytest
from playwright.sync_api import Page
from tests import factories
from tests.journeys.conftest import Opened, sign_in_staff, too_wide, violations

from anju.actions import exempt
from anju.models import Division

pytestmark = pytest.mark.django_db(transaction=True)
WRONG = "姓名,证件,证件号码,开始日期\n王小明,居民身份证,123,2999-01-01\n"


def _wrong(page: Page, addresses: tuple[str, ...]) -> list[str]:
    found = []
    for address in addresses:
        page.goto(address)
        found += _here(page, address)
    return found


def _here(page: Page, address: str) -> list[str]:
    wide = too_wide(page)
    return violations(page) + ([f"{address} is {wide} px wider than the screen"] if wide > 0 else [])


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize("english", [False, True], ids=["Chinese", "English"])
def test_a_keepers_pages(opened: Opened, place: Division, english: bool, phone: bool) -> None:
    keeper = factories.keeper(of=place)
    raw = {"kind": "hospital", "name": "王小明", "id_number": factories.id_number(), "since": "2026-03-01"}
    exempt.add(raw=raw, by=factories.actor(keeper), at=factories.NOW)
    page = opened(phone=phone, english=english)
    sign_in_staff(page, keeper)
    assert _wrong(page, ("/staff/", "/partner/", "/partner/new/", "/partner/import/")) == []
    page.fill("#f-table", WRONG)
    page.check("input[name=kind][value=hospital]")
    page.click("form[enctype] button")
    assert page.input_value("#f-table").strip() == WRONG.strip()
    assert _here(page, "the table with its errors") == []


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize("english", [False, True], ids=["Chinese", "English"])
def test_a_departments_and_an_overseers_pages(opened: Opened, place: Division, english: bool, phone: bool) -> None:
    factories.registered(at=place)
    assert place.parent is not None
    unit = factories.unit(code="zz-1", kind="office", department="political_legal", level="street", covers=place.parent)
    page = opened(phone=phone, english=english)
    sign_in_staff(page, factories.post(unit=unit, role="overseer"))
    below = f"/oversight/levels/?at={place.code}"
    assert _wrong(page, ("/partner/refer/", "/partner/poster/", "/oversight/levels/", below)) == []
