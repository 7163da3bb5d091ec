"""This module reads the rule sets for settling by a city's size, and refuses to start on an error. Source: I8."""

import functools
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from anju.catalogue.divisions import DATA
from anju.catalogue.errors import CatalogueError, Problem
from anju.law import condition
from anju.law.condition.parsing import ConditionError
from anju.law.settlement import ORDER, RuleSet
from anju.law.wording import Text

FILE = DATA / "settlement.toml"
KEYS = frozenset({"size", "from", "status", "summary", "condition"})


@functools.cache
def current() -> tuple[RuleSet, ...]:
    """This is every rule set, read once."""
    return load(path=FILE)


def load(*, path: Path) -> tuple[RuleSet, ...]:
    """This reads the rule sets; CatalogueError names every mistake, and a size for which there is none."""
    problems: list[Problem] = []
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError([Problem(path.name, "sets", f"isn't TOML: {error}")]) from error
    found = [_read(one, f"sets[{number}]", path.name, problems) for number, one in enumerate(data.get("sets", []))]
    sets = tuple(one for one in found if one is not None)
    if not problems:
        problems += [
            Problem(path.name, "sets", f"there is none for the size {size!r}")
            for size in ORDER
            if size not in {one.size for one in sets}
        ]
    if len({(one.size, one.from_on) for one in sets}) < len(sets):
        problems.append(Problem(path.name, "sets", "two of one size begin on one day"))
    if problems:
        raise CatalogueError(problems)
    return sets


def _read(table: Mapping[str, Any], key: str, file: str, problems: list[Problem]) -> RuleSet | None:
    before = len(problems)
    unknown = sorted(set(table) - KEYS)
    if unknown:
        problems.append(Problem(file, key, f"unknown key {unknown[0]!r}; allowed: {', '.join(sorted(KEYS))}"))
    if table.get("size") not in ORDER:
        problems.append(Problem(file, key, f"'size' must be one of {', '.join(ORDER)}"))
    if type(table.get("from")) is not date:
        problems.append(Problem(file, key, "'from' must be a date, such as 2016-01-01"))
    if table.get("status") not in ("V", "P", "I", "M"):
        problems.append(Problem(file, key, "'status' must be V, P, I or M"))
    summary = table.get("summary", {})
    if not isinstance(summary, Mapping) or not summary.get("zh") or not summary.get("en"):
        problems.append(Problem(file, key, "'summary' must have zh and en"))
    try:
        asked = condition.parse(table.get("condition"))
    except ConditionError as error:
        problems.append(Problem(file, key, str(error)))
        return None
    if len(problems) > before:
        return None
    return RuleSet(size=table["size"], from_on=table["from"], summary=Text(**summary), condition=asked)
