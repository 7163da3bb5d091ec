import datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.utils import timezone
from tests import factories
from tests.pages.staff.conftest import PASSWORD

from anju.actions import account
from anju.models import Act, Staff
from anju.web import access

pytestmark = pytest.mark.django_db


def attempt(client, staff, password=PASSWORD, **more):
    return client.post("/staff/sign-in/", {"login": staff.username, "password": password, **more})


def code_of(secret):
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def with_totp(staff):
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(staff, secret)
    return secret


def test_a_right_password_opens_the_home_page_and_is_on_record(client, holder):
    post = holder("security_admin")
    answer = attempt(client, post.staff)
    assert answer.url == "/staff/"
    assert client.get("/staff/").status_code == 200
    act = Act.objects.get(what="sign_in")
    assert (act.actor_id, act.post_id) == (post.staff_id, post.id)


def test_unknown_name_wrong_password_and_locked_account_get_the_same_answer(client, holder):
    post = holder("clerk")
    locked = holder("clerk")
    Staff.objects.filter(id=locked.staff_id).update(locked_at=timezone.now())
    said = []
    for name, password in (("nobody", PASSWORD), (post.staff.username, "wrong"), (locked.staff.username, PASSWORD)):
        answer = client.post("/staff/sign-in/", {"login": name, "password": password})
        assert answer.status_code == 200
        said.append([str(message) for message in answer.context["form"].non_field_errors()])
    assert said[0] == said[1] == said[2]
    assert said[0]


def test_five_wrong_passwords_lock_and_the_sixth_right_one_does_not_open(client, holder):
    post = holder("clerk")
    for _ in range(5):
        attempt(client, post.staff, "wrong")
    assert Act.objects.filter(what="lock").count() == 1
    assert attempt(client, post.staff).status_code == 200
    assert client.get("/staff/").status_code == 302


def test_a_lock_by_failures_ends_after_its_time(client, holder):
    post = holder("clerk")
    Staff.objects.filter(id=post.staff_id).update(failures=5, locked_at=timezone.now() - datetime.timedelta(minutes=31))
    assert attempt(client, post.staff).status_code == 302
    assert Staff.objects.get(id=post.staff_id).failures == 0


def test_a_lock_by_hand_never_ends_by_itself(client, holder):
    post = holder("clerk")
    Staff.objects.filter(id=post.staff_id).update(failures=0, locked_at=timezone.now() - datetime.timedelta(days=9))
    assert attempt(client, post.staff).status_code == 200


def test_the_session_gets_a_new_key_and_loses_the_resident(client, holder):
    who = factories.resident()
    session = client.session
    session[access.RESIDENT] = str(who.id)
    session.save()
    before = session.session_key
    attempt(client, holder("clerk").staff)
    assert client.session.session_key != before
    assert access.RESIDENT not in client.session


def test_an_open_page_of_another_site_is_never_gone_to(client, holder):
    assert attempt(client, holder("clerk").staff, next="https://evil.example/").url == "/staff/"


def test_who_has_no_post_is_told_whom_to_ask(client, holder):
    post = holder("clerk")
    post.valid_to = datetime.date(2020, 1, 1)
    post.save()
    assert attempt(client, post.staff).url == "/staff/inactive/"
    assert client.get("/staff/").status_code == 302


def test_sign_up_is_closed(client):
    assert client.get("/staff/account/signup/").status_code == 404
    assert client.get("/accounts/signup/").status_code == 404


def test_outside_demo_mode_no_page_opens_without_a_second_factor(client, holder, settings):
    settings.DEMO = False
    attempt(client, holder("security_admin").staff)
    assert client.get("/staff/").url == "/staff/account/factors/?next=%2Fstaff%2F"
    assert client.get("/staff/account/factors/").status_code == 200


