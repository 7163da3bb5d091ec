"""Every audience's pages: no axe violation in either language, nothing wider than the phone."""

import pytest
from playwright.sync_api import Page
from tests import factories
from tests.journeys.conftest import Opened, sign_in_resident, sign_in_staff, too_wide, violations

from anju.models import Division

pytestmark = pytest.mark.django_db(transaction=True)

PUBLIC = (
    "/",
    "/help/",
    "/help/where/",
    "/help/other-papers/",
    "/law/",
    "/privacy/",
    "/accessibility/",
    "/verify/",
    "/sign-in/",
    "/declare/",
    "/complaints/",
    "/nothing-here/",
)


def _check(page: Page, addresses: tuple[str, ...]) -> list[str]:
    found = []
    for address in addresses:
        page.goto(address)
        found += violations(page)
        wide = too_wide(page)
        found += [f"{address} is {wide} px wider than the screen"] if wide > 0 else []
    return found


@pytest.mark.parametrize("english", [False, True], ids=["Chinese", "English"])
def test_public_pages(opened: Opened, place: Division, english: bool) -> None:
    assert _check(opened(phone=True, english=english), PUBLIC) == []


@pytest.mark.parametrize("english", [False, True], ids=["Chinese", "English"])
def test_a_residents_pages(opened: Opened, place: Division, english: bool) -> None:
    who = factories.resident(phone="13911110009")
    stay = factories.registered(at=place, who=who)
    open_one = factories.filed(at=place, who=who, name="王大力")
    page = opened(phone=True, english=english)
    sign_in_resident(page, phone="13911110009")
    stays = f"/my/stays/{stay.id}/"
    addresses = (
        "/my/",
        "/my/messages/",
        "/my/traces/",
        f"/my/files/{open_one.main.id}/",
        stays,
        *(f"{stays}{name}/" for name in ("confirm", "move", "leave", "correct")),
        "/complaints/",
    )
    assert _check(page, addresses) == []


@pytest.mark.parametrize("english", [False, True], ids=["Chinese", "English"])
def test_the_counters_pages(opened: Opened, place: Division, english: bool) -> None:
    stay = factories.registered(at=place)
    waiting = factories.filed(at=place).main
    page = opened(english=english)
    sign_in_staff(page, factories.post(unit=factories.station(of=place), role="chief"))
    own = f"/counter/files/{waiting.id}/"
    addresses = (
        "/staff/",
        "/counter/",
        "/counter/new/",
        "/counter/search/",
        "/counter/corrections/",
        "/counter/endings/",
        own,
        f"{own}return/",
        f"{own}close/",
        f"{own}history/",
        f"/counter/files/{stay.id}/",
        f"/counter/files/{stay.id}/end/",
    )
    assert _check(page, addresses) == []


@pytest.mark.parametrize("english", [False, True], ids=["Chinese", "English"])
def test_a_coordinators_pages(opened: Opened, place: Division, english: bool) -> None:
    stay = factories.filed(at=place).main
    unit = factories.unit(
        code=f"sq-{place.code}", kind="community", department="government", level="community", covers=place
    )
    page = opened(phone=True, english=english)
    sign_in_staff(page, factories.post(unit=unit, role="coordinator"))
    assert _check(page, ("/field/", f"/field/stays/{stay.id}/", "/field/new/")) == []


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin"])
@pytest.mark.parametrize("english", [False, True], ids=["Chinese", "English"])
def test_the_administrators_pages(opened: Opened, place: Division, role: str, english: bool) -> None:
    unit = factories.unit(code="zf-3713", kind="office", department="government", level="city", covers=None)
    page = opened(english=english)
    sign_in_staff(page, factories.post(unit=unit, role=role))
    page.goto("/staff/")
    links = page.eval_on_selector_all(
        "nav a[href^='/staff/'], main a[href^='/staff/']", "all => all.map(a => a.getAttribute('href'))"
    )
    addresses = tuple(dict.fromkeys(link for link in links if "sign-out" not in link))
    assert len(addresses) >= 3
    assert _check(page, addresses) == []
