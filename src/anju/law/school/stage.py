"""This module is the steps of schooling: the age each begins at by 31 August, its grades, and its service. Source: I5."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from anju.law.codes import Code
from anju.law.refusal import Refusal
from anju.law.wording import Text


class Level(Code):
    """This is the level of a school."""

    KINDERGARTEN = "kindergarten", "幼儿园", "Kindergarten"
    PRIMARY = "primary", "小学", "Primary school"
    MIDDLE = "middle", "初中", "Middle school"


class Ownership(Code):
    """This is who runs a school."""

    PUBLIC = "public", "公办", "Public"
    PRIVATE = "private", "民办", "Private"


@dataclass(frozen=True)
class Stage:
    """This is one level: the age at which it begins, how many grades it has, and the service one applies for."""

    # years of age by 31 August, as in the service's file; middle school's is an assumption: six grades after primary school
    age: int
    grades: int
    service: str


STAGES: Mapping[str, Stage] = {
    "kindergarten": Stage(age=3, grades=3, service="education/kindergarten"),
    "primary": Stage(age=6, grades=6, service="education/primary_school"),
    "middle": Stage(age=12, grades=3, service="education/middle_school"),
}
# a forecast looks so many school years ahead
AHEAD = 3
_LEVEL = Text(zh="请选择学段。", en="Please choose the level.")
_GRADE = Text(zh="这个学段没有这个年级。", en="This level has no such grade.")
_YEAR = Text(zh="请填写学年，例如2026。", en="Please write the school year, such as 2026.")
_FIRST, _LAST = 2017, 2100
_DIGITS = 6


def year_of(on: date) -> int:
    """This is the school year that applications of a day are about: from 1 September on, next year's."""
    return on.year + (on >= date(on.year, 9, 1))


def born(*, level: str, year: int) -> tuple[date, date]:
    """This is between which two days (both included) children were born who reach a level by 31 August of a year."""
    age = STAGES[level].age
    return date(year - age - 1, 9, 1), date(year - age, 8, 31)


def reached(*, born_on: date, year: int) -> str | None:
    """This is the level a child reaches by 31 August of a year, None for those between or beyond."""
    for level in STAGES:
        first, last = born(level=level, year=year)
        if first <= born_on <= last:
            return level
    return None


def open_to(*, born_on: date, year: int) -> tuple[str, ...]:
    """This lists the levels a child is old enough for by 31 August of a year, the highest first."""
    return tuple(level for level in reversed(list(STAGES)) if born_on <= born(level=level, year=year)[1])


def level(typed: object) -> str:
    """This reads a level; raises Refusal "not_an_option"."""
    if typed not in STAGES:
        raise Refusal("not_an_option", _LEVEL, field="level", rule="I5")
    return str(typed)


def grade(typed: object, *, level: str) -> int:
    """This reads a grade of a level; raises Refusal "no_such_grade"."""
    text = str(typed).strip()
    if not _whole(text) or not 1 <= int(text) <= STAGES[level].grades:
        raise Refusal("no_such_grade", _GRADE, field="grade", rule="I5")
    return int(text)


def year(typed: object) -> int:
    """This reads a school year; raises Refusal "not_a_year"."""
    text = str(typed).strip()
    if not _whole(text) or not _FIRST <= int(text) <= _LAST:
        raise Refusal("not_a_year", _YEAR, field="year", rule="I5")
    return int(text)


def _whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS
