"""A service on a phone: found among one's rights, applied for, asked about, answered, granted, rated low and followed up;

refused and objected to; completed without JavaScript; a time booked; each page looked at in both languages.
"""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests import complaining, factories, pictures
from tests.journeys.conftest import Opened, sign_in_resident, too_wide, violations

from anju.actions import case as cases
from anju.law.actor import Actor
from anju.models import Booking, Case, CaseRating, Resident, Stay, Unit, Upload
from anju.web import access, clock
from anju.web.sessions import SessionStore

pytestmark = pytest.mark.django_db(transaction=True)
Signed = Callable[..., Page]
NOW, PHONE = factories.NOW, "13853900001"
PLACEMENT, CAR = "human_resources/job_placement", "police/vehicle_registration"
SUBSIDY = "housing/rental_subsidy"
WHY = {"reason": "没有合适的岗位", "article": "notice 二"}


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the morning of the factories' day."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)


@pytest.fixture
def who() -> Resident:
    return factories.resident(phone=PHONE)


@pytest.fixture
def stay(who: Resident) -> Stay:
    return factories.registered(at=factories.community(), who=who)


def _unit(stay: Stay, department: str) -> Unit:
    """Return a department's office in the county of a stay, with the city's above it."""
    county = stay.community.parent.parent  # type: ignore[union-attr]
    above = county.parent  # type: ignore[union-attr]
    kind = {"kind": "office", "department": department}
    city = factories.unit(code=f"{department}-city", level="city", covers=above, **kind)
    found = factories.unit(code=department, level="county", parent=city, covers=county, **kind)
    found.phone, found.place = "0539-8120000", "政务服务中心二楼"
    found.save()
    return found


@pytest.fixture
def office(stay: Stay) -> Unit:
    """The county's human resources bureau, with the city's above it."""
    return _unit(stay, "human_resources")


def _police(stay: Stay) -> Unit:
    """Return the county's police, which registers vehicles."""
    found = factories.station(of=stay.community).parent
    assert found is not None
    return found


def _officer(office: Unit) -> Actor:
    return factories.actor(factories.post(unit=office, role="officer"))


@pytest.fixture
def signed(opened: Opened, who: Resident) -> Signed:
    """Open a phone that is signed in for years."""

    def _signed(*, phone: bool = True, script: bool = True, english: bool = False) -> Page:
        session = SessionStore()
        session[access.RESIDENT] = str(who.id)
        session.set_expiry(datetime.timedelta(days=3650))
        session.save()
        page = opened(phone=phone, script=script, english=english)
        page.goto("/")
        assert session.session_key is not None
        page.context.add_cookies([{"name": "anju_session", "value": session.session_key, "url": page.url}])
        return page

    return _signed


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A paper, as a phone's camera leaves it."""
    found = tmp_path / "paper.jpg"
    found.write_bytes(pictures.jpeg(pictures.paper()))
    return found


def _words(page: Page) -> str:
    return page.locator("main").inner_text()


def _fill(page: Page) -> None:
    page.get_by_label("是", exact=True).check()
    page.get_by_label("想做什么工作").fill("电焊")
    page.get_by_label("每月想要多少元").fill("6000")
    page.get_by_label("上面填的内容和交的材料都是真实的。").check()
    page.get_by_role("button", name="提交申请").click()


def test_from_ones_rights_to_a_low_grade_and_what_came_of_it(signed: Signed, stay: Stay, office: Unit) -> None:
    officer = _officer(office)
    page = signed()
    page.goto("/my/rights/")
    page.get_by_label("您正在找工作吗").select_option("yes")
    page.get_by_role("button", name="再看一次").click()
    page.get_by_role("link", name="申请 职业介绍").click()
    assert "这些已经有了，不用交" in _words(page)
    _fill(page)
    page.wait_for_url("**/?done=sent")
    case = Case.objects.get()
    assert (case.service, case.unit, case.number in _words(page)) == (PLACEMENT, office, True)
    cases.take(case_id=case.id, by=officer, at=NOW)
    cases.ask(case_id=case.id, words="能上夜班吗？", by=officer, at=NOW)
    page.goto("/my/")
    page.get_by_role("link", name="回答一个问题").click()
    page.get_by_label("您的答复").fill("能")
    page.get_by_role("button", name="送出答复").click()
    page.wait_for_url("**/?done=answered")
    cases.grant(case_id=case.id, words="明天9点到兰田市场面试", by=officer, at=NOW)
    page.goto("/my/cases/")
    page.get_by_role("link", name="可以评价").click()
    assert "明天9点到兰田市场面试" in _words(page)
    page.get_by_label("非常不满意").check()
    page.get_by_label("哪里好，哪里不好").fill("等太久")
    page.get_by_role("button", name="送出评价").click()
    page.wait_for_url("**/?done=rated")
    row = CaseRating.objects.get()
    assert row.follow_unit is not None
    above = _officer(row.follow_unit)
    cases.follow_up(rating_id=row.id, words="加派了人手", done=True, by=above, at=NOW)
    page.reload()
    assert "加派了人手" in _words(page)


