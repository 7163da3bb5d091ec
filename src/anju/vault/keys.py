"""this module describes single keys: what they are, how they are made, how they stand in the ring's file."""

from __future__ import annotations

import base64
import binascii
import os
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, cast, get_args

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

Cipher = Literal["SM4-GCM", "AES-GCM"]
Digest = Literal["SM3", "SHA256"]

# A version and a kid take one byte in every ciphertext and code.
HIGHEST = 255

# GB/T 32907 knows one key length; for AES we take the longest.
SEAL_BYTES: dict[Cipher, int] = {"SM4-GCM": 16, "AES-GCM": 32}
DIGEST_OF: dict[Cipher, Digest] = {"SM4-GCM": "SM3", "AES-GCM": "SHA256"}
INDEX_BYTES = 32
SIGN_BYTES = 32

Entry = dict[str, object]


@dataclass(frozen=True, slots=True)
class SealKey:
    """this key seals columns."""

    version: int
    cipher: Cipher
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class IndexKey:
    """this key makes blind indexes."""

    version: int
    digest: Digest
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SignKey:
    """this key signs receipts; once retired it has lost its secret and only verifies."""

    kid: int
    public: bytes
    secret: bytes | None = field(repr=False)
    valid_from: date | None = None
    retired_at: date | None = None


def cipher(text: str) -> Cipher:
    """Return a cipher by its name; ValueError for one that is not known."""
    for known in SEAL_BYTES:
        if known == text:
            return known
    raise ValueError(f"Unknown cipher {text!r}: take one of {', '.join(SEAL_BYTES)}.")


def make_seal(*, version: int, cipher: Cipher) -> SealKey:
    """this makes a fresh sealing key."""
    return SealKey(version=version, cipher=cipher, secret=os.urandom(SEAL_BYTES[cipher]))


def make_index(*, version: int, digest: Digest) -> IndexKey:
    """this makes a fresh index key."""
    return IndexKey(version=version, digest=digest, secret=os.urandom(INDEX_BYTES))


def make_sign(*, kid: int, on: date | None) -> SignKey:
    """this makes a fresh signing key, valid from a day (None: from the beginning)."""
    secret = os.urandom(SIGN_BYTES)
    return SignKey(kid=kid, public=_public(secret), secret=secret, valid_from=on)


def seal_entry(key: SealKey) -> Entry:
    """this is how a sealing key stands in the file."""
    return {"version": key.version, "cipher": key.cipher, "secret": text64(key.secret)}


def index_entry(key: IndexKey) -> Entry:
    """this is how an index key stands in the file."""
    return {"version": key.version, "digest": key.digest, "secret": text64(key.secret)}


def sign_entry(key: SignKey) -> Entry:
    """this is how a signing key stands in the file."""
    return {
        "kid": key.kid,
        "public": text64(key.public),
        "secret": None if key.secret is None else text64(key.secret),
        "valid_from": None if key.valid_from is None else key.valid_from.isoformat(),
        "retired_at": None if key.retired_at is None else key.retired_at.isoformat(),
    }


def read_seal(entry: Entry) -> SealKey:
    """this reads a sealing key; ValueError names what is wrong and never shows a value."""
    cipher = entry.get("cipher")
    if cipher not in get_args(Cipher):
        raise ValueError("a seal key has an unknown cipher")
    known = cast(Cipher, cipher)
    secret = _bytes(entry, "secret", SEAL_BYTES[known])
    return SealKey(version=_number(entry, "version"), cipher=known, secret=secret)


def read_index(entry: Entry) -> IndexKey:
    """this reads an index key; ValueError as above."""
    digest = entry.get("digest")
    if digest not in get_args(Digest):
        raise ValueError("an index key has an unknown digest")
    secret = _bytes(entry, "secret", INDEX_BYTES)
    return IndexKey(version=_number(entry, "version"), digest=cast(Digest, digest), secret=secret)


def read_sign(entry: Entry) -> SignKey:
    """this reads a signing key; ValueError as above, also when its two halves do not belong together."""
    secret = None if entry.get("secret") is None else _bytes(entry, "secret", SIGN_BYTES)
    public = _bytes(entry, "public", SIGN_BYTES)
    if secret is not None and _public(secret) != public:
        raise ValueError("a sign key's public half does not belong to its secret")
    return SignKey(
        kid=_number(entry, "kid"),
        public=public,
        secret=secret,
        valid_from=_date(entry, "valid_from"),
        retired_at=_date(entry, "retired_at"),
    )


def text64(data: bytes) -> str:
    """this is base64url without padding, as RFC 8037 writes keys."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _public(secret: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def _bytes(entry: Entry, name: str, length: int) -> bytes:
    value = entry.get(name)
    try:
        data = base64.b64decode(f"{value}===", altchars=b"-_")
    except (binascii.Error, ValueError):
        data = b""
    if len(data) != length:
        raise ValueError(f"a key's {name} is not {length} bytes of base64url")
    return data


def _number(entry: Entry, name: str) -> int:
    value = entry.get(name)
    if not isinstance(value, int) or not 1 <= value <= HIGHEST:
        raise ValueError(f"a key's {name} is not a number from 1 to {HIGHEST}")
    return value


def _date(entry: Entry, name: str) -> date | None:
    value = entry.get(name)
    return None if value is None else date.fromisoformat(str(value))
