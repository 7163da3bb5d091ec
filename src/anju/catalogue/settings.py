"""This module reads the policy's defaults."""

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from anju.catalogue.reading import Reader
from anju.catalogue.texts import STATUSES
from anju.law.citation import Rule
from anju.law.policy import Dated, Defaults, Kind, Setting, Unit
from anju.law.policy.values import KEYS

SETTING_KEYS = frozenset({"value", "from", "earlier", "rule", "status", "unit", "range", "options", "label"})
DATED_KEYS = frozenset({"value", "from"})
UNITS: tuple[Unit, ...] = get_args(Unit)


def defaults(reader: Reader, *, known_rules: Mapping[str, Rule]) -> Defaults:
    """This reads default.toml; it must hold exactly the keys that Policy has."""
    data = reader.data()
    version = reader.string("version", data, "version")
    tables = reader.tables({key: table for key, table in data.items() if key != "version"})
    settings = {key: _setting(reader, key, table, known_rules) for key, table in tables}
    for key in sorted(KEYS - settings.keys()):
        reader.problem(key, "is missing: the policy needs a default for it")
    for key in sorted(settings.keys() - KEYS):
        reader.problem(key, "is unknown: no law function takes it; remove it or add it to anju.law.policy.values")
    return Defaults(version=version, settings=settings)


def _setting(reader: Reader, key: str, table: Mapping[str, Any], known_rules: Mapping[str, Rule]) -> Setting:
    reader.known_keys(key, table, SETTING_KEYS)
    rule = reader.string(key, table, "rule")
    if rule and rule not in known_rules:
        reader.problem(key, f"names the unknown rule {rule!r}; see rules.toml")
    values = tuple(_dated(reader, key, entry) for entry in [*_earlier(reader, key, table), table])
    low, high = _range(reader, key, table)
    setting = Setting(
        key=key,
        kind=_kind(values[-1].value, options="options" in table),
        values=tuple(sorted(values, key=lambda dated: dated.from_on)),
        rule=rule,
        status=reader.one_of(key, table, "status", STATUSES),
        unit=reader.one_of(key, table, "unit", UNITS),
        label=reader.text(key, table, "label"),
        low=low,
        high=high,
        options=reader.strings(key, table, "options"),
    )
    for dated in setting.values:
        if not setting.allows(dated.value):
            reader.problem(key, f"the value {dated.value!r} isn't allowed: {setting.range_text.en}")
    return setting


def _earlier(reader: Reader, key: str, table: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    entries = table.get("earlier", [])
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        reader.problem(key, "'earlier' must be a list of { value = …, from = … }")
        return []
    for entry in entries:
        reader.known_keys(key, entry, DATED_KEYS)
    return entries


def _dated(reader: Reader, key: str, entry: Mapping[str, Any]) -> Dated:
    value = entry.get("value")
    from_on = reader.day(key, entry, "from")
    if from_on is None:
        reader.problem(key, "'from' must say since when the value holds")
    if isinstance(value, list):
        value = tuple(value)
    return Dated(value=value if value is not None else "", from_on=from_on or date.min)


def _kind(value: object, *, options: bool) -> Kind:
    if options:
        return "choice"
    if isinstance(value, bool):
        return "boolean"
    return "list" if isinstance(value, tuple) else "integer"


def _range(reader: Reader, key: str, table: Mapping[str, Any]) -> tuple[int | None, int | None]:
    bounds = table.get("range")
    if bounds is None:
        if isinstance(table.get("value"), (int, list)) and not isinstance(table.get("value"), bool):
            reader.problem(key, "'range' must bound what a place may choose, such as [1, 10]")
        return None, None
    if not (isinstance(bounds, list) and len(bounds) == 2 and all(type(bound) is int for bound in bounds)):
        reader.problem(key, "'range' must be two whole numbers, such as [1, 10]")
        return None, None
    if bounds[0] > bounds[1]:
        reader.problem(key, "'range' must go from the lower to the higher number")
    return bounds[0], bounds[1]
