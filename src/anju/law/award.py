"""This module is an award: what is announced, who is nominated, and that no name is published without consent.

Source: I10, 个人信息保护法 13.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from anju.law import complaint, deadline, identity
from anju.law.deadline import Due
from anju.law.declaration import Problems
from anju.law.lifecycle import Lifecycle, Step
from anju.law.policy import Policy
from anju.law.refusal import Refusals
from anju.law.wording import Text
from anju.law.workdays import Calendar

_OFFICE = ("officer", "overseer")
NAME, CRITERIA, STORY, SUMMARY = 80, 2000, 1000, 300
# nominations a resident may make for one award
MOST = 5

STATES: Mapping[str, Text] = {
    "received": Text(zh="已收到推荐", en="Received"),
    "proposed": Text(zh="已初审，等复审", en="Reviewed once"),
    "published": Text(zh="公示中", en="Published"),
    "refused": Text(zh="未入选", en="Not chosen"),
    "withdrawn": Text(zh="本人不同意，已撤回", en="Withdrawn by the person"),
    "given": Text(zh="已表彰", en="Honoured"),
}
CONSENT: Mapping[str, Text] = {
    "asked": Text(zh="等本人同意", en="Waiting for the person's consent"),
    "given": Text(zh="本人同意", en="The person consents"),
    "declined": Text(zh="本人不同意", en="The person declined"),
}
OBJECTION: Mapping[str, Text] = {
    "open": Text(zh="核实中", en="Being looked into"),
    "upheld": Text(zh="异议成立", en="Upheld"),
    "rejected": Text(zh="异议不成立", en="Rejected"),
}
OUTCOMES: Mapping[str, Text] = {
    "support": Text(zh="建议表彰", en="Honour"),
    "refuse": Text(zh="建议不予表彰", en="Don't honour"),
}

LIFECYCLE = Lifecycle(
    name=Text(zh="表彰推荐", en="A nomination"),
    states=STATES,
    initial="received",
    steps=(
        Step(
            act="nominate",
            source=(),
            target="received",
            who=("resident", *_OFFICE),
            rules=("I1",),
            text=Text(zh="推荐", en="Nominated"),
        ),
        Step(
            act="propose_nomination",
            source=("received",),
            target="proposed",
            who=_OFFICE,
            rules=("I10",),
            text=Text(zh="初审", en="Reviewed by a first officer"),
        ),
        Step(
            act="approve_nomination",
            source=("proposed",),
            target="published",
            who=_OFFICE,
            rules=("I10",),
            text=Text(zh="另一人复审同意，经本人同意公示", en="Approved by a second one; published with consent"),
        ),
        Step(
            act="refuse_nomination",
            source=("proposed",),
            target="refused",
            who=_OFFICE,
            rules=("I10",),
            text=Text(zh="另一人复审不同意，说明理由", en="Refused by a second one, with the reason"),
        ),
        Step(
            act="decline_nomination",
            source=("received", "proposed", "published"),
            target="withdrawn",
            who=("resident",),
            rules=("I1",),
            text=Text(zh="本人不同意", en="The person declines"),
        ),
        Step(
            act="answer_award_objection",
            source=("published",),
            target="refused",
            who=_OFFICE,
            rules=("I10",),
            text=Text(zh="公示有异议且成立", en="An objection is upheld"),
        ),
        Step(
            act="give_award",
            source=("published",),
            target="given",
            who=_OFFICE,
            rules=("I1",),
            text=Text(zh="公示期满，表彰", en="Honoured after the publication"),
        ),
    ),
)

_MISSING = Text(zh="请填写这一项。", en="Please fill this in.")
_LONG = Text(zh="最多{limit}个字。", en="{limit} characters at most.")
_DATE = Text(
    zh="请按 年-月-日 填写日期，例如 2026-03-04。", en="Please write the date as year-month-day, such as 2026-03-04."
)
_RANGE = Text(
    zh="截止日不能早于开始日，也不能已经过去。", en="The last day can't be before the first, nor in the past."
)
_WHOM = Text(zh="请选择推荐谁。", en="Please choose whom you nominate.")
_PHONE = Text(
    zh="请填写11位手机号，我们要先问本人同不同意。",
    en="Please give an 11-digit mobile number: the person is asked first.",
)


@dataclass(frozen=True)
class Announced:
    """This is an award as read."""

    name: str
    criteria: str
    opens_on: date
    closes_on: date


@dataclass(frozen=True)
class Nominated:
    """This is a nomination as read; `phone` is empty for oneself, and for an office that has the consent in writing."""

    own: bool
    name: str
    phone: str
    story: str


def announced(raw: Mapping[str, Any], *, today: date) -> Announced:
    """This reads an award; Refusals with all that is wrong."""
    wrong = Problems()
    name, criteria = words(raw, "name", NAME, wrong), words(raw, "criteria", CRITERIA, wrong)
    opens, closes = _day(raw, "opens_on", wrong), _day(raw, "closes_on", wrong)
    if not wrong.refusals and (closes < opens or closes < today):
        wrong.add("bad_range", _RANGE, field="closes_on", rule="I1")
    _done(wrong)
    return Announced(name=name, criteria=criteria, opens_on=opens, closes_on=closes)


def nominated(raw: Mapping[str, Any], *, by_office: bool) -> Nominated:
    """This reads a nomination; Refusals with all that is wrong."""
    wrong = Problems()
    whom = str(raw.get("whom", "other" if by_office else ""))
    if whom not in ("self", "other") or (by_office and whom == "self"):
        wrong.add("not_an_option", _WHOM, field="whom", rule="I1")
    own = whom == "self"
    name = words(raw, "name", 50, wrong)
    typed = "" if own else str(raw.get("phone", "")).strip()
    phone = (wrong.catch(lambda: identity.normalise_phone(typed), field="phone") or "") if typed else ""
    if not own and not typed and not by_office:
        wrong.add("missing", _PHONE, field="phone", rule="I1")
    story = words(raw, "story", STORY, wrong)
    _done(wrong)
    return Nominated(own=own, name=name, phone=phone, story=story)


def summary(text: str) -> str:
    """This reads what is published about somebody; Refusals where it is missing or long."""
    wrong = Problems()
    found = words({"summary": text}, "summary", SUMMARY, wrong)
    _done(wrong)
    return found


def published_until(*, on: date, calendar: Calendar, policy: Policy) -> Due:
    """This is the last day of a publication."""
    return deadline.working_days(start=on, count=policy.award_notice_working_days, calendar=calendar, rule="I10")


def words(raw: Mapping[str, Any], name: str, limit: int, wrong: Problems) -> str:
    """This reads words; what is missing or long is added to what is wrong."""
    text = complaint.tidy(str(raw.get(name, "")))
    if not text:
        wrong.add("missing", _MISSING, field=name, rule="I1")
    elif len(text) > limit:
        wrong.add("too_long", _LONG.format(limit=limit), field=name, rule="I1")
    return text


def _day(raw: Mapping[str, Any], name: str, wrong: Problems) -> date:
    try:
        return date.fromisoformat(str(raw.get(name, "")).strip())
    except ValueError:
        wrong.add("not_a_date", _DATE, field=name, rule="I1")
        return date.min


def _done(wrong: Problems) -> None:
    if wrong.refusals:
        raise Refusals(wrong.refusals)
