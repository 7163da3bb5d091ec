import re
import shutil

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from tests import factories

from anju.models import Act, ApiClient, Post, Staff
from anju.queries import visitors
from anju.vault import ring
from anju.web import clock

pytestmark = pytest.mark.django_db


def secret_of(answer):
    return re.search(r'class="secret">([^<]+)<', answer.content.decode()).group(1)


def test_someone_is_added_signs_in_and_must_change_the_password(enter, holder, office, client):
    admin = enter(holder("security_admin"))
    made = admin.post("/staff/people/new/", {"username": "li.si", "name": "李四", "email": ""})
    password = secret_of(made)
    staff = Staff.objects.get(username="li.si")
    appointed = admin.post(f"/staff/people/{staff.id}/", {"unit": office.code, "role": "registrar"})
    assert appointed.url == f"/staff/people/{staff.id}/?done=appoint"
    admin.post("/staff/sign-out/")
    admin.post("/staff/sign-in/", {"login": "li.si", "password": password})
    assert admin.get("/staff/").url.startswith("/staff/account/password/")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"username": "a", "name": "李四"}, "username"),
        ({"username": "li si", "name": "李四"}, "username"),
        ({"username": "<script>", "name": "李四"}, "username"),
        ({"username": "lisi", "name": ""}, "name"),
    ],
)
def test_a_bad_new_member_is_refused_in_place(enter, holder, fields, field):
    answer = enter(holder("security_admin")).post("/staff/people/new/", {"email": "", **fields})
    assert set(answer.context["errors"]) == {field}
    assert Staff.objects.count() == 1


def test_a_taken_name_is_told(enter, holder):
    other = holder("clerk")
    answer = enter(holder("security_admin")).post("/staff/people/new/", {"username": other.staff.username, "name": "x"})
    assert set(answer.context["errors"]) == {"username"}


def test_the_administrators_stay_separate(enter, holder, office):
    admin = enter(holder("security_admin"))
    registrar = holder("registrar")
    answer = admin.post(f"/staff/people/{registrar.staff_id}/", {"unit": office.code, "role": "audit_admin"})
    assert set(answer.context["errors"]) == {"role"}
    assert Post.objects.filter(role="audit_admin").count() == 0


def test_a_unit_that_fits_twice_is_asked_about(enter, holder, office):
    admin = enter(holder("security_admin"))
    factories.unit(code="pcs-1", kind="station", department="police", level="street", parent=office)
    factories.unit(code="pcs-2", kind="station", department="police", level="street", parent=office)
    staff = factories.staff()
    asked = admin.post(f"/staff/people/{staff.id}/", {"unit": "单位pcs", "role": "registrar"})
    assert [unit.code for unit in asked.context["candidates"]] == ["pcs-1", "pcs-2"]
    assert set(asked.context["errors"]) == {"unit"}
    nothing = admin.post(f"/staff/people/{staff.id}/", {"unit": "nowhere", "role": "registrar"})
    assert set(nothing.context["errors"]) == {"unit"}
    assert not staff.posts.exists()


def test_a_post_is_ended(enter, holder):
    admin = enter(holder("security_admin"))
    post = holder("registrar")
    assert admin.post(f"/staff/people/{post.staff_id}/posts/{post.id}/end/").status_code == 302
    assert visitors.posts(staff_id=post.staff_id, on=clock.today()) == []
    assert admin.post(f"/staff/people/{post.staff_id}/posts/{post.id}/end/").status_code == 404


def test_locking_asks_for_a_reason_and_unlocking_lifts_it(enter, holder):
    admin = enter(holder("security_admin"))
    staff = factories.staff()
    assert admin.post(f"/staff/people/{staff.id}/lock/", {"reason": " "}).status_code == 422
    assert admin.post(f"/staff/people/{staff.id}/lock/", {"reason": "长期休假"}).status_code == 302
    staff.refresh_from_db()
    assert staff.locked_at is not None
    admin.post(f"/staff/people/{staff.id}/unlock/")
    staff.refresh_from_db()
    assert staff.locked_at is None
    assert Act.objects.get(what="lock").reason == "长期休假"


def test_second_factors_are_taken_away_with_a_reason(enter, holder):
    admin = enter(holder("security_admin"))
    staff = factories.staff()
    totp.TOTP.activate(staff, totp.generate_totp_secret())
    assert admin.post(f"/staff/people/{staff.id}/factor/", {"reason": ""}).status_code == 422
    assert Authenticator.objects.filter(user=staff).exists()
    admin.post(f"/staff/people/{staff.id}/factor/", {"reason": "手机丢失"})
    assert not Authenticator.objects.filter(user=staff).exists()
    assert Act.objects.get(what="reset_factor").reason == "手机丢失"


