"""From a job that is offered to somebody who is hired: employer, labour office, and a resident who looks for work.

Source: notice 二 R1; with and without JavaScript, no axe violation, nothing wider than the screen.
"""

import pytest
from playwright.sync_api import Page
from tests import factories, jobbing
from tests.journeys.conftest import Opened, sign_in_resident, sign_in_staff, too_wide, violations

from anju.models import Division, Employer, JobApplication

pytestmark = pytest.mark.django_db(transaction=True)
BOSS, SEEKER = "13700008881", "13700008882"


def _seen(page: Page) -> None:
    wide = too_wide(page)
    assert (violations(page), wide) == ([], 0), page.url


def _send(page: Page, button: str) -> None:
    page.locator(button).first.click()
    page.wait_for_load_state()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_job_is_offered_reviewed_found_applied_for_and_filled(opened: Opened, place: Division, script: bool) -> None:
    office = jobbing.office(at=place)
    factories.registered(at=place, who=factories.resident(phone=SEEKER), name="王小明", phone=SEEKER)
    hall, desk, phone = opened(phone=True, script=script), opened(script=script), opened(phone=True, script=script)

    # the employer registers on a phone
    sign_in_resident(hall, phone=BOSS, whose=False)
    hall.goto("/jobs/employer/new/")
    _look(hall, script)
    for name, value in (("name", "沂蒙板材有限公司"), ("code", jobbing.code()), ("place", "红星路8号")):
        hall.fill(f"[name={name}]", value)
    hall.select_option("[name=county]", jobbing.county_of(place))
    for name, value in (("contact", "人事部"), ("phone", "0539-8120001"), ("label", "李经理")):
        hall.fill(f"[name={name}]", value)
    _send(hall, "main form button.btn-primary")
    assert "申请收到了" in hall.locator("main").inner_text()

    # the labour office checks it
    sign_in_staff(desk, factories.post(unit=office, role="officer"))
    desk.goto("/jobs/review/employers/")
    _look(desk, script)
    desk.get_by_text("沂蒙板材有限公司").click()
    _look(desk, script)
    desk.check("[name=checked][value=registry]")
    _send(desk, "button[value=accept]")

    # the employer offers a job
    held = Employer.objects.get()
    hall.goto(f"/jobs/employer/{held.id}/new/")
    _look(hall, script)
    raw = jobbing.raw(place=place.parent_id or "")
    for name in ("title", "spot", "wage_from", "wage_to", "hours_week", "openings", "text", "days"):
        hall.fill(f"[name={name}]", raw[name])
    for name in ("occupation", "place"):
        hall.select_option(f"[name={name}]", raw[name])
    for name in ("wage_unit", "schedule", "insurance"):
        hall.check(f"[name={name}][value={raw[name]}]")
    _send(hall, "main form button.btn-wide")
    _look(hall, script)

    # an officer reads and publishes it
    desk.goto("/jobs/review/")
    _look(desk, script)
    desk.get_by_text("热压工").click()
    _look(desk, script)
    _send(desk, "button[value=publish]")

    # somebody finds it without signing in, and signs in to apply
    phone.goto("/jobs/")
    phone.fill("[name=q]", "reyagong")
    _send(phone, "main form button")
    _look(phone, script)
    phone.get_by_text("热压工").first.click()
    phone.wait_for_load_state()
    _look(phone, script)
    phone.get_by_role("link", name="我要报名").click()
    phone.wait_for_url("**/sign-in/**")
    sign_in_resident(phone, phone=SEEKER)
    phone.wait_for_url("**/apply/")
    _look(phone, script)
    phone.fill("[name=words]", "做过三年热压")
    phone.check("[name=consent]")
    _send(phone, "main form button")
    assert "报名好了" in phone.locator("main").inner_text()
    _look(phone, script)

    # the employer opens it, invites and hires
    application = JobApplication.objects.get()
    hall.goto(f"/jobs/employer/application/{application.id}/")
    assert SEEKER in hall.locator("main").inner_text()
    _look(hall, script)
    hall.fill("[name=words]", "周五九点来厂门口")
    _send(hall, "button[value=invite]")
    _send(hall, "button[value=hire]")
    assert SEEKER not in hall.locator("main").inner_text()

    # and the person says whether it is so
    phone.reload()
    phone.check("[name=said][value=confirmed]")
    _send(phone, "button[value=say]")
    assert "办就业登记" in phone.locator("main").inner_text()
    for address in ("/my/jobs/", "/my/jobs/record/"):
        phone.goto(address)
        _look(phone, script)
    for address in ("/jobs/review/register/", "/jobs/review/figures/"):
        desk.goto(address)
        _look(desk, script)


def _look(page: Page, script: bool) -> None:
    if script:
        _seen(page)
