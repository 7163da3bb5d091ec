"""This module reads the health leaflets."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from anju.catalogue.reading import Reader
from anju.law.leaflet import Leaflet, Theme
from anju.law.wording import Text

KEYS = frozenset({"theme", "zh", "en", "from", "until", "lines"})
THEME = frozenset({"zh", "en"})


def leaflets(reader: Reader) -> tuple[Leaflet, ...]:
    """This reads leaflets.toml: themes first, then each leaflet with its lines."""
    data = reader.data()
    told = data.pop("themes", {})
    themes = {}
    for key, table in told.items() if isinstance(told, Mapping) else ():
        reader.known_keys(key, table, THEME)
        themes[key] = Theme(id=key, name=reader.text(key, table))
    return tuple(_leaflet(reader, key, table, themes) for key, table in reader.tables(data) if themes or _none(reader))


def _none(reader: Reader) -> bool:
    reader.problem("themes", "must hold at least one theme")
    return False


def _leaflet(reader: Reader, key: str, table: Mapping[str, Any], themes: Mapping[str, Theme]) -> Leaflet:
    reader.known_keys(key, table, KEYS)
    begins, ends = reader.day(key, table, "from"), reader.day(key, table, "until")
    if begins is None:
        reader.problem(key, "'from' must say since when it is published")
    if begins and ends and ends <= begins:
        reader.problem(key, "'until' must lie after 'from'")
    lines = table.get("lines")
    if not isinstance(lines, list) or not lines or not all(isinstance(one, Mapping) for one in lines):
        reader.problem(key, "'lines' must be a list of { zh = …, en = … }")
        lines = []
    theme = reader.one_of(key, table, "theme", themes)
    return Leaflet(
        id=key,
        theme=themes[theme] if theme in themes else next(iter(themes.values())),
        title=reader.text(key, table),
        lines=tuple(_line(reader, key, one) for one in lines),
        begins=begins or date.min,
        ends=ends,
    )


def _line(reader: Reader, key: str, table: Mapping[str, Any]) -> Text:
    reader.known_keys(key, table, THEME)
    return reader.text(key, table)
