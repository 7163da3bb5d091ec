"""This module brings names, phone numbers and address lines into one spelling, or says what is wrong with them."""

import re
import unicodedata

from anju.law.refusal import Refusal
from anju.law.wording import Text

NAME_LIMIT, LINE_LIMIT = 50, 120
# The dots that keyboards offer for 阿卜杜拉·买买提; the register writes U+00B7.
DOTS = str.maketrans(dict.fromkeys("‧•・･∙⋅●．", "·"))
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069\ufe00-\ufe0f]")
MOBILE = re.compile(r"1[3-9][0-9]{9}")

NAME_MISSING = Text(zh="请填写姓名。", en="Please give the name.")
NAME_TOO_LONG = Text(
    zh="姓名最多{limit}个字，请按证件填写。", en="A name has at most {limit} characters. Please take it from the card."
)
NAME_BAD_CHARACTER = Text(
    zh="姓名里有不能使用的符号或表情，请按证件填写。",
    en="The name holds a symbol that can't be used. Please take it from the card.",
)
PHONE_WRONG = Text(
    zh="请填写11位的手机号码，例如13812345678。",
    en="Please give a mainland mobile number of 11 digits, such as 13812345678.",
)
LINE_MISSING = Text(
    zh="请填写详细地址，例如沂蒙路100号3号楼2单元501室。", en="Please give the address, down to the room."
)
LINE_TOO_LONG = Text(zh="详细地址最多{limit}个字。", en="An address line has at most {limit} characters.")
LINE_BAD_CHARACTER = Text(
    zh="地址里有不能使用的符号或表情，请去掉。", en="The address holds a symbol that can't be used. Please remove it."
)


def normalise_name(name: str) -> str:
    """This returns a name in the register's spelling; rare characters stay as they are. Source: L11."""
    plain = _plain(name).translate(DOTS)
    plain = re.sub(r"\s*·\s*", "·", plain)
    plain = re.sub(r"(?<![A-Za-z.'’-]) | (?![A-Za-z.'’-])", "", plain)
    if not plain:
        raise Refusal("name_missing", NAME_MISSING, field="name", rule="B4")
    if len(plain) > NAME_LIMIT:
        raise Refusal("name_too_long", NAME_TOO_LONG.format(limit=NAME_LIMIT), field="name", rule="B4")
    if not all(_belongs_in_name(character) for character in plain):
        raise Refusal("name_bad_character", NAME_BAD_CHARACTER, field="name", rule="B4")
    return plain


def normalise_phone(phone: str) -> str:
    """This returns the 11 digits of a mainland mobile number, without +86 and separators. Source: L11."""
    plain = re.sub(r"[\s\-–—().]", "", _plain(phone))
    plain = re.sub(r"^(\+86|0086|86(?=1[0-9]{10}$))", "", plain)
    if not MOBILE.fullmatch(plain):
        raise Refusal("phone_wrong", PHONE_WRONG, field="phone", rule="L11")
    return plain


def normalise_line(line: str) -> str:
    """This returns an address line in half-width letters and digits with single spaces. Source: L11."""
    plain = re.sub(r"(?<![A-Za-z0-9]) | (?![A-Za-z0-9])", "", _plain(line))
    if not plain:
        raise Refusal("line_missing", LINE_MISSING, field="address_line", rule="L11")
    if len(plain) > LINE_LIMIT:
        raise Refusal("line_too_long", LINE_TOO_LONG.format(limit=LINE_LIMIT), field="address_line", rule="L11")
    if any(_is_foreign(character) for character in plain):
        raise Refusal("line_bad_character", LINE_BAD_CHARACTER, field="address_line", rule="L11")
    return plain


def _plain(text: str) -> str:
    # NFKC would also turn compatibility ideographs (U+F900…) into their cousins and so change a person's name:
    # only the full-width forms are folded.
    folded = "".join(
        unicodedata.normalize("NFKC", character)
        if "\uff01" <= character <= "\uff5e" or character == "\u3000"
        else character
        for character in text
    )
    return " ".join(INVISIBLE.sub("", folded).split())


def _belongs_in_name(character: str) -> bool:
    # Co: rare characters of 公安 name fonts live in the private use area of older systems.
    return character in " ·.'’-〇" or unicodedata.category(character) in ("Lo", "Lu", "Ll", "Lm", "Mn", "Mc", "Co")


def _is_foreign(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Cn", "So", "Sk")
