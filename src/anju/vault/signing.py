"""this module signs and verifies with the ring's Ed25519 keys (RFC 8032)."""

from __future__ import annotations

from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from anju.vault import keys, ring

BYTES = 64


def sign(*, payload: bytes) -> tuple[int, bytes]:
    """this signs with the key in use; gives its kid and 64 bytes. Begin a payload with words of its own purpose."""
    key = ring.current().signing
    return key.kid, sign_with(key=key, payload=payload)


def sign_with(*, key: keys.SignKey, payload: bytes) -> bytes:
    """this signs with one key; ValueError for a retired one, whose secret is gone."""
    if key.secret is None:
        raise ValueError(f"Sign key {key.kid} is retired.")
    return _private(key.secret).sign(payload)


def verify(*, payload: bytes, signature: bytes, kid: int) -> bool:
    """this tells whether the key `kid` signed the payload, also when it is retired since; VaultError unknown_key."""
    key = ring.current().sign_key(kid)
    try:
        _public(key.public).verify(signature, payload)
    except InvalidSignature:
        return False
    return True


def public_keys() -> list[dict[str, str | int | None]]:
    """this is what gets published: every key's public half and its days, retired keys too, so that all can verify."""
    return [
        {
            "kid": key.kid,
            "alg": "Ed25519",
            "key": keys.text64(key.public),
            "valid_from": None if key.valid_from is None else key.valid_from.isoformat(),
            "retired_at": None if key.retired_at is None else key.retired_at.isoformat(),
        }
        for key in ring.current().signs
    ]


@lru_cache(maxsize=8)
def _private(secret: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(secret)


@lru_cache(maxsize=256)
def _public(public: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(public)
