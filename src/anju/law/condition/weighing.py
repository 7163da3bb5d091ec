"""This module weighs a condition for one person: meets, does not meet, or can't tell, and from which day it changes.

Each leaf is the set of days on which it surely holds and the set on which it may hold; all, any and not are cuts,
unions and complements of these. A fact nobody knows may hold always and surely holds never, which is Kleene's logic.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from anju.law import deadline
from anju.law.condition import spans
from anju.law.condition.nodes import All, Condition, Leaf, Not, leaves
from anju.law.condition.spans import Days
from anju.law.facts import Value

Answer = Literal["meets", "not_yet", "no", "unknown"]
_PER_YEAR = 12


@dataclass(frozen=True)
class Reason:
    """This is one leaf's part in the answer; `from_on` is the day from which time alone mends it."""

    leaf: Leaf
    answer: Answer
    from_on: date | None


@dataclass(frozen=True)
class Weighed:
    """This is the answer with every leaf's; `until_on` is the first day on which what holds now no longer does."""

    answer: Answer
    from_on: date | None
    until_on: date | None
    reasons: tuple[Reason, ...]
    # facts that would settle it; beside a “not yet” those that must be told by then
    missing: tuple[str, ...]


def weigh(condition: Condition, *, facts: Mapping[str, Value], on: date) -> Weighed:
    """This weighs a condition on a day; a fact that isn't given is not known."""
    sure, perhaps = _days(condition, facts, on)
    reasons = tuple(_reason(leaf, facts, on) for leaf in leaves(condition))
    answer, from_on = _answer(sure, perhaps, on)
    return Weighed(
        answer=answer,
        from_on=from_on,
        until_on=sure.until(on) if answer == "meets" else None,
        reasons=reasons,
        missing=tuple(dict.fromkeys(_open(condition, facts, from_on or on))),
    )


def _open(condition: Condition, facts: Mapping[str, Value], day: date) -> Iterator[str]:
    """This lists the facts nobody knows, but for those of parts that are settled without them."""
    sure, perhaps = _days(condition, facts, day)
    if day in sure or day not in perhaps:
        return
    if isinstance(condition, Leaf):
        yield condition.fact
    elif isinstance(condition, Not):
        yield from _open(condition.part, facts, day)
    else:
        for part in condition.parts:
            yield from _open(part, facts, day)


def _answer(sure: Days, perhaps: Days, on: date) -> tuple[Answer, date | None]:
    if on in sure:
        return "meets", None
    if on in perhaps:
        return "unknown", None
    # the first day on which it may hold: for sure, or once what is missing is told
    start = perhaps.next_start(on)
    return ("not_yet", start) if start is not None else ("no", None)


def _reason(leaf: Leaf, facts: Mapping[str, Value], on: date) -> Reason:
    answer, from_on = _answer(*_days(leaf, facts, on), on)
    return Reason(leaf=leaf, answer=answer, from_on=from_on)


def _days(condition: Condition, facts: Mapping[str, Value], on: date) -> tuple[Days, Days]:
    if isinstance(condition, Leaf):
        value = facts.get(condition.fact)
        if value is None:
            return spans.NEVER, spans.ALWAYS
        held = _held(condition, value)
        return held, held
    if isinstance(condition, Not):
        sure, perhaps = _days(condition.part, facts, on)
        return ~perhaps, ~sure
    both = [_days(part, facts, on) for part in condition.parts]
    sure, perhaps = both[0]
    for more_sure, more_perhaps in both[1:]:
        if isinstance(condition, All):
            sure, perhaps = sure & more_sure, perhaps & more_perhaps
        else:
            sure, perhaps = sure | more_sure, perhaps | more_perhaps
    return sure, perhaps


def _held(leaf: Leaf, value: Value) -> Days:
    if isinstance(value, date) and isinstance(leaf.value, int):
        return _dated(leaf, value, leaf.value)
    if isinstance(leaf.value, tuple):
        return _plain(value in leaf.value)
    if leaf.test == "is":
        return _plain(value is leaf.value)
    if isinstance(value, int) and leaf.test == "at_least":
        return _plain(value >= leaf.value)
    if isinstance(value, int) and leaf.test == "below":
        return _plain(value < leaf.value)
    raise ValueError(f"{leaf.fact} can't be asked {leaf.test} of {value!r}")


def _plain(holds: bool) -> Days:
    return spans.ALWAYS if holds else spans.NEVER


def _dated(leaf: Leaf, start: date, count: int) -> Days:
    months = count if leaf.test.startswith("months") else count * _PER_YEAR
    try:
        day = deadline.add_months(start, months)
    except ValueError:
        # past the end of the calendar: never reached
        return _plain(leaf.test.endswith("below"))
    if leaf.by is not None:
        # told on a day of the year asked about: it holds all through the first year in which that day comes late enough
        late = (day.month, day.day) > leaf.by
        day = date(day.year + late, 1, 1)
    return spans.before(day) if leaf.test.endswith("below") else spans.since(day)
