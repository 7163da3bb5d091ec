"""Which keys there are, for those who look after them; never a secret."""

from dataclasses import dataclass

from anju.vault import ring, signing


@dataclass(frozen=True)
class Overview:
    """The versions of the keys, the cipher in use, and the public halves of the signing keys."""

    cipher: str
    seals: tuple[int, ...]
    indexes: tuple[int, ...]
    signs: tuple[dict[str, str | int | None], ...]


def overview() -> Overview:
    """Return which keys the ring holds."""
    held = ring.current()
    return Overview(
        cipher=held.sealing.cipher,
        seals=tuple(key.version for key in held.seals),
        indexes=tuple(key.version for key in held.indexes),
        signs=tuple(signing.public_keys()),
    )
