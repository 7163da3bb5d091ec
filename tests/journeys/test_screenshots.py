"""The README's pictures: made here, and stale when the pages they show have changed."""

import hashlib
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from tests.journeys.conftest import Opened, sign_in_by_name, sign_in_resident

from anju.exchange.demo import people, staff, year

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "screenshots"
STAMP = PICTURES / "made-from.sha256"
SHOWN = (
    "templates/base.html",
    "templates/base_citizen.html",
    "templates/base_staff.html",
    "templates/public/*.html",
    "templates/citizen/*.html",
    "templates/citizen/permit/*.html",
    "templates/citizen/cases/*.html",
    "templates/cases/*.html",
    "templates/counter/*.html",
    "templates/counter/permit/*.html",
    "templates/field/*.html",
    "static/anju/*.css",
)


def _digest() -> str:
    files = sorted(path for pattern in SHOWN for path in (ROOT / "src" / "anju").glob(pattern))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def test_the_pictures_show_the_pages_as_they_are() -> None:
    """Run with ANJU_SCREENSHOTS=make to make them anew."""
    if os.environ.get("ANJU_SCREENSHOTS") == "make":
        pytest.skip("they are being made")
    assert STAMP.read_text().strip() == _digest(), (
        "Make them anew: ANJU_SCREENSHOTS=make ./anju test tests/journeys/test_screenshots.py -n 0"
    )


def test_make_the_pictures(opened: Opened) -> None:
    """Walk the demo; the pictures are kept only when asked for, so that a test run leaves the checkout alone."""
    call_command("load_places", stdout=StringIO())
    call_command("seed_demo", people=400, stdout=StringIO())
    taken = {**_residents(opened), **_staff(opened)}
    assert all(len(picture) > 5_000 for picture in taken.values())
    if os.environ.get("ANJU_SCREENSHOTS") == "make":
        PICTURES.mkdir(parents=True, exist_ok=True)
        for name, picture in taken.items():
            (PICTURES / f"{name}.png").write_bytes(picture)
        STAMP.write_text(_digest() + "\n")


def _residents(opened: Opened) -> dict[str, bytes]:
    phone = opened(phone=True)
    phone.goto("/")
    taken = {"home": phone.screenshot()}
    sign_in_resident(phone, phone=people.phone(year.SETTLED))
    phone.goto("/my/")
    phone.locator("a[href^='/my/stays/']").first.click()
    taken["my-stay"] = phone.screenshot()
    phone.goto("/my/cases/")
    phone.locator("main a[href^='/my/cases/']:not([href='/my/cases/']):not([href*='/new/'])").first.click()
    taken["case"] = phone.screenshot()
    holder = opened(phone=True)
    sign_in_resident(holder, phone=people.phone(year.HOLDER))
    holder.goto("/my/permit/")
    taken["permit"] = holder.screenshot()
    other = opened(phone=True)
    other.goto("/declare/begin/")
    sign_in_resident(other, phone="13911110010")
    other.get_by_role("button", name="开始填").click()
    other.wait_for_url("**/community/")
    return {**taken, "declare": other.screenshot()}


def _staff(opened: Opened) -> dict[str, bytes]:
    desk = opened()
    sign_in_by_name(desk, username="dengji", password=staff.PASSWORD)
    desk.goto("/counter/")
    taken = {"queue": desk.screenshot()}
    desk.locator("main a[href^='/counter/files/']").first.click()
    taken["file"] = desk.screenshot()
    county = opened()
    sign_in_by_name(county, username="xianju", password=staff.PASSWORD)
    county.goto("/counter/permits/?state=due")
    taken["permits"] = county.screenshot()
    field = opened(phone=True)
    sign_in_by_name(field, username="xieguan", password=staff.PASSWORD)
    field.goto("/field/")
    office = opened()
    sign_in_by_name(office, username="renshe", password=staff.PASSWORD)
    office.goto("/cases/")
    taken["cases"] = office.screenshot()
    return {**taken, "rounds": field.screenshot()}
