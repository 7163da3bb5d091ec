"""This module knows on which days offices work: the State Council's tables, or the law's festivals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text

SATURDAY = 5
# 全国年节及纪念日放假办法, in force since 2025-01-01: the days that no moon moves.
FIXED_FESTIVALS = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))
# Days that every yearly table since 2004 has free; 2 May became one only in 2025.
ALWAYS_FREE = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))
KEYS = frozenset({"year", "holidays", "workdays", "source"})


@dataclass(frozen=True)
class YearTable:
    """This is one year's published calendar: days off, and the weekend days on which people work instead."""

    year: int
    holidays: frozenset[date]
    workdays: frozenset[date]
    source: str

    def is_workday(self, day: date) -> bool:
        """This tells whether offices work on a day of this year."""
        return day in self.workdays or (day.weekday() < SATURDAY and day not in self.holidays)


@dataclass(frozen=True)
class Calendar:
    """This answers for any day; years without a published table are provisional.

    `festivals` gives each year's days fixed by the moon and the sun: 春节, 清明, 端午, 中秋.
    """

    tables: Mapping[int, YearTable]
    festivals: Mapping[int, frozenset[date]] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        """This tells whether offices work; without a table, weekends and the law's festivals are off."""
        table = self.tables.get(day.year)
        if table is not None:
            return table.is_workday(day)
        if day.weekday() >= SATURDAY or (day.month, day.day) in FIXED_FESTIVALS:
            return False
        return day not in self.festivals.get(day.year, frozenset())

    def is_provisional(self, year: int) -> bool:
        """This tells whether the State Council's table of the year is still missing."""
        return year not in self.tables


def parse_year(mapping: Mapping[str, object]) -> YearTable:
    """This reads one year's table as an administrator uploads it, or raises Refusals with all that is wrong."""
    problems = [
        _refusal("calendar_unknown_key", "不认识的项目：{key}。", "Unknown key: {key}.", "year", key=key)
        for key in mapping
        if key not in KEYS
    ]
    year = mapping.get("year")
    if not isinstance(year, int) or isinstance(year, bool) or not 2000 <= year <= 2100:
        problems.append(
            _refusal("calendar_year", "请写明年份（2000 至 2100）。", "State the year, from 2000 to 2100.", "year")
        )
        raise Refusals(problems)
    source = mapping.get("source")
    if not isinstance(source, str) or not source.strip():
        problems.append(
            _refusal(
                "calendar_source", "请写明来源，例如通知的文号。", "Name the source, such as the notice.", "source"
            )
        )
    holidays = _days(mapping.get("holidays"), year=year, name="holidays", problems=problems)
    workdays = _days(mapping.get("workdays", []), year=year, name="workdays", problems=problems)
    _check_workdays(workdays=workdays, holidays=holidays, problems=problems)
    if not problems:
        _check_festivals(year=year, holidays=holidays, problems=problems)
    if problems:
        raise Refusals(problems)
    return YearTable(year=year, holidays=holidays, workdays=workdays, source=str(source).strip())


def _days(value: object, *, year: int, name: str, problems: list[Refusal]) -> frozenset[date]:
    if not isinstance(value, (list, tuple)):
        problems.append(
            _refusal("calendar_list", "请列出日期，例如 2027-01-01。", "List dates such as 2027-01-01.", name)
        )
        return frozenset()
    days: set[date] = set()
    for entry in value:
        day = _day(entry)
        if day is None:
            problems.append(
                _refusal("calendar_date", "“{entry}”不是日期。", "“{entry}” is not a date.", name, entry=entry)
            )
        elif day.year != year:
            problems.append(
                _refusal(
                    "calendar_other_year", "{day}不在{year}年。", "{day} is not in {year}.", name, day=day, year=year
                )
            )
        elif day in days:
            problems.append(_refusal("calendar_twice", "{day}写了两次。", "{day} is listed twice.", name, day=day))
        else:
            days.add(day)
    return frozenset(days)


def _day(entry: object) -> date | None:
    if type(entry) is date:
        return entry
    try:
        return date.fromisoformat(entry.strip()) if isinstance(entry, str) else None
    except ValueError:
        return None


def _check_workdays(*, workdays: frozenset[date], holidays: frozenset[date], problems: list[Refusal]) -> None:
    for day in sorted(workdays):
        if day in holidays:
            problems.append(
                _refusal(
                    "calendar_both",
                    "{day}不能既放假又上班。",
                    "{day} can't be both off and at work.",
                    "workdays",
                    day=day,
                )
            )
        elif day.weekday() < SATURDAY:
            problems.append(
                _refusal(
                    "calendar_not_weekend",
                    "调休上班日{day}不是周末。",
                    "The make-up day {day} is no weekend.",
                    "workdays",
                    day=day,
                )
            )


def _check_festivals(*, year: int, holidays: frozenset[date], problems: list[Refusal]) -> None:
    for month, number in ALWAYS_FREE:
        day = date(year, month, number)
        if day not in holidays and day.weekday() < SATURDAY:
            problems.append(
                _refusal(
                    "calendar_festival_missing",
                    "{day}是法定节日，表中没有。",
                    "{day} is a public holiday by law but isn't listed.",
                    "holidays",
                    day=day,
                )
            )


def _refusal(code: str, zh: str, en: str, field_name: str, **parameters: object) -> Refusal:
    return Refusal(code, Text(zh=zh, en=en).format(**parameters), field=field_name)
