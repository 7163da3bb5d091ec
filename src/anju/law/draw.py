"""This module draws lots so that anybody can check them: a seed promised before, told after, and a hash a number.

The promise is the SHA-256 of the seed as it is told, published before the first application; when the seed is told,
everybody can compute the promise and every lot again. Source: I5, I6.
"""

import hashlib

# bytes; a seed is told as its hexadecimal digits
SEED = 32
# lots have nine decimals
MOST = 1_000_000_000
# a lot is smaller than this; what is not drawn yet stands there
UNDRAWN = 2**31 - 1


def promise(*, seed: str) -> str:
    """This is what is published before the draw: the SHA-256 of the seed, in hexadecimal digits."""
    return hashlib.sha256(seed.encode()).hexdigest()


def lot(*, seed: str, number: object) -> int:
    """This is the lot of a number: SHA-256 of "seed:number", its first 15 hexadecimal digits, the last 9 decimals."""
    return int(hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()[:15], 16) % MOST


def kept(*, seed: str, promised: str) -> bool:
    """This tells whether a seed is the one that was promised."""
    return promise(seed=seed) == promised
