"""The residence permit on a phone: from the application to the card, returned and completed, endorsed in time and late,
lost and replaced; without JavaScript and by keyboard too, each page looked at in both languages.
"""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests import factories, permits, pictures
from tests.journeys.conftest import Opened, too_wide, violations
from tests.pages.citizen import permitting

from anju.actions import card as cards
from anju.actions import permit as acts
from anju.actions import stay as stays
from anju.actions import upload as uploads
from anju.actions.night import permits as night
from anju.actions.permit import ending
from anju.models import Card, Endorsement, Permit, PermitFile, Resident, Stay
from anju.web import access
from anju.web.sessions import SessionStore

pytestmark = pytest.mark.django_db(transaction=True)
Signed = Callable[..., Page]


@pytest.fixture
def who() -> Resident:
    return factories.resident()


@pytest.fixture
def stay(who: Resident) -> Stay:
    return permits.registered(who=who)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[..., datetime.datetime]:
    """Let it be so long after the first day on which one can apply."""

    def _at(**delta: float) -> datetime.datetime:
        moment = permits.when(**delta)
        permitting.at(monkeypatch, moment)
        return moment

    _at()
    return _at


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
def shots(tmp_path: Path) -> dict[str, Path]:
    """A contract and a portrait, as a phone's camera leaves them."""
    made = {
        "paper": pictures.paper(),
        "face": pictures.portrait(),
        "poor": pictures.portrait(wall=(60, 40, 30), blur=14),
    }
    found = {}
    for name, image in made.items():
        found[name] = tmp_path / f"{name}.jpg"
        found[name].write_bytes(pictures.jpeg(image))
    return found


def _next(page: Page, button: str = "下一步") -> None:
    page.get_by_role("button", name=button, exact=True).click()


def _apply(page: Page, shots: dict[str, Path]) -> None:
    """Go from the countdown's page to the last look."""
    page.goto("/my/permit/")
    page.get_by_role("link", name="申领居住证").click()
    page.get_by_role("button", name="开始").click()
    page.get_by_label("合法稳定住所").check()
    _next(page)
    page.get_by_label("房屋租赁合同").check()
    page.locator("[name=papers]").last.set_input_files(shots["paper"])
    page.wait_for_function("() => Array.from(document.querySelectorAll('[data-picture]')).every(i => i.validity.valid)")
    page.get_by_label("到期日期").fill("2029-12-31")
    _next(page)
    page.locator("[name=portrait]").last.set_input_files(shots["face"])
    page.wait_for_function("() => Array.from(document.querySelectorAll('[data-picture]')).every(i => i.validity.valid)")
    _next(page)
    page.get_by_label("是什么民族？").select_option("汉")
    _next(page)
    page.locator("[name=collect_at]").first.check()
    _next(page)


def _made(file: PermitFile, moment: datetime.datetime) -> Card:
    """Accept, sign and make, as three officers do; return the card that waits."""
    acts.accept(file_id=file.id, by=permits.registrar(file.stay), at=moment)
    county = permits.county_police(file.stay)
    permit = acts.sign(file_id=file.id, by=county, at=moment)
    card = permits.card(permit)
    cards.send(authority=card.authority_id, card_ids=[card.id], by=county, at=moment)
    cards.receive(card_id=card.id, card_number=f"LY{card.id.int % 10**8:08d}", by=county, at=moment)
    return card


def _held(stay: Stay, moment: datetime.datetime) -> Permit:
    """Return a permit whose card its holder has."""
    file = permits.applied(stay=stay, at=moment)
    card = _made(file, moment)
    cards.hand_over(card_id=card.id, how="id", by=permits.registrar(stay), at=moment)
    return Permit.objects.get(person_id=stay.person_id)


def _words(page: Page) -> str:
    return page.locator("main").inner_text()