def test_from_the_guide_through_the_sign_in_without_javascript(opened: Opened, stay: Stay, office: Unit) -> None:
    page = opened(phone=True, script=False)
    page.goto(f"/services/{PLACEMENT}/")
    page.get_by_role("link", name="申请", exact=True).click()
    sign_in_resident(page, phone=PHONE)
    page.wait_for_url(f"**/my/cases/new/{PLACEMENT}/")
    page.get_by_role("button", name="提交申请").click()
    assert "请填写这一项。" in _words(page)
    _fill(page)
    page.wait_for_url("**/?done=sent")
    case, officer = Case.objects.get(), _officer(office)
    cases.give_back(case_id=case.id, missing={"fields.trade": "写明会不会气保焊"}, by=officer, at=NOW)
    page.goto("/my/cases/")
    page.get_by_role("link", name="看缺什么，一次补齐").click()
    page.get_by_role("link", name="现在补齐").click()
    assert page.get_by_label("每月想要多少元").input_value() == "6000"
    page.get_by_label("想做什么工作").fill("电焊，会气保焊")
    page.get_by_label("上面填的内容和交的材料都是真实的。").check()
    page.get_by_role("button", name="交上补正").click()
    page.wait_for_url("**/?done=completed")
    cases.take(case_id=case.id, by=officer, at=NOW)
    cases.refuse(case_id=case.id, **WHY, by=officer, at=NOW)
    page.goto(f"/my/cases/{case.id}/")
    page.get_by_text("不同意这个结果").click()
    page.get_by_label("您为什么不同意").fill("前天还有岗位")
    page.get_by_role("button", name="提出异议").click()
    page.wait_for_url("**/?done=objected")
    assert "最晚哪天复核完" in _words(page)


def test_a_photo_is_taken_once_and_kept_while_something_else_is_wrong(signed: Signed, stay: Stay, photo: Path) -> None:
    _unit(stay, "housing")
    page = signed()
    page.goto(f"/my/cases/new/{SUBSIDY}/")
    assert violations(page) == []
    page.locator("[name=papers-lease]").last.set_input_files(photo)
    page.wait_for_function("() => Array.from(document.querySelectorAll('[data-picture]')).every(i => i.validity.valid)")
    page.get_by_label("每月房租多少元").fill("800")
    page.get_by_role("button", name="提交申请").click()
    assert "请填写这一项。" in _words(page)
    assert page.locator("[name=papers-lease-given]").count() == 1
    page.get_by_label("几个人一起住").fill("3")
    page.get_by_label("上面填的内容和交的材料都是真实的。").check()
    page.get_by_role("button", name="提交申请").click()
    page.wait_for_url("**/?done=sent")
    page.get_by_text("您填的和交的").click()
    page.get_by_role("link", name="看照片 房屋租赁合同").click()
    assert page.url.endswith(f"/my/uploads/{Upload.objects.get().id}/")


def _times(office: Unit, service: str = "") -> None:
    starts = [factories.later(days=day, hours=hour) for day in (1, 2, 5) for hour in (0, 1, 2)]
    by = _officer(office)
    cases.open_times(starts=starts, minutes=30, seats=3, place="车管所一楼3号窗口", service_id=service, by=by, at=NOW)