def test_the_second_factor_opens_the_pages(client, holder, settings):
    settings.DEMO = False
    post = holder("security_admin")
    secret = with_totp(post.staff)
    assert attempt(client, post.staff).url == "/staff/account/factors/authenticate/"
    assert client.get("/staff/").status_code == 302
    assert client.get("/staff/account/factors/authenticate/").status_code == 200
    assert client.post("/staff/account/factors/authenticate/", {"code": code_of(secret)}).url == "/staff/"
    assert client.get("/staff/").status_code == 200
    assert Act.objects.get(what="sign_in").detail == {"second_factor": "totp"}


def test_a_recovery_code_serves_once(client, holder, settings):
    settings.DEMO = False
    post = holder("security_admin")
    with_totp(post.staff)
    code = RecoveryCodes.activate(post.staff).get_unused_codes()[0]
    attempt(client, post.staff)
    assert client.post("/staff/account/factors/authenticate/", {"code": code}).url == "/staff/"
    client.post("/staff/sign-out/")
    attempt(client, post.staff)
    assert client.post("/staff/account/factors/authenticate/", {"code": code}).status_code == 200


def test_wrong_codes_lock_the_account_even_between_right_passwords(client, holder):
    post = holder("security_admin")
    with_totp(post.staff)
    for _ in range(5):
        attempt(client, post.staff)
        client.post("/staff/account/factors/authenticate/", {"code": "000000"})
        client.cookies.clear()
    assert Staff.objects.get(id=post.staff_id).locked_at is not None
    assert attempt(client, post.staff).status_code == 200
    assert client.get("/staff/").status_code == 302


def test_a_right_code_does_not_open_an_account_that_was_locked_meanwhile(client, holder):
    post = holder("security_admin")
    secret = with_totp(post.staff)
    attempt(client, post.staff)
    Staff.objects.filter(id=post.staff_id).update(locked_at=timezone.now())
    assert client.post("/staff/account/factors/authenticate/", {"code": code_of(secret)}).status_code == 200
    assert client.get("/staff/").status_code == 302


def test_the_secret_of_a_factor_is_sealed(holder):
    post = holder("clerk")
    secret = with_totp(post.staff)
    kept = Authenticator.objects.get(user=post.staff)
    assert secret not in str(kept.data)
    assert kept.wrap().validate_code(code_of(secret))


def test_a_first_password_is_changed_before_anything_else(client, holder):
    post = holder("clerk")
    Staff.objects.filter(id=post.staff_id).update(must_change_password=True)
    attempt(client, post.staff)
    assert client.get("/staff/").url == "/staff/account/password/?next=%2Fstaff%2F"
    fields = {"old": PASSWORD, "password": "a quiet hill of pines", "again": "a quiet hill of pines", "next": "/staff/"}
    assert client.post("/staff/account/password/", fields).url == "/staff/"
    assert client.get("/staff/").status_code == 200
    assert Act.objects.filter(what="change_password").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"old": "wrong"}, "old"),
        ({"again": "something else"}, "again"),
        ({"password": "short", "again": "short"}, "password"),
        ({"password": PASSWORD, "again": PASSWORD}, "password"),
    ],
)
def test_a_bad_new_password_is_refused_in_place(enter, holder, changes, field):
    client = enter(holder("clerk"))
    fields = {"old": PASSWORD, "password": "a quiet hill of pines", "again": "a quiet hill of pines", **changes}
    answer = client.post("/staff/account/password/", fields)
    assert answer.status_code == 200
    assert set(answer.context["errors"]) == {field}


def test_rest_signs_out(enter, holder):
    client = enter(holder("clerk"))
    assert client.get("/staff/").status_code == 200
    session = client.session
    session[access.SEEN] -= 16 * 60
    session.save()
    assert "idle=1" in client.get("/staff/").url
    assert client.get("/staff/").status_code == 302


