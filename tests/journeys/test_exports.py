"""A list as a file, in a browser: asked for at one desk, released at another, fetched at the first (L3)."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests import casing, factories
from tests.casing import World
from tests.journeys.conftest import Opened, sign_in_staff, violations

from anju.models import CaseExport
from anju.web import clock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the library be the only department, in the morning of the factories' day."""
    monkeypatch.setattr(clock, "now", lambda: factories.NOW)
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)
    with casing.opened(tmp_path / "departments", monkeypatch):
        yield


@pytest.fixture
def at(transactional_db: None) -> World:
    return casing.world()


def good(page: Page) -> bool:
    """Tell whether a page fits the screen and axe finds nothing."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return (violations(page), wide) == ([], 0)


def test_L3_a_list_leaves_by_two_people_on_a_desk_and_a_phone(at: World, opened: Opened, tmp_path: Path) -> None:
    case = casing.sent(at)
    mine, other = (factories.post(unit=at.street, role="officer") for _ in range(2))
    desk = opened()
    sign_in_staff(desk, mine)
    desk.goto("/cases/")
    desk.get_by_role("link", name="把这个清单导出成表格").click()
    desk.get_by_role("button", name="申请导出").click()
    expect(desk.locator("main")).to_contain_text("请选择导出的目的")
    desk.select_option("[name=purpose]", "service")
    desk.get_by_role("button", name="申请导出").click()
    expect(desk.locator("main")).to_contain_text("请写明拿去做什么")
    expect(desk.locator("[name=purpose]")).to_have_value("service")
    assert good(desk)
    desk.fill("[name=why]", "年终逐件核对")
    desk.get_by_role("button", name="申请导出").click()
    expect(desk.locator("[role=status]")).to_contain_text("核准以后您会收到消息")
    assert good(desk)

    phone = opened(phone=True)
    sign_in_staff(phone, other)
    phone.goto("/staff/")
    phone.get_by_role("link", name="待核准的导出").click()
    assert good(phone)
    phone.get_by_role("link", name="全部待办").click()
    expect(phone.locator("main")).to_contain_text("年终逐件核对")
    assert good(phone)
    phone.get_by_role("button", name="核准导出").click()
    expect(phone.locator("[role=status]")).to_contain_text("已核准")

    desk.goto("/staff/inbox/")
    desk.get_by_role("link", name="导出申请已核准").first.click()
    assert good(desk)
    with desk.expect_download() as fetched:
        desk.get_by_role("button", name="下载表格").click()
    fetched.value.save_as(tmp_path / "list.csv")
    lines = list(csv.reader((tmp_path / "list.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [line[:2] for line in lines[2:]] == [[case.number, "王*明"]]
    assert lines[2][-1] == CaseExport.objects.get().number
    desk.goto("/cases/exports/")
    assert good(desk)


def test_the_pages_of_exports_in_english_and_without_javascript(at: World, opened: Opened) -> None:
    casing.sent(at)
    desk = opened(phone=True, script=False, english=True)
    mine, _ = (factories.post(unit=at.street, role="officer") for _ in range(2))
    sign_in_staff(desk, mine)
    desk.goto("/cases/exports/")
    expect(desk.locator("main")).to_contain_text("You have asked for none yet")
    desk.goto("/cases/exports/new/?state=open")
    desk.select_option("[name=purpose]", "service")
    desk.fill("[name=why]", "checking the year's cases")
    desk.get_by_role("button", name="Ask for an export").click()
    expect(desk.locator("main")).to_contain_text("To be released")
    desk.get_by_role("button", name="No longer needed").click()
    expect(desk.locator("main")).to_contain_text("Withdrawn")
