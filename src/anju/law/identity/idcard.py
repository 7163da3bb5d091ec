"""This module reads an ID number as GB 11643 writes it: area, birth date, sequence, check digit."""

import unicodedata
from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from typing import Literal

from anju.law import elsewhere
from anju.law.refusal import Refusal
from anju.law.wording import Text

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
LENGTH, OLD_LENGTH = 18, 15
# No card was made for anybody born earlier; a date before it is a slip of the keyboard.
OLDEST_BIRTH = date(1890, 1, 1)

WRONG_LENGTH = Text(
    zh="身份证号码是18位，您填了{count}位，请对照证件再看一遍。",
    en="An ID number has 18 characters; you typed {count}. Please compare it with the card.",
)
OLD_15 = Text(
    zh="这是15位的旧号码。一代身份证2013年1月1日起停止使用，请填写二代身份证上的18位号码。",
    en="This is an old number of 15 digits. The first cards ended on 2013-01-01; take the 18 digits of today's card.",
)
NOT_DIGITS = Text(
    zh="身份证号码由17位数字和最后一位数字或X组成，请检查有没有多打的字。",
    en="An ID number is 17 digits and a last digit or X. Please look for a stray character.",
)
IMPOSSIBLE_DATE = Text(
    zh="号码第7至14位是出生日期，这里的日期不存在，请对照证件再看一遍。",
    en="Characters 7 to 14 are the birth date, and this date doesn't exist. Please compare them with the card.",
)
WRONG_CHECK_DIGIT = Text(
    zh="号码里有一位填错了（最后一位校验码对不上），请对照证件再看一遍。",
    en="One character is wrong (the last one doesn't fit the others). Please compare the number with the card.",
)


@dataclass(frozen=True)
class IdNumber:
    """This is an ID number that holds. `area_known` only warns: old area codes are on living people's cards."""

    number: str
    birth_on: date
    sex: Literal["male", "female"]
    area_code: str
    area_known: bool

    def __repr__(self) -> str:
        return f"IdNumber({self.number[:3]}…)"

    def age(self, *, on: date) -> int:
        """This counts the full years of age on a day; a 29 February birthday is kept on 1 March."""
        return on.year - self.birth_on.year - ((on.month, on.day) < (self.birth_on.month, self.birth_on.day))


def normalise_id(number: str) -> str:
    """This returns the number as the card has it: half-width, without spaces and dashes, X as a capital."""
    plain = unicodedata.normalize("NFKC", number)
    return "".join(
        character for character in plain if not character.isspace() and character not in "-–—·\u200b\ufeff"
    ).upper()


def check_digit(first_17: str) -> str:
    """This is the last character that belongs to 17 digits. Source: GB 11643-1999."""
    return CHECK_DIGITS[sum(int(digit) * weight for digit, weight in zip(first_17, WEIGHTS, strict=True)) % 11]


def check_id_number(number: str, *, on: date, areas: Set[str] | None = None) -> IdNumber:
    """This reads a number as typed, or raises a Refusal that says what is wrong and never repeats the number.

    `areas` is the table of known 6-digit codes; without one every code counts as known. A number of a card for
    foreigners or residents of Hong Kong, Macao and Taiwan is told where to go. Source: A3, B4, GB 11643.
    """
    plain = normalise_id(number)
    if len(plain) == OLD_LENGTH and _is_digits(plain):
        raise _refusal("id_old_15", OLD_15)
    if len(plain) != LENGTH:
        raise _refusal("id_wrong_length", WRONG_LENGTH.format(count=len(plain)))
    if not _is_digits(plain[:17]) or plain[17] not in CHECK_DIGITS:
        raise _refusal("id_not_digits", NOT_DIGITS)
    birth_on = _birth(plain[6:14])
    if birth_on is None or not OLDEST_BIRTH <= birth_on <= on:
        raise _refusal("id_impossible_date", IMPOSSIBLE_DATE)
    if check_digit(plain[:17]) != plain[17]:
        raise _refusal("id_wrong_check_digit", WRONG_CHECK_DIGIT)
    _check_nationality(plain[:6])
    return IdNumber(
        number=plain,
        birth_on=birth_on,
        sex="male" if int(plain[16]) % 2 else "female",
        area_code=plain[:6],
        area_known=areas is None or plain[:6] in areas,
    )


def _check_nationality(area_code: str) -> None:
    where = elsewhere.WHERE_TO_GO.get(elsewhere.nationality(area_code=area_code))
    if where is not None:
        raise Refusal("id_registered_elsewhere", where, field="id_number", rule="A3")


def _birth(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _refusal(code: str, text: Text) -> Refusal:
    return Refusal(code, text, field="id_number", rule="B4")
