"""This module is what a fact is: its kind, where it comes from, how it is asked for.

`register` facts are read from what is on file; `asked` ones only the person can tell. Dates are kept as dates, not as
ages or months, so that an answer can say from which day on it changes. Source: design.md 5.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from anju.law.codes import Code
from anju.law.wording import Text

Kind = Literal["yes_no", "number", "date", "choice"]
Origin = Literal["register", "asked"]
# what a fact can be; None is “not known”
Value = bool | int | date | str | None


class PermitState(Code):
    """This is what a person has of a permit. Source: F4, I1, I2."""

    NONE = "none", "没有居住证", "No permit"
    VALID = "valid", "有效", "Valid"
    SUSPENDED = "suspended", "功能中止", "Function suspended"
    ENDED = "ended", "已注销", "Ended"


class Schooling(Code):
    """This is the step of schooling a child is at."""

    NONE = "none", "还没入园", "Not yet in any"
    KINDERGARTEN = "kindergarten", "幼儿园", "Kindergarten"
    PRIMARY = "primary", "小学", "Primary school"
    MIDDLE = "middle", "初中", "Middle school"


@dataclass(frozen=True)
class Fact:
    """This is one fact: its id, kind, origin, name, and the plain question that asks for it."""

    id: str
    kind: Kind
    origin: Origin
    name: Text
    question: Text
    choices: type[Code] | None = None
    # of a number: what it counts
    unit: Text | None = None
    # with it nothing is remembered beyond the answer that needs it
    sensitive: bool = False

    def takes(self, value: Value) -> bool:
        """This tells whether a value is of the fact's kind; not knowing always is."""
        if value is None:
            return True
        if self.kind == "yes_no":
            return isinstance(value, bool)
        if self.kind == "number":
            return isinstance(value, int) and not isinstance(value, bool)
        if self.kind == "date":
            return isinstance(value, date)
        return self.choices is not None and value in {code.value for code in self.choices}
