"""This module says which vaccination of the national programme a child is due, when, and what comes after it.

Every dose has an age from which it can be given, one by which it should be, an age up to which it is given at all, and
the least time since the dose before. What was given is the clinic's to judge; nothing here refuses a dose. Source: I3.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from anju.law import deadline
from anju.law.citation import Status
from anju.law.wording import Text

State = Literal["given", "due", "overdue", "later", "over"]
SPAN = re.compile(r"([0-9]{1,3})([DMY])")

STATES: Mapping[State, Text] = {
    "given": Text(zh="已经打了", en="Given"),
    "due": Text(zh="现在可以打", en="Can be given now"),
    "overdue": Text(zh="该补上了", en="Time to catch up"),
    "later": Text(zh="还没到时候", en="Not yet"),
    "over": Text(zh="过了年龄，问医生", en="Past the age: ask the doctor"),
}


@dataclass(frozen=True)
class Span:
    """This is an age or a gap: so many days, months or years."""

    count: int
    unit: str

    def after(self, day: date) -> date:
        """This is the day that lies the span after another; months end as the Civil Code has it."""
        if self.unit == "D":
            return day + timedelta(days=self.count)
        return deadline.add_months(day, self.count * (12 if self.unit == "Y" else 1))

    @property
    def text(self) -> Text:
        """This says the span in words: 出生时, 28天, 8个月, 6岁."""
        if self.count == 0:
            return Text(zh="出生时", en="at birth")
        zh, one, many = {"D": ("天", "day", "days"), "M": ("个月", "month", "months"), "Y": ("岁", "year", "years")}[
            self.unit
        ]
        return Text(zh=f"{self.count}{zh}", en=f"{self.count} {one if self.count == 1 else many}")


@dataclass(frozen=True)
class Dose:
    """This is one dose of a vaccine; `after` is the least time since the one before, `after_first` since the first."""

    at: Span
    by: Span
    after: Span | None = None
    after_first: Span | None = None


@dataclass(frozen=True)
class Vaccine:
    """This is one vaccine of the programme with its doses in order."""

    id: str
    name: Text
    prevents: Text
    doses: tuple[Dose, ...]
    # from this age on it is given no more
    until: Span
    status: Status
    # another vaccine whose doses count as doses of this one
    counts: tuple[str, ...] = ()
    # the first dose comes no sooner than so long after the last one of another vaccine
    other: tuple[str, Span] | None = None
    # injected and live: on one day with others of its kind, or the programme's live gap apart
    live: bool = False
    girls: bool = False
    born_from: date | None = None
    note: Text | None = None

    def meant_for(self, child: "Child") -> bool:
        """This tells whether the programme gives it to a child at all."""
        return (not self.girls or child.sex == "female") and (self.born_from is None or child.born_on >= self.born_from)


@dataclass(frozen=True)
class Programme:
    """This is the national programme as it holds from a day on."""

    begins: date
    cites: tuple[str, ...]
    below: Span
    live_gap: Span
    vaccines: tuple[Vaccine, ...]

    def vaccine(self, key: str) -> Vaccine | None:
        """This is a vaccine by its id."""
        return next((one for one in self.vaccines if one.id == key), None)


@dataclass(frozen=True)
class Child:
    """This is all that the plan needs to know of a child."""

    born_on: date
    sex: str


@dataclass(frozen=True)
class Given:
    """This is a dose a child has had."""

    vaccine: str
    on: date


@dataclass(frozen=True)
class Planned:
    """This is one dose of a child's plan: given on `on`, or possible from `on`; `by` is when it should have been given."""

    vaccine: Vaccine
    number: int
    state: State
    on: date
    by: date
    # given sooner than the programme has it, by age or after the dose before: a doctor says whether it counts
    close: bool = False

    @property
    def key(self) -> str:
        """This names the dose, such as mmr:2."""
        return f"{self.vaccine.id}:{self.number}"

    @property
    def open(self) -> bool:
        """This tells whether the dose can be given now."""
        return self.state in ("due", "overdue")


