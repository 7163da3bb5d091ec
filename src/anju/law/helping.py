"""This module is help for people without means and for minors alone: taken by anybody, handed over at once, followed up.

Nobody is named, nothing is asked that finding the person doesn't need, and whoever is helped may leave at any time.
Source: J2, I9, L7, 城市生活无着的流浪乞讨人员救助管理办法.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from anju.law import complaint, deadline
from anju.law.codes import Code
from anju.law.lifecycle import Lifecycle, Step
from anju.law.policy import Policy
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text

# everybody of staff who meets people; administrators work on no cases (L9)
ANYONE = ("registrar", "chief", "county_police", "clerk", "coordinator", "officer", "overseer", "keeper")
RECEIVERS = ("officer",)
PLACE, WORDS = 200, 1000


class How(Code):
    """This says how it came to be known."""

    SEEN = "seen", "自己看到的", "Seen by oneself"
    CALLED = "called", "有人打电话或者来说的（不用留名）", "Somebody told, without a name"
    ASKED = "asked", "本人来求助", "The person asked"


class Happened(Code):
    """This says what came of a help call so far."""

    ARRIVED = "arrived", "已经到场", "Somebody is there"
    NOT_FOUND = "not_found", "到场没有找到人，还在找", "Nobody was found yet; the search goes on"
    HELPED = "helped", "已经安置（吃、住、看病）", "Food, a bed, a doctor"
    VISITED = "visited", "回访", "Visited again"


class Outcome(Code):
    """This says how a help call ended."""

    HOME = "home", "回到家人身边", "Back with the family"
    LEFT = "left", "本人自愿离开", "Left of their own will"
    TRANSFERRED = "transferred", "转到医院、福利机构或者外地救助站", "Taken on by a hospital, a home or another city"
    CARED = "cared", "由民政部门监护照料", "In the care of civil affairs"
    GONE = "gone", "找过多次，没有找到人", "Looked for several times and not found"


STATES = {
    "handed": Text(zh="已转交，等对方接收", en="Handed over, to be accepted"),
    "declined": Text(zh="对方没有接收，由首问单位负责", en="Not accepted: the first receiver owns it"),
    "accepted": Text(zh="已接收，救助中", en="Accepted, being helped"),
    "closed": Text(zh="已办结", en="Closed"),
}
WAITING = ("handed", "declined")
OPEN = ("handed", "declined", "accepted")

STEPS = {
    "taken": Text(zh="{unit}接到", en="Taken by {unit}"),
    "handed": Text(zh="转交{unit}", en="Handed to {unit}"),
    "accepted": Text(zh="{unit}接收", en="Accepted by {unit}"),
    "declined": Text(zh="{unit}没有接收", en="Not accepted by {unit}"),
    "escalated": Text(zh="超过时限，报{unit}", en="Late: put before {unit}"),
    **{str(code.value): Text(zh="{unit}：" + code.label.zh, en="{unit}: " + code.label.en) for code in Happened},
    **{str(code.value): Text(zh="{unit}：" + code.label.zh, en="{unit}: " + code.label.en) for code in Outcome},
}

LIFECYCLE = Lifecycle(
    name=Text(zh="求助转交", en="Help call"),
    states=STATES,
    initial="handed",
    steps=(
        Step("call_help", (), "handed", ANYONE, ("J2",), Text(zh="接到并转交", en="Taken and handed over at once")),
        Step(
            "accept_help",
            ("handed",),
            "accepted",
            RECEIVERS,
            ("J2",),
            Text(zh="接收", en="The receiver accepts it"),
            deadline="J2",
        ),
        Step(
            "decline_help",
            ("handed",),
            "declined",
            RECEIVERS,
            ("J2",),
            Text(zh="不接收，说明理由", en="The receiver declines with the reason"),
        ),
        Step(
            "hand_help",
            ("declined",),
            "handed",
            ANYONE,
            ("J2",),
            Text(zh="再次转交", en="Handed to another office"),
        ),
        Step("follow_help", ("accepted",), "accepted", RECEIVERS, ("I9",), Text(zh="记录进展", en="Followed up")),
        Step("close_help", ("accepted",), "closed", RECEIVERS, ("I9",), Text(zh="办结", en="Closed")),
    ),
)

_PLACE = Text(zh="请写明人在哪里，怎么找到。", en="Please write where the person is and how to find them.")
_HOW = Text(zh="请选择怎么知道的。", en="Please choose how you know.")
_WHO = Text(
    zh="请选择是成年人还是未成年人；看不准的选未成年人。", en="Please choose adult or minor; if in doubt, minor."
)
_LONG = Text(zh="内容太长，最多{limit}个字。", en="This is too long: at most {limit} characters.")
_HAPPENED = Text(zh="请选择现在怎么样了。", en="Please choose how it stands.")
_NEXT = Text(
    zh="还没办结的，请填写下次跟进的日期，今天以后、30天以内。",
    en="While it goes on, please give the day of the next follow-up, within 30 days from today.",
)
MOST_DAYS = 30


@dataclass(frozen=True)
class Read:
    """This is a help call as read from what was typed; nobody is named."""

    minor: bool
    how: str
    place: str
    seen: str


@dataclass(frozen=True)
class Followed:
    """This is a follow-up: what happened, whether it is the end, and when it is looked at next."""

    what: str
    ends: bool
    words: str
    next_on: date | None


def read(*, who: str, how: str, place: str, seen: str) -> Read:
    """This reads a help call, or raises Refusals with everything that is wrong at once. In doubt it is a minor."""
    wrong: list[Refusal] = []
    if who not in {"adult", "minor"}:
        wrong.append(Refusal("not_an_option", _WHO, field="who", rule="J2"))
    if how not in {str(code.value) for code in How}:
        wrong.append(Refusal("not_an_option", _HOW, field="how", rule="J2"))
    where, told = _clean(place, "place", PLACE, wrong), _clean(seen, "seen", WORDS, wrong)
    if not where:
        wrong.append(Refusal("text_missing", _PLACE, field="place", rule="J2"))
    if wrong:
        raise Refusals(wrong)
    return Read(minor=who == "minor", how=how, place=where, seen=told)


def followed(*, what: str, words: str, next_on: str, today: date) -> Followed:
    """This reads a follow-up, or raises Refusals; whatever does not end it has its next day."""
    wrong: list[Refusal] = []
    ends = what in {str(code.value) for code in Outcome}
    if not ends and what not in {str(code.value) for code in Happened}:
        wrong.append(Refusal("not_an_option", _HAPPENED, field="what", rule="I9"))
    said = _clean(words, "words", WORDS, wrong)
    day = None if ends else _next(next_on, today, wrong)
    if wrong:
        raise Refusals(wrong)
    return Followed(what=what, ends=ends, words=said, next_on=day)


def due_at(*, at: datetime, policy: Policy) -> datetime:
    """This is until when a receiver has to accept: hours, day and night. Source: J2."""
    return deadline.hours(start=at, count=policy.help_accept_hours)


def kept_until(*, closed_at: datetime, policy: Policy) -> datetime:
    """This is until when the words of a closed help call are kept: there is no register of the people helped. Source: L7."""
    return closed_at + timedelta(days=policy.help_keep_calendar_days)


def _next(text: str, today: date, wrong: list[Refusal]) -> date | None:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        day = today
    if not today < day <= today + timedelta(days=MOST_DAYS):
        wrong.append(Refusal("next_day_wrong", _NEXT, field="next_on", rule="I9"))
        return None
    return day


def _clean(text: str, field: str, limit: int, wrong: list[Refusal]) -> str:
    clean = complaint.tidy(text)
    if len(clean) > limit:
        wrong.append(Refusal("text_too_long", _LONG.format(limit=limit), field=field, rule="J2"))
    return clean
