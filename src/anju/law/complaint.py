"""This module says what a complaint is about, its steps, and how its words are read. Source: J1, J2, Q3."""

import unicodedata
from dataclasses import dataclass

from anju.law.codes import Code
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text

TEXT_LENGTH = 2000
CONTACT_LENGTH = 100
WORDS_LENGTH = 1000

_KIND = Text(zh="请选择投诉的类别。", en="Please choose what the complaint is about.")
_EMPTY = Text(zh="请写明发生了什么。", en="Please write what happened.")
_WORDS = Text(zh="请写明内容，本人看得到。", en="Please write it down; the person will read it.")
_LONG = Text(
    zh="内容太长，最多{limit}个字。您填写的内容还在。",
    en="This is too long: at most {limit} characters. What you typed is kept.",
)


class ComplaintKind(Code):
    """This says what a complaint is about."""

    SERVICE = "service", "服务态度或者办事效率", "How I was served"
    RIGHTS = "rights", "应有的权益没有落实", "A right I did not get"
    DATA = "data", "个人信息的使用", "How my data was used"
    OTHER = "other", "其他", "Something else"


STATES = {
    "received": Text(zh="已受理，正在办理", en="Received, being handled"),
    "offered": Text(zh="正在转交，由首问单位负责", en="Offered to another office; the first one still owns it"),
    "answered": Text(zh="已答复", en="Answered"),
}

STEPS = {
    "received": Text(zh="{unit}已受理", en="{unit} received it"),
    "offered": Text(zh="转交给{unit}，等待接收", en="Offered to {unit}"),
    "accepted": Text(zh="{unit}已接收并负责", en="{unit} took it over"),
    "declined": Text(zh="{unit}没有接收，仍由首问单位负责", en="{unit} declined; the first office still owns it"),
    "answered": Text(zh="{unit}已答复", en="{unit} answered"),
}


@dataclass(frozen=True)
class Read:
    """This is a complaint as read from what was typed."""

    kind: str
    text: str
    contact: str


def read(*, kind: str, text: str, contact: str) -> Read:
    """This reads a complaint, or raises Refusals with everything that is wrong at once."""
    wrong: list[Refusal] = []
    if kind not in {str(code.value) for code in ComplaintKind}:
        wrong.append(Refusal("not_an_option", _KIND, field="kind", rule="J1"))
    clean, reach = tidy(text), tidy(contact)
    if not clean:
        wrong.append(Refusal("text_missing", _EMPTY, field="text", rule="J1"))
    if len(clean) > TEXT_LENGTH:
        wrong.append(Refusal("text_too_long", _LONG.format(limit=TEXT_LENGTH), field="text", rule="J1"))
    if len(reach) > CONTACT_LENGTH:
        wrong.append(Refusal("contact_too_long", _LONG.format(limit=CONTACT_LENGTH), field="contact", rule="J1"))
    if wrong:
        raise Refusals(wrong)
    return Read(kind=kind, text=clean, contact=reach)


def words(text: str, *, field: str, needed: bool) -> str:
    """This reads an office's words to the person, or raises Refusal "words_missing" or "words_too_long"."""
    clean = tidy(text)
    if needed and not clean:
        raise Refusal("words_missing", _WORDS, field=field, rule="I10")
    if len(clean) > WORDS_LENGTH:
        raise Refusal("words_too_long", _LONG.format(limit=WORDS_LENGTH), field=field, rule="J1")
    return clean


def tidy(text: str) -> str:
    """This keeps lines and drops control characters, which PostgreSQL and screens refuse."""
    kept = (
        letter
        for letter in text.replace("\r\n", "\n")
        if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs"}
    )
    return "".join(kept).strip()
