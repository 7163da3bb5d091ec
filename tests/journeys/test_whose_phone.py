"""A phone that was given out again: the new owner says so, and sees nothing of the former one."""

import pytest
from playwright.sync_api import expect
from tests import factories
from tests.journeys.conftest import Opened, sign_in_resident, violations

from anju.models import Binding, Division

PHONE = "13911110077"


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_L12_this_is_not_me(opened: Opened, place: Division, script: bool) -> None:
    factories.registered(at=place, who=factories.resident(phone=PHONE), name="欧阳小河", phone=PHONE)
    phone = opened(phone=True, script=script)
    sign_in_resident(phone, phone=PHONE, whose=False)
    phone.wait_for_url("**/sign-in/whose/")
    expect(phone.locator("main")).to_contain_text("欧**河")
    found = violations(phone) if script else []
    phone.get_by_role("link", name="这不是我").click()
    phone.wait_for_url("**/sign-in/whose/?sure=1")
    found += violations(phone) if script else []
    assert found == []
    phone.get_by_role("button", name="确定，这不是我").click()
    phone.wait_for_url("**/my/?done=disowned")
    expect(phone.locator("main")).to_contain_text("这里还没有您的登记")
    assert "欧" not in phone.content()
    assert not Binding.objects.filter(until=None).exists()


def test_L12_this_is_me(opened: Opened, place: Division) -> None:
    factories.registered(at=place, who=factories.resident(phone=PHONE), name="欧阳小河", phone=PHONE)
    phone = opened(phone=True)
    sign_in_resident(phone, phone=PHONE)
    phone.wait_for_url("**/my/")
    expect(phone.locator("main")).to_contain_text("欧阳小河")
