"""Adding and retiring keys; each is an act. Source: L2."""

import datetime

from anju.actions import record
from anju.actions.rotation import factors, sealing
from anju.law import authority, city
from anju.law.actor import SYSTEM, Actor
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.vault import keys as vault_keys
from anju.vault import ring

_LEFT = Text(
    zh="还有{count}个值用旧密钥封存，请先重新封存。",
    en="{count} values are still sealed under an older key. Reseal them first.",
)


def add_seal_key(*, at: datetime.datetime, cipher: vault_keys.Cipher | None = None, by: Actor = SYSTEM) -> int:
    """Add a sealing key, which seals from now on; return its version."""
    authority.demand(by=by, act="rotate_key")
    held = ring.add_seal_key(path=ring.current().path, cipher=cipher)
    _record("seal", held.sealing.version, at, by=by)
    return held.sealing.version


def drop_seal_keys(*, at: datetime.datetime) -> list[int]:
    """Remove the sealing keys nothing is sealed under any more. Raises Refusal "still_sealed"."""
    remaining = sum(sealing.left().values()) + factors.left()
    if remaining:
        raise Refusal("still_sealed", _LEFT.format(count=remaining))
    held = ring.current()
    old = [key.version for key in held.seals if key.version != held.sealing.version]
    for version in old:
        ring.drop_seal_key(path=held.path, version=version)
        _record("seal_dropped", version, at)
    return old


def add_index_key(*, at: datetime.datetime) -> int:
    """Make the next index key, or go on with the one under way; return its version."""
    held = ring.current()
    if len(held.indexes) == 1:
        held = ring.add_index_key(path=held.path)
        _record("index", held.indexes[-1].version, at)
    return held.indexes[-1].version


def rotate_sign_key(*, at: datetime.datetime, by: Actor = SYSTEM) -> int:
    """Retire the signing key and make the next; old receipts stay valid. Return its number."""
    authority.demand(by=by, act="rotate_key")
    held = ring.rotate_sign_key(path=ring.current().path, on=city.day(at))
    _record("sign", held.signing.kid, at, by=by)
    return held.signing.kid


def _record(kind: str, version: int, at: datetime.datetime, *, by: Actor = SYSTEM) -> None:
    record.write(what="rotate_key", by=by, at=at, subject=("key", f"{kind}:{version}"))
