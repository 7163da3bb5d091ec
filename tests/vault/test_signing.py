import base64
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from anju.vault import ring, signing
from anju.vault.errors import VaultError


def test_Ed25519_gives_test_2_of_RFC_8032():
    secret = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    assert Ed25519PrivateKey.from_private_bytes(secret).sign(b"\x72").hex() == (
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )


def test_a_signature_holds_for_its_payload_only(ring_path: Path):
    kid, signature = signing.sign(payload=b"payload")
    assert (kid, len(signature)) == (1, 64)
    assert signing.verify(payload=b"payload", signature=signature, kid=kid) is True
    assert signing.verify(payload=b"payloae", signature=signature, kid=kid) is False
    assert signing.verify(payload=b"payload", signature=signature[:-1], kid=kid) is False
    assert signing.verify(payload=b"payload", signature=bytes(64), kid=kid) is False


def test_a_signature_of_one_key_does_not_hold_under_another(ring_path: Path):
    _, signature = signing.sign(payload=b"payload")
    ring.rotate_sign_key(path=ring_path, on=date(2026, 7, 1))
    assert signing.verify(payload=b"payload", signature=signature, kid=1) is True
    assert signing.verify(payload=b"payload", signature=signature, kid=2) is False


def test_an_unknown_key_is_named_by_its_number_only(ring_path: Path):
    with pytest.raises(VaultError) as caught:
        signing.verify(payload=b"", signature=bytes(64), kid=9)
    assert (caught.value.code, str(caught.value)) == ("unknown_key", "The key ring has no sign key with kid 9.")


def test_a_retired_key_signs_nothing_more(ring_path: Path):
    changed = ring.rotate_sign_key(path=ring_path, on=date(2026, 7, 1))
    with pytest.raises(ValueError, match="Sign key 1 is retired"):
        signing.sign_with(key=changed.signs[0], payload=b"")


def test_what_is_published_lets_anyone_verify_and_nobody_sign(ring_path: Path):
    kid, signature = signing.sign(payload=b"payload")
    ring.rotate_sign_key(path=ring_path, on=date(2026, 7, 1))
    published = signing.public_keys()
    assert [{name: value for name, value in key.items() if name != "key"} for key in published] == [
        {"kid": 1, "alg": "Ed25519", "valid_from": "2026-01-01", "retired_at": "2026-07-01"},
        {"kid": 2, "alg": "Ed25519", "valid_from": "2026-07-01", "retired_at": None},
    ]
    raw = base64.urlsafe_b64decode(f"{published[kid - 1]['key']}=")
    Ed25519PublicKey.from_public_bytes(raw).verify(signature, b"payload")


def test_a_first_key_without_a_day_holds_from_the_beginning(tmp_path: Path, kept: None):
    ring.configure(ring.create(path=tmp_path / "ring.json"))
    assert [key["valid_from"] for key in signing.public_keys()] == [None]
