"""This module checks the unified social credit code of an organisation. Source: GB 32100-2015; I3."""

import unicodedata

from anju.law.refusal import Refusal
from anju.law.wording import Text

# digits and capitals without I, O, S, V and Z
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18

_SHAPE = Text(
    zh="统一社会信用代码是18位数字和大写字母，写在营业执照或者登记证上，没有I、O、S、V、Z。",
    en="The credit code has 18 digits and capitals, as on the licence; never I, O, S, V or Z.",
)
_CHECK = Text(
    zh="这个统一社会信用代码的最后一位对不上，请对照执照再看一遍。",
    en="The last character of this code doesn't fit. Please compare it with the licence.",
)


def tidy(text: str) -> str:
    """This is a code as typed in its one spelling: capitals, no blanks or dashes."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(letter for letter in plain if letter.isalnum())


def check_character(first: str) -> str:
    """This is the eighteenth character that belongs to the first seventeen."""
    total = sum(ALPHABET.index(letter) * pow(3, at, 31) for at, letter in enumerate(first))
    return ALPHABET[-total % 31]


def read(text: str, *, field: str = "code") -> str:
    """This reads a code as typed, or raises Refusal "code_shape" or "code_check"."""
    code = tidy(text)
    if len(code) != LENGTH or set(code) - set(ALPHABET) or not code[2:8].isdigit():
        raise Refusal("code_shape", _SHAPE, field=field, rule="I3")
    if check_character(code[:-1]) != code[-1]:
        raise Refusal("code_check", _CHECK, field=field, rule="I3")
    return code
