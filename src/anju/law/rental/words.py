"""This module reads what is typed about flats, rounds and leases, and names causes and ends. Source: I6, B7."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from anju.law import complaint
from anju.law.declaration import Problems
from anju.law.refusal import Refusals
from anju.law.rental import order
from anju.law.wording import Text

# why an officer means to act against a place
CAUSES: Mapping[str, Text] = {
    "conditions": Text(zh="不再符合条件", en="The conditions no longer hold"),
    "unconfirmed": Text(zh="到期没有确认", en="Not confirmed in time"),
    "declines": Text(zh="多次不接受分到的房", en="Declined several flats"),
    "housed": Text(zh="已经有别的住房保障", en="Housed by another programme"),
}
MEASURES: Mapping[str, Text] = {
    "end": Text(zh="移出轮候", en="Off the list"),
    "back": Text(zh="排到最后", en="To the end of the list"),
}
# how a place on the list came to its end
ENDS: Mapping[str, Text] = {
    "own_wish": Text(zh="本人退出", en="By one's own wish"),
    **CAUSES,
    "lease_over": Text(zh="租住结束", en="The lease is over"),
}
LEASE_ENDS: Mapping[str, Text] = {
    "term": Text(zh="租期届满", en="The term is over"),
    "own_wish": Text(zh="本人退租", en="By the tenant's wish"),
    "moved": Text(zh="换到别的房", en="Moved to another flat"),
}
FLAT_STATES: Mapping[str, Text] = {
    "free": Text(zh="空置", en="Free"),
    "offered": Text(zh="待答复", en="Offered"),
    "let": Text(zh="已出租", en="Let"),
    "withdrawn": Text(zh="已退出项目", en="Withdrawn"),
}
OFFER_STATES: Mapping[str, Text] = {
    "open": Text(zh="等答复", en="Waiting for the answer"),
    "accepted": Text(zh="已接受，公示中", en="Accepted, published"),
    "declined": Text(zh="没有接受", en="Declined"),
    "lapsed": Text(zh="到期没有答复", en="Not answered in time"),
    "withdrawn": Text(zh="已收回", en="Withdrawn"),
    "let": Text(zh="已入住", en="Let"),
}
ABOUT: Mapping[str, Text] = {
    "place": Text(zh="我的排位", en="My place on the list"),
    "measure": Text(zh="对我的处理", en="What is meant against my place"),
    "allotment": Text(zh="公示的配租结果", en="A published allotment"),
}
OBJECTION_STATES: Mapping[str, Text] = {
    "open": Text(zh="复核中", en="Under review"),
    "upheld": Text(zh="异议成立", en="Upheld"),
    "rejected": Text(zh="异议不成立", en="Rejected"),
}

_MISSING = Text(zh="请填写这一项。", en="Please fill this in.")
_LONG = Text(zh="最多{limit}个字。", en="{limit} characters at most.")
_NUMBER = Text(zh="请填写{low}到{high}之间的整数。", en="Please give a whole number from {low} to {high}.")
_DATE = Text(
    zh="请按 年-月-日 填写日期，例如 2026-03-04。", en="Please write the date as year-month-day, such as 2026-03-04."
)
_ORDER = Text(zh="请选择怎样排队。", en="Please choose the order.")
_RANGE = Text(zh="截止日不能早于开始日。", en="The last day can't be before the first.")
_PAST = Text(zh="截止日已经过去。", en="The last day has passed.")
_PLAN = Text(zh="给外来人口的不能多于计划总数。", en="No more flats can be for newcomers than are planned.")
# the years in which a day of a round or a lease can lie
EARLIEST, LATEST = 2000, 2100


@dataclass(frozen=True)
class Flat:
    """This is a flat as read."""

    estate: str
    number: str
    rooms: int
    size: int
    rent_fen: int
    accessible: bool


@dataclass(frozen=True)
class Round:
    """This is a round as read."""

    name: str
    opens_on: date
    closes_on: date
    order: str
    planned: int
    for_migrants: int


def flat(raw: Mapping[str, Any]) -> Flat:
    """This reads a flat; Refusals with all that is wrong. The rent is typed in yuan a month."""
    wrong = Problems()
    made = {
        "estate": _words(raw, "estate", 60, wrong),
        "number": _words(raw, "number", 30, wrong),
        "rooms": _number(raw, "rooms", 1, 9, wrong),
        "size": _number(raw, "size", 5, 300, wrong),
        "rent_fen": _number(raw, "rent", 0, 100_000, wrong) * 100,
        "accessible": raw.get("accessible") in (True, "true", "on", "1"),
    }
    _done(wrong)
    return Flat(**made)  # type: ignore[arg-type]


def round_of(raw: Mapping[str, Any], *, today: date) -> Round:
    """This reads a round; Refusals with all that is wrong."""
    wrong = Problems()
    name = _words(raw, "name", 60, wrong)
    opens, closes = day(raw, "opens_on", wrong), day(raw, "closes_on", wrong)
    planned, given = _number(raw, "planned", 0, 1_000_000, wrong), _number(raw, "for_migrants", 0, 1_000_000, wrong)
    chosen = str(raw.get("order", ""))
    if chosen not in order.ORDERS:
        wrong.add("not_an_option", _ORDER, field="order", rule="I6")
    if closes < opens:
        wrong.add("bad_range", _RANGE, field="closes_on", rule="I6")
    elif closes < today and not wrong.refusals:
        wrong.add("past", _PAST, field="closes_on", rule="I6")
    if given > planned:
        wrong.add("bad_plan", _PLAN, field="for_migrants", rule="I6")
    _done(wrong)
    return Round(name=name, opens_on=opens, closes_on=closes, order=chosen, planned=planned, for_migrants=given)


def term(raw: Mapping[str, Any]) -> tuple[date, date]:
    """This reads the first and the last day of a lease."""
    wrong = Problems()
    begins, until = day(raw, "begins_on", wrong), day(raw, "until", wrong)
    if until <= begins and not wrong.refusals:
        wrong.add("bad_range", _RANGE, field="until", rule="I6")
    _done(wrong)
    return begins, until


def people(value: object) -> int:
    """This is how many will live there, as the application told; one where it told nothing that can be read."""
    return max(1, min(order.MOST_PEOPLE, value)) if isinstance(value, int) and not isinstance(value, bool) else 1


def need(value: object) -> str:
    """This is a family's special need, as the application told."""
    return value if isinstance(value, str) and value in order.NEEDS else "none"


