"""this module is the key ring: which keys there are, which of them is in use, and how they are rotated.

The ring is one JSON file (mode 0600). Its newest seal key seals, all of them unseal; the first index key makes blind
indexes, a second one stands only while indexes are rotated; the one sign key that is not retired signs, the retired
ones verify. Running processes notice a changed file by themselves, so rotating needs no restart.

Rotating seals: `add_seal_key`, reseal every row for which `seal.needs_reseal`, then `drop_seal_key`.
Rotating indexes: `add_index_key`; from then on `seal.indexes` gives two values; rows go on under the first while the
second is computed beside them; all rows change over in one transaction; `promote_index_key`. Uniqueness holds throughout.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar, cast

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.ciphers import Cipher as OpenCipher
from cryptography.hazmat.primitives.ciphers import algorithms, modes

from anju.vault import keyfile, keys
from anju.vault.errors import VaultError

FORMAT = 1

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Ring:
    """this is what one file held when it was read; it never changes, a new reading makes a new one."""

    path: Path
    seals: tuple[keys.SealKey, ...]
    indexes: tuple[keys.IndexKey, ...]
    signs: tuple[keys.SignKey, ...]

    @property
    def sealing(self) -> keys.SealKey:
        """this is the key that seals now."""
        return self.seals[-1]

    @property
    def signing(self) -> keys.SignKey:
        """this is the key that signs now."""
        return self.signs[-1]

    def seal_key(self, version: int) -> keys.SealKey:
        """this is the seal key of a version; VaultError unknown_key."""
        for key in self.seals:
            if key.version == version:
                return key
        raise VaultError("unknown_key", f"The key ring has no seal key of version {version}.")

    def sign_key(self, kid: int) -> keys.SignKey:
        """this is the sign key of a kid, retired or not; VaultError unknown_key."""
        for key in self.signs:
            if key.kid == kid:
                return key
        raise VaultError("unknown_key", f"The key ring has no sign key with kid {kid}.")


_lock = threading.Lock()
_loaded: dict[Path, tuple[keyfile.Stamp | None, Ring]] = {}
_current: Ring | None = None


def create(*, path: Path | str, cipher: keys.Cipher = "SM4-GCM", on: date | None = None) -> Ring:
    """this makes a ring with one key of each sort; VaultError ring_exists where there is one.

    SM4-GCM goes with HMAC-SM3 (密码法: government systems), AES-GCM with HMAC-SHA256. `on`: first day of the sign key.
    """
    _supported(cipher)
    made = Ring(
        path=Path(path),
        seals=(keys.make_seal(version=1, cipher=cipher),),
        indexes=(keys.make_index(version=1, digest=keys.DIGEST_OF[cipher]),),
        signs=(keys.make_sign(kid=1, on=on),),
    )
    keyfile.write(path=made.path, data=_entries(made), replace=False)
    return load(made.path)


def ensure(*, path: Path | str, cipher: keys.Cipher = "SM4-GCM", on: date | None = None) -> Ring:
    """this loads the ring, or makes it where there is none (demo and tests; two processes at once get the same)."""
    if not Path(path).exists():
        try:
            return create(path=path, cipher=cipher, on=on)
        except VaultError as error:
            if error.code != "ring_exists":
                raise
    return load(path)


def load(path: Path | str) -> Ring:
    """this is the ring in a file, read again only when the file has changed; VaultError says what is wrong with it."""
    place = Path(path)
    return _load(place, keyfile.stamp(place))


def configure(ring: Ring) -> None:
    """this makes a ring the one that this process uses."""
    global _current
    _current = ring


def current() -> Ring:
    """this is the ring in use, as its file stands now; VaultError not_configured before `configure`."""
    ring = _current
    if ring is None:
        raise VaultError("not_configured", "The vault has no key ring yet: call vault.configure(ring.load(path)).")
    mark = keyfile.stamp(ring.path)
    if mark is None:
        # The disk with the keys is away for a moment: what is in memory still serves.
        return ring
    return _load(ring.path, mark)


def add_seal_key(*, path: Path | str, cipher: keys.Cipher | None = None) -> Ring:
    """this adds a seal key, which seals from now on; the cipher may change with it."""

    def change(ring: Ring) -> Ring:
        chosen = cipher or ring.sealing.cipher
        _supported(chosen)
        key = keys.make_seal(version=_next(ring.sealing.version), cipher=chosen)
        return replace(ring, seals=(*ring.seals, key))

    return _change(path, change)


def drop_seal_key(*, path: Path | str, version: int) -> Ring:
    """this removes an old seal key for good, after everything was resealed; the one in use stays (ValueError)."""

    def change(ring: Ring) -> Ring:
        if ring.seal_key(version) is ring.sealing:
            raise ValueError(f"Seal key {version} is in use; add another and reseal first.")
        return replace(ring, seals=tuple(key for key in ring.seals if key.version != version))

    return _change(path, change)


def add_index_key(*, path: Path | str) -> Ring:
    """this adds the next index key beside the one in use; ValueError while a rotation is under way."""

    def change(ring: Ring) -> Ring:
        if len(ring.indexes) > 1:
            raise ValueError("A rotation of the index key is under way; finish it with promote_index_key first.")
        key = keys.make_index(version=_next(ring.indexes[0].version), digest=keys.DIGEST_OF[ring.sealing.cipher])
        return replace(ring, indexes=(*ring.indexes, key))

    return _change(path, change)


def promote_index_key(*, path: Path | str) -> Ring:
    """this puts the next index key in the place of the old one, which is gone; ValueError without a next one."""

    def change(ring: Ring) -> Ring:
        if len(ring.indexes) == 1:
            raise ValueError("There is no next index key; start with add_index_key.")
        return replace(ring, indexes=ring.indexes[1:])

    return _change(path, change)


def rotate_sign_key(*, path: Path | str, on: date) -> Ring:
    """this retires the sign key on a day (its secret is destroyed, it still verifies) and adds a new one."""

    def change(ring: Ring) -> Ring:
        old = replace(ring.signing, secret=None, retired_at=on)
        new = keys.make_sign(kid=_next(old.kid), on=on)
        return replace(ring, signs=(*ring.signs[:-1], old, new))

    return _change(path, change)


def _load(path: Path, mark: keyfile.Stamp | None) -> Ring:
    global _current
    known = _loaded.get(path)
    if known is not None and known[0] == mark:
        return known[1]
    with _lock:
        # The mark is older than the reading: a file replaced in between looks changed at the next call.
        ring = _parse(path, keyfile.read(path))
        _loaded[path] = (mark, ring)
        if _current is not None and _current.path == path:
            _current = ring
    return ring


def _change(path: Path | str, change: Callable[[Ring], Ring]) -> Ring:
    place = Path(path)
    with keyfile.locked(place):
        changed = change(load(place))
        keyfile.write(path=place, data=_entries(changed), replace=True)
    return load(place)


def _entries(ring: Ring) -> dict[str, object]:
    return {
        "format": FORMAT,
        "seal": [keys.seal_entry(key) for key in ring.seals],
        "index": [keys.index_entry(key) for key in ring.indexes],
        "sign": [keys.sign_entry(key) for key in ring.signs],
    }


def _parse(path: Path, data: dict[str, object]) -> Ring:
    try:
        if data.get("format") != FORMAT:
            raise ValueError(f"its format is not {FORMAT}")
        ring = Ring(
            path=path,
            seals=_list(data, "seal", keys.read_seal),
            indexes=_list(data, "index", keys.read_index),
            signs=_list(data, "sign", keys.read_sign),
        )
        _whole(ring)
    except ValueError as error:
        raise VaultError("broken_ring", f"The key ring {path} is broken: {error}.") from None
    return ring


def _list(data: dict[str, object], name: str, read: Callable[[keys.Entry], Key]) -> tuple[Key, ...]:
    entries = data.get(name)
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
        raise ValueError(f"'{name}' is not a list of keys")
    return tuple(read(cast(keys.Entry, entry)) for entry in entries)


def _whole(ring: Ring) -> None:
    numbers = (
        [key.version for key in ring.seals],
        [key.version for key in ring.indexes],
        [key.kid for key in ring.signs],
    )
    if any(sorted(set(row)) != row for row in numbers):
        raise ValueError("versions do not rise")
    if len(ring.indexes) > 2:
        raise ValueError("there are more than two index keys")
    if [key.kid for key in ring.signs if key.secret is not None] != [ring.signing.kid]:
        raise ValueError("not exactly the last sign key has a secret")


def _next(number: int) -> int:
    if number >= keys.HIGHEST:
        raise ValueError(f"Key number {keys.HIGHEST} is the last that a ciphertext can name.")
    return number + 1


def _supported(cipher: keys.Cipher) -> None:
    if cipher != "SM4-GCM":
        return
    try:
        OpenCipher(algorithms.SM4(bytes(16)), modes.GCM(bytes(12))).encryptor()
    except UnsupportedAlgorithm:
        raise VaultError("unsupported", "This OpenSSL has no SM4; create the ring with cipher AES-GCM.") from None