def test_a_time_is_booked_and_let_go_again(signed: Signed, stay: Stay) -> None:
    _times(_police(stay))
    page = signed()
    page.goto(f"/services/{CAR}/")
    page.get_by_role("link", name="约时间").click()
    page.locator("[name=slot]").first.check()
    page.get_by_role("button", name="约这个时间").click()
    page.wait_for_url("**/my/times/?done=booked")
    assert "机动车登记" in _words(page)
    page.get_by_role("link", name="取消或者换时间").click()
    page.get_by_role("button", name="取消这个时间").click()
    page.wait_for_url("**/my/times/?done=cancelled")
    assert Booking.objects.get().state == "cancelled"


def test_what_is_booked_becomes_a_case_at_the_window_and_is_rated(signed: Signed, stay: Stay) -> None:
    office = _police(stay)
    officer, clerk = _officer(office), factories.actor(complaining.clerk(complaining.hall(stay.community)))
    raw = {"fields": {"vehicle": "五菱宏光"}, "papers": {"vehicle_papers": {"seen": "on"}}, "truth": "on"}
    case = cases.apply(person_id=stay.person_id, service_id=CAR, raw=raw, by=clerk, at=NOW)
    cases.take(case_id=case.id, by=officer, at=NOW)
    cases.grant(case_id=case.id, words="车牌当场给了", by=officer, at=NOW)
    page = signed()
    page.goto("/my/cases/")
    page.get_by_role("link", name="机动车登记").click()
    assert "车牌、行驶证、登记证书" in _words(page)
    page.get_by_label("非常满意", exact=True).check()
    page.get_by_role("button", name="送出评价").click()
    page.wait_for_url("**/?done=rated")
    assert CaseRating.objects.get().follow_up == "none"


def _look(page: Page, *addresses: str) -> list[str]:
    found = []
    for address in addresses:
        answer = page.goto(address)
        found += [] if answer is not None and answer.status == 200 else [f"{address} does not open"]
        found += violations(page)
        wide = too_wide(page)
        found += [f"{address} is {wide} px wider than the screen"] if wide > 0 else []
    return found


@pytest.mark.parametrize("english", [False, True], ids=["Chinese", "English"])
def test_every_page_in_every_state(signed: Signed, stay: Stay, who: Resident, office: Unit, english: bool) -> None:
    page, officer = signed(english=english), _officer(office)
    _times(_police(stay))
    new, time, list_ = f"/my/cases/new/{PLACEMENT}/", f"/my/times/new/{CAR}/", "/my/cases/"
    found = _look(page, list_, new, "/my/rights/", time, "/my/times/", f"/services/{PLACEMENT}/")
    by = Actor(kind="resident", id=who.id, role="resident")
    raw = {"fields": {"seeks_work": "yes", "trade": "电焊"}, "papers": {}, "truth": "on"}
    case = cases.apply(person_id=stay.person_id, service_id=PLACEMENT, raw=raw, by=by, at=NOW)
    one = f"/my/cases/{case.id}/"
    found += _look(page, list_, f"{one}?done=sent", f"{one}withdraw/")
    cases.give_back(case_id=case.id, missing={"fields.trade": "写明会不会气保焊"}, by=officer, at=NOW)
    found += _look(page, "/my/", list_, one, f"{one}complete/")
    cases.complete(case_id=case.id, raw=raw, by=by, at=NOW)
    cases.take(case_id=case.id, by=officer, at=NOW)
    cases.ask(case_id=case.id, words="能上夜班吗？", by=officer, at=NOW)
    found += _look(page, list_, one)
    cases.refuse(case_id=case.id, **WHY, by=officer, at=NOW)
    found += _look(page, list_, one)
    page.get_by_text("不同意这个结果" if not english else "I disagree with this").click()
    cases.rate(case_id=case.id, grade="dissatisfied", words="…", by=by, at=NOW)
    found += violations(page) + _look(page, one)
    cases.protest(case_id=case.id, words="…", by=by, at=NOW)
    found += _look(page, one)
    page.goto(time)
    page.locator("[name=slot]").first.check()
    page.locator("main form button").last.click()
    page.wait_for_url("**/my/times/**")
    found += _look(page, "/my/times/", time, f"/my/times/{Booking.objects.get().id}/cancel/")
    assert found == []
