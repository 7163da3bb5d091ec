"""A flat of public rental housing: applied for on a phone, granted, offered by the order, accepted, published, let; and an award.

Every page is looked at: nothing wider than the screen, nothing against WCAG 2.2 AA, in both languages.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests import factories, renting
from tests.journeys.conftest import Opened, looked, sign_in_resident, sign_in_staff
from tests.renting import CITED, World

from anju.actions import rental
from anju.models import Award, Case, Nomination, Post, RentalEntry
from anju.web import clock

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = "13911110031"
Moved = Callable[[int], None]


@pytest.fixture(autouse=True)
def later(monkeypatch: pytest.MonkeyPatch) -> Moved:
    """Let it be the morning of the factories' day, or so many days on."""

    def _now(days: int) -> None:
        at = factories.later(days=days)
        monkeypatch.setattr(clock, "now", lambda: at)
        monkeypatch.setattr(clock, "today", lambda: at.date())

    _now(0)
    return _now


@pytest.fixture
def at() -> World:
    """A housing office."""
    return renting.world()


def press(page: Page, name: str) -> None:
    """Press a button and wait for what comes."""
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state()


def test_a_flat_from_the_application_to_the_lease(opened: Opened, at: World, later: Moved) -> None:
    renting.round_(at)
    who = factories.resident(phone=PHONE)
    factories.registered(at=at.here, who=who)
    mine = opened(phone=True)
    sign_in_resident(mine, phone=PHONE)
    mine.goto("/rental/")
    wrong = looked(mine, unfold="main details")
    mine.get_by_role("link", name="申请公租房").click()
    mine.get_by_label("几个人一起住").fill("2")
    mine.get_by_label("上面填的内容和交的材料都是真实的").check()
    press(mine, "提交申请")
    # two officers of the office grant it
    renting.granted(at, Case.objects.get(service=renting.SERVICE))
    mine.goto("/my/rental/")
    wrong += looked(mine, unfold="main details")
    mine.get_by_role("link", name="第 1 位").click()
    expect(mine.get_by_role("heading", level=1)).to_have_text("您排第 1 位")
    wrong += looked(mine, unfold="main details")
    desk = opened()
    sign_in_staff(desk, Post.objects.select_related("staff").get(id=at.one.post_id))
    desk.goto("/rental/desk/")
    wrong += looked(desk, unfold="main details")
    desk.get_by_role("link", name="房源", exact=True).click()
    for label, value in (("小区", "安居苑"), ("楼号房号", "3-502"), ("几间", "1"), ("面积", "42"), ("月租金", "360")):
        desk.get_by_label(label).fill(value)
    press(desk, "列入")
    desk.get_by_role("link", name="安居苑 3-502").click()
    wrong += looked(desk, unfold="main details")
    press(desk, "分给他们")
    mine.reload()
    expect(mine.locator("main")).to_contain_text("360")
    wrong += looked(mine, unfold="main details")
    press(mine, "要这套房")
    expect(mine.get_by_role("status")).to_contain_text("已接受")
    # everybody can read it while it is published
    public = opened(phone=True)
    public.goto(f"/rental/{at.unit.id}/results/")
    expect(public.locator("main")).to_contain_text("安居苑 3-502")
    wrong += looked(public, unfold="main details")
    later(8)
    entry = RentalEntry.objects.get()
    desk.goto(f"/rental/desk/{entry.id}/")
    desk.get_by_label("起租日").fill("2026-04-01")
    desk.get_by_label("到期日").fill("2029-03-31")
    wrong += looked(desk, unfold="main details")
    press(desk, "签合同")
    expect(desk.locator("main .badge").first).to_have_text("已入住")
    mine.reload()
    expect(mine.locator("main")).to_contain_text("2029")
    wrong += looked(mine, unfold="main details")
    assert wrong == []


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize("english", [False, True], ids=["Chinese", "English"])
def test_every_page_of_it_fits_and_can_be_read(opened: Opened, at: World, english: bool, phone: bool) -> None:
    before = factories.later(days=-7)
    first, other = renting.family(at, when=before, need="elderly"), renting.family(at, when=before)
    renting.round_(at, order="draw")
    told = {"what": "end", "cause": "conditions", "reason": "买了房", "article": CITED}
    rental.propose(entry_id=other.entry.id, **told, by=at.one, at=factories.NOW)
    said = rental.protest(entry_id=other.entry.id, about="place", words_="错了", by=other.me, at=factories.NOW)
    renting.offered(at, first)
    flat = renting.flat(at, number="2")
    page = opened(phone=phone, english=english)
    sign_in_staff(page, Post.objects.select_related("staff").get(id=at.three.post_id))
    desk = ["", "flats/", f"flats/{flat.id}/", "rounds/", "objections/", f"objections/{said.id}/", "figures/"]
    desk += [f"{first.entry.id}/", f"{other.entry.id}/"]
    wrong = _each(page, [f"/rental/desk/{one}" for one in desk] + ["/rental/", f"/rental/{at.unit.id}/"])
    home = opened(phone=phone, english=english)
    rental.accept(entry_id=first.entry.id, by=first.me, at=factories.NOW)
    sign_in_resident(home, phone=_phone_of(other))
    wrong += _each(home, [f"/my/rental/{other.entry.id}/", f"/my/rental/{other.entry.id}/object/", "/settlement/"])
    assert wrong == []


