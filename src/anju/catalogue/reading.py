"""This module reads one TOML file and hands out its values checked, remembering where each key stands."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from anju.catalogue.errors import Problem
from anju.law.wording import Text


@dataclass
class Reader:
    """This is one data file while it is read; mistakes collect in `problems`."""

    path: Path
    problems: list[Problem]
    lines: list[str] = field(default_factory=list)
    # how mistakes name the file; its own name where left out
    label: str = ""

    def data(self) -> dict[str, Any]:
        """This is the file's content, or an empty table and one problem: nothing else is told of what can't be read."""
        try:
            text = self.path.read_text(encoding="utf-8")
            self.lines = text.splitlines()
            return tomllib.loads(text)
        except FileNotFoundError:
            self.problem("", "the file is missing; restore it from the release")
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self.problem("", f"not readable as TOML: {error}")
        except RecursionError:
            self.problem("", "not readable as TOML: tables stand too deep in one another")
        return {}

    def problem(self, key: str, message: str) -> None:
        """This notes a mistake at a table's line."""
        self.problems.append(Problem(file=self.label or self.path.name, key=key, message=message, line=self._line(key)))

    def _line(self, key: str) -> int | None:
        head = re.compile(rf"^\s*(\[\[?\"?{re.escape(key)}\"?[\].]|\"?{re.escape(key)}\"?\s*=)")
        return next((number for number, line in enumerate(self.lines, 1) if key and head.match(line)), None)

    def known_keys(self, key: str, table: Mapping[str, Any], allowed: Iterable[str]) -> None:
        """This notes every key that nobody reads: a typing error must not pass as a default."""
        for name in table:
            if name not in allowed:
                self.problem(key or name, f"unknown key {name!r}; allowed: {', '.join(sorted(allowed))}")

    def text(self, key: str, table: Mapping[str, Any], name: str = "") -> Text:
        """This is a table's zh and en, or those of its value `name`."""
        values = table.get(name) if name else table
        where = f"{name}." if name else ""
        if not isinstance(values, Mapping):
            self.problem(key, f"{name!r} must be a table with zh and en")
            return Text(zh="", en="")
        return Text(zh=self.string(key, values, "zh", where), en=self.string(key, values, "en", where))

    def string(self, key: str, table: Mapping[str, Any], name: str, where: str = "") -> str:
        """This is a string that must be there and not be empty."""
        value = table.get(name)
        if not isinstance(value, str) or not value.strip():
            self.problem(key, f"'{where}{name}' must be a text that isn't empty")
            return ""
        return value

    def strings(self, key: str, table: Mapping[str, Any], name: str) -> tuple[str, ...]:
        """This is a list of strings, empty if it is left out."""
        value = table.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            self.problem(key, f"{name!r} must be a list of texts")
            return ()
        for item in sorted({item for item in value if value.count(item) > 1}):
            self.problem(key, f"{name!r} lists {item!r} twice")
        return tuple(value)

    def day(self, key: str, table: Mapping[str, Any], name: str) -> date | None:
        """This is a date, or None if it is left out."""
        value = table.get(name)
        if value is not None and type(value) is not date:
            self.problem(key, f"{name!r} must be a date such as 2017-01-01, without quotes")
            return None
        return value

    def one_of(self, key: str, table: Mapping[str, Any], name: str, allowed: Iterable[str]) -> Any:
        """This is a value from a closed list."""
        value = table.get(name)
        if not isinstance(value, str) or value not in allowed:
            self.problem(key, f"{name!r} must be one of {', '.join(allowed)}, not {value!r}")
            return next(iter(allowed))
        return value

    def tables(self, data: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
        """This lists the file's tables; anything else at the top is a mistake."""
        found = []
        for key, table in data.items():
            if isinstance(table, Mapping):
                found.append((key, table))
            else:
                self.problem(key, "must be a table")
        return found
