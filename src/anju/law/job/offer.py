"""This module reads what an employer offers: the form of a vacancy, all that is wrong at once. Source: B7, I3."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from anju.law import codes
from anju.law.codes import Code
from anju.law.job import lines, occupation
from anju.law.job.vacancy import Insurance, Schedule, WageUnit
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text

LABELS: Mapping[str, Text] = {
    "title": Text(zh="招什么工", en="The job"),
    "occupation": Text(zh="工种", en="Kind of work"),
    "place": Text(zh="在哪里上班", en="Where one works"),
    "spot": Text(zh="具体地点", en="The exact place"),
    "wage_from": Text(zh="工资最低多少元", en="Wage from, in yuan"),
    "wage_to": Text(zh="工资最高多少元", en="Wage up to, in yuan"),
    "wage_unit": Text(zh="工资怎么算", en="The wage is paid"),
    "schedule": Text(zh="上班时间", en="Working time"),
    "hours_week": Text(zh="每周工作多少小时", en="Hours a week"),
    "insurance": Text(zh="社会保险", en="Social insurance"),
    "meals": Text(zh="管吃", en="Meals given"),
    "lodging": Text(zh="管住", en="Lodging given"),
    "openings": Text(zh="招几个人", en="How many people"),
    "text": Text(zh="做什么、有什么要求", en="The work, and what it takes"),
    "days": Text(zh="招聘多少天", en="Open for how many days"),
    "contact_shown": Text(zh="公开招聘电话", en="Show the phone to everybody"),
}
LENGTHS: Mapping[str, int] = {"title": 30, "spot": 80, "text": 1000}
HIGHEST_WAGE = 200_000
MOST_OPENINGS = 999

_ORDER = Text(zh="最高工资不能比最低工资少。", en="The highest wage can't be below the lowest.")


@dataclass(frozen=True)
class Offer:
    """This is a vacancy as read from what was typed."""

    title: str
    occupation: str
    place: str
    spot: str
    wage_from: int
    wage_to: int
    wage_unit: str
    schedule: str
    hours_week: int
    insurance: str
    meals: bool
    lodging: bool
    openings: int
    text: str
    days: int
    contact_shown: bool


def read(raw: Mapping[str, object], *, places: Collection[str], most_days: int) -> Offer:
    """This reads what was typed, or raises Refusals with everything that is wrong at once; `places` are division codes."""
    wrong: list[Refusal] = []
    plain = {name: str(value) for name, value in raw.items() if isinstance(value, str | int) and value is not True}
    place = plain.get("place", "")
    if place not in places:
        wrong.append(Refusal("not_an_option", lines.CHOOSE.format(label=LABELS["place"]), field="place", rule="I3"))
    low = _number("wage_from", plain, 1, HIGHEST_WAGE, wrong)
    high = _number("wage_to", plain, 1, HIGHEST_WAGE, wrong) if plain.get("wage_to", "").strip() else low
    if low and high and high < low:
        wrong.append(Refusal("wage_order", _ORDER, field="wage_to", rule="I3"))
    read = Offer(
        title=_line("title", plain, wrong),
        occupation=lines.option(
            plain.get("occupation", ""),
            name="occupation",
            label=LABELS["occupation"],
            options=occupation.NAMES,
            wrong=wrong,
        ),
        place=place,
        spot=_line("spot", plain, wrong, needed=False),
        wage_from=low,
        wage_to=high,
        wage_unit=_code("wage_unit", WageUnit, plain, wrong),
        schedule=_code("schedule", Schedule, plain, wrong),
        hours_week=_number("hours_week", plain, 1, 84, wrong),
        insurance=_code("insurance", Insurance, plain, wrong),
        meals=_ticked(raw, "meals"),
        lodging=_ticked(raw, "lodging"),
        openings=_number("openings", plain, 1, MOST_OPENINGS, wrong),
        text=lines.paragraph(
            plain.get("text", ""), name="text", label=LABELS["text"], longest=LENGTHS["text"], wrong=wrong
        ),
        days=_number("days", plain, 1, most_days, wrong),
        contact_shown=_ticked(raw, "contact_shown"),
    )
    if wrong:
        raise Refusals(wrong)
    return read


def _line(name: str, plain: Mapping[str, str], wrong: list[Refusal], *, needed: bool = True) -> str:
    text, longest = plain.get(name, ""), LENGTHS[name]
    return lines.line(text, name=name, label=LABELS[name], longest=longest, wrong=wrong, needed=needed)


def _number(name: str, plain: Mapping[str, str], low: int, high: int, wrong: list[Refusal]) -> int:
    found = lines.number(plain.get(name, ""), name=name, label=LABELS[name], low=low, high=high, wrong=wrong)
    return found or 0


def _code(name: str, table: type[Code], plain: Mapping[str, str], wrong: list[Refusal]) -> str:
    options = dict(codes.choices(table))
    return lines.option(plain.get(name, ""), name=name, label=LABELS[name], options=options, wrong=wrong)


def _ticked(raw: Mapping[str, object], name: str) -> bool:
    return raw.get(name) in {True, "on", "yes", "true"}
