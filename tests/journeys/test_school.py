"""A school round in the browser: opened and reviewed, applied for on a phone, allotted, announced, admitted, objected to, reviewed."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests import factories, schooling
from tests.journeys.conftest import Opened, looked, sign_in_staff
from tests.schooling import Family, World

from anju.models import SchoolRound, SchoolWish
from anju.web import access, clock
from anju.web.sessions import SessionStore

pytestmark = pytest.mark.django_db(transaction=True)
Now = Callable[[datetime.datetime], None]


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Now:
    """Set the clock of the pages."""

    def set_to(at: datetime.datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: at)
        monkeypatch.setattr(clock, "today", lambda: at.date())

    set_to(factories.NOW)
    return set_to


def _signed(page: Page, of: Family) -> Page:
    """Sign a guardian in for years."""
    session = SessionStore()
    session[access.RESIDENT] = str(of.who.id)
    session.set_expiry(datetime.timedelta(days=3650))
    session.save()
    page.goto("/")
    assert session.session_key is not None
    page.context.add_cookies([{"name": "anju_session", "value": session.session_key, "url": page.url}])
    return page


def _opens(page: Page, at: World) -> str:
    """Draft a round on the pages; return its address."""
    page.goto("/schools/desk/rounds/new/?year=2026&level=primary&grade=1")
    for name, day in (
        ("first_on", schooling.FIRST),
        ("last_on", schooling.LAST),
        ("announce_on", schooling.ANNOUNCE),
    ):
        page.fill(f"[name={name}]", day.isoformat())
    page.get_by_role("button", name="拟定，交另一人审核").click()
    page.wait_for_url("**/rounds/*-*/")
    at.round = SchoolRound.objects.get()
    return f"/schools/desk/rounds/{at.round.id}/"


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_school_round(opened: Opened, now: Now, script: bool) -> None:
    at = schooling.world(places=(1, 3, 3))
    family = schooling.family(at)
    first, second = opened(), opened()
    sign_in_staff(first, at.first)
    sign_in_staff(second, at.second)
    where = _opens(first, at)
    second.goto(where)
    _press(second, "审核无误，公布")

    now(schooling.OPEN)
    phone = _signed(opened(phone=True, script=script), family)
    phone.goto("/my/school/")
    expect(phone.get_by_text("父母一方有有效的居住证：还缺")).to_be_visible()
    phone.get_by_role("link", name="报名", exact=True).click()
    phone.select_option("[name=wish_1]", str(at.schools[2].id))
    phone.select_option("[name=wish_2]", str(at.schools[0].id))
    phone.locator("[name='fields.contract_months']").fill("24")
    phone.check("[name=truth]")
    _press(phone, "提交报名")
    expect(phone.get_by_text("已报名，等结果")).to_be_visible()
    wish = SchoolWish.objects.get()

    first.goto(where)
    _press(first, "签收新报名")
    first.goto(f"/schools/desk/wishes/{wish.id}/")
    first.check("[name=work][value=yes]")
    _press(first, "保存核对")
    now(schooling.CLOSED)
    first.goto(where)
    _press(first, "按规则试排")
    now(schooling.RESULT)
    second.goto(where)
    _press(second, "复核无误，公布结果")
    second.get_by_role("link", name="预览并录取").click()
    _press(second, "录取勾选的孩子")
    expect(second.get_by_text("已录取1个孩子")).to_be_visible()

    phone.goto(f"/my/school/wishes/{wish.id}/")
    expect(phone.locator(".result")).to_have_text("第三小学")
    phone.get_by_role("link", name="办理进度、补材料、不同意").click()
    _object(phone)
    first.goto(f"/schools/desk/wishes/{wish.id}/")
    first.fill("[name=reason]", "离家近的学校有学位")
    first.select_option("[name=article]", "I5")
    first.select_option("[name=school]", str(at.schools[0].id))
    _press(first, "换学校")
    phone.goto(f"/my/school/wishes/{wish.id}/")
    expect(phone.locator(".result")).to_have_text("第一小学")
    _press(phone, "去这所学校")
    expect(phone.get_by_text("家长已确认")).to_be_visible()
    assert schooling.fresh(wish).state == "accepted"


def _object(page: Page) -> None:
    """Object on the case's page."""
    page.get_by_text("不同意这个结果").click()
    page.fill("[name=objection]", "离家太远了")
    _press(page, "提出异议")


@pytest.mark.parametrize("english", [False, True], ids=["Chinese", "English"])
def test_every_page_of_schools_holds_on_a_phone_and_at_a_desk(opened: Opened, now: Now, english: bool) -> None:
    at = schooling.published()
    family, wish = schooling.joined(at, 0, 1, contract_months="24")
    for _ in range(2):
        schooling.joined(at, 0, 1, of=schooling.family(at))
    now(schooling.OPEN)
    wrong: list[str] = []
    for phone in (True, False):
        page = opened(phone=phone, english=english)
        for path in ("", "rounds/", f"rounds/{at.held.id}/", f"{at.schools[0].id}/?year=2026"):
            # the very first page of a run waits for the whole site to be loaded
            page.goto(f"/schools/{path}", timeout=60_000)
            wrong += looked(page)
        _signed(page, schooling.family(at))
        page.goto("/my/school/")
        wrong += looked(page)
        page.locator("a[href*='/of/']").first.click()
        wrong += looked(page)
        _signed(page, family)
        for path in ("", f"wishes/{wish.id}/", f"wishes/{wish.id}/change/"):
            page.goto(f"/my/school/{path}")
            wrong += looked(page)
    for phone in (True, False):
        desk = opened(phone=phone, english=english)
        sign_in_staff(desk, at.first)
        wrong += _desk(desk, at, wish)
    assert wrong == []


def _desk(desk: Page, at: World, wish: SchoolWish) -> list[str]:
    wrong: list[str] = []
    paths: tuple[Any, ...] = (
        "",
        "new/",
        "places/?year=2026",
        f"{at.schools[0].id}/?year=2026",
        "forecast/",
        "figures/?year=2026",
        "rounds/",
        "rounds/new/?year=2026&level=primary&grade=1",
        f"rounds/{at.held.id}/",
        f"rounds/{at.held.id}/wishes/",
        f"wishes/{wish.id}/",
    )
    for path in paths:
        desk.goto(f"/schools/desk/{path}")
        wrong += looked(desk)
    return wrong
