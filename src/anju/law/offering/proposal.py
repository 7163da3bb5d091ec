"""This module reads a proposed change as typed, and is its lifecycle: one proposes, another of the department or an overseer reviews.

Source: R9, C4, E10 (four eyes), I3, I9.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from anju.law import complaint
from anju.law.case import life, limits
from anju.law.case.limits import Clock
from anju.law.declaration import Problems
from anju.law.lifecycle import Lifecycle, Step
from anju.law.offering.change import LIMITS, OPENINGS, What, earliest
from anju.law.refusal import Refusal, Refusals
from anju.law.service import Limit, Service
from anju.law.wording import Text
from anju.law.workdays import Calendar

LENGTHS: Mapping[str, int] = {
    "summary_zh": 300,
    "summary_en": 600,
    "place_zh": 120,
    "place_en": 200,
    "reason": 300,
    "basis": 200,
}
LONGEST = 365
# cases that a refusal names; the rest are counted
NAMED = 20
_PHONE = re.compile(r"[0-9][0-9 \-—/、,，]{3,48}[0-9]")
# status of a service's file whose limit the law itself gives
_LAWFUL = frozenset({"V", "P"})

_DATE = Text(zh="请选生效日期，最早是{day}。", en="Please choose the day it takes effect: {day} at the earliest.")
_BOTH = Text(zh="中文和英文都要填。", en="Please fill in both the Chinese and the English.")
_LONG = Text(zh="最多{limit}个字。您填写的内容还在。", en="{limit} characters at most. What you typed is kept.")
_NUMBER = Text(zh="请填电话号码，可以带区号和短横线。", en="Please give a phone number; digits and hyphens.")
_COUNT = Text(zh="请填1至365的整数。", en="Please give a whole number from 1 to 365.")
_UNIT = Text(zh="请选工作日或者自然日。", en="Please choose working days or calendar days.")
_NO_LIMIT = Text(zh="这个事项没有办结时限，不能在这里设。", en="This service has no time limit; none can be set here.")
_LAW = Text(
    zh="法定时限是{limit}，只能缩短，不能延长，也不能换算法。",
    en="The law's limit is {limit}: it can be shortened, never lengthened or counted otherwise.",
)
_OPENING = Text(zh="请选择办理或者停止办理。", en="Please choose whether it is given.")
_NOTHING = Text(zh="没有任何改动，请先改动一项。", en="Nothing differs from what holds. Please change something first.")
_REASON = Text(zh="请写明为什么修改。", en="Please say why it is changed.")
_BASIS = Text(zh="请写明依据的文件、文号和条款。", en="Please name the document, its number and article.")
_BREAKS = Text(
    zh="还有{count}件在办的事项靠它办理，这一天起不能停办：{cases}{more}。请先办结，或者选更晚的日期。",
    en="{count} open cases rest on it, so it can't end on that day: {cases}{more}. Settle them first, or choose a later day.",
)
_AND_MORE = Text(zh="等", en=" and more")
_BOOKED = Text(
    zh="这一天以后还有{count}个已约好的时间，请先改约。",
    en="{count} times are booked from that day on. Rebook them first.",
)

_OFFICER, _REVIEW = ("officer",), ("officer", "overseer")
LIFECYCLE = Lifecycle(
    name=Text(zh="服务事项修改", en="Change of a service"),
    states={
        "proposed": Text(zh="待审核", en="To be reviewed"),
        "approved": Text(zh="已通过", en="Approved"),
        "declined": Text(zh="未通过", en="Declined"),
        "withdrawn": Text(zh="已撤回", en="Withdrawn"),
    },
    initial="proposed",
    steps=(
        Step(
            act="approve_service",
            source=("proposed",),
            target="approved",
            who=_REVIEW,
            rules=("I3", "E10"),
            text=Text(zh="审核通过", en="Somebody else approves it"),
        ),
        Step(
            act="decline_service",
            source=("proposed",),
            target="declined",
            who=_REVIEW,
            rules=("I3", "E10"),
            text=Text(zh="不通过，说明理由", en="Somebody else declines it with the reason"),
        ),
        Step(
            act="withdraw_service",
            source=("proposed", "approved"),
            target="withdrawn",
            who=_OFFICER,
            rules=("I3",),
            text=Text(zh="生效前撤回", en="The department withdraws it before it takes effect"),
        ),
    ),
)


@dataclass(frozen=True)
class Proposal:
    """This is a proposed change as read."""

    begins: date
    what: What
    reason: str
    basis: str


@dataclass(frozen=True)
class Waiting:
    """This is an open case of a service: its number, its state and the last day of what goes on."""

    number: str
    state: str
    limit_on: date


def read(raw: Mapping[str, object], *, now: Service, file: Service, today: date) -> Proposal:
    """This reads a change as typed; `now` is what holds on its first day without it, `file` the service's file.

    Raises Refusals with everything that is wrong at once.
    """
    problems = Problems()
    typed = {name: complaint.tidy(str(value or "")) for name, value in raw.items()}
    begins = problems.catch(lambda: first_day(typed.get("begins", ""), today=today), field="begins")
    what = What(
        summary=_words(typed, "summary", now.summary, problems),
        place=_words(typed, "place", now.place, problems),
        phone=problems.catch(lambda: _phone(typed, now), field="phone"),
        limit=problems.catch(lambda: _limit(typed, now, file), field="limit_count"),
        opening=problems.catch(lambda: _opening(typed, now, begins or earliest(today=today)), field="opening"),
    )
    for name, missing in (("reason", _REASON), ("basis", _BASIS)):
        if not typed.get(name):
            problems.add(f"{name}_missing", missing, field=name, rule="I3")
        _short(typed, name, problems)
    if not what.names and not problems.refusals:
        problems.add("nothing_changed", _NOTHING, field="", rule="I3")
    if problems.refusals or begins is None:
        raise Refusals(problems.refusals)
    return Proposal(begins=begins, what=what, reason=typed["reason"], basis=typed["basis"])


def first_day(text: str, *, today: date) -> date:
    """This reads the first day of a change: tomorrow at the earliest; raises Refusal "begins_wrong"."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = date.min
    if found < earliest(today=today) or found.year > today.year + 5:
        raise Refusal("begins_wrong", _DATE.format(day=earliest(today=today)), rule="I3")
    return found