def count(value: object) -> int:
    """This reads how many will live there, as typed when confirming."""
    wrong = Problems()
    found = _number({"people": value}, "people", 1, order.MOST_PEOPLE, wrong)
    _done(wrong)
    return found


def day(raw: Mapping[str, Any], name: str, wrong: Problems) -> date:
    """This reads a day; what can't be read is added to what is wrong."""
    try:
        found = date.fromisoformat(str(raw.get(name, "")).strip())
    except ValueError:
        found = date.min
    if not EARLIEST <= found.year <= LATEST:
        wrong.add("not_a_date", _DATE, field=name, rule="I6")
        return date.min
    return found


def _words(raw: Mapping[str, Any], name: str, limit: int, wrong: Problems) -> str:
    text = " ".join(complaint.tidy(str(raw.get(name, ""))).split())
    if not text:
        wrong.add("missing", _MISSING, field=name, rule="I6")
    elif len(text) > limit:
        wrong.add("too_long", _LONG.format(limit=limit), field=name, rule="I6")
    return text


def _number(raw: Mapping[str, Any], name: str, low: int, high: int, wrong: Problems) -> int:
    text = str(raw.get(name, "")).strip()
    value = int(text) if text.isascii() and text.isdigit() and len(text) < 12 else -1
    if not low <= value <= high:
        wrong.add("not_a_number", _NUMBER.format(low=low, high=high), field=name, rule="I6")
        return low
    return value


def _done(wrong: Problems) -> None:
    if wrong.refusals:
        raise Refusals(wrong.refusals)
