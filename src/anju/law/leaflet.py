"""This module is what is published for everybody to read about health: a theme, a title, a few plain lines, from a day on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from anju.law.wording import Text


@dataclass(frozen=True)
class Theme:
    """This is what leaflets are about."""

    id: str
    name: Text


@dataclass(frozen=True)
class Leaflet:
    """This is one leaflet; nobody's reading of it is counted."""

    id: str
    theme: Theme
    title: Text
    lines: tuple[Text, ...]
    begins: date
    ends: date | None = None


def published(leaflets: Sequence[Leaflet], *, on: date) -> tuple[Leaflet, ...]:
    """This is what is published on a day, by theme."""
    return tuple(one for one in leaflets if one.begins <= on and (one.ends is None or on < one.ends))


def by_theme(leaflets: Sequence[Leaflet]) -> tuple[tuple[Theme, tuple[Leaflet, ...]], ...]:
    """This groups leaflets under their themes, each in the file's order."""
    themes = dict.fromkeys(one.theme for one in leaflets)
    return tuple((theme, tuple(one for one in leaflets if one.theme == theme)) for theme in themes)
