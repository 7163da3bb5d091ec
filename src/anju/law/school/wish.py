"""This module reads a guardian's application in a round: up to three schools in order, and what counts for the order. Source: I5."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from anju.law.declaration import Problems
from anju.law.refusal import Refusal, Refusals
from anju.law.school import stage
from anju.law.wording import Text

MOST = 3
NOTE_LENGTH = 300
_FIRST = Text(zh="请至少选一所学校。", en="Please choose at least one school.")
_TWICE = Text(zh="同一所学校只填一次。", en="Choose each school once.")
_NONE = Text(zh="这所学校不在这次报名里。", en="This school isn't part of this round.")
_CLOSED = Text(zh="{first}开始报名。", en="Applying begins on {first}.")
_YOUNG = Text(
    zh="孩子到{year}年8月31日还不够年龄，到时候会提醒您。",
    en="By 31 August {year} the child isn't old enough yet; we will tell you when the time comes.",
)
_CHECK = Text(zh="请选择核对结果。", en="Please say what you found.")
_NOTE = Text(zh="不属实的，请写明理由，家长看得到。", en="Please say why it isn't so; the guardian will read it.")


@dataclass(frozen=True)
class Wished:
    """This is what a guardian wishes."""

    schools: tuple[str, ...]
    # the school of a brother or sister, to be checked by a person
    sibling: str


def read(raw: Mapping[str, object], *, offered: Sequence[str]) -> Wished:
    """This reads wish_1 … wish_3 and sibling; raises Refusals with everything that is wrong."""
    problems = Problems()
    chosen: list[str] = []
    for number in range(1, MOST + 1):
        school = str(raw.get(f"wish_{number}") or "")
        if not school:
            continue
        if school not in offered:
            problems.add("no_such_school", _NONE, field=f"wish_{number}", rule="I5")
        elif school in chosen:
            problems.add("twice", _TWICE, field=f"wish_{number}", rule="I5")
        else:
            chosen.append(school)
    if not chosen and not problems.refusals:
        problems.add("missing", _FIRST, field="wish_1", rule="I5")
    sibling = str(raw.get("sibling") or "")
    if sibling and sibling not in offered:
        problems.add("no_such_school", _NONE, field="sibling", rule="I5")
    if problems.refusals:
        raise Refusals(problems.refusals)
    return Wished(schools=tuple(chosen), sibling=sibling)


def late(*, first_on: date, last_on: date, on: date) -> bool:
    """This tells whether an application is late; before the first day it raises Refusal "not_open_yet"."""
    if on < first_on:
        raise Refusal("not_open_yet", _CLOSED.format(first=first_on), rule="I5")
    return on > last_on


def old_enough(*, born_on: date, level: str, year: int) -> None:
    """This raises Refusal "too_young" with the year in which it will be time."""
    if born_on > stage.born(level=level, year=year)[1]:
        raise Refusal("too_young", _YOUNG.format(year=year), rule="I5")


def checked(typed: str, *, note: str, field: str) -> bool:
    """This reads what an officer found of a claim; not so needs a reason. Raises Refusal "not_an_option", "note_missing"."""
    if typed not in ("yes", "no"):
        raise Refusal("not_an_option", _CHECK, field=field, rule="I5")
    if typed == "no" and not note:
        raise Refusal("note_missing", _NOTE, field="note", rule="I10")
    return typed == "yes"
