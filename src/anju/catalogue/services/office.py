"""This module reads department.toml: the office, its dated names, its phone, the clauses it answers for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from anju.catalogue.reading import Reader
from anju.law.citation import Clause
from anju.law.wording import Text

KEYS = frozenset({"names", "phone", "clauses", "order"})
NAME_KEYS = frozenset({"from", "zh", "en"})


@dataclass(frozen=True)
class Named:
    """This is how an office is called from a day on."""

    begins: date
    name: Text


@dataclass(frozen=True)
class Department:
    """This is one office of the notice."""

    id: str
    names: tuple[Named, ...]
    phone: str
    clauses: tuple[str, ...]
    order: int

    def name(self, *, on: date) -> Text:
        """This is its name on a day; before the first one it bears the first."""
        held = [named for named in self.names if named.begins <= on]
        return (held[-1] if held else self.names[0]).name


def department(reader: Reader, *, key: str, known_clauses: Mapping[str, Clause]) -> Department:
    """This reads one department.toml."""
    data = reader.data()
    reader.known_keys(key, data, KEYS)
    clauses = reader.strings(key, data, "clauses")
    for clause in clauses:
        if clause not in known_clauses:
            reader.problem("clauses", f"names the unknown clause {clause!r}; see clauses.toml")
    order = data.get("order")
    if not isinstance(order, int) or isinstance(order, bool):
        reader.problem("order", "'order' must be a number: the place in lists")
        order = 0
    return Department(
        id=key,
        names=_names(reader, data.get("names")),
        phone=reader.string(key, data, "phone"),
        clauses=clauses,
        order=order,
    )


def _names(reader: Reader, value: Any) -> tuple[Named, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(one, Mapping) for one in value):
        reader.problem("names", "'names' must list at least one name: [[names]] with from, zh and en")
        return (Named(date.min, Text(zh="", en="")),)
    found = []
    for table in value:
        reader.known_keys("names", table, NAME_KEYS)
        begins = reader.day("names", table, "from")
        if begins is None:
            reader.problem("names", "each name needs 'from', the day since which it is borne")
        found.append(Named(begins or date.min, reader.text("names", table)))
    if [one.begins for one in found] != sorted({one.begins for one in found}):
        reader.problem("names", "the names must follow one another by 'from', each day once")
    return tuple(found)
