"""This module is a service as data: who may have it, on what conditions, with which papers, by when, from whom.

Source: I1–I4, I9, I10, design.md 5. A service is described once, in a file of its department; nothing here knows one.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from anju.law import condition, deadline
from anju.law.citation import Reference, Status
from anju.law.condition import All, Condition, Leaf
from anju.law.deadline import Due
from anju.law.facts import PermitState
from anju.law.wording import Text
from anju.law.workdays import Calendar

# what one must hold: a registration or a permit (I1), a permit in use (I2), nothing
Opens = Literal["receipt", "permit", "anyone"]
# what happens: a case with a clock, a time booked at a place, a guide to whoever does it
Process = Literal["case", "booking", "guide"]
Level = Literal["city", "county", "street", "community"]
Applicant = Literal["self", "guardian", "agent"]
# whose facts are weighed: the person's own, or each child's
Subject = Literal["self", "child"]
Unit = Literal["WD", "CD"]
FieldKind = Literal["text", "long", "choice", "date", "number", "yes_no"]

REGISTERED = Leaf(
    fact="registered",
    test="is",
    value=True,
    rule="I1",
    text=Text(zh="在这里办了居住登记", en="Registered here"),
)
ANY_PERMIT = Leaf(
    fact="permit",
    test="in",
    value=(str(PermitState.VALID), str(PermitState.SUSPENDED)),
    rule="I1",
    text=Text(zh="持有居住证，功能中止的也算", en="Holds a permit, also one whose function is suspended"),
)
PERMIT_IN_USE = Leaf(
    fact="permit",
    test="in",
    value=(str(PermitState.VALID),),
    rule="I2",
    text=Text(zh="持有正在使用的居住证", en="Holds a permit in use"),
)
OPENINGS: dict[Opens, Condition | None] = {
    "receipt": condition.Any((REGISTERED, ANY_PERMIT)),
    "permit": PERMIT_IN_USE,
    "anyone": None,
}


# items given on request alone: nothing is asked, nobody is told of them unasked, and nobody is counted (law.md fact 4)
ON_REQUEST = frozenset({"R4"})


@dataclass(frozen=True)
class Limit:
    """This is the time a result may take, in working (WD) or calendar (CD) days."""

    count: int
    unit: Unit


@dataclass(frozen=True)
class Paper:
    """This is one paper: what it proves, who could confirm it instead, and whether it is reused. Source: I3, I4, E4."""

    id: str
    name: Text
    required: bool
    # the fact it proves; with the register's word for it nothing is asked for
    proves: str
    # the department that can confirm it, so that it may not be asked for (I4)
    confirmed_by: str
    reused: bool


@dataclass(frozen=True)
class Field:
    """This is one entry of the application form."""

    id: str
    kind: FieldKind
    label: Text
    help: Text | None
    required: bool
    choices: tuple[tuple[str, Text], ...]
    # the fact that the entry tells
    tells: str


@dataclass(frozen=True)
class Service:
    """This is one service of one department, complete as I3 asks."""

    # office/name, such as human_resources/job_placement
    id: str
    department: str
    # the notice's item
    item: str
    clauses: tuple[str, ...]
    name: Text
    summary: Text
    result: Text
    cites: tuple[Reference, ...]
    status: Status
    opens: Opens
    level: Level
    applicants: tuple[Applicant, ...]
    subject: Subject
    process: Process
    visit: bool
    limit: Limit | None
    # the law lets the clock stop while the applicant is asked
    clock_stops: bool
    fee_fen: int
    fee_note: Text | None
    condition: Condition | None
    urgent: Condition | None
    steps: tuple[Text, ...]
    papers: tuple[Paper, ...]
    fields: tuple[Field, ...]
    place: Text
    phone: str
    remedy: Text
    begins: date
    ends: date | None
    # what whoever newly meets the conditions is told, once; None: nobody is told
    notify: Text | None = None
    # a second officer decides what the first one proposed
    second: bool = False
    # the law counts the limit from the day it was asked for, not from the day the office took the case
    from_asking: bool = False

    @property
    def whole(self) -> Condition | None:
        """This is the condition with what the service opens on: never the permit where the receipt does. Source: I1, I2."""
        opening = OPENINGS[self.opens]
        parts = tuple(part for part in (opening, self.condition) if part is not None)
        return All(parts) if len(parts) > 1 else (parts[0] if parts else None)

    @property
    def on_request(self) -> bool:
        """This tells whether it is given on request alone: never counted, told of or listed for anybody."""
        return self.item in ON_REQUEST

    def makes_case(self, *, at_window: bool) -> bool:
        """This tells whether applying makes a case: what is only booked becomes one at the window, if it has a limit. Source: I9."""
        return self.process == "case" or (at_window and self.process == "booking" and self.limit is not None)

    def open_on(self, on: date) -> bool:
        """This tells whether the service is given on a day; `ends` is the first day without it."""
        return self.begins <= on and (self.ends is None or on < self.ends)


def due(service: Service, *, started: date, calendar: Calendar) -> Due | None:
    """This is the last day for the result; None where no limit stands. Source: I9."""
    if service.limit is None:
        return None
    count = deadline.working_days if service.limit.unit == "WD" else deadline.calendar_days
    return count(start=started, count=service.limit.count, calendar=calendar, rule="I9")
