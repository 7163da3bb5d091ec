"""A passkey from adding it to signing in with it, by an authenticator that the browser plays. Source: L8."""

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import CDPSession, Page, expect
from pytest_django import Settings
from tests import factories
from tests.journeys.conftest import Opened, sign_in_staff

from anju.models import Act, Division

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def without_tls(settings: Settings) -> None:
    """Let the test server without TLS take passkeys, as browsers do for localhost; read at each use."""
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True


def _authenticator(page: Page) -> tuple[CDPSession, str]:
    """Give a page's browser a device that holds passkeys and whose owner always agrees."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    return session, session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def _add_passkey(page: Page, *, name: str) -> None:
    page.goto("/staff/account/factors/webauthn/add/")
    if "/account/confirm/" in page.url:
        page.fill("[name=password]", "correct horse battery")
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/webauthn/add/**")
    page.fill("[name=name]", name)
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(lambda url: not url.split("?")[0].endswith("/webauthn/add/"))


def _leave(page: Page) -> None:
    page.locator("form[action='/staff/sign-out/'] button").first.evaluate("button => button.click()")
    page.wait_for_url(lambda url: "/staff/account/" not in url)
    page.goto("/staff/sign-in/")


def test_L8_a_passkey_is_added_and_signs_in_without_name_or_password(opened: Opened, place: Division) -> None:
    post = factories.registrar(of=place)
    desk = opened()
    sign_in_staff(desk, post)
    device, key = _authenticator(desk)
    _add_passkey(desk, name="办公电脑")
    assert Authenticator.objects.filter(user=post.staff, type="webauthn").count() == 1
    assert len(device.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]) == 1

    _leave(desk)
    desk.get_by_role("button", name="用通行密钥登录").click()
    desk.wait_for_url("**/staff/")
    expect(desk.locator("main")).to_contain_text(post.staff.name)
    signed_in = Act.objects.filter(what="sign_in", actor_id=post.staff_id).order_by("seq")
    assert [act.detail["second_factor"] for act in signed_in] == ["", "webauthn"]


def test_L8_a_passkey_whose_owner_is_locked_opens_nothing(opened: Opened, place: Division) -> None:
    post = factories.registrar(of=place)
    desk = opened()
    sign_in_staff(desk, post)
    _authenticator(desk)
    _add_passkey(desk, name="办公电脑")
    _leave(desk)
    post.staff.locked_at = factories.NOW
    post.staff.save()
    desk.get_by_role("button", name="用通行密钥登录").click()
    desk.wait_for_url("**/staff/inactive/")
    assert Act.objects.filter(what="sign_in", actor_id=post.staff_id).count() == 1
