"""this module seals single columns and makes the blind indexes by which sealed values are found.

Sealed bytes: key version (1) + nonce (12) + ciphertext + tag (16). The column's name and the owning row's id are
authenticated with it, so that a ciphertext moved to another row or column does not open.
"""

from __future__ import annotations

import os
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from anju.vault import keys, ring
from anju.vault.errors import VaultError

NONCE = 12
TAG = 16
SHORTEST = 1 + NONCE + TAG

# 128 bits: among a hundred million values a collision has a chance of about 1 in 10^22.
INDEX = 16

Owner = UUID | str | bytes


def seal(*, text: str, column: str, owner: Owner) -> bytes:
    """this seals a text for one column of one row; a UUID and its usual text are the same owner."""
    return seal_bytes(data=text.encode(), column=column, owner=owner)


def seal_bytes(*, data: bytes, column: str, owner: Owner) -> bytes:
    """this seals bytes, such as a picture, in the same way."""
    key = ring.current().sealing
    nonce = os.urandom(NONCE)
    return bytes((key.version,)) + nonce + encrypt(key=key, nonce=nonce, data=data, aad=_aad(column, owner))


def unseal(*, data: bytes, column: str, owner: Owner) -> str:
    """this opens what `seal` made; VaultError broken_seal (changed, or from another row), unknown_key."""
    return unseal_bytes(data=data, column=column, owner=owner).decode()


def unseal_bytes(*, data: bytes, column: str, owner: Owner) -> bytes:
    """this opens what `seal_bytes` made; VaultError broken_seal, unknown_key."""
    sealed = bytes(data)
    if len(sealed) < SHORTEST:
        raise VaultError("broken_seal", f"A sealed value of column {column} is too short.")
    key = ring.current().seal_key(sealed[0])
    nonce, rest = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    try:
        return decrypt(key=key, nonce=nonce, data=rest, aad=_aad(column, owner))
    except InvalidTag:
        raise VaultError("broken_seal", f"A sealed value of column {column} was changed or moved.") from None


def needs_reseal(data: bytes) -> bool:
    """this is true of what was sealed under an older key than the one in use."""
    return bytes(data[:1]) != bytes((ring.current().sealing.version,))


def reseal(*, data: bytes, column: str, owner: Owner) -> bytes:
    """this seals the same text or bytes anew under the key in use."""
    return seal_bytes(data=unseal_bytes(data=data, column=column, owner=owner), column=column, owner=owner)


def index(*, text: str, kind: str) -> bytes:
    """this is the blind index of a text: 16 bytes, equal for equal texts of one kind, and telling nothing else.

    The caller brings the text to its one spelling first (an ID number's X in upper case, a phone without blanks).
    """
    return _index(ring.current().indexes[0], text, kind)


def indexes(*, text: str, kind: str) -> tuple[bytes, ...]:
    """this is the index in use and, while the index key is rotated, the next one (see `ring`)."""
    return tuple(_index(key, text, kind) for key in ring.current().indexes)


def encrypt(*, key: keys.SealKey, nonce: bytes, data: bytes, aad: bytes) -> bytes:
    """this is the bare cipher: ciphertext and tag."""
    if key.cipher == "AES-GCM":
        return _aes(key.secret).encrypt(nonce, data, aad)
    work = Cipher(algorithms.SM4(key.secret), modes.GCM(nonce)).encryptor()
    work.authenticate_additional_data(aad)
    return work.update(data) + work.finalize() + work.tag


def decrypt(*, key: keys.SealKey, nonce: bytes, data: bytes, aad: bytes) -> bytes:
    """this undoes `encrypt`; InvalidTag when anything was changed."""
    if key.cipher == "AES-GCM":
        return _aes(key.secret).decrypt(nonce, data, aad)
    work = Cipher(algorithms.SM4(key.secret), modes.GCM(nonce, data[-TAG:])).decryptor()
    work.authenticate_additional_data(aad)
    return work.update(data[:-TAG]) + work.finalize()


def _index(key: keys.IndexKey, text: str, kind: str) -> bytes:
    work = _mac(key.digest, key.secret, kind).copy()
    work.update(text.encode())
    return work.finalize()[:INDEX]


def _aad(column: str, owner: Owner) -> bytes:
    whose = owner if isinstance(owner, bytes) else str(owner).encode()
    # A NUL cannot stand in a column's name: no two pairs give the same bytes.
    return column.encode() + b"\0" + whose


@lru_cache(maxsize=32)
def _aes(secret: bytes) -> AESGCM:
    return AESGCM(secret)


@lru_cache(maxsize=128)
def _mac(digest: keys.Digest, secret: bytes, kind: str) -> hmac.HMAC:
    work = hmac.HMAC(secret, hashes.SM3() if digest == "SM3" else hashes.SHA256())
    work.update(kind.encode() + b"\0")
    return work
