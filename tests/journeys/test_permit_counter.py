"""Permits at the counter in a browser: returned and completed, refused, signed off together, endorsed late; every page looked at."""

import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests import endorsing, factories, permits, pictures
from tests.journeys.conftest import Opened, sign_in_staff, too_wide, violations

from anju.actions import permit as acts
from anju.actions import upload as uploads
from anju.actions.permit import ending
from anju.law.actor import Actor
from anju.models import Division, Endorsement, Permit, PermitFile, Suspension, Upload
from anju.web import clock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def half_a_year_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the day on which whoever registered on the factories' day can get a permit."""
    monkeypatch.setattr(clock, "now", permits.when)
    monkeypatch.setattr(clock, "today", lambda: permits.HALF_YEAR)


@pytest.fixture(autouse=True)
def pictures_to_look_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let papers and portraits be pictures that a browser can show."""

    def upload(*, by: Actor, purpose: str = "proof") -> Upload:
        image = pictures.portrait() if purpose == "portrait" else pictures.paper()
        return uploads.keep(data=pictures.jpeg(image), purpose=purpose, by=by, at=factories.NOW)

    monkeypatch.setattr(permits, "upload", upload)


def applied() -> PermitFile:
    """Return an application of somebody new."""
    return permits.applied(who=factories.resident())


def accepted() -> PermitFile:
    """Return an accepted application of somebody new."""
    return permits.accepted(who=factories.resident())


def state(file: PermitFile) -> str:
    """Return how a file stands now."""
    return permits.again(file).state


def suspended() -> endorsing.Held:
    """Return somebody whose permit was not endorsed a year ago."""
    one, start = endorsing.held(issued_on=datetime.date(2024, 7, 10)), datetime.date(2025, 7, 11)
    Permit.objects.filter(id=one.permit.id).update(state="suspended", suspended_on=start)
    Suspension.objects.create(permit=one.permit, person_id=one.permit.person_id, number=1, start=start)
    return one


def asked() -> Endorsement:
    """Return a request for endorsement that waits for an officer."""
    one = endorsing.held(issued_on=datetime.date(2025, 9, 10), proven=False)
    return Endorsement.objects.create(
        permit=one.permit,
        person_id=one.permit.person_id,
        station=one.permit.station,
        number=1,
        state="asked",
        channel="online",
        ground="dwelling",
        asked_at=permits.when(),
        due_on=datetime.date(2026, 9, 18),
    )


def test_returned_by_keyboard_and_completed_at_the_counter_without_javascript(
    opened: Opened, place: Division, tmp_path: Path
) -> None:
    file = applied()
    page = opened()
    sign_in_staff(page, factories.registrar(of=place))
    page.goto("/counter/permits/")
    for key in ("j", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url(f"**/files/{file.id}/**")
    page.keyboard.press("r")
    page.wait_for_url("**/return/")
    # the proof can't be read, the photo can't be used: told at once
    for key in ("3", "6"):
        page.keyboard.press(key)
    page.fill("[name='note.portrait']", "背景太暗，请重拍")
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.wait_for_url("**/?done=returned")
    assert "背景太暗，请重拍" in page.locator("main").inner_text()
    assert state(file) == "returned"
    plain = opened(script=False)
    sign_in_staff(plain, factories.registrar(of=place))
    plain.goto(f"/counter/permits/files/{file.id}/")
    plain.get_by_role("link", name="在窗口补正").click()
    new = tmp_path / "me.jpg"
    new.write_bytes(pictures.jpeg(pictures.portrait(wall=(250, 250, 250))))
    plain.set_input_files("input[type=file][name=portrait]", new)
    plain.check("[name='proofs.0.source'][value=paper]")
    plain.check("[name=truth]")
    plain.get_by_role("button", name="补正").click()
    plain.wait_for_url("**/?done=completed")
    plain.get_by_role("button", name="受理").click()
    plain.wait_for_url("**/?done=accepted")
    done = permits.again(file)
    assert (done.state, done.portrait_id != file.portrait_id) == ("accepted", True)


def test_refused_in_writing_with_a_notice_to_print(opened: Opened, place: Division) -> None:
    file = accepted()
    page = opened()
    sign_in_staff(page, permits.county_post(file.stay))
    page.goto(f"/counter/permits/files/{file.id}/")
    page.keyboard.press("x")
    page.wait_for_url("**/refuse/")
    assert "行政复议" in page.locator("main").inner_text()
    page.keyboard.press("2")
    page.keyboard.press("t")
    page.keyboard.type("租赁合同经核实不是本人所签。")
    page.get_by_role("button", name="作出决定并告知本人").click()
    page.wait_for_url("**/?done=refused")
    printed = page.request.get(page.get_by_role("link", name="不予发放决定书").get_attribute("href") or "")
    assert (printed.status, printed.body()[:4], state(file)) == (200, b"%PDF", "refused")


def test_accepted_by_one_officer_and_signed_off_with_others_by_a_second(opened: Opened, place: Division) -> None:
    one, other = applied(), accepted()
    county = permits.county_post(one.stay)
    mine = permits.accepted(who=factories.resident(), by=factories.actor(county))
    desk = opened()
    sign_in_staff(desk, factories.registrar(of=place))
    desk.goto(f"/counter/permits/files/{one.id}/")
    desk.keyboard.press("a")
    desk.wait_for_url("**/?done=accepted")
    page = opened()
    sign_in_staff(page, county)
    page.goto("/counter/permits/")
    assert page.locator("[name=file]:enabled").count() == 2
    for _ in range(3):
        page.keyboard.press("j")
        page.keyboard.press("x")
    page.keyboard.press("p")
    page.wait_for_url("**/sign/")
    assert "2 份可以签发" in page.locator("h1").inner_text()
    page.keyboard.press("s")
    page.wait_for_selector("text=已签发 2 份")
    assert [state(file) for file in (one, other, mine)] == ["signed", "signed", "accepted"]
    page.goto(f"/counter/permits/files/{mine.id}/")
    assert "另一人审核签发" in page.locator("main").inner_text()


def test_taken_in_on_the_spot_with_a_photo(opened: Opened, place: Division, tmp_path: Path) -> None:
    stay = permits.registered(who=factories.resident())
    photo = tmp_path / "me.jpg"
    photo.write_bytes(pictures.jpeg(pictures.portrait()))
    page = opened()
    sign_in_staff(page, factories.registrar(of=place))
    page.goto(f"/counter/files/{stay.id}/")
    page.keyboard.press("z")
    page.wait_for_url("**/counter/permits/new/**")
    page.keyboard.press("m")
    page.select_option("[name='proofs.0.kind']", "lease")
    page.set_input_files("input[type=file][name=portrait]", photo)
    page.fill("[name=ethnicity]", "回")
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    page.keyboard.press("a")
    page.wait_for_url("**/?done=taken")
    printed = page.request.get(page.get_by_role("link", name="领取凭证").get_attribute("href") or "")
    assert (printed.body()[:4], PermitFile.objects.get().state) == (b"%PDF", "accepted")


def test_endorsed_late_at_the_counter_and_restored_at_once(opened: Opened, place: Division) -> None:
    one = suspended()
    page = opened()
    sign_in_staff(page, factories.registrar(of=place))
    page.goto("/counter/permits/?state=suspended")
    for key in ("j", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url(f"**/permits/{one.permit.id}/**")
    page.keyboard.press("s")
    page.wait_for_url("**/endorse/")
    page.select_option("[name='proofs.0.kind']", "lease")
    page.locator("body").press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.wait_for_url("**/?done=restored")
    text = page.locator("main").inner_text()
    # anew from today by the city's rule; without the suspended days by the other reading
    assert ("2026年9月4日" in text, "2025年3月3日" in text, one.fresh().state) == (True, True, "valid")


def _look(page: Page, addresses: list[str]) -> list[str]:
    found = []
    for address in addresses:
        page.goto(address)
        found += violations(page)
        wide = too_wide(page)
        found += [f"{address} is {wide} px wider than the screen"] if wide > 0 else []
    return found


@pytest.mark.parametrize("english", [False, True], ids=["Chinese", "English"])
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_every_page_of_permits_reads_well(opened: Opened, place: Division, phone: bool, english: bool) -> None:
    one, two, back, refused = applied(), accepted(), applied(), accepted()
    by, at = permits.county_police(refused.stay), permits.when()
    acts.give_back(file_id=back.id, missing=[("portrait", "请重拍"), ("agent", "")], by=by, at=at)
    acts.refuse(file_id=refused.id, basis="no_ground", why="合同不是本人所签", by=by, at=at)
    permit, late, request = permits.signed(who=factories.resident()), suspended().permit, asked()
    end = ending.propose(
        permit_id=request.permit_id, reason="left", basis="visit", note="…", on=permits.HALF_YEAR, by=by, at=at
    )
    stay = permits.registered(who=factories.resident())
    page = opened(phone=phone, english=english)
    sign_in_staff(page, permits.county_post(one.stay))
    lists = [
        f"?state={name}"
        for name in ("applied", "returned", "accepted", "overdue", "asked", "due", "suspended", "ending")
    ]
    files = [f"files/{file.id}/" for file in (one, two, back, refused)]
    forms = [
        f"files/{one.id}/return/",
        f"files/{two.id}/refuse/",
        f"files/{two.id}/extend/",
        f"files/{back.id}/complete/",
    ]
    own = [f"{permit.id}/{name}" for name in ("", "end/", "past/", "history/")]
    others = [f"{late.id}/", f"{late.id}/endorse/", f"endorsements/{request.id}/", f"endings/{end.id}/"]
    taken = [f"new/{stay.id}/", f"new/{permit.stay_id}/", f"new/{one.stay_id}/", f"files/{two.id}/history/"]
    addresses = [f"/counter/permits/{address}" for address in lists + files + forms + own + others + taken]
    assert _look(page, [*addresses, f"/counter/files/{stay.id}/", "/staff/"]) == []
    page.goto("/counter/permits/?state=accepted")
    page.locator("[name=file]").first.check()
    page.locator("main form button").last.click()
    assert violations(page) == []
