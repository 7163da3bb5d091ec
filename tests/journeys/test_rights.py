"""Finding out what one is entitled to, on a phone: tried without signing in, then by the register; no script needed."""

import re

import pytest
from playwright.sync_api import expect
from tests import factories
from tests.journeys.conftest import Opened, looked, sign_in_resident, too_wide

from anju import catalogue
from anju.models import Division

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("english", [False, True], ids=["Chinese", "English"])
@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
def test_anybody_tries_reads_why_and_comes_to_the_guide(
    opened: Opened, place: Division, english: bool, phone: bool
) -> None:
    page = opened(phone=phone, english=english)
    page.goto("/rights/")
    wrong = looked(page)
    page.select_option("[name=registered]", "yes")
    page.fill("[name=registered_since]", "2025-01-15")
    page.select_option("[name=permit]", "valid")
    page.fill("[name=born_on]", "1990-03-07")
    page.select_option("[name=has_minor]", "yes")
    page.fill("[name=youngest_born_on]", "2020-05-01")
    page.locator("#facts button").click()
    expect(page.locator("#part-yes")).to_be_visible()
    # nothing of what was typed stands in the address
    assert page.url.endswith("/rights/")
    for fold in page.locator("details:not([open]) > summary").all():
        if fold.is_visible():
            fold.click()
    wrong += looked(page)
    page.locator("#part-yes .rights-head a").first.click()
    assert re.search(r"/services/\w+/\w+/$", page.url)
    wrong += looked(page)
    for address in ("/services/", "/services/?by=department", "/services/?q=nothing-here"):
        page.goto(address)
        wrong += looked(page)
    assert wrong == []


def test_without_script_more_is_told_step_by_step(opened: Opened, place: Division) -> None:
    page = opened(phone=True, script=False)
    page.goto("/rights/")
    page.select_option("[name=registered]", "yes")
    page.select_option("[name=permit]", "none")
    page.locator("#facts button").click()
    before = page.locator("#part-yes .badge-good").count()
    # folded questions open without script
    page.locator("#facts details > summary").first.click()
    page.select_option("[name=wage_claim]", "yes")
    page.locator("#facts button").click()
    assert page.locator("[name=registered]").input_value() == "yes"
    assert page.locator("#part-yes .badge-good").count() > before > 0


@pytest.mark.parametrize("english", [False, True], ids=["Chinese", "English"])
def test_a_resident_sees_their_own_and_a_childs(opened: Opened, place: Division, english: bool) -> None:
    who = factories.resident(phone="13911110019")
    child = {
        "name": "王小小",
        "id_kind": "id_card",
        "id_number": factories.id_number(born="20200501"),
        "relation": "parent",
    }
    factories.registered(at=place, who=who, minors=[child])
    page = opened(phone=True, english=english)
    sign_in_resident(page, phone="13911110019")
    page.goto("/my/rights/")
    wrong = looked(page)
    page.locator("nav p a", has_text="王小小").click()
    wrong += looked(page)
    page.goto("/my/")
    assert page.locator('a[href="/my/rights/"]').count() == 1
    assert wrong == []


def test_every_service_of_the_city_has_a_guide_that_holds(opened: Opened, place: Division) -> None:
    page = opened(phone=True)
    wrong = []
    for key in catalogue.current().services:
        answer = page.goto(f"/services/{key}/")
        assert answer is not None
        wrong += [f"{key}: {answer.status}"] if answer.status != 200 else []
        wide = too_wide(page)
        wrong += [f"{key} is {wide} px wider"] if wide > 0 else []
    assert wrong == []
