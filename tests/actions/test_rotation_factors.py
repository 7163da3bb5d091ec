"""Second factors outlive a change of keys: staff must be able to sign in the next morning."""

import shutil

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core.management import call_command
from tests import factories

from anju.actions import rotation
from anju.actions.rotation import factors
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import Act
from anju.vault import ring

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_ring(tmp_path):
    before = ring.current()
    path = tmp_path / "keyring.json"
    shutil.copy(before.path, path)
    path.chmod(0o600)
    ring.configure(ring.load(path))
    yield path
    ring.configure(before)


def current_code(secret):
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def test_factors_are_sealed_anew_before_the_old_key_goes():
    staff = factories.staff()
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(staff, secret)
    codes = RecoveryCodes.activate(staff).get_unused_codes()
    rotation.add_seal_key(at=factories.NOW)
    assert factors.left() == 2
    with pytest.raises(Refusal):
        rotation.drop_seal_keys(at=factories.NOW)
    call_command("reseal", "--drop")
    assert factors.left() == 0
    assert factors.reseal() == 0
    kept = Authenticator.objects.get(user=staff, type="totp")
    assert kept.wrap().validate_code(current_code(secret))
    assert Authenticator.objects.get(user=staff, type="recovery_codes").wrap().get_unused_codes() == codes


def test_an_administrators_turn_to_a_new_key_is_in_their_name():
    office = factories.unit(code="ga-3713", kind="office", department="police", level="city")
    by = factories.actor(factories.post(unit=office, role="security_admin"))
    before = len(ring.current().seals)
    rotation.rotate_sign_key(by=by, at=factories.NOW)
    assert Act.objects.get(what="rotate_key").actor_id == by.id
    with pytest.raises(Absent):
        rotation.add_seal_key(by=factories.actor(factories.post(unit=office, role="audit_admin")), at=factories.NOW)
    assert len(ring.current().seals) == before