def test_an_award_from_the_nomination_to_the_thanks(opened: Opened, at: World, later: Moved) -> None:
    covers = at.unit.coverage.get().division
    unit = factories.unit(code="zf-1", kind="office", department="government", level="county", covers=covers)
    one, two = (factories.post(unit=unit, role="officer") for _ in range(2))
    desk, second = opened(), opened()
    sign_in_staff(desk, one)
    sign_in_staff(second, two)
    desk.goto("/awards/desk/")
    wrong = looked(desk, unfold="main details")
    desk.get_by_label("评选名称").fill("最美新市民")
    desk.get_by_label("评选条件").fill("热心助人，在本地居住满一年。")
    desk.get_by_label("开始推荐").fill("2026-03-01")
    desk.get_by_label("截止推荐").fill("2026-03-31")
    press(desk, "发布")
    made = Award.objects.get()
    factories.resident(phone=PHONE)
    neighbour, hero = opened(phone=True), opened(phone=True, english=True)
    sign_in_resident(neighbour, phone="13911110032")
    neighbour.goto("/awards/")
    wrong += looked(neighbour, unfold="main details")
    neighbour.get_by_role("link", name="最美新市民").click()
    neighbour.get_by_role("link", name="推荐").click()
    neighbour.get_by_label("别人").check()
    neighbour.get_by_label("姓名").fill("李四")
    neighbour.get_by_label("对方的手机号").fill(PHONE)
    neighbour.get_by_label("做了什么？").fill("跳进河里救起一个孩子")
    wrong += looked(neighbour, unfold="main details")
    press(neighbour, "提交推荐")
    found = Nomination.objects.get()
    where = f"/awards/desk/nominations/{found.id}/"
    desk.goto(where)
    desk.get_by_label("建议表彰").check()
    desk.get_by_label("理由").fill("派出所证明属实")
    press(desk, "交另一人复审")
    second.goto(where)
    wrong += looked(second, unfold="main details")
    sign_in_resident(hero, phone=PHONE)
    hero.goto("/my/awards/")
    wrong += looked(hero, unfold="main details")
    press(hero, "I agree")
    second.reload()
    second.get_by_label("公示的事迹").fill("救起落水儿童")
    press(second, "同意，公示")
    neighbour.goto(f"/awards/{made.id}/")
    expect(neighbour.locator("main")).to_contain_text("李四")
    wrong += looked(neighbour, unfold="main details")
    neighbour.get_by_role("link", name="我有异议").click()
    wrong += looked(neighbour, unfold="main details")
    later(8)
    desk.goto(f"/awards/desk/{made.id}/")
    wrong += looked(desk, unfold="main details")
    desk.goto(where)
    press(desk, "公示期满，表彰")
    expect(desk.locator("main .badge").first).to_have_text("已表彰")
    found.refresh_from_db()
    assert (wrong, found.state) == ([], "given")


def _each(page: Page, addresses: list[str]) -> list[str]:
    wrong = []
    for address in addresses:
        page.goto(address)
        wrong += looked(page, unfold="main details")
    return wrong


def _phone_of(found: renting.Family) -> str:
    return factories.seal.unseal(data=bytes(found.who.phone or b""), column="resident.phone", owner=found.who.id)