def in_force(programmes: Sequence[Programme], *, on: date) -> Programme:
    """This is the programme that holds on a day; before the first one, the first."""
    holding = [one for one in programmes if one.begins <= on]
    return max(holding or programmes[:1], key=lambda one: one.begins)


def names(programmes: Sequence[Programme]) -> dict[str, Text]:
    """This names every vaccine there ever was in the programme, the newest words first."""
    found: dict[str, Text] = {}
    for programme in sorted(programmes, key=lambda one: one.begins, reverse=True):
        for vaccine in programme.vaccines:
            found.setdefault(vaccine.id, vaccine.name)
    return found


def plan(*, programme: Programme, child: Child, given: Sequence[Given], on: date) -> tuple[Planned, ...]:
    """This is a child's plan on a day: every dose of the programme once, in its order.

    What is not given yet carries the day it is possible from, the least gaps kept throughout.
    """
    had = sorted((one for one in given if one.on <= on), key=lambda one: one.on)
    found: dict[str, tuple[Planned, ...]] = {}
    # a vaccine that waits for another one is worked out after it
    for vaccine in sorted(programme.vaccines, key=lambda one: one.other is not None):
        if vaccine.meant_for(child):
            found[vaccine.id] = _series(programme, vaccine, child, had, found, on)
    return tuple(dose for vaccine in programme.vaccines for dose in found.get(vaccine.id, ()))


def _series(
    programme: Programme,
    vaccine: Vaccine,
    child: Child,
    had: Sequence[Given],
    others: Mapping[str, Sequence[Planned]],
    on: date,
) -> tuple[Planned, ...]:
    mine = [one.on for one in had if one.vaccine == vaccine.id or one.vaccine in vaccine.counts]
    until = min(vaccine.until.after(child.born_on), programme.below.after(child.born_on))
    floor = _floor(programme, vaccine, had, others, on)
    dates: list[date] = []
    found = []
    for index, dose in enumerate(vaccine.doses):
        by = dose.by.after(child.born_on)
        if index < len(mine):
            close = mine[index] < _earliest(dose, child, dates, None)
            dates.append(mine[index])
            found.append(Planned(vaccine, index + 1, "given", mine[index], by, close))
            continue
        first = _earliest(dose, child, dates, floor)
        day = max(first, on)
        dates.append(day)
        state: State = "over" if day >= until else "later" if day > on else "overdue" if on >= by else "due"
        found.append(Planned(vaccine, index + 1, state, first if state in ("due", "overdue") else day, by))
    return tuple(found)


def _earliest(dose: Dose, child: Child, dates: Sequence[date], floor: date | None) -> date:
    days = [dose.at.after(child.born_on)] if floor is not None or not dates else []
    if dates and dose.after is not None:
        days.append(dose.after.after(dates[-1]))
    if dates and dose.after_first is not None:
        days.append(dose.after_first.after(dates[0]))
    if floor is not None:
        days.append(floor)
    return max(days, default=child.born_on)


def _floor(
    programme: Programme, vaccine: Vaccine, had: Sequence[Given], others: Mapping[str, Sequence[Planned]], on: date
) -> date:
    """This is the day before which other vaccines keep this one from being given."""
    days = [date.min]
    if vaccine.live:
        # on one day with another live vaccine, or the gap apart
        live = {one.id for one in programme.vaccines if one.live and one.id != vaccine.id}
        days += [programme.live_gap.after(one.on) for one in had if one.vaccine in live and one.on < on]
    if vaccine.other is not None:
        key, gap = vaccine.other
        days += [gap.after(one.on) for one in had if one.vaccine == key]
        days += [gap.after(max(one.on, on)) for one in others.get(key, ()) if one.state in ("due", "overdue", "later")]
    return max(days)


def waiting(planned: Sequence[Planned]) -> tuple[date | None, date | None]:
    """This is the day from which something can be given, and the day from which something is overdue; None for nothing."""
    coming = [one for one in planned if one.state in ("due", "overdue", "later")]
    late = [one.by for one in planned if one.open]
    return min((one.on for one in coming), default=None), min(late, default=None)


def told(planned: Sequence[Planned]) -> list[str]:
    """This lists the doses that can be given now, for a reminder."""
    return [one.key for one in planned if one.open]
