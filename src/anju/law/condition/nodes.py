"""This module is the shape of a condition."""

from collections.abc import Iterator
from dataclasses import dataclass

from anju.law.wording import Text

# what a leaf can ask, by the kind of its fact
TESTS = {
    "yes_no": ("is",),
    "number": ("at_least", "below"),
    "date": ("months_at_least", "months_below", "years_at_least", "years_below"),
    "choice": ("in",),
}


@dataclass(frozen=True)
class Leaf:
    """This asks one fact: `test` with `value`, as TESTS has them; of years also `by`, the month and day they are told on.

    `rule` is its `law.md` id and `text` what it wants, in plain words.
    """

    fact: str
    test: str
    value: bool | int | tuple[str, ...]
    rule: str
    text: Text
    # (month, day): years are counted on this day of the year asked about, as schools do
    by: tuple[int, int] | None = None


@dataclass(frozen=True)
class All:
    """This holds when every part does."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Any:
    """This holds when one part does."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Not:
    """This holds when its part does not."""

    part: "Condition"


Condition = Leaf | All | Any | Not


def leaves(condition: Condition) -> Iterator[Leaf]:
    """This lists the leaves in the order in which they were written."""
    if isinstance(condition, Leaf):
        yield condition
    elif isinstance(condition, Not):
        yield from leaves(condition.part)
    else:
        for part in condition.parts:
            yield from leaves(part)
