"""A browser goes to the province's service and comes back signed in: cookies, policies and redirects as they really are."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer
from tests import factories, issuer
from tests.issuer import Issuer
from tests.journeys.conftest import PHONE

from anju.models import Binding, Division
from anju.web.province import asking


@pytest.fixture
def province(settings: Any, live_server: LiveServer) -> Iterator[Issuer]:
    """This is the province's service, which sends whoever comes back to this server."""
    asking.forget()
    with issuer.running() as found:
        settings.PROVINCE, settings.PUBLIC_URL = found.settings(), live_server.url
        yield found
    asking.forget()


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_L8_whoever_is_on_file_signs_in_by_the_provinces_service(
    browser: Browser, live_server: LiveServer, province: Issuer, place: Division, script: bool
) -> None:
    number = factories.id_number()
    stay = factories.registered(at=place, id_number=number, name="欧阳小河")
    province.person(id_number=number, name="欧阳小河")
    # a context of its own: this page may leave the server for one address
    context = browser.new_context(base_url=live_server.url, viewport=PHONE, java_script_enabled=script)
    try:
        page = context.new_page()
        page.goto("/my/messages/")
        page.get_by_role("link", name="用省政务服务平台登录").click()
        page.wait_for_url(f"{live_server.url}/my/messages/")
        page.goto("/my/")
        expect(page.locator("main")).to_contain_text("欧阳小河")
        assert Binding.objects.get(person_id=stay.person_id, how="province").kind == "self"
    finally:
        context.close()
