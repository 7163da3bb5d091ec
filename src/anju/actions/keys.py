"""The key ring as the security administrator handles it: an overview, a new sealing key, a new signing key. Source: L2, B6."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from anju.actions import record
from anju.law import authority
from anju.law.actor import Actor
from anju.vault import ring, signing


@dataclass(frozen=True)
class Overview:
    """What keys there are; never a secret."""

    cipher: str
    seals: tuple[int, ...]
    indexes: tuple[int, ...]
    signs: tuple[dict[str, str | int | None], ...]


def overview(*, by: Actor) -> Overview:
    """Return which keys the ring holds."""
    authority.demand(by=by, act="rotate_key")
    held = ring.current()
    return Overview(
        cipher=held.sealing.cipher,
        seals=tuple(key.version for key in held.seals),
        indexes=tuple(key.version for key in held.indexes),
        signs=tuple(signing.public_keys()),
    )


def rotate_signing(*, path: Path, by: Actor, at: datetime.datetime, on: datetime.date) -> int:
    """Sign receipts with a new key from today on; those signed before stay valid. Returns its number."""
    authority.demand(by=by, act="rotate_key")
    kid = ring.rotate_sign_key(path=path, on=on).signing.kid
    record.write(what="rotate_key", by=by, at=at, subject=("key", f"sign-{kid}"))
    return kid


def add_sealing(*, path: Path, by: Actor, at: datetime.datetime) -> int:
    """Seal with a new key from now on; rows sealed before are sealed anew by `reseal`. Returns its number."""
    authority.demand(by=by, act="rotate_key")
    version = ring.add_seal_key(path=path).sealing.version
    record.write(what="rotate_key", by=by, at=at, subject=("key", f"seal-{version}"))
    return version
