"""The README's pictures: made here, and stale when the pages they show have changed."""

import hashlib
import os
from pathlib import Path

import pytest

from anju.models import Division
from tests import factories
from tests.journeys.conftest import Opened, sign_in_resident, sign_in_staff

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
    "templates/counter/*.html",
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
    assert STAMP.read_text().strip() == _digest(), "Make them anew: ANJU_SCREENSHOTS=make ./anju test tests/journeys/test_screenshots.py -n 0"


def test_make_the_pictures(opened: Opened, place: Division) -> None:
    """Walk the pages; the pictures are kept only when asked for, so that a test run leaves the checkout alone."""
    keep = os.environ.get("ANJU_SCREENSHOTS") == "make"
    who = factories.resident(phone="13911110009")
    stay = factories.registered(at=place, who=who)
    names = ("李梅", "张志强", "刘佳慧", "陈浩宇", "孙桂英", "周文斌", "赵小河")
    waiting = [factories.filed(at=place, name=name) for name in names]
    taken: dict[str, bytes] = {}

    phone = opened(phone=True)
    phone.goto("/")
    taken["home"] = phone.screenshot()
    sign_in_resident(phone, phone="13911110009")
    phone.goto(f"/my/stays/{stay.id}/")
    taken["my-stay"] = phone.screenshot()
    other = opened(phone=True)
    other.goto("/declare/begin/")
    sign_in_resident(other, phone="13911110010")
    other.wait_for_url("**/community/")
    taken["declare"] = other.screenshot()

    desk = opened()
    sign_in_staff(desk, factories.registrar(of=place))
    desk.goto("/counter/")
    taken["queue"] = desk.screenshot()
    desk.goto(f"/counter/files/{waiting[0].main.id}/")
    taken["file"] = desk.screenshot()

    unit = factories.unit(code=f"sq-{place.code}", kind="community", department="government", level="community", covers=place)
    field = opened(phone=True)
    sign_in_staff(field, factories.post(unit=unit, role="coordinator"))
    field.goto("/field/")
    taken["rounds"] = field.screenshot()

    assert all(len(picture) > 5_000 for picture in taken.values())
    if keep:
        PICTURES.mkdir(parents=True, exist_ok=True)
        for name, picture in taken.items():
            (PICTURES / f"{name}.png").write_bytes(picture)
        STAMP.write_text(_digest() + "\n")
