"""This module reads the lines of the board's forms, each refusal beside the field it belongs to. Source: B7, I3."""

import re
import unicodedata
from collections.abc import Mapping

from anju.law import complaint
from anju.law.refusal import Refusal
from anju.law.wording import Text

PHONE = re.compile(r"[+\d][\d\- ]{4,18}\d")

MISSING = Text(zh="请填写{label}。", en="Please fill in: {label}.")
CHOOSE = Text(zh="请选择{label}。", en="Please choose: {label}.")
_LONG = Text(zh="{label}最多{longest}个字。", en="{label}: {longest} characters at most.")
_NUMBER = Text(zh="{label}请填{low}到{high}的整数。", en="{label}: a whole number from {low} to {high}.")
_PHONE = Text(
    zh="请填写单位对外的电话，例如 0539-1234567。", en="Please give the employer's public phone, such as 0539-1234567."
)


def line(text: str, *, name: str, label: Text, longest: int, wrong: list[Refusal], needed: bool = True) -> str:
    """This is a line without control characters and double blanks; what is wrong goes into `wrong`."""
    clean = tidy(text)
    if not clean and needed:
        wrong.append(Refusal("missing", MISSING.format(label=label), field=name, rule="I3"))
    if len(clean) > longest:
        wrong.append(Refusal("too_long", _LONG.format(label=label, longest=longest), field=name, rule="I3"))
    return clean


def paragraph(text: str, *, name: str, label: Text, longest: int, wrong: list[Refusal], needed: bool = True) -> str:
    """This is a text with its lines; what is wrong goes into `wrong`."""
    clean = complaint.tidy(text)
    if not clean and needed:
        wrong.append(Refusal("missing", MISSING.format(label=label), field=name, rule="I3"))
    if len(clean) > longest:
        wrong.append(Refusal("too_long", _LONG.format(label=label, longest=longest), field=name, rule="I3"))
    return clean


def number(
    text: str, *, name: str, label: Text, low: int, high: int, wrong: list[Refusal], needed: bool = True
) -> int | None:
    """This is a whole number in a range, also when typed full-width; what is wrong goes into `wrong`."""
    plain = unicodedata.normalize("NFKC", text).strip().replace(",", "")
    if not plain and not needed:
        return None
    if not plain.isascii() or not plain.isdigit() or len(plain) > 9 or not low <= int(plain) <= high:
        wrong.append(Refusal("not_a_number", _NUMBER.format(label=label, low=low, high=high), field=name, rule="I3"))
        return None
    return int(plain)


def option(value: str, *, name: str, label: Text, options: Mapping[str, Text], wrong: list[Refusal]) -> str:
    """This is one of the options; what is wrong goes into `wrong`."""
    if value not in options:
        wrong.append(Refusal("not_an_option", CHOOSE.format(label=label), field=name, rule="I3"))
    return value


def phone(text: str, *, name: str, label: Text, wrong: list[Refusal]) -> str:
    """This is an organisation's public number; what is wrong goes into `wrong`."""
    clean = line(unicodedata.normalize("NFKC", text), name=name, label=label, longest=20, wrong=wrong)
    if clean and not PHONE.fullmatch(clean):
        wrong.append(Refusal("phone_unreadable", _PHONE, field=name, rule="I3"))
    return clean


def tidy(text: str) -> str:
    """This drops control characters and needless blanks."""
    kept = (" " if unicodedata.category(letter)[0] == "C" else letter for letter in unicodedata.normalize("NFC", text))
    return " ".join("".join(kept).split())
