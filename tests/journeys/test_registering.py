"""From the door to the receipt: a resident declares, the station accepts, anyone can verify."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from tests import factories
from tests.journeys import steps
from tests.journeys.conftest import Opened, sign_in_resident, sign_in_staff

from anju.models import Division, Receipt, Stay

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_S2_a_declaration_by_phone_becomes_a_receipt_that_verifies(
    opened: Opened, place: Division, script: bool
) -> None:
    phone = opened(phone=True, script=script)
    phone.goto("/declare/begin/")
    sign_in_resident(phone, phone="13911110001")
    phone.get_by_role("button", name="开始填").click()
    steps.declare(phone, name="赵小河", number=steps.new_number(), script=script)
    number = steps.send(phone)
    stay = Stay.objects.get(number=number)
    assert stay.state == "declared"

    desk = opened(script=script)
    sign_in_staff(desk, factories.registrar(of=place))
    desk.goto("/counter/")
    desk.get_by_text("赵*河").first.click()
    desk.wait_for_url(f"**/counter/files/{stay.id}/**")
    desk.locator(f"form[action*='{stay.id}/accept/'] button").first.click()
    desk.wait_for_load_state()
    receipt = Receipt.objects.get(stay=stay)

    phone.goto("/my/")
    phone.locator(f"a[href*='{stay.id}']").first.click()
    with phone.expect_download() as got:
        phone.locator("a[href*='/receipt/']").first.click()
    assert got.value.suggested_filename.endswith(".pdf")

    stranger = opened(phone=True, script=script)
    stranger.goto(f"/V/{receipt.code}")
    expect(stranger.locator("main")).to_contain_text("赵*河")
    expect(stranger.locator("main")).to_contain_text("兰山区")
    assert "沂蒙路" not in stranger.content()


def test_answers_follow_to_another_device(opened: Opened, place: Division) -> None:
    first = opened(phone=True)
    first.goto("/declare/begin/")
    sign_in_resident(first, phone="13911110002")
    first.get_by_role("button", name="开始填").click()
    first.wait_for_url("**/community/")
    first.fill("[name=q]", "红星001")
    first.locator("button[name=community]").first.click()
    first.wait_for_url("**/address/")

    second = opened(phone=True)
    second.goto("/declare/begin/")
    sign_in_resident(second, phone="13911110002")
    second.goto("/declare/address/")
    expect(second.locator("main")).to_contain_text(re.compile("门牌"))
    assert Stay.objects.count() == 0


def test_B7_a_returned_file_is_completed_on_the_phone(opened: Opened, place: Division) -> None:
    who = factories.resident(phone="13911110003")
    filed = factories.filed(at=place, who=who, when=timezone.now())
    desk = opened()
    sign_in_staff(desk, factories.registrar(of=place))
    desk.goto(f"/counter/files/{filed.main.id}/return/")
    desk.locator("input[type=checkbox][value=phone]").check()
    desk.locator("main form .btn-primary").last.click()
    desk.wait_for_load_state()
    assert Stay.objects.get(id=filed.main.id).state == "returned"

    phone = opened(phone=True)
    sign_in_resident(phone, phone="13911110003")
    phone.goto(f"/my/files/{filed.main.id}/")
    expect(phone.locator("main")).to_contain_text("联系电话")
    phone.get_by_role("button", name="现在补齐").click()
    phone.wait_for_url("**/my/complete/check/")


def test_A3_someone_from_abroad_is_told_where_to_go(opened: Opened, place: Division) -> None:
    page = opened(phone=True, english=True)
    page.goto("/")
    page.locator("a[href*='other-papers']").first.click()
    expect(page.locator("main")).to_contain_text(re.compile("exit and entry|police", re.IGNORECASE))
