"""This module reads how offices are named, and the functional zones."""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from anju.catalogue.divisions import DATA


@dataclass(frozen=True)
class Office:
    """This is how one department's offices are named on each level; "" where it has none."""

    department: str
    prefix: str
    city: str
    county: str
    en: str
    district: str = ""
    street: str = ""
    street_en: str = ""


@dataclass(frozen=True)
class Zone:
    """This is a functional zone: a unit that reports, and no division. Source: law.md fact 5."""

    id: str
    zh: str
    short: str
    en: str
    covers: tuple[str, ...]
    status: str
    # its own statistical code, where it has one
    division: str = ""


@dataclass(frozen=True)
class Zones:
    """This is all zones, and the legal county of what only statistics counts as one."""

    zones: tuple[Zone, ...]
    legal_county: Mapping[str, str] = field(default_factory=dict)


@functools.cache
def offices() -> tuple[Office, ...]:
    """This is every department's offices, the government's first."""
    return tuple(Office(department=name, **table) for name, table in _table("offices.toml").items())


@functools.cache
def zones() -> Zones:
    """This is the functional zones that the notice addresses."""
    tables = _table("zones.toml")
    legal = tables.pop("legal_county")
    found = tuple(Zone(id=name, **{**table, "covers": tuple(table["covers"])}) for name, table in tables.items())
    return Zones(zones=found, legal_county=legal)


def legal_county(*, path: str) -> str:
    """This is the six digits of the county a division's path lies in by law. Source: A1, law.md fact 5.

    For 高新区, which only statistics counts as a county, it is the district its street belongs to.
    """
    codes = [code for code in path.split("/") if code]
    known = zones().legal_county
    named = next((known[code] for code in reversed(codes) if code in known), None)
    if named is not None:
        return named
    # six zeros end a county's code; a city without counties, such as 东莞, stands for one itself
    county = next((code for code in reversed(codes) if code.endswith("000000")), codes[-1] if codes else "")
    return county[:6]


def _table(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))
