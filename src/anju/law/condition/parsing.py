"""This module reads a condition from plain data, such as a TOML table, and says what is wrong and where."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any as Anything

from anju.law.condition.nodes import TESTS, All, Any, Condition, Leaf, Not
from anju.law.facts import FACTS, Fact
from anju.law.wording import Text

_GROUPS: Mapping[str, type[All] | type[Any]] = {"all": All, "any": Any}
_LEAF = {"fact", "rule", "zh", "en", "by", *(test for tests in TESTS.values() for test in tests)}
DEEPEST = 12
MOST_PARTS = 30
# months, years and yuan that a condition can ask for
LARGEST = 1_000_000_000


class ConditionError(ValueError):
    """A condition that can't be read; `path` says where, such as all[2].any[0]."""

    def __init__(self, path: str, message: str) -> None:
        self.path = path
        self.message = message
        super().__init__(f"{path or 'condition'}: {message}")


@dataclass(frozen=True)
class _Place:
    """Where one is while reading: the path told in errors, how deep, and which shared conditions were gone through."""

    path: str
    depth: int
    shared: Mapping[str, Anything]
    used: tuple[str, ...] = ()

    def into(self, step: str, used: tuple[str, ...] = ()) -> "_Place":
        """This is the place one step further in."""
        return _Place(f"{self.path}{step}".lstrip("."), self.depth + 1, self.shared, self.used + used)


def parse(data: object, *, path: str = "", shared: Mapping[str, Anything] | None = None) -> Condition:
    """This is the condition of a table; raises ConditionError for an unknown key, fact, test or value, and for a loop.

    `shared` are conditions by name, as written; { use = "name" } stands for one of them.
    """
    return _read(data, _Place(path, 0, shared or {}))


def _read(data: object, at: _Place) -> Condition:
    if not isinstance(data, Mapping):
        raise ConditionError(at.path, "must be a table with all, any, not, use or fact")
    if at.depth > DEEPEST:
        raise ConditionError(at.path, f"conditions go at most {DEEPEST} deep")
    name = next((name for name in (*_GROUPS, "not", "use") if name in data), "")
    if not name:
        return _leaf(data, at.path)
    others = sorted(set(data) - {name})
    if others:
        raise ConditionError(at.path, f"{name!r} stands alone; take out {', '.join(others)}")
    if name in _GROUPS:
        return _GROUPS[name](_parts(data[name], at.into(f".{name}")))
    if name == "not":
        return Not(_read(data["not"], at.into(".not")))
    return _used(data["use"], at)


def _parts(data: object, at: _Place) -> tuple[Condition, ...]:
    if not isinstance(data, list) or not data or len(data) > MOST_PARTS:
        raise ConditionError(at.path, f"must list 1 to {MOST_PARTS} conditions")
    return tuple(_read(part, at.into(f"[{index}]")) for index, part in enumerate(data))


def _used(name: object, at: _Place) -> Condition:
    if not isinstance(name, str) or name not in at.shared:
        raise ConditionError(
            at.path, f"there is no shared condition {name!r}; there are {', '.join(sorted(at.shared))}"
        )
    if name in at.used:
        raise ConditionError(at.path, f"goes round in a loop: {' → '.join((*at.used, name))}")
    return _read(at.shared[name], at.into(f".{name}", used=(name,)))


def _leaf(data: Mapping[str, Anything], path: str) -> Leaf:
    unknown = sorted(set(data) - _LEAF)
    if unknown:
        raise ConditionError(
            path, f"unknown key {unknown[0]!r}; allowed: all, any, not, use, {', '.join(sorted(_LEAF))}"
        )
    asked_for = data.get("fact", "")
    fact = FACTS.get(asked_for) if isinstance(asked_for, str) else None
    if fact is None:
        raise ConditionError(path, f"there is no fact {data.get('fact')!r}; facts: {', '.join(sorted(FACTS))}")
    tests = [test for test in TESTS[fact.kind] if test in data]
    asked = sorted(set(data) & {test for tests in TESTS.values() for test in tests})
    if len(asked) != 1 or asked != tests:
        raise ConditionError(path, f"{fact.id} is a {fact.kind}: ask exactly one of {', '.join(TESTS[fact.kind])}")
    for name in ("rule", "zh", "en"):
        if not isinstance(data.get(name), str) or not data[name].strip():
            raise ConditionError(path, f"{name!r} must be a text that isn't empty")
    value = _value(fact, tests[0], data[tests[0]], path)
    return Leaf(
        fact=fact.id,
        test=tests[0],
        value=value,
        rule=data["rule"],
        text=Text(zh=data["zh"], en=data["en"]),
        by=_by(data.get("by"), tests[0], path),
    )


def _value(fact: Fact, test: str, value: object, path: str) -> bool | int | tuple[str, ...]:
    if test == "is" and isinstance(value, bool):
        return value
    if test == "in" and isinstance(value, list) and value:
        wrong = [one for one in value if not isinstance(one, str) or not fact.takes(one)]
        if not wrong:
            return tuple(value)
        raise ConditionError(path, f"{fact.id} can't be {wrong[0]!r}")
    if test not in {"is", "in"} and isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST:
        return value
    raise ConditionError(path, f"{test!r} of {fact.id} can't be {value!r}")


def _by(value: object, test: str, path: str) -> tuple[int, int] | None:
    if value is None:
        return None
    month, _, day = value.partition("-") if isinstance(value, str) else ("", "", "")
    if not test.startswith("years") or not (month.isdecimal() and day.isdecimal()):
        raise ConditionError(path, "'by' goes with years and is a month and a day, such as \"08-31\"")
    try:
        # a year without 29 February: the day must come in every year
        found = date(2001, int(month), int(day))
    except ValueError as error:
        raise ConditionError(path, f"there is no day {value!r} in every year") from error
    return found.month, found.day