def test_from_the_application_to_the_card(
    signed: Signed, at: Callable[..., datetime.datetime], stay: Stay, shots: dict[str, Path]
) -> None:
    page = signed()
    _apply(page, shots)
    assert page.url.endswith("/my/permit/apply/check/")
    assert violations(page) == []
    page.get_by_label("上面填的内容和交的材料都是真实的。").check()
    page.get_by_role("button", name="提交申请").click()
    assert "已经收到您的申请" in _words(page)
    file = PermitFile.objects.get()
    acts.accept(file_id=file.id, by=permits.registrar(stay), at=at(hours=1))
    page.get_by_role("link", name="看进度").click()
    assert "先到，算这个" in _words(page)
    page.get_by_role("link", name="申请详情和材料下载").click()
    with page.expect_response("**/papers/collection/") as paper:
        page.evaluate("fetch(document.querySelector('a[href$=\"/papers/collection/\"]').href)")
    assert paper.value.headers["content-type"] == "application/pdf"
    county = permits.county_police(stay)
    card = permits.card(acts.sign(file_id=file.id, by=county, at=at(days=3)))
    cards.send(authority=card.authority_id, card_ids=[card.id], by=county, at=at(days=3))
    cards.receive(card_id=card.id, card_number="LY00000001", by=county, at=at(days=5))
    page.goto("/my/permit/")
    assert "做好了，可以去领" in _words(page)
    cards.hand_over(card_id=card.id, how="receipt", receipt=file.number, by=permits.registrar(stay), at=at(days=6))
    page.reload()
    assert "在您手里" in _words(page)
    page.get_by_role("link", name="出示电子居住证").click()
    assert page.get_by_role("img", name="扫码核验这张居住证").is_visible()
    assert "有效" in _words(page)


def test_without_javascript_a_returned_application_is_completed(
    signed: Signed, at: Callable[..., datetime.datetime], stay: Stay, shots: dict[str, Path]
) -> None:
    dark, by = shots["poor"].read_bytes(), permits.sender(stay)
    before = uploads.keep(data=dark, purpose="portrait", by=by, at=at())
    file = permits.applied(stay=stay, at=at(), portrait=str(before.id))
    acts.give_back(file_id=file.id, missing=[("portrait", "脸太暗")], by=permits.registrar(stay), at=at(hours=1))
    page = signed(script=False)
    page.goto("/my/permit/")
    assert "本人相片不符合制证要求" in _words(page)
    page.get_by_role("button", name="现在补齐").click()
    page.get_by_role("link", name="改 本人相片").click()
    assert "背景可能太暗或者太花" in _words(page)
    page.locator("[name=portrait]").last.set_input_files(shots["face"])
    page.get_by_role("button", name="就用这张，下一步").click()
    page.get_by_label("上面填的内容和交的材料都是真实的。").check()
    page.get_by_role("button", name="交上补正").click()
    assert "已经收到您的申请" in _words(page)
    file.refresh_from_db()
    assert file.state == "applied"


def test_in_the_window_one_tap_endorses(signed: Signed, at: Callable[..., datetime.datetime], stay: Stay) -> None:
    permit = _held(stay, at())
    stays.confirm(stay_id=stay.id, by=permits.sender(stay), at=at(days=335))
    at(days=340)
    page = signed()
    page.goto("/my/permit/")
    page.get_by_role("link", name="现在签注").click()
    page.get_by_role("button", name="没有变化，签注").click()
    assert "签注办好了" in _words(page)
    permit.refresh_from_db()
    assert (permit.endorsed, permit.state) == (1, "valid")
    assert Endorsement.objects.get().late is False


def test_too_late_the_page_shows_both_dates_and_restores_at_once(
    signed: Signed, at: Callable[..., datetime.datetime], stay: Stay
) -> None:
    permit = _held(stay, at())
    stays.confirm(stay_id=stay.id, by=permits.sender(stay), at=at(days=370))
    moment = at(days=380)
    night.suspend_permits(on=moment.date(), at=moment)
    page = signed(script=False)
    page.goto("/my/permit/")
    assert "功能中止" in _words(page)
    page.get_by_role("link", name="补办签注，恢复功能").click()
    assert "从补办那天重新算" in _words(page)
    assert "只扣掉中止的天数" in _words(page)
    page.get_by_role("button", name="没有变化，签注").click()
    permit.refresh_from_db()
    assert (permit.state, permit.suspended_on) == ("valid", None)
    assert "有效" in _words(page)


