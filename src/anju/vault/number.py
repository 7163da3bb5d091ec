"""this module makes the receipt number that people read out and type: LY371302-2026-0001234-C. Source: B6.

The last character checks all before it (ISO 7064 Mod 37,36): one wrong character or two neighbours swapped are found.
The sequence has seven digits, and eight once a city needs them.
"""

from __future__ import annotations

import re

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SHAPE = re.compile(r"([A-Z]{2}[0-9]{6})([0-9]{4})([0-9]{7,8})([0-9A-Z])")
HIGHEST = 99_999_999


def number(*, county: str, year: int, sequence: int, prefix: str = "LY") -> str:
    """this writes the number of a county's n-th receipt in a year; ValueError outside its shape."""
    bare = f"{prefix}{county}{year:04}{sequence:07}"
    found = SHAPE.fullmatch(bare + "0")
    if found is None or not (1 <= year <= 9999 and 1 <= sequence <= HIGHEST):
        raise ValueError("A receipt number takes two letters, six digits, a year and a sequence of up to eight digits.")
    return f"{found[1]}-{found[2]}-{found[3]}-{check_character(bare)}"


def check_number(text: str) -> bool:
    """this tells whether a number, as typed, holds together; whether it was ever issued, only the register knows."""
    return tidy_number(text) is not None


def tidy_number(text: str) -> str | None:
    """this brings a typed number (small letters, other dashes, blanks) into its one spelling; None if it can't be."""
    bare = re.sub(r"[\s\-–—_.]", "", text[:64]).upper()
    found = SHAPE.fullmatch(bare)
    if found is None or check_character(bare[:-1]) != bare[-1]:
        return None
    return f"{found[1]}-{found[2]}-{found[3]}-{found[4]}"


def check_character(bare: str) -> str:
    """this is the check character of capitals and digits. Source: ISO/IEC 7064, Mod 37,36."""
    rest = 36
    for character in bare:
        rest = ((rest + ALPHABET.index(character)) % 36 or 36) * 2 % 37
    return ALPHABET[(1 - rest) % 36]