def unbroken(
    *, waiting: Sequence[Waiting], booked: int, service: Service, begins: date, today: date, calendar: Calendar
) -> None:
    """This refuses to close a service on a day that open cases or booked times reach; raises Refusal "cases_open", "times_booked".

    A case reaches it that waits for the applicant, is late already, or may be settled on that day or later.
    """
    reached = [
        one.number
        for one in waiting
        if one.state in life.WITH_APPLICANT
        or one.limit_on < today
        or _last(one, service=service, calendar=calendar) >= begins
    ]
    if reached:
        more = _AND_MORE if len(reached) > NAMED else Text(zh="", en="")
        cases = Text(zh="、".join(reached[:NAMED]), en=", ".join(reached[:NAMED]))
        text = _BREAKS.format(count=len(reached), cases=cases, more=more)
        raise Refusal("cases_open", text, field="opening", rule="I9")
    if booked:
        raise Refusal("times_booked", _BOOKED.format(count=booked), field="opening", rule="I3")


def _last(case: Waiting, *, service: Service, calendar: Calendar) -> date:
    if case.state != "sent" or service.limit is None:
        return case.limit_on
    # not taken yet: the limit of its result begins at the latest then
    clock = Clock(started=case.limit_on, left=service.limit.count, unit=service.limit.unit)
    return limits.result_due(clock=clock, calendar=calendar).on


def _words(typed: Mapping[str, str], name: str, now: Text, problems: Problems) -> Text | None:
    zh, en = typed.get(f"{name}_zh", ""), typed.get(f"{name}_en", "")
    if not zh and not en:
        return None
    _short(typed, f"{name}_zh", problems)
    _short(typed, f"{name}_en", problems)
    for part, value in (("zh", zh), ("en", en)):
        if not value:
            problems.add("both_languages", _BOTH, field=f"{name}_{part}", rule="I3")
    found = Text(zh=zh, en=en)
    return None if found == now else found


def _short(typed: Mapping[str, str], name: str, problems: Problems) -> None:
    if len(typed.get(name, "")) > LENGTHS[name]:
        problems.add("words_too_long", _LONG.format(limit=LENGTHS[name]), field=name, rule="I3")


def _phone(typed: Mapping[str, str], now: Service) -> str | None:
    text = typed.get("phone", "")
    if not text or text == now.phone:
        return None
    if not _PHONE.fullmatch(text):
        raise Refusal("phone_wrong", _NUMBER, rule="I3")
    return text


def _limit(typed: Mapping[str, str], now: Service, file: Service) -> Limit | None:
    text, unit = typed.get("limit_count", ""), typed.get("limit_unit", "")
    if not text:
        return None
    if file.limit is None:
        raise Refusal("no_limit", _NO_LIMIT, rule="I3")
    if not text.isascii() or not text.isdecimal() or len(text) > len(str(LONGEST)) or not 1 <= int(text) <= LONGEST:
        raise Refusal("limit_wrong", _COUNT, rule="I3")
    if unit not in {str(one) for one in LIMITS}:
        raise Refusal("not_an_option", _UNIT, rule="I3")
    found = Limit(count=int(text), unit="WD" if unit == "WD" else "CD")
    if found == now.limit:
        return None
    beyond = found.unit != file.limit.unit or found.count > file.limit.count
    if file.status in _LAWFUL and beyond:
        lawful = LIMITS[file.limit.unit].format(count=file.limit.count)
        raise Refusal("limit_beyond_law", _LAW.format(limit=lawful), rule="I3")
    return found


def _opening(typed: Mapping[str, str], now: Service, begins: date) -> Any:
    text = typed.get("opening", "")
    if not text:
        return None
    if text not in OPENINGS:
        raise Refusal("not_an_option", _OPENING, rule="I3")
    return None if (text == "open") == now.open_on(begins) else text