def test_by_keyboard_a_lost_card_is_reported_and_replaced(
    signed: Signed, at: Callable[..., datetime.datetime], stay: Stay
) -> None:
    permit = _held(stay, at())
    page = signed(phone=False)
    page.goto(f"/my/permit/of/{stay.person_id}/card/")
    page.get_by_role("button", name="马上挂失").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/card/?done=lost")
    page.get_by_role("button", name="申请补领").focus()
    page.keyboard.press("Enter")
    for slug in ("portrait", "collect"):
        page.wait_for_url(f"**/apply/{slug}/")
        page.get_by_role("button", name="下一步").focus()
        page.keyboard.press("Enter")
    page.wait_for_url("**/apply/check/")
    page.get_by_label("上面填的内容和交的材料都是真实的。").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?sent=1")
    file = PermitFile.objects.get(kind="replace")
    card = _made(file, at(days=1))
    cards.hand_over(card_id=card.id, how="id", by=permits.registrar(stay), at=at(days=2))
    page.goto("/my/permit/")
    assert "在您手里" in _words(page)
    assert sorted(Card.objects.filter(permit=permit).values_list("state", flat=True)) == ["held", "void"]


def _look(page: Page, *addresses: str) -> list[str]:
    found = []
    for address in addresses:
        page.goto(address)
        found += violations(page)
        wide = too_wide(page)
        found += [f"{address} is {wide} px wider than the screen"] if wide > 0 else []
    return found


@pytest.mark.parametrize("english", [False, True], ids=["Chinese", "English"])
def test_every_page_in_every_state(
    signed: Signed, at: Callable[..., datetime.datetime], stay: Stay, who: Resident, english: bool
) -> None:
    page, base, ask = signed(english=english), f"/my/permit/of/{stay.person_id}/", "/my/permit/apply/"
    at(days=-30)
    found = _look(page, "/my/", "/my/permit/", f"{base}apply/")
    moment = at()
    found += _look(page, "/my/permit/", f"{base}apply/")
    page.locator("main form button").last.click()
    found += _look(
        page, *(f"{ask}{slug}/" for slug in ("ground", "proof", "portrait", "ethnicity", "collect", "check"))
    )
    file = permits.applied(stay=stay, at=moment)
    found += _look(page, "/my/permit/", f"/my/permit/files/{file.id}/?sent=1")
    acts.give_back(file_id=file.id, missing=[("portrait", "…")], by=permits.registrar(stay), at=moment)
    found += _look(page, "/my/permit/", f"/my/permit/files/{file.id}/", f"/my/permit/files/{file.id}/withdraw/")
    acts.accept(file_id=file.id, by=permits.registrar(stay), at=moment)
    found += _look(page, "/my/permit/", f"/my/permit/files/{file.id}/")
    permit = acts.sign(file_id=file.id, by=permits.county_police(stay), at=moment)
    Card.objects.update(state="held")
    found += _look(page, "/my/permit/", *(f"{base}{name}/" for name in ("code", "endorse", "card", "hand-back")))
    cards.report_lost(card_id=permits.card(permit).id, by=permits.sender(stay), at=moment)
    found += _look(page, f"{base}card/")
    moment = at(days=380)
    night.suspend_permits(on=moment.date(), at=moment)
    note = {"reason": "no_ground", "basis": "visit", "note": "…", "on": moment.date()}
    ending.propose(permit_id=permit.id, by=permits.chief(stay), at=moment, **note)
    found += _look(page, "/my/permit/", *(f"{base}{name}/" for name in ("code", "endorse", "object")))
    ending.hand_back(permit_id=permit.id, by=permits.sender(stay), at=moment)
    found += _look(page, "/my/permit/")
    assert found == []
