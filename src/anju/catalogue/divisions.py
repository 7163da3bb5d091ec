"""This module reads the divisions and counties that the product carries."""

import csv
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).with_name("data")


@dataclass(frozen=True)
class Place:
    """This is one line of a division file; `parent` is empty at the top."""

    code: str
    name: str
    level: str
    parent: str


def city() -> tuple[Place, ...]:
    """This is Linyi on four levels, parents first."""
    return _read("linyi-divisions.csv")


def counties() -> tuple[Place, ...]:
    """This is China's provinces, cities and counties, parents first."""
    return _read("china-counties.csv")


@functools.cache
def _read(name: str) -> tuple[Place, ...]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return tuple(Place(**row) for row in csv.DictReader(_lines(file)))


def _lines(file: Iterator[str]) -> Iterator[str]:
    # the first line names the source
    return (line for line in file if not line.startswith("#"))
