"""A county moves a service desk: proposed, reviewed, on the guide from its day; then watched over (R9, C4, D2, D6)."""

import datetime

import pytest
from playwright.sync_api import expect
from tests import factories, offering
from tests.journeys.conftest import Opened, looked, sign_in_staff

from anju.actions import case as cases
from anju.actions import offering as acts
from anju.law import city
from anju.models import Case, CaseFigure, Division, EntitlementCount, Unit
from anju.queries import visitors
from anju.web import clock

pytestmark = pytest.mark.django_db(transaction=True)
GUIDE = "/services/human_resources/job_placement/"
EDIT = "/oversight" + GUIDE
NEW = "0539-8888999"


@pytest.fixture
def bureau(place: Division) -> Unit:
    """The human resources bureau of the county."""
    town = place.parent
    assert town is not None
    return factories.unit(
        code="rs-371302", kind="office", department="human_resources", level="county", covers=town.parent
    )


def test_a_change_is_proposed_reviewed_and_holds_on_the_guide_from_its_day(
    opened: Opened, place: Division, bureau: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    county = bureau.coverage.get().division_id
    first, second = (factories.post(unit=bureau, role="officer") for _ in range(2))
    page = opened()
    sign_in_staff(page, first)
    page.goto("/oversight/services/")
    wrong = looked(page)
    page.goto(EDIT)
    wrong += looked(page)
    page.fill("[name=phone]", NEW)
    page.fill("[name=place_zh]", "兰山区政务服务中心三楼")
    page.fill("[name=place_en]", "Lanshan Service Centre, third floor")
    page.fill("[name=reason]", "窗口搬到三楼")
    page.fill("[name=basis]", "兰人社发〔2026〕3号第二条")
    page.locator("button[value=preview]").click()
    expect(page.locator("main")).to_contain_text(NEW)
    wrong += looked(page)
    page.locator("button[value=send]").click()
    page.wait_for_url("**/oversight/services/changes/**")
    wrong += looked(page)
    change = page.url
    # nobody reviews what they proposed
    expect(page.locator("button[value=approve]")).to_have_count(0)
    other = opened(phone=True)
    sign_in_staff(other, second)
    other.goto(change)
    wrong += looked(other)
    other.locator("button[value=approve]").click()
    expect(other.locator("main")).to_contain_text("已通过")
    visitor = opened(phone=True)
    visitor.goto(f"{GUIDE}?at={county}")
    expect(visitor.locator(".alert-info")).to_contain_text(NEW)
    expect(visitor.locator("dl.summary")).not_to_contain_text(NEW)
    wrong += looked(visitor)
    tomorrow = clock.today() + datetime.timedelta(days=1)
    monkeypatch.setattr(clock, "today", lambda: tomorrow)
    visitor.goto(f"{GUIDE}?at={county}")
    expect(visitor.locator("dl.summary")).to_contain_text(NEW)
    expect(visitor.locator(".alert-info")).to_have_count(0)
    assert wrong == []


def _late(place: Division, bureau: Unit) -> Case:
    who = factories.resident()
    stay = factories.registered(at=place, who=who)
    raw = {"fields": {"trade": "电焊"}, "papers": {}, "truth": "on"}
    case = cases.apply(
        person_id=stay.person_id,
        service_id="human_resources/job_placement",
        raw=raw,
        by=visitors.resident_actor(who=who),
        at=factories.NOW,
    )
    now = clock.now()
    acts.count(on=city.day(now), at=now)
    EntitlementCount.objects.create(community=place.code, service="health/immunisation", people=14)
    counts = {"received": 64, "open": 22, "late": 11, "finished": 42, "in_time": 30, "refused": 10}
    days = [0] * 121
    days[2], days[5] = 30, 12
    CaseFigure.objects.create(
        unit_id=bureau.id, service="human_resources/wage_claim", **counts, days=days, grades=[8, 9, 4, 1, 0]
    )
    return case


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_whoever_coordinates_sees_the_place_urges_and_reads_the_answer(
    opened: Opened, place: Division, bureau: Unit, phone: bool
) -> None:
    case = _late(place, bureau)
    town = place.parent
    assert town is not None
    assert town.parent is not None
    officer = factories.post(unit=bureau, role="officer")
    page = opened(phone=phone)
    sign_in_staff(page, offering.coordinator(town.parent))
    wrong = []
    for address in (
        "/oversight/overview/",
        "/oversight/overview/human_resources/wage_claim/",
        "/oversight/assumptions/",
        "/oversight/stuck/",
    ):
        page.goto(address)
        wrong += looked(page)
    expect(page.locator("main")).to_contain_text(case.number)
    page.get_by_role("button", name=f"催办 {case.number}").click()
    expect(page.locator("[role=status]")).to_contain_text("已催办")
    mine = opened(phone=phone)
    sign_in_staff(mine, officer)
    mine.goto("/oversight/urged/")
    wrong += looked(mine)
    mine.select_option("[name=answer]", "soon")
    mine.fill("[name=expected]", (clock.today() + datetime.timedelta(days=2)).isoformat())
    mine.get_by_role("button", name="答复").click()
    page.goto("/oversight/stuck/")
    expect(page.locator("main")).to_contain_text("正在办")
    wrong += looked(page)
    assert wrong == []
