"""This module is the card maker's table: what leaves for it, and what its answer may say. Source: E9, G1, L3."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from anju.law import identity
from anju.law.permit import card
from anju.law.refusal import Refusal
from anju.law.wording import Text

# one batch is one bag of cards; a county signs fewer than this in a day
MOST_CARDS = 500
MOST_ROWS = 2000
LONGEST_REASON = 200

# E9: the ten items and the reference, nothing else
SENT: Mapping[str, Text] = {"reference": Text(zh="制证编号", en="Reference"), **card.ITEMS}
ANSWERED: Mapping[str, Text] = {
    "reference": SENT["reference"],
    "card_number": Text(zh="卡号", en="Card number"),
    "failure": Text(zh="失败原因", en="Failure"),
}
_NEEDED = ("reference", "card_number")

_NUMBER = re.compile(r"[A-Z0-9]{6,24}")
_REFERENCE = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-([1-9]\d{0,3})")
# more digits in a row are a number of somebody or something: acts keep none
_DIGITS = re.compile(r"\d{6,}[Xx]?")

_NO_NUMBER = Text(
    zh="卡号是6到24位的大写字母和数字，请再看一遍。",
    en="A card number has 6 to 24 capital letters and digits. Please check it.",
)
_ID_NUMBER = Text(
    zh="这是身份证号码，不是卡号，没有记下来。", en="This is an ID number, not a card's number; it was not kept."
)
_REFERENCE_WRONG = Text(
    zh="制证编号不完整，请照发出去的表格填写。", en="The reference isn't whole. Please copy it from the table sent out."
)
_NOTHING = Text(zh="卡号和失败原因都空着，请填一项。", en="Neither a card number nor a failure. Please fill in one.")
_BOTH = Text(
    zh="既有卡号又有失败原因，请只留一项。", en="There is a card number and a failure, too. Please leave only one."
)
_WHY = Text(zh="请写明失败原因。", en="Please state why it failed.")
_EMPTY = Text(zh="表格是空的，请选择制证单位返回的表格。", en="The table is empty. Please choose the maker's answer.")
_HEADER = Text(zh="第一行要有表头，缺少：{missing}。", en="The first line must hold the headings; missing: {missing}.")
_MANY = Text(zh="一次最多{most}行，这里有{count}行，请分几次。", en="{most} rows at most at a time; these are {count}.")
_BROKEN = Text(zh="表格读不出来，请另存为CSV再试。", en="The table can't be read. Please save it as CSV and try again.")


@dataclass(frozen=True)
class Line:
    """This is one row of an answer as written, with its number in the table."""

    number: int
    raw: Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    """This is one row of an answer, read: which card in which try, and its number or why it failed."""

    card_id: UUID
    turn: int
    card_number: str = ""
    failure: str = ""


def reference(*, card_id: UUID, turn: int) -> str:
    """This names a card in one of its tries, so that a late answer to an earlier try is never taken for the present one."""
    return f"{card_id}-{turn}"


def card_number(text: str) -> str:
    """This brings a card's number into its one spelling, or raises Refusal "card_number_wrong"."""
    bare = re.sub(r"[\s\-–—]", "", text[:64]).upper()
    if _is_id_number(bare):
        raise Refusal("card_number_wrong", _ID_NUMBER, field="card_number", rule="L2")
    if not _NUMBER.fullmatch(bare):
        raise Refusal("card_number_wrong", _NO_NUMBER, field="card_number", rule="E6")
    return bare


def failure(text: str) -> str:
    """This is the reason of a failure without long numbers, or raises Refusal "reason_missing"."""
    plain = _DIGITS.sub("…", " ".join(text.split()))[:LONGEST_REASON].strip()
    if not plain:
        raise Refusal("reason_missing", _WHY, field="why", rule="E6")
    return plain


def answer(line: Line) -> Answer:
    """This reads one row, or raises Refusal with the field that is wrong."""
    found = _REFERENCE.fullmatch(line.raw.get("reference", "").strip().lower())
    if found is None:
        raise Refusal("reference_wrong", _REFERENCE_WRONG, field="reference", rule="E6")
    number, why = line.raw.get("card_number", "").strip(), line.raw.get("failure", "").strip()
    if bool(number) == bool(why):
        raise Refusal("answer_unclear", _BOTH if number else _NOTHING, field="card_number", rule="E6")
    card_id, turn = UUID(found[1]), int(found[2])
    if why:
        return Answer(card_id=card_id, turn=turn, failure=failure(why))
    return Answer(card_id=card_id, turn=turn, card_number=card_number(number))


def lines(rows: Sequence[Sequence[str]]) -> Sequence[Line]:
    """This finds the columns by their headings and returns the rows below that hold anything.

    Raises Refusal "table_empty", "table_header", "table_too_long"; columns it does not know are left unread.
    """
    if not any(any(cell.strip() for cell in row) for row in rows):
        raise Refusal("table_empty", _EMPTY, field="file", rule="E6")
    words = {word: name for name, text in ANSWERED.items() for word in (name, text.zh, text.en.lower())}
    places = {words[cell.strip().lower()]: place for place, cell in enumerate(rows[0]) if cell.strip().lower() in words}
    missing = [ANSWERED[name].zh for name in _NEEDED if name not in places]
    if missing:
        raise Refusal("table_header", _HEADER.format(missing="、".join(missing)), field="file", rule="E6")
    found = [
        Line(number=number, raw={name: _cell(row, place) for name, place in places.items()})
        for number, row in enumerate(rows[1:], start=2)
        if any(cell.strip() for cell in row)
    ]
    if not found:
        raise Refusal("table_empty", _EMPTY, field="file", rule="E6")
    if len(found) > MOST_ROWS:
        raise Refusal("table_too_long", _MANY.format(most=MOST_ROWS, count=len(found)), field="file", rule="E6")
    return found


def separated(text: str) -> Sequence[Sequence[str]]:
    """This splits a table of text into cells; raises Refusal "table_broken"."""
    plain = text.replace("\ufeff", "").strip("\r\n")
    first = plain.split("\n", 1)[0]
    delimiter = next((one for one in ("\t", ",", ";") if one in first), ",")
    try:
        return list(csv.reader(io.StringIO(plain, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise Refusal("table_broken", _BROKEN, field="file", rule="E6") from error


def _cell(row: Sequence[str], place: int) -> str:
    # what we exported with an apostrophe before it comes back with it
    return row[place].strip().removeprefix("'") if place < len(row) else ""


def _is_id_number(text: str) -> bool:
    return len(text) == 18 and text[:17].isdigit() and identity.check_digit(text[:17]) == text[17]
