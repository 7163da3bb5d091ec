"""This module reads the yearly calendars and the festivals of years without one."""

from datetime import date
from pathlib import Path

from anju.catalogue.errors import Problem
from anju.catalogue.reading import Reader
from anju.law import workdays
from anju.law.refusal import Refusals
from anju.law.workdays import Calendar, YearTable

FESTIVAL_DAYS = 7


def shipped(folder: Path, *, problems: list[Problem]) -> Calendar:
    """This reads YYYY.toml and festivals.toml of a folder."""
    tables: dict[int, YearTable] = {}
    for path in sorted(folder.glob("[0-9][0-9][0-9][0-9].toml")):
        reader = Reader(path=path, problems=problems)
        data = reader.data()
        try:
            table = workdays.parse_year(data)
        except Refusals as refusals:
            for refusal in refusals.refusals:
                reader.problem(refusal.field or "", refusal.text.en)
            continue
        if str(table.year) != path.stem:
            reader.problem("year", f"is {table.year}, but the file is named {path.name}")
        tables[table.year] = table
    return Calendar(tables=tables, festivals=_festivals(folder / "festivals.toml", problems=problems))


def _festivals(path: Path, *, problems: list[Problem]) -> dict[int, frozenset[date]]:
    reader = Reader(path=path, problems=problems)
    data = reader.data()
    reader.string("source", data, "source")
    found: dict[int, frozenset[date]] = {}
    years = data.get("years")
    for key, days in (years if isinstance(years, dict) else {}).items():
        if not key.isdigit() or not isinstance(days, list) or any(type(day) is not date for day in days):
            reader.problem(key, "must be a year with a list of dates")
        elif any(day.year != int(key) for day in days) or len(set(days)) != FESTIVAL_DAYS:
            reader.problem(key, f"must hold {FESTIVAL_DAYS} different days of that year")
        else:
            found[int(key)] = frozenset(days)
    if not found:
        reader.problem("years", "must hold the festivals of at least one year")
    return found