def test_signing_out_is_on_record_and_ends_the_session(enter, holder):
    client = enter(holder("clerk"))
    client.post("/staff/sign-out/")
    assert Act.objects.filter(what="sign_out").count() == 1
    assert client.get("/staff/").status_code == 302


def test_a_locked_member_of_staff_is_out_at_once(enter, holder):
    post = holder("clerk")
    client = enter(post)
    Staff.objects.filter(id=post.staff_id).update(locked_at=timezone.now())
    assert client.get("/staff/").status_code == 302


def test_one_acts_in_the_post_one_chose(enter, holder, office):
    post = holder("registrar")
    other = factories.post(unit=office, role="chief", holder=post.staff)
    client = enter(post)
    assert client.post("/staff/posts/", {"post": str(other.id)}).url == "/staff/"
    assert client.get("/staff/").context["visitor"].post.id == other.id


def test_nobody_acts_in_somebody_elses_post(enter, holder):
    foreign = holder("chief")
    client = enter(holder("registrar"))
    assert client.post("/staff/posts/", {"post": str(foreign.id)}).status_code == 404


def test_L8_guessing_the_present_password_in_an_open_session_locks_and_ends_it(enter, holder):
    post = holder("clerk")
    client = enter(post)
    wrong = {"old": "wrong", "password": "a new long password", "again": "a new long password"}
    told = [client.post("/staff/account/password/", wrong).context["errors"]["old"].zh for _ in range(5)]
    assert told[:4] == ["原密码不对。"] * 4
    assert "账号已经锁定" in told[4]
    assert Staff.objects.get(id=post.staff_id).failures == 5
    assert Act.objects.filter(what="lock").count() == 1
    assert client.get("/staff/account/password/").url.startswith("/staff/sign-in/")
    kept = client.post("/staff/account/password/", {**wrong, "old": PASSWORD, "note": "x"})
    assert (kept.status_code, kept.context["kept"]) == (403, [("note", "x")])
    assert Staff.objects.get(id=post.staff_id).check_password(PASSWORD)


def test_L8_a_password_changed_at_the_third_try_starts_the_count_anew(enter, holder):
    post = holder("clerk")
    client = enter(post)
    new = {"password": "a new long password", "again": "a new long password"}
    for old in ("wrong", "worse", PASSWORD):
        client.post("/staff/account/password/", {"old": old, **new})
    staff = Staff.objects.get(id=post.staff_id)
    assert (staff.failures, staff.check_password("a new long password")) == (0, True)
    assert client.get("/staff/").status_code == 200


def test_L8_a_lock_by_hand_ends_open_sessions_until_it_is_lifted(enter, holder):
    post, admin = holder("clerk"), factories.actor(holder("security_admin"))
    client = enter(post)
    account.lock(staff_id=post.staff_id, by=admin, at=timezone.now(), reason="停职")
    assert client.get("/staff/").url.startswith("/staff/sign-in/")
    account.unlock(staff_id=post.staff_id, by=admin, at=timezone.now())
    assert client.get("/staff/").status_code == 200


@pytest.mark.parametrize(
    "path", ["/staff/", "/staff/posts/", "/staff/account/", "/staff/account/password/", "/staff/account/factors/"]
)
def test_a_stranger_is_sent_to_sign_in(client, path):
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer.url.startswith("/staff/sign-in/")


@pytest.mark.parametrize(
    "path",
    [
        "/staff/account/factors/totp/activate/",
        "/staff/account/factors/webauthn/",
        "/staff/account/factors/webauthn/add/",
        "/staff/account/confirm/",
    ],
)
def test_the_pages_of_factors_open(enter, holder, path):
    client = enter(holder("clerk"))
    answer = client.get(path, follow=True)
    if "confirm" in answer.request["PATH_INFO"] and "confirm" not in path:
        answer = client.post(f"/staff/account/confirm/?next={path}", {"password": PASSWORD, "next": path}, follow=True)
        assert answer.request["PATH_INFO"] == path
    assert answer.status_code == 200
