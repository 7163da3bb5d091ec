"""Stored values in words, for the desk's templates."""

import datetime
from collections.abc import Mapping

from anju.law import codes
from anju.law.case import life
from anju.law.codes import Channel, Rating
from anju.law.facts import FACTS, Value
from anju.law.wording import Text
from anju.queries.units import Unit

TONES: Mapping[str, str] = {
    "sent": "wait",
    "returned": "quiet",
    "taken": "info",
    "asked": "quiet",
    "proposed": "wait",
    "objected": "wait",
    "granted": "good",
    "changed": "good",
    "refused": "stop",
    "confirmed": "stop",
    "withdrawn": "quiet",
}
SOURCES: Mapping[str, Text] = {
    "upload": Text(zh="图片", en="picture"),
    "seen": Text(zh="窗口看过原件", en="original seen at a window"),
    "department": Text(zh="由部门核对，没有让本人交", en="confirmed by a department; not asked for"),
    "register": Text(zh="登记中已有，没有让本人交", en="on the register; not asked for"),
    "reused": Text(zh="以前交过，没有让本人再交", en="given before; not asked for again"),
}
OUTCOMES: Mapping[str, Text] = {
    "granted": Text(zh="办结", en="Granted"),
    "refused": Text(zh="不予办理", en="Refused"),
    "confirmed": Text(zh="复核后维持", en="Confirmed on review"),
    "changed": Text(zh="复核后变更", en="Changed on review"),
}
_YES, _NO = Text(zh="是", en="Yes"), Text(zh="否", en="No")
_UNKNOWN = Text(zh="登记中没有", en="Not on the register")
_ON = Text(zh="{on}", en="{on}")
_COUNT = Text(zh="{count}{unit}", en="{count} {unit}")
_BLANK = Text(zh="", en="")


def fact(name: str, value: Value) -> Text:
    """Return a fact's value as people say it."""
    known = FACTS[name]
    if value is None:
        return _UNKNOWN
    if isinstance(value, bool):
        return _YES if value else _NO
    if isinstance(value, datetime.date):
        return Text(zh=_ON.format(on=value).zh, en=f"{value.day} {value:%b} {value.year}")
    if known.choices is not None:
        return codes.label(known.choices, str(value))
    return _COUNT.format(count=value, unit=known.unit or _BLANK)


def office(unit: Unit | None) -> Text:
    """Return an office by its name, nothing for none."""
    return Text(zh=unit.name, en=unit.name_en or unit.name) if unit is not None else _BLANK


def state_text(state: str) -> Text:
    """Return a case's state as officers read it."""
    return _STATES.get(state, life.STATES[state])


def part_text(state: str) -> Text:
    """Return the state of a part of a joint case."""
    return life.PART.states[state]


def tone(state: str) -> str:
    """Return the colour of a state's badge."""
    return TONES[state]


def channel_text(channel: str) -> Text:
    """Return the way an application came in."""
    return codes.label(Channel, channel)


def grade_text(grade: Rating) -> Text:
    """Return a grade in words."""
    return codes.label(Rating, str(grade.value))


# what the applicant reads as their own turn is, for the office, somebody else's
_STATES = {"asked": Text(zh="等申请人答复", en="Waiting for the applicant's answer")}
