"""This module describes one configurable value: kind, unit, allowed range, rule, and since when it holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from anju.law.citation import Status
from anju.law.wording import Text

Value = int | bool | str | tuple[int, ...]
Kind = Literal["integer", "boolean", "choice", "list"]
Unit = Literal["WD", "CD", "H", "M", "Y", "minutes", "fen", "yuan", "count", "per cent", "rows", "switch", "choice"]

UNIT_NAMES: dict[Unit, Text] = {
    "WD": Text(zh="个工作日", en="working days"),
    "CD": Text(zh="日", en="days"),
    "H": Text(zh="小时", en="hours"),
    "M": Text(zh="个月", en="months"),
    "Y": Text(zh="年", en="years"),
    "minutes": Text(zh="分钟", en="minutes"),
    "fen": Text(zh="分（人民币）", en="fen (CNY)"),
    "yuan": Text(zh="元", en="yuan"),
    "count": Text(zh="个", en=""),
    "per cent": Text(zh="%", en="per cent"),
    "rows": Text(zh="行", en="rows"),
    "switch": Text(zh="", en=""),
    "choice": Text(zh="", en=""),
}


@dataclass(frozen=True)
class Dated:
    """This is a value and the day from which it holds."""

    value: Value
    from_on: date


@dataclass(frozen=True)
class Setting:
    """This is one configurable value with its default; `low`–`high` or `options` bound what a city may choose."""

    key: str
    kind: Kind
    values: tuple[Dated, ...]
    rule: str
    status: Status
    unit: Unit
    label: Text
    low: int | None = None
    high: int | None = None
    options: tuple[str, ...] = ()

    def value(self, *, on: date) -> Value:
        """This is the default on a day; before the first dated value, the first one."""
        holding = [dated for dated in self.values if dated.from_on <= on]
        return max(holding, key=lambda dated: dated.from_on).value if holding else self.values[0].value

    def allows(self, value: object) -> bool:
        """This tells whether a value has the right kind and lies in the allowed range."""
        if self.kind == "boolean":
            return isinstance(value, bool)
        if self.kind == "choice":
            return isinstance(value, str) and value in self.options
        if self.kind == "list":
            return isinstance(value, (tuple, list)) and bool(value) and all(self._in_range(item) for item in value)
        return self._in_range(value)

    def _in_range(self, value: object) -> bool:
        if not isinstance(value, int) or isinstance(value, bool):
            return False
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    @property
    def range_text(self) -> Text:
        """This says what may be chosen."""
        if self.kind == "boolean":
            return Text(zh="是或否", en="yes or no")
        if self.kind == "choice":
            return Text(zh="、".join(self.options), en=", ".join(self.options))
        return Text(zh="{low}至{high}", en="{low} to {high}").format(low=self.low, high=self.high)


@dataclass(frozen=True)
class Defaults:
    """This is the whole table of settings in the version that the platform ships."""

    version: str
    settings: Mapping[str, Setting]
