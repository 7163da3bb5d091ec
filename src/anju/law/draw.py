"""This module draws lots so that anybody can check them: a seed promised before, told after, and a hash a number.

The promise is the SHA-256 of the seed, published before the first application; when the seed is told, everybody can
compute the promise and every lot again. Source: I6.
"""

import hashlib

SEED = 32
# a lot is smaller than this; what is not drawn yet stands there
UNDRAWN = 2**31 - 1


def promise(*, seed: bytes) -> str:
    """This is what is published before the draw: the SHA-256 of the seed, in hexadecimal digits."""
    if len(seed) != SEED:
        raise ValueError(f"a seed has {SEED} bytes")
    return hashlib.sha256(seed).hexdigest()


def lot(*, seed: bytes, number: str) -> int:
    """This is the lot of a number: the first 8 hexadecimal digits of SHA-256("seed:number"), modulo 2147483647."""
    if len(seed) != SEED:
        raise ValueError(f"a seed has {SEED} bytes")
    return int(hashlib.sha256(f"{seed.hex()}:{number}".encode()).hexdigest()[:8], 16) % UNDRAWN


def kept(*, seed: bytes, promised: str) -> bool:
    """This tells whether a seed is the one that was promised."""
    return promise(seed=seed) == promised
