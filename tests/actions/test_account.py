"""Accounts of staff and machines: what is not there is Absent, and a lock counts every way in. Source: L8, L9."""

import datetime
import uuid

import pytest
from tests import factories

from anju.actions import account
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.models import Act, ApiClient, Staff
from anju.queries import visitors

pytestmark = pytest.mark.django_db
ADMIN = Actor(kind="staff", role="security_admin", level="city")
NOBODY = uuid.UUID(int=7)


@pytest.fixture
def post():
    return factories.registrar(of=factories.community())


def test_acts_on_accounts_that_are_not_there_are_absent(post) -> None:
    acts = (
        lambda: account.lock(staff_id=NOBODY, by=ADMIN, at=factories.NOW, reason="…"),
        lambda: account.dismiss(post_id=NOBODY, by=ADMIN, at=factories.NOW),
        lambda: account.revoke_client(client_id=NOBODY, by=ADMIN, at=factories.NOW),
        lambda: account.add_client(
            name="…", post_id=NOBODY, scopes=["search"], expires_on=None, by=ADMIN, at=factories.NOW
        ),
    )
    for act in acts:
        with pytest.raises(Absent):
            act()
    assert Act.objects.count() == 0


@pytest.mark.parametrize("scopes", [[], ["everything"], ["search", "everything"]])
def test_a_token_without_or_with_unknown_scopes_is_not_made(post, scopes: list[str]) -> None:
    with pytest.raises(Refusal) as refused:
        account.add_client(name="…", post_id=post.id, scopes=scopes, expires_on=None, by=ADMIN, at=factories.NOW)
    assert refused.value.code == "unknown_scope"
    assert ApiClient.objects.count() == 0


@pytest.mark.parametrize("role", ["resident", "system", "emperor"])
def test_nobody_is_appointed_to_a_role_that_is_no_post(post, role: str) -> None:
    with pytest.raises(Refusal) as refused:
        account.appoint(staff_id=post.staff_id, unit=post.unit, role=role, by=ADMIN, at=factories.NOW)
    assert refused.value.code == "unknown_role"


def test_L8_a_wrong_factor_counts_towards_the_lock_and_no_further(post) -> None:
    for _ in range(7):
        account.factor_failed(staff_id=post.staff_id, at=factories.NOW)
    staff = Staff.objects.get(id=post.staff_id)
    assert (staff.failures, staff.locked_at) == (5, factories.NOW)
    assert Act.objects.filter(what="lock").count() == 1
    assert not account.is_open(staff_id=staff.id, at=factories.later(minutes=1))
    assert account.is_open(staff_id=staff.id, at=factories.later(hours=2))


def test_a_token_ends_with_its_post_its_day_or_its_holder(post) -> None:
    _, token = account.add_client(
        name="…", post_id=post.id, scopes=["search"], expires_on=None, by=ADMIN, at=factories.NOW
    )
    tomorrow = factories.DAY + datetime.timedelta(days=1)
    assert visitors.client(token=token, on=tomorrow) is not None
    Staff.objects.filter(id=post.staff_id).update(is_active=False)
    assert visitors.client(token=token, on=tomorrow) is None
    Staff.objects.filter(id=post.staff_id).update(is_active=True)
    account.dismiss(post_id=post.id, by=ADMIN, at=factories.NOW)
    assert visitors.client(token=token, on=tomorrow) is None


def _token(post) -> str:
    return account.add_client(
        name="…", post_id=post.id, scopes=["search"], expires_on=None, by=ADMIN, at=factories.NOW
    )[1]


def test_L8_a_lock_by_hand_stops_the_tokens_of_all_posts_and_unlocking_starts_them(post) -> None:
    second = factories.post(unit=post.unit, role="chief", holder=post.staff)
    colleague = factories.post(unit=post.unit)
    tokens = [_token(post), _token(second), _token(colleague)]

    def live() -> list[bool]:
        return [visitors.client(token=token, on=factories.DAY) is not None for token in tokens]

    assert live() == [True, True, True]
    account.lock(staff_id=post.staff_id, by=ADMIN, at=factories.NOW, reason="手机丢失")
    assert live() == [False, False, True]
    account.unlock(staff_id=post.staff_id, by=ADMIN, at=factories.later(hours=1))
    assert live() == [True, True, True]


def test_L8_wrong_passwords_do_not_stop_machines_and_a_lock_by_hand_on_top_does(post) -> None:
    token = _token(post)
    for _ in range(5):
        account.try_password(staff_id=post.staff_id, password="wrong", at=factories.NOW)
    assert Staff.objects.get(id=post.staff_id).locked_at == factories.NOW
    assert visitors.client(token=token, on=factories.DAY) is not None
    account.lock(staff_id=post.staff_id, by=ADMIN, at=factories.NOW, reason="核实中")
    assert visitors.client(token=token, on=factories.DAY) is None


def test_L9_a_dismissal_stops_the_tokens_of_that_post_only(post) -> None:
    second = factories.post(unit=post.unit, role="chief", holder=post.staff)
    ended, kept = _token(post), _token(second)
    assert visitors.client(token=ended, on=factories.DAY) is not None
    account.dismiss(post_id=post.id, by=ADMIN, at=factories.NOW)
    assert visitors.client(token=ended, on=factories.DAY) is None
    assert visitors.client(token=kept, on=factories.DAY) is not None
