"""The wage claim: sent on a phone, urgent at the desk, mediation fails, arbitration, award; a lawyer of legal aid is named.

Every page is looked at: nothing wider than the screen, nothing against WCAG 2.2 AA, in both languages.
"""

import pytest
from playwright.sync_api import Page, expect
from tests import disputing, factories
from tests.disputing import NOW
from tests.journeys.conftest import Opened, looked, sign_in_resident, sign_in_staff

from anju.actions import case as cases
from anju.law.dispute import kinds
from anju.models import Case, Dispute, LegalAid
from anju.web import clock

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = "13911110029"


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the morning of the factories' day."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)


@pytest.fixture
def here() -> disputing.World:
    return disputing.world(phone=PHONE)


def patient(page: Page) -> Page:
    """Let a page wait: the first of a run makes what is made once."""
    page.set_default_timeout(60_000)
    return page


def step(page: Page, name: str) -> None:
    """Fold out the step of a name, if it isn't."""
    fold = page.locator("details.card", has=page.locator("summary", has_text=name)).first
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()


def press(page: Page, name: str) -> None:
    """Press a button and wait for what comes."""
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def test_a_wage_claim_from_the_phone_to_the_award(opened: Opened, here: disputing.World) -> None:
    waits = disputing.sent(here, kinds.ARBITRATION)
    cases.withdraw(case_id=waits.id, by=here.me, at=NOW)
    slow = disputing.sent(disputing.world("002"), kinds.ARBITRATION)
    mine = patient(opened(phone=True))
    sign_in_resident(mine, phone=PHONE)
    mine.goto("/my/disputes/")
    wrong = looked(mine, unfold="main details.card")
    mine.get_by_role("link", name="被拖欠工资").click()
    mine.get_by_label("是", exact=True).first.check()
    mine.get_by_label("谁欠您的").fill("红星建筑公司")
    mine.get_by_label("欠多少元").fill("18000")
    mine.get_by_label("什么时候的工资").fill("去年冬天")
    mine.get_by_label("上面填的内容和交的材料都是真实的").check()
    press(mine, "提交申请")
    case = Case.objects.get(service=kinds.WAGE_CLAIM)
    # at the desk it stands first, before what came earlier
    desk = patient(opened())
    sign_in_staff(desk, here.post())
    desk.goto("/disputes/")
    wrong += looked(desk, unfold="main details.card")
    assert desk.locator("td.mono a").all_inner_texts() == [case.number, slow.number]
    desk.get_by_role("link", name=case.number).click()
    wrong += looked(desk, unfold="main details.card")
    press(desk, "签收并开始")
    step(desk, "约双方调解")
    desk.get_by_label("哪天", exact=True).fill("2026-03-10")
    desk.get_by_label("几点").fill("09:30")
    desk.get_by_label("地点", exact=True).fill("二楼调解室")
    desk.get_by_label("电话通知").check()
    wrong += looked(desk, unfold="main details.card")
    press(desk, "通知双方")
    mine.goto(f"/my/disputes/{case.id}/")
    expect(mine.locator("main")).to_contain_text("请您来调解")
    wrong += looked(mine, unfold="main details.card")
    # the other side doesn't come, and the mediation ends
    desk.get_by_label("改期").check()
    press(desk, "保存")
    step(desk, "没有谈成")
    desk.get_by_label("对方没有来").last.check()
    press(desk, "终止调解")
    mine.reload()
    expect(mine.locator("main")).to_contain_text("到这一天为止")
    wrong += looked(mine, unfold="main details.card")
    press(mine, "申请法律援助")
    mine.goto(f"/my/disputes/{case.id}/")
    press(mine, "申请仲裁")
    claim = Case.objects.get(service=kinds.ARBITRATION, person=here.person, state="sent")
    desk.goto(f"/disputes/{claim.id}/")
    # nothing is asked twice
    assert desk.get_by_label("对方的名称或者姓名").input_value() == "红星建筑公司"
    press(desk, "签收并开始")
    step(desk, "符合条件，受理")
    press(desk, "受理")
    wrong += looked(desk, unfold="main details.card")
    step(desk, "作出裁决")
    desk.get_by_label("裁决结果，本人看得到").fill("公司付18000元。")
    press(desk, "裁决")
    assert Dispute.objects.get(case=claim).state == "awarded"
    mine.goto(f"/my/disputes/{claim.id}/")
    expect(mine.locator("main")).to_contain_text("公司付18000元")
    wrong += looked(mine, unfold="main details.card")
    desk.goto("/disputes/figures/")
    wrong += looked(desk, unfold="main details.card")
    assert wrong == []


def test_a_lawyer_is_named_and_the_person_sees_whom(opened: Opened, here: disputing.World) -> None:
    aid, _ = disputing.granted_aid(here)
    desk = patient(opened())
    sign_in_staff(desk, here.post(here.justice))
    desk.goto("/disputes/lawyers/")
    wrong = looked(desk, unfold="main details.card")
    desk.get_by_role("link", name=aid.case.number).click()
    press(desk, "指派律师")
    # what is missing is said at each entry
    assert desk.locator(".invalid-feedback").count() == 3
    wrong += looked(desk, unfold="main details.card")
    desk.get_by_label("律师姓名").fill("周律师")
    desk.get_by_label("律师事务所").fill("沂蒙律师事务所")
    desk.get_by_label("电话", exact=True).fill("0539-8100000")
    press(desk, "指派律师")
    assert LegalAid.objects.get().named_at is not None
    mine = patient(opened(phone=True))
    sign_in_resident(mine, phone=PHONE)
    mine.goto(f"/my/disputes/{aid.case_id}/")
    expect(mine.locator("main")).to_contain_text("沂蒙律师事务所")
    wrong += looked(mine, unfold="main details.card")
    assert wrong == []


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
def test_every_page_reads_in_english_and_fits_both_screens(opened: Opened, here: disputing.World, phone: bool) -> None:
    made, _ = disputing.agreed(here, kinds.MEDIATION)
    claim, _ = disputing.accepted(disputing.world("002"))
    failed, _ = disputing.failed(disputing.world("003"), kinds.PEOPLES)
    page = patient(opened(phone=phone, english=True))
    sign_in_staff(page, here.post())
    wrong: list[str] = []
    for address in ("/disputes/", f"/disputes/{made.case_id}/", f"/disputes/{claim.case_id}/", "/disputes/figures/"):
        page.goto(address)
        wrong += looked(page, unfold="main details.card")
    page = patient(opened(phone=phone, english=True))
    sign_in_resident(page, phone=PHONE)
    for address in ("/my/disputes/", f"/my/disputes/{made.case_id}/"):
        page.goto(address)
        wrong += looked(page, unfold="main details.card")
        # names and what was typed apart, nothing is left in Chinese
        expect(page.locator("h1")).not_to_contain_text("纠纷")
    assert failed.state == "failed"
    assert wrong == []