def test_a_password_is_reset_and_the_old_one_is_gone(enter, holder):
    admin = enter(holder("security_admin"))
    post = holder("clerk")
    password = secret_of(admin.post(f"/staff/people/{post.staff_id}/password/"))
    staff = Staff.objects.get(id=post.staff_id)
    assert staff.check_password(password)
    assert staff.must_change_password
    assert Act.objects.filter(what="reset_password").count() == 1


def test_a_machine_gets_a_token_once_and_loses_it(enter, holder):
    admin = enter(holder("security_admin"))
    post = holder("registrar")
    fields = {
        "name": "医院系统",
        "username": post.staff.username,
        "role": "registrar",
        "scopes": ["declare", "verify"],
        "expires_on": "2099-01-01",
    }
    token = secret_of(admin.post("/staff/clients/new/", fields))
    found = visitors.client(token=token, on=clock.today())
    assert found is not None
    assert token not in admin.get("/staff/clients/").content.decode()
    client = ApiClient.objects.get()
    assert client.scopes == ["declare", "verify"]
    admin.post(f"/staff/clients/{client.id}/revoke/")
    assert visitors.client(token=token, on=clock.today()) is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"username": "nobody"}, "username"),
        ({"role": "chief"}, "username"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["everything"]}, "scopes"),
        ({"expires_on": "2020-01-01"}, "expires_on"),
        ({"expires_on": "soon"}, "expires_on"),
    ],
)
def test_a_bad_token_is_not_given(enter, holder, changes, field):
    admin = enter(holder("security_admin"))
    post = holder("registrar")
    fields = {
        "name": "x",
        "username": post.staff.username,
        "role": "registrar",
        "scopes": ["declare"],
        "expires_on": "2099-01-01",
    }
    answer = admin.post("/staff/clients/new/", {**fields, **changes})
    assert set(answer.context["errors"]) == {field}
    assert not ApiClient.objects.exists()


@pytest.fixture
def own_ring(tmp_path):
    """A key ring of this test's own: the others go on with theirs."""
    before = ring.current()
    path = tmp_path / "keyring.json"
    shutil.copy(before.path, path)
    path.chmod(0o600)
    ring.configure(ring.load(path))
    yield
    ring.configure(before)


def test_keys_are_shown_without_secrets_and_turned(enter, holder, own_ring):
    admin = enter(holder("security_admin"))
    before = admin.get("/staff/keys/").context["keys"]
    assert admin.post("/staff/keys/sign/").status_code == 302
    assert admin.post("/staff/keys/seal/").status_code == 302
    after = admin.get("/staff/keys/").context["keys"]
    assert len(after.signs) == len(before.signs) + 1
    assert len(after.seals) == len(before.seals) + 1
    assert Act.objects.filter(what="rotate_key").count() == 2
    assert admin.post("/staff/keys/everything/").status_code == 404


def test_an_administrator_below_the_city_sees_the_own_subtree(enter, office):
    county = factories.unit(code="ga-1", kind="office", department="police", level="county", parent=office)
    inside = factories.post(unit=county, role="registrar")
    outside = factories.post(unit=office, role="registrar")
    admin = enter(factories.post(unit=county, role="security_admin"))
    assert admin.get(f"/staff/people/{inside.staff_id}/").status_code == 200
    assert admin.get(f"/staff/people/{outside.staff_id}/").status_code == 404
    names = {row.username for row in admin.get("/staff/people/").context["page"].rows}
    assert outside.staff.username not in names


def test_staff_come_in_pages_and_an_unknown_filter_shows_nobody(enter, holder, monkeypatch):
    monkeypatch.setattr("anju.queries.staffing.SIZE", 2)
    for _ in range(4):
        factories.staff()
    admin = enter(holder("security_admin"))
    seen = []
    path = "/staff/people/"
    while path:
        page = admin.get(path).context["page"]
        seen += [row.username for row in page.rows]
        path = f"/staff/people/?after={page.after}" if page.after else ""
    assert seen == sorted(Staff.objects.values_list("username", flat=True))
    assert admin.get("/staff/people/?show=everything").status_code == 422
    assert admin.get("/staff/people/?after=broken").status_code == 404
