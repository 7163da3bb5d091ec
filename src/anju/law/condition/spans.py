"""This module is sets of days: disjoint half-open ranges in order, the last one perhaps without an end."""

from dataclasses import dataclass
from datetime import date

Range = tuple[date, date | None]


@dataclass(frozen=True)
class Days:
    """This is a set of days; `ranges` are [start, end), in order, not touching."""

    ranges: tuple[Range, ...]

    def __contains__(self, day: date) -> bool:
        return any(start <= day and (end is None or day < end) for start, end in self.ranges)

    def __or__(self, other: "Days") -> "Days":
        merged: list[Range] = []
        for start, end in sorted((*self.ranges, *other.ranges), key=lambda one: one[0]):
            if merged and (merged[-1][1] is None or start <= merged[-1][1]):
                last = merged[-1][1]
                merged[-1] = (merged[-1][0], None if last is None or end is None else max(last, end))
            else:
                merged.append((start, end))
        return Days(tuple(merged))

    def __and__(self, other: "Days") -> "Days":
        return ~(~self | ~other)

    def __invert__(self) -> "Days":
        gaps: list[Range] = []
        begin: date | None = date.min
        for start, end in self.ranges:
            if begin is not None and begin < start:
                gaps.append((begin, start))
            begin = end
        return Days((*gaps, (begin, None)) if begin is not None else tuple(gaps))

    def next_start(self, day: date) -> date | None:
        """This is the first day after one on which the set holds; None if it never does again."""
        return next((start for start, _ in self.ranges if start > day), None)

    def until(self, day: date) -> date | None:
        """This is the first day on which the range around a day no longer holds; None if it goes on."""
        return next((end for start, end in self.ranges if start <= day and (end is None or day < end)), None)


ALWAYS = Days(((date.min, None),))
NEVER = Days(())


def since(day: date | None) -> Days:
    """This is every day from one on; never, for a day past the end of the calendar."""
    return Days(((day, None),)) if day is not None else NEVER


def before(day: date | None) -> Days:
    """This is every day before one."""
    return ~since(day)
