"""This module reads what a round is opened with: dates, places taken over, groups in order. Source: I5, I9; notice 三."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from anju.law.declaration import Problems
from anju.law.refusal import Refusal, Refusals
from anju.law.school import ground, stage
from anju.law.wording import Text

# an office can't give people less time than this
SHORTEST, LONGEST_REPLY = 3, 30
_DATE = Text(zh="请按 年-月-日 填写日期。", en="Please write the date as year-month-day.")
_PAST = Text(zh="开始日期不能早于今天。", en="The first day can't lie in the past.")
_SHORT = Text(zh="报名至少开放{days}天。", en="A round is open for at least {days} days.")
_ANNOUNCE = Text(zh="公布日期要在报名结束以后。", en="Results come after the last day for applying.")
_LATE = Text(
    zh="公布日期最迟{until}：报名结束后要在办事时限内办结。",
    en="Results are due by {until}: the service's time limit runs from the last day for applying.",
)
_REPLY = Text(zh="确认时间为{least}到{most}天。", en="The time to reply is {least} to {most} days.")
_PLACES = Text(zh="请至少给一所学校填写学位数。", en="Please give at least one school its places.")
_NUMBER = Text(zh="请填写整数。", en="Please write a whole number.")
_MORE = Text(zh="最多{most}个：这个年级公布的学位。", en="{most} at most: the places published for this grade.")
_FEWER = Text(zh="公布以后学位只能增加。", en="After publication places can only be added.")
MOST_PLACES = 5000
# limits are counted from these days; no calendar reaches further
LATEST = 2100
_DIGITS = 9


@dataclass(frozen=True)
class Dates:
    """This is when a round happens."""

    first_on: date
    last_on: date
    announce_on: date
    reply_days: int


@dataclass(frozen=True)
class Opening:
    """This is a round as an office opens it."""

    year: int
    level: str
    grade: int
    dates: Dates
    rules: tuple[str, ...]
    within: str
    # school → places taken over
    places: Mapping[str, int]


def day(typed: object, *, field: str) -> date:
    """This reads a date; raises Refusal "not_a_date"."""
    try:
        found = date.fromisoformat(str(typed).strip())
    except ValueError as error:
        raise Refusal("not_a_date", _DATE, field=field, rule="I5") from error
    if found.year > LATEST:
        raise Refusal("not_a_date", _DATE, field=field, rule="I5")
    return found


def count(typed: object, *, field: str, most: int = MOST_PLACES) -> int:
    """This reads a number of places, empty for none; raises Refusal "not_a_number", "too_many_places"."""
    text = str(typed or "0").strip() or "0"
    if not (text.isascii() and text.isdigit()):
        raise Refusal("not_a_number", _NUMBER, field=field, rule="I5")
    if len(text) > _DIGITS or int(text) > most:
        raise Refusal("too_many_places", _MORE.format(most=most), field=field, rule="I5")
    return int(text)


def read(raw: Mapping[str, object], *, on: date, offered: Mapping[str, int]) -> Opening:
    """This reads a round; `offered` are the schools of the grade with the places open to a round.

    raw: year, level, grade, first_on, last_on, announce_on, reply_days, rules (a list), within, places (school → number).
    Raises Refusals with everything that is wrong at once.
    """
    problems = Problems()
    level = problems.catch(lambda: stage.level(raw.get("level")), field="level")
    year = problems.catch(lambda: stage.year(raw.get("year")), field="year")
    grade = problems.catch(lambda: stage.grade(raw.get("grade"), level=level), field="grade") if level else None
    dates = _dates(raw, problems, on=on)
    order = raw.get("rules")
    listed = [str(one) for one in order] if isinstance(order, Sequence) and not isinstance(order, str) else []
    rules = problems.catch(lambda: ground.read(listed), field="rules")
    within = problems.catch(lambda: ground.within(str(raw.get("within", ""))), field="within")
    places = _places(raw.get("places"), problems, offered=offered)
    if not places:
        problems.add("places_missing", _PLACES, field="places", rule="I5")
    if problems.refusals or not (level and year and grade and dates and rules and within):
        raise Refusals(problems.refusals)
    return Opening(year=year, level=level, grade=grade, dates=dates, rules=rules, within=within, places=places)


def in_time(*, dates: Dates, until: date) -> None:
    """This raises Refusal "announce_late" where results would come after the service's own limit. Source: I9."""
    if dates.announce_on > until:
        raise Refusal("announce_late", _LATE.format(until=until), field="announce_on", rule="I9")


def added(*, before: int, typed: object, field: str) -> int:
    """This reads places after publication: never fewer; raises Refusal "fewer_places"."""
    now = count(typed, field=field)
    if now < before:
        raise Refusal("fewer_places", _FEWER, field=field, rule="I5")
    return now


def _dates(raw: Mapping[str, object], problems: Problems, *, on: date) -> Dates | None:
    first, last, announce = (
        problems.catch(lambda name=name: day(raw.get(name), field=name), field=name)  # type: ignore[misc]
        for name in ("first_on", "last_on", "announce_on")
    )
    reply = problems.catch(lambda: count(raw.get("reply_days"), field="reply_days"), field="reply_days")
    if reply is not None and not SHORTEST <= reply <= LONGEST_REPLY:
        problems.add("reply_days", _REPLY.format(least=SHORTEST, most=LONGEST_REPLY), field="reply_days", rule="I5")
    if not (first and last and announce and reply is not None):
        return None
    if first < on:
        problems.add("in_the_past", _PAST, field="first_on", rule="I5")
    if (last - first).days + 1 < SHORTEST:
        problems.add("too_short", _SHORT.format(days=SHORTEST), field="last_on", rule="I5")
    if announce <= last:
        problems.add("announce_early", _ANNOUNCE, field="announce_on", rule="I5")
    return Dates(first_on=first, last_on=last, announce_on=announce, reply_days=reply)


def _places(typed: object, problems: Problems, *, offered: Mapping[str, int]) -> dict[str, int]:
    given = typed if isinstance(typed, Mapping) else {}
    found: dict[str, int] = {}
    for school, most in offered.items():
        path = f"places.{school}"
        number = problems.catch(
            lambda path=path, most=most, school=school: count(given.get(school), field=path, most=most),  # type: ignore[misc]
            field=path,
        )
        if number:
            found[school] = number
    return found
