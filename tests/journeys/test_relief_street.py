"""Relief on the street, from the coordinator to the follow-up; a minor handed over; a child's vaccinations. Source: I9, J2, I3."""

import pytest
from playwright.sync_api import Page
from tests import factories, relieving, vaccinating
from tests.journeys.conftest import Opened, looked, sign_in_resident, sign_in_staff

from anju.actions import immunisation
from anju.models import HelpCall, Relief, VaccineDose
from anju.models.base import new_id
from anju.web import clock

pytestmark = pytest.mark.django_db(transaction=True)


def _press(page: Page, choice: str) -> None:
    page.locator(f"button[name=choice][value={choice}]").click()


def test_relief_on_the_street_goes_over_the_county_to_the_follow_up(opened: Opened) -> None:
    world = relieving.world()
    field = opened(phone=True)
    sign_in_staff(field, post=world.coordinator)
    field.goto("/relief/new/")
    wrong = looked(field)
    field.fill("[name=what]", "干活摔断了腿，没钱看病。")
    field.fill("[name=name]", "老周")
    field.fill("[name=people]", "4")
    field.locator("main form button").last.click()
    field.wait_for_url("**/?done=taken")
    wrong += looked(field)
    held = Relief.objects.get()
    street = opened()
    sign_in_staff(street, post=world.clerk)
    street.goto("/relief/")
    wrong += looked(street)
    street.click("a.row-link")
    street.fill("[name=found]", "到医院看过，情况属实。")
    street.check("[name=kind][value=money]")
    street.fill("[name=amount]", "2000")
    wrong += looked(street)
    _press(street, "check")
    street.wait_for_url("**/?done=check")
    county = opened()
    sign_in_staff(county, post=world.officer)
    county.goto(f"/relief/{held.id}/")
    wrong += looked(county)
    _press(county, "approve")
    county.wait_for_url("**/?done=approve")
    _press(county, "pay")
    county.wait_for_url("**/?done=pay")
    street.goto(f"/relief/{held.id}/")
    street.fill("form.card [name=words]", "已做手术，恢复得好。")
    _press(street, "follow")
    street.wait_for_url("**/?done=follow")
    wrong += looked(street)
    county.goto("/relief/figures/")
    wrong += looked(county)
    held.refresh_from_db()
    assert (held.state, held.paid_fen, wrong) == ("closed", 200_000, [])


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_a_minor_alone_is_handed_over_and_followed_up(opened: Opened, script: bool) -> None:
    world = relieving.world()
    field = opened(phone=True, script=script)
    sign_in_staff(field, post=world.coordinator)
    field.goto("/relief/help/new/")
    wrong = looked(field) if script else []
    field.fill("[name=place]", "汽车站西门")
    field.select_option("[name=area]", world.community.code)
    field.check("[name=who][value=minor]")
    field.check("[name=how][value=seen]")
    field.locator("main form button").last.click()
    field.wait_for_url("**/?done=taken")
    wrong += looked(field) if script else []
    office = opened(script=script)
    sign_in_staff(office, post=world.officer)
    office.goto("/relief/help/?show=received")
    wrong += looked(office) if script else []
    office.click("a.row-link")
    _press(office, "accept")
    office.wait_for_url("**/?done=accept")
    wrong += looked(office) if script else []
    office.locator("details.card summary").click()
    office.locator("details.card [name=what][value=home]").check()
    _press(office, "close")
    office.wait_for_url("**/?done=close")
    assert (HelpCall.objects.get().outcome, wrong) == ("home", [])


@pytest.mark.parametrize("english", [False, True], ids=["Chinese", "English"])
def test_a_guardian_and_a_clinic_keep_a_childs_vaccinations(opened: Opened, english: bool) -> None:
    here = factories.community()
    born = clock.today().replace(day=1, year=clock.today().year - 1)
    who = factories.resident(phone="13911110022")
    _, stay = vaccinating.family(at=here, born=born, who=who)
    unit = vaccinating.office(of=here)
    office = factories.post(unit=unit, role="officer")
    row = {"vaccine": "hepb", "given_on": born, "place": "郑州", "state": "noted", "recorded_at": factories.NOW}
    VaccineDose.objects.create(id=new_id(), person=stay.person, resident_id=who.id, **row)
    immunisation.plan_children(on=clock.today(), at=clock.now())
    page = opened(phone=True, english=english)
    sign_in_resident(page, phone="13911110022")
    page.goto("/my/children/")
    page.wait_for_url("**/vaccines/")
    wrong = looked(page)
    page.goto(f"/my/children/{stay.person_id}/vaccines/note/")
    wrong += looked(page)
    page.goto("/leaflets/")
    wrong += looked(page)
    desk = opened(english=english)
    sign_in_staff(desk, post=office)
    desk.goto("/health/?show=noted")
    wrong += looked(desk)
    desk.click("a.row-link")
    wrong += looked(desk)
    desk.locator(".table a").first.click()
    wrong += looked(desk)
    _press(desk, "confirm")
    desk.wait_for_url("**/?done=confirmed")
    desk.select_option("[name=vaccine]", "mmr")
    desk.fill("[name=batch]", "B-2026-01")
    desk.locator("form.card button").last.click()
    desk.wait_for_url("**/?done=given")
    desk.goto("/health/figures/")
    wrong += looked(desk)
    assert wrong == []
    assert set(VaccineDose.objects.values_list("vaccine", "state")) == {("hepb", "given"), ("mmr", "given")}
