"""this module answers "is this the same person?" with a score and its reasons.

It is a hint beside two records and never an automatic merge: an officer looks at both and decides (rule I10).
What two people share by being a family (phone, 户口 county) weighs less than what a person has alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from anju.law.wording import Text
from anju.linkage import names, pinyin

# From here on a record is shown beside the new one. Name and birth date, or name and phone, are just enough;
# a shared phone and county alone (0.27) are a family, not a person.
HINT = 0.6
# From here on it is shown first and in words: "very likely the same person".
STRONG = 0.85

# Agreement on everything makes 1. What is missing on either side adds nothing.
NAME = 0.40
BIRTH = 0.30
PHONE = 0.20
HUKOU = 0.07
SEX = 0.03

# 03-04 for 04-03, and one digit misread, are common slips; less sure than the date itself.
SWAPPED = 0.7
DIGIT = 0.6

# Two ID numbers that both passed their check digit: namesakes, twins. Not zero: some people were given two numbers.
OTHER_ID = 0.75
# The sex comes from the card; it is seldom wrong.
OTHER_SEX = 0.85

WORDS: dict[str, Text] = {
    "id": Text(zh="证件号码相同", en="same ID number"),
    "name": Text(zh="姓名相同", en="same name"),
    "name_sound": Text(zh="姓名同音", en="name sounds the same"),
    "name_order": Text(zh="姓名字序不同", en="same characters in another order"),
    "name_part": Text(zh="姓名的一部分相同", en="part of the name is the same"),
    "name_accent": Text(zh="姓名读音相近（口音）", en="name sounds alike in a local accent"),
    "name_near": Text(zh="姓名拼音相近", en="name is spelt almost alike"),
    "birth": Text(zh="出生日期相同", en="same birth date"),
    "birth_swapped": Text(zh="出生日期的月和日对调", en="birth date with day and month swapped"),
    "birth_digit": Text(zh="出生日期差一位数字", en="birth date differs by one digit"),
    "phone": Text(zh="手机号码相同", en="same phone"),
    "hukou": Text(zh="户口所在县相同", en="same county of household registration"),
    "sex": Text(zh="性别相同", en="same sex"),
    "other_id": Text(zh="证件号码不同", en="different ID numbers"),
    "other_sex": Text(zh="性别不同", en="different sex"),
}


@dataclass(frozen=True, slots=True)
class Traits:
    """this is what is compared; unknown is None or "". The indexes are blind indexes of one key version."""

    name: str
    pinyin: str = ""
    birth_on: date | None = None
    phone_index: bytes | None = None
    id_index: bytes | None = None
    sex: str = ""
    hukou_county: str = ""

    @property
    def sound(self) -> str:
        """this is the name's pinyin, made where none was given."""
        return self.pinyin or pinyin.of(self.name)


@dataclass(frozen=True, slots=True)
class Match:
    """this is how alike two records are: 0 … 1, the reasons (keys of `WORDS`), and whether the ID number is one."""

    score: float
    reasons: tuple[str, ...]
    exact_id: bool


def score(*, a: Traits, b: Traits) -> Match:
    """this compares two records; which of them comes first makes no difference."""
    name, name_word = names.likeness(name=a.name, sound=a.sound, other=b.name, other_sound=b.sound)
    birth, birth_word = birth_likeness(a.birth_on, b.birth_on)
    parts = (
        (NAME * name, name_word),
        (BIRTH * birth, birth_word),
        (PHONE, "phone" if a.phone_index and a.phone_index == b.phone_index else ""),
        (HUKOU, "hukou" if a.hukou_county and a.hukou_county == b.hukou_county else ""),
        (SEX, "sex" if a.sex and a.sex == b.sex else ""),
    )
    reasons = tuple(word for _, word in parts if word)
    if a.id_index and a.id_index == b.id_index:
        return Match(score=1.0, reasons=("id", *reasons), exact_id=True)
    total = sum(weight for weight, word in parts if word)
    if a.id_index and b.id_index:
        total, reasons = total * OTHER_ID, (*reasons, "other_id")
    if a.sex and b.sex and a.sex != b.sex:
        total, reasons = total * OTHER_SEX, (*reasons, "other_sex")
    return Match(score=round(total, 4), reasons=reasons, exact_id=False)


def birth_likeness(one: date | None, other: date | None) -> tuple[float, str]:
    """this compares two birth dates: 1 for equal ones, less for the usual slips, 0 with "" for others."""
    if one is None or other is None:
        return 0.0, ""
    if one == other:
        return 1.0, "birth"
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return SWAPPED, "birth_swapped"
    if sum(left != right for left, right in zip(one.isoformat(), other.isoformat(), strict=True)) == 1:
        return DIGIT, "birth_digit"
    return 0.0, ""


def blocks(traits: Traits) -> tuple[str, ...]:
    """this is what two records have in common, one key at least, whenever their score reaches HINT.

    Each key is an equality that an index answers: i ID number, p phone, n pinyin and birth year, d pinyin with birth
    month and day, b birth date. So candidates are found without reading the whole register.
    """
    keys = []
    if traits.id_index:
        keys.append(f"i:{traits.id_index.hex()}")
    if traits.phone_index:
        keys.append(f"p:{traits.phone_index.hex()}")
    if traits.birth_on is not None:
        if traits.sound:
            keys.append(f"n:{traits.sound}:{traits.birth_on:%Y}")
            keys.append(f"d:{traits.sound}:{traits.birth_on:%m%d}")
        keys.append(f"b:{traits.birth_on.isoformat()}")
    return tuple(keys)
