"""This module reads what officers enter of a dispute: the other side, a session, an agreement, an award, a lawyer.

The other side stands by name and contact and nothing else: nobody is marked or weighed here. Source: design.md 2, L11.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from anju.law import city, complaint
from anju.law.deadline import Due
from anju.law.declaration import Problems
from anju.law.dispute import life
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text

NAME_LENGTH = 80
CONTACT_LENGTH = 100
PLACE_LENGTH = 120
TEXT_LENGTH = 3000
MOST_FEN = 100_000_000_000
# a session further off than this is a slip of the pen
FURTHEST = timedelta(days=366)

_MISSING = Text(zh="请填写这一项。", en="Please fill this in.")
_LONG = Text(zh="最多{limit}个字。", en="{limit} characters at most.")
_NOT_A_DATE = Text(
    zh="请按 年-月-日 填写日期，例如 2026-03-04。", en="Please write the date as year-month-day, such as 2026-03-04."
)
_NOT_A_TIME = Text(
    zh="请填写日期和时间，例如 2026-03-04 09:30。", en="Please write day and time, such as 2026-03-04 09:30."
)
_PAST = Text(zh="请填写今天以后一年内的时间。", en="Please give a time after now and within a year.")
_FUTURE = Text(zh="签名日期不能晚于今天。", en="It can't have been signed after today.")
_BEFORE = Text(zh="履行日期不能早于签名日期。", en="It can't be owed before it was signed.")
_AMOUNT = Text(zh="请填写金额，单位元，最多两位小数。", en="Please write the amount in yuan, two decimals at most.")
_OPTION = Text(zh="请从列出的选项中选择。", en="Please choose one of the options listed.")
_EARLY = Text(
    zh="开庭要提前5个工作日通知双方，最早{on}。",
    en="Both sides hear of a hearing 5 working days before: not before {on}.",
)


@dataclass(frozen=True)
class Agreement:
    """This is an agreement as read."""

    text: str
    signed_on: date
    other_signed_on: date
    due_on: date
    amount_fen: int | None

    @property
    def in_force_on(self) -> date:
        """The day on which the last side signed."""
        return max(self.signed_on, self.other_signed_on)


def other(*, name: str, contact: str) -> dict[str, str]:
    """This reads the other side; Refusals on other_name and other_contact."""
    problems = Problems()
    found = {
        "name": _words(name, "other_name", NAME_LENGTH, problems),
        "contact": _words(contact, "other_contact", CONTACT_LENGTH, problems, needed=False),
    }
    _settle(problems)
    return found


def session(*, raw: Mapping[str, str], at: datetime, earliest: Due | None) -> tuple[datetime, str, str]:
    """This reads a session: when, where, how the other side was told; a hearing not before `earliest`.

    Raises Refusals on on, time, place and told.
    """
    problems = Problems()
    starts = problems.catch(lambda: _moment(raw.get("on", ""), raw.get("time", ""), at), field="on")
    place = _words(raw.get("place", ""), "place", PLACE_LENGTH, problems)
    told = raw.get("told", "")
    if told not in life.TOLD:
        problems.add("not_an_option", _OPTION, field="told", rule="I9")
    if starts is not None and earliest is not None and city.day(starts) < earliest.on:
        problems.add("too_soon", _EARLY.format(on=earliest.on), field="on", rule="I9")
    _settle(problems)
    return starts or at, place, told


def agreement(*, raw: Mapping[str, str], on: date) -> Agreement:
    """This reads an agreement; Refusals on text, signed_on, other_signed_on, due_on, amount."""
    problems = Problems()
    text = _words(raw.get("text", ""), "text", TEXT_LENGTH, problems)
    signed = {name: problems.catch(functools.partial(_day, raw.get(name, "")), field=name) for name in _SIGNED}
    for name, day in signed.items():
        if day is not None and day > on:
            problems.add("not_yet", _FUTURE, field=name, rule="I9")
    due = problems.catch(lambda: _day(raw.get("due_on", "")), field="due_on")
    first = min((day for day in signed.values() if day is not None), default=None)
    if due is not None and first is not None and due < first:
        problems.add("too_early", _BEFORE, field="due_on", rule="I9")
    fen = problems.catch(lambda: amount(raw.get("amount", "")), field="amount")
    _settle(problems)
    return Agreement(text, signed["signed_on"] or on, signed["other_signed_on"] or on, due or on, fen)


def award(*, raw: Mapping[str, str]) -> tuple[str, int | None]:
    """This reads what was awarded; Refusals on words, amount."""
    problems = Problems()
    words = _words(raw.get("words", ""), "words", complaint.WORDS_LENGTH, problems)
    fen = problems.catch(lambda: amount(raw.get("amount", "")), field="amount")
    _settle(problems)
    return words, fen


def lawyer(*, raw: Mapping[str, str]) -> dict[str, str]:
    """This reads a lawyer: name, office, phone; Refusals on each."""
    problems = Problems()
    found = {name: _words(raw.get(name, ""), name, length, problems) for name, length in _LAWYER.items()}
    _settle(problems)
    return found


def chosen(value: str, *, table: Mapping[str, Text], field: str) -> str:
    """This reads one of a table's codes; Refusal "not_an_option"."""
    if value not in table:
        raise Refusal("not_an_option", _OPTION, field=field, rule="I9")
    return value


def amount(text: str) -> int | None:
    """This reads yuan as fen, None for nothing; Refusal "not_an_amount"."""
    plain = text.strip().replace(",", "").replace("，", "")
    if not plain:
        return None
    whole, _, rest = plain.partition(".")
    if not (whole.isascii() and whole.isdigit() and len(whole) <= 10 and len(rest) <= 2):
        raise Refusal("not_an_amount", _AMOUNT, field="amount", rule="I9")
    if rest and not (rest.isascii() and rest.isdigit()):
        raise Refusal("not_an_amount", _AMOUNT, field="amount", rule="I9")
    fen = int(whole) * 100 + int(rest.ljust(2, "0") or 0)
    if fen > MOST_FEN:
        raise Refusal("not_an_amount", _AMOUNT, field="amount", rule="I9")
    return fen


_SIGNED = ("signed_on", "other_signed_on")
_LAWYER = {"name": NAME_LENGTH, "office": CONTACT_LENGTH, "phone": 40}


def _words(text: str, field: str, limit: int, problems: Problems, *, needed: bool = True) -> str:
    clean = complaint.tidy(text)
    if needed and not clean:
        problems.add("missing", _MISSING, field=field, rule="I9")
    if len(clean) > limit:
        problems.add("too_long", _LONG.format(limit=limit), field=field, rule="I9")
    return clean


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise Refusal("not_a_date", _NOT_A_DATE, rule="I9") from error


def _moment(on: str, time: str, at: datetime) -> datetime:
    try:
        plain = datetime.fromisoformat(f"{on.strip()}T{time.strip()}")
    except ValueError as error:
        raise Refusal("not_a_time", _NOT_A_TIME, rule="I9") from error
    starts = plain.replace(tzinfo=city.TIME, second=0, microsecond=0)
    if not at < starts <= at + FURTHEST:
        raise Refusal("not_ahead", _PAST, rule="I9")
    return starts


def _settle(problems: Problems) -> None:
    if problems.refusals:
        raise Refusals(problems.refusals)
