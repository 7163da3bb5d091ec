"""Each administrator's pages exist for that administrator only; for everyone else they do not."""

import uuid

import pytest

from anju.law import authority

pytestmark = pytest.mark.django_db
SOME = uuid.UUID(int=7)
PAGES = {
    "system_admin": ["/staff/calendars/", "/staff/policy/", "/staff/policy/correction_calendar_days/", "/staff/messages/"],
    "security_admin": [
        "/staff/people/", "/staff/people/new/", f"/staff/people/{SOME}/", "/staff/clients/", "/staff/clients/new/", "/staff/keys/",
    ],
    "audit_admin": ["/staff/audit/", "/staff/audit/?search=1", "/staff/audit/seals/"],
}  # fmt: skip
POSTS = [
    f"/staff/people/{SOME}/lock/", f"/staff/people/{SOME}/unlock/", f"/staff/people/{SOME}/factor/", f"/staff/people/{SOME}/password/",
    f"/staff/people/{SOME}/posts/{SOME}/end/", f"/staff/clients/{SOME}/revoke/", "/staff/keys/sign/",
]  # fmt: skip


@pytest.mark.parametrize("role", [role for role in authority.ROLES if role not in {"resident", "system"}])
def test_a_role_sees_its_own_pages_only(enter, holder, role):
    client = enter(holder(role))
    for owner, paths in PAGES.items():
        for path in paths:
            expected = 200 if owner == role and str(SOME) not in path else 404
            assert client.get(path).status_code == expected, path
    if role != "security_admin":
        assert {client.post(path).status_code for path in POSTS} == {404}


def test_a_stranger_is_sent_to_sign_in_from_all_of_them(client):
    for path in [path for paths in PAGES.values() for path in paths]:
        assert client.get(path).url.startswith("/staff/sign-in/")
    for path in POSTS:
        assert client.post(path).url.startswith("/staff/sign-in/")


def test_what_changes_something_is_never_a_get(enter, holder):
    client = enter(holder("security_admin"))
    assert {client.get(path).status_code for path in POSTS} == {405}
