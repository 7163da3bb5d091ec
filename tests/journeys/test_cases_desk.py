"""The departments' desk in a browser: a case from the queue to two officers' decision, handed on, rated low, by keys alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests import casing, factories
from tests.casing import World
from tests.journeys.conftest import Opened, sign_in_staff, too_wide, violations

from anju.actions import case as cases
from anju.models import Case, CaseRating, Post
from anju.queries import files
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


def officer(at: World, unit: str = "street") -> Post:
    return factories.post(unit=getattr(at, unit), role="officer")


def entered(opened: Opened, post: Post, **how: bool) -> Page:
    page = opened(**how)
    sign_in_staff(page, post)
    return page


def test_I10_queue_take_ask_propose_and_decide_with_four_eyes(at: World, opened: Opened) -> None:
    loan = casing.sent(at, "library/loan")
    first = entered(opened, officer(at), script=False)
    first.goto("/cases/")
    first.get_by_role("link", name="王*明").click()
    assert violations_none(first, script=False)
    first.get_by_role("button", name="签收").click()
    expect(first.locator("[role=status]")).to_contain_text("已签收")
    first.get_by_role("link", name="向申请人提问").click()
    first.fill("[name=words]", "看哪一本？")
    first.get_by_role("button", name="提问").click()
    expect(first.locator("main")).to_contain_text("办理期限暂停计算")
    cases.answer(case_id=loan.id, words="宋刻本", by=at.me, at=factories.NOW)
    first.reload()
    expect(first.locator("main")).to_contain_text("宋刻本")
    first.get_by_role("link", name="拟定决定").click()
    first.check("[name=outcome][value=granted]")
    first.get_by_role("button", name="交另一位同事审定").click()
    expect(first.locator("main")).to_contain_text("这是您拟定的")
    second = entered(opened, officer(at), script=False)
    second.goto("/cases/?state=proposed")
    second.get_by_role("link", name="王*明").click()
    second.get_by_role("link", name="办结", exact=False).first.click()
    second.get_by_role("button", name="办结并告知申请人").click()
    expect(second.locator("[role=status]")).to_contain_text("已办结")
    found = Case.objects.get(id=loan.id)
    assert (found.state, found.proposed_by_id == found.decided_by_id) == ("granted", False)


def violations_none(page: Page, *, script: bool) -> bool:
    """Tell whether axe finds nothing; without JavaScript it can't look."""
    return not script or violations(page) == []


def test_J2_handed_on_and_accepted(at: World, opened: Opened) -> None:
    ours, theirs = officer(at), officer(at, "county")
    case = casing.taken(at, by=factories.actor(ours))
    page = entered(opened, ours)
    page.goto(f"/cases/{case.id}/")
    page.get_by_role("link", name="转交其他单位").click()
    page.select_option("[name=to]", str(at.county.id))
    page.fill("[name=words]", "该县馆办")
    page.get_by_role("button", name="转交").click()
    expect(page.locator("main")).to_contain_text("接收以前由本单位负责")
    other = entered(opened, theirs, phone=True)
    other.goto("/staff/inbox/")
    other.get_by_role("link", name=re.compile("转交给您单位")).first.click()
    expect(other.locator("main")).to_contain_text("该县馆办")
    assert "王小明" not in other.locator("main").inner_text()
    other.get_by_role("button", name="接收，由我们负责").click()
    expect(other.locator("h1")).to_contain_text("王小明")
    assert Case.objects.get(id=case.id).unit_id == at.county.id


def test_J3_a_low_rating_is_followed_up_by_somebody_else(at: World, opened: Opened) -> None:
    ours, above = officer(at), officer(at, "county")
    case = casing.granted(at, by=factories.actor(ours))
    cases.rate(case_id=case.id, grade="very_dissatisfied", words="等太久了", by=at.me, at=factories.NOW)
    page = entered(opened, above, phone=True)
    page.goto("/staff/")
    page.get_by_role("link", name=re.compile("待跟进的低分评价")).click()
    page.get_by_role("link", name="非常不满意").click()
    expect(page.locator("main")).to_contain_text("等太久了")
    page.get_by_role("button", name="已联系上").click()
    page.fill("[name=words]", "已向本人说明，改了流程。")
    page.get_by_role("button", name="跟进完毕").click()
    expect(page.locator("main")).to_contain_text("没有要跟进的评价")
    assert CaseRating.objects.get().follow_up == "done"
    rated = entered(opened, ours)
    rated.goto("/cases/ratings/")
    expect(rated.locator("main")).to_contain_text("没有要跟进的评价")


def test_a_case_is_taken_and_granted_by_keys_alone(at: World, opened: Opened) -> None:
    casing.sent(at)
    page = entered(opened, officer(at))
    page.goto("/cases/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/cases/[0-9a-f-]{36}/"))
    page.keyboard.press("a")
    page.wait_for_url("**/?done=taken*")
    page.keyboard.press("s")
    page.wait_for_url("**/grant/*")
    page.keyboard.press("s")
    page.wait_for_url("**/?done=granted*")
    page.keyboard.press("n")
    page.wait_for_url("**/cases/")
    assert Case.objects.get().state == "granted"


def test_every_page_of_the_desk_is_open_to_everybody_and_fits_a_phone(at: World, opened: Opened) -> None:
    ours = officer(at)
    by = factories.actor(ours)
    card, loan = casing.taken(at, by=by), casing.sent(at, "library/loan")
    part = cases.join(
        case_id=card.id, to=at.archive.id, words="有没有欠书", shown=["fields.shelf"], by=by, at=factories.NOW
    )
    cases.open_times(
        starts=[factories.later(hours=3)], minutes=30, seats=2, place="一楼", service_id="", by=by, at=factories.NOW
    )
    pages = [
        "/cases/",
        f"/cases/{card.id}/",
        f"/cases/{loan.id}/return/",
        f"/cases/{card.id}/ask/",
        f"/cases/{card.id}/transfer/",
        f"/cases/{card.id}/part/",
        f"/cases/{card.id}/refuse/",
        f"/cases/{card.id}/grant/",
        "/cases/parts/",
        "/cases/ratings/",
        "/cases/times/",
        "/cases/times/new/",
        "/cases/figures/",
        "/cases/new/",
        f"/cases/new/{at.person.id}/",
        f"/cases/new/{at.person.id}/library/errand/",
    ]
    for phone in (False, True):
        page = entered(opened, ours, phone=phone)
        for path in pages:
            answer = page.goto(path)
            assert answer is not None
            assert answer.status == 200, path
            assert violations(page) == [], path
            wide = too_wide(page)
            assert wide <= 0, (path, wide)
    other = entered(opened, officer(at, "archive"), phone=True)
    other.goto(f"/cases/parts/{part.id}/")
    assert violations(other) == []


def test_I3_somebody_at_a_window_is_found_and_applied_for(at: World, opened: Opened) -> None:
    clerk = factories.post(unit=factories.station(of=at.community), role="registrar")
    page = entered(opened, clerk, script=False)
    page.goto("/cases/new/")
    page.fill("[name=id_number]", files.plain(stay=at.person.stays.get(), field="id_number"))
    page.get_by_role("button", name="查找这个人").click()
    page.get_by_role("link", name=re.compile("借书证")).click()
    page.check("[name='fields.shelf'][value=poems]")
    page.check("[name=seen-photo]")
    page.check("[name=truth]")
    page.get_by_role("button", name="代他提交").click()
    expect(page.locator("main")).to_contain_text("已送到办理单位")
    assert Case.objects.get().channel == "counter"
