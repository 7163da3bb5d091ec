"""The figures of services and offices as cells with their sums, and those of them that may be told. Source: N6, J4."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from anju.law import suppression
from anju.law.suppression import Sum
from anju.law.wording import Text

MEASURES: Mapping[str, Text] = {
    "received": Text(zh="收到", en="Received"),
    "open": Text(zh="在办", en="Open"),
    "late": Text(zh="超期", en="Late"),
    "finished": Text(zh="办结", en="Finished"),
    "in_time": Text(zh="按期", en="In time"),
    "refused": Text(zh="不予办理", en="Refused"),
}
COLUMNS = ("unit_id", "service", *MEASURES, "days", "grades")
# of the five grades, those that are satisfied
_GOOD = 2
_PER_CENT = 100

# measure, service and office; None stands for all of them
Key = tuple[str, str | None, uuid.UUID | None]


@dataclass(frozen=True)
class Counted:
    """What became of the cases of one service at one office, whole."""

    unit_id: uuid.UUID
    service: str
    received: int
    open: int
    late: int
    finished: int
    in_time: int
    refused: int
    days: Sequence[int]
    grades: Sequence[int]


@dataclass(frozen=True)
class Figures:
    """The six numbers; None is hidden."""

    received: int | None
    open: int | None
    late: int | None
    finished: int | None
    in_time: int | None
    refused: int | None

    @property
    def values(self) -> tuple[int | None, ...]:
        """The numbers in the order of the columns."""
        return tuple(getattr(self, name) for name in MEASURES)

    @property
    def shown(self) -> tuple[tuple[Text, int | None], ...]:
        """The numbers with their headings."""
        return tuple(zip(MEASURES.values(), self.values, strict=True))


@dataclass(frozen=True)
class Found:
    """What may be told of one line."""

    figures: Figures
    # empty where it is not told
    days: tuple[int, ...]
    satisfied: int | None


@dataclass
class Cells:
    """All cells of a place, and which of them are hidden."""

    least: int
    cells: dict[Key, int] = field(default_factory=dict)
    hide: frozenset[Key] = frozenset()
    _days: dict[tuple[str | None, uuid.UUID | None], list[int]] = field(default_factory=dict)
    _grades: dict[tuple[str | None, uuid.UUID | None], list[int]] = field(default_factory=dict)
    _reasons: dict[str, dict[str, int]] = field(default_factory=dict)

    def line(self, *, service: str | None, unit: uuid.UUID | None) -> Found:
        """Return what may be told of a service at an office; None for all offices, or all services."""
        figures = Figures(**{name: self._told((name, service, unit)) for name in MEASURES})
        days = self._days.get((service, unit), []) if figures.finished else []
        grades = self._grades.get((service, unit), [])
        rated = sum(grades)
        enough = rated >= max(self.least, 1)
        return Found(
            figures=figures,
            days=tuple(days) if sum(days) >= self.least else (),
            satisfied=round(sum(grades[:_GOOD]) * _PER_CENT / rated) if enough else None,
        )

    def units(self, service: str) -> tuple[uuid.UUID, ...]:
        """Return the offices that had a case of a service."""
        return tuple(
            unit for name, key, unit in self.cells if (name, key) == ("received", service) and unit is not None
        )

    def offices(self) -> frozenset[uuid.UUID]:
        """Return the offices that had a case."""
        return frozenset(
            unit for (name, _, unit), count in self.cells.items() if name == "received" and unit is not None and count
        )

    def reasons(self, service: str) -> tuple[tuple[str, int | None], ...]:
        """Return the articles a service was refused under, the most frequent first."""
        held = sorted(self._reasons.get(service, {}).items(), key=lambda one: (-one[1], one[0]))
        return tuple((article, self._told((f"reason {article}", service, None))) for article, _ in held)

    def _told(self, key: Key) -> int | None:
        return None if key in self.hide else self.cells.get(key, 0)


def cells(*, figures: Sequence[Counted], reasons: Iterable[tuple[str, str, int]], least: int) -> Cells:
    """Return the figures of a place with their sums, small ones hidden and what would give them away."""
    found = Cells(least=least)
    sums: list[Sum[Key]] = []
    withheld: list[Key] = []
    for row in figures:
        _put(found, row)
    for service, unit in {(service, unit) for _, service, unit in found.cells}:
        _rest(found, service, unit, sums, withheld)
    _totals(found, figures, sums)
    for service, article, count in reasons:
        held = found._reasons.setdefault(service, {})
        held[article] = held.get(article, 0) + count
    for service, held in found._reasons.items():
        parts: list[Key] = [(f"reason {article}", service, None) for article in held]
        found.cells |= {key: held[key[0].removeprefix("reason ")] for key in parts}
        sums.append(Sum(("refused", service, None), tuple(parts)))
    found.hide = suppression.hidden(cells=found.cells, sums=sums, least=least, withheld=withheld)
    return found


def _put(found: Cells, row: Counted) -> None:
    for service, unit in ((row.service, row.unit_id), (row.service, None), (None, row.unit_id)):
        for name in MEASURES:
            key: Key = (name, service, unit)
            found.cells[key] = found.cells.get(key, 0) + int(getattr(row, name))
        for kept, given in ((found._days, row.days), (found._grades, row.grades)):
            before = kept.get((service, unit), [0] * len(given))
            kept[service, unit] = [one + other for one, other in zip(before, given, strict=True)]


def _rest(found: Cells, service: str | None, unit: uuid.UUID | None, sums: list[Sum[Key]], withheld: list[Key]) -> None:
    """Note what is not shown but follows: withdrawn, open and not late, finished late, granted."""
    for whole, parts, name in (
        ("received", ("open", "finished"), "withdrawn"),
        ("open", ("late",), "not late"),
        ("finished", ("in_time",), "out of time"),
        ("finished", ("refused",), "granted"),
    ):
        rest: Key = (name, service, unit)
        keys: list[Key] = [(part, service, unit) for part in parts]
        found.cells[rest] = found.cells[whole, service, unit] - sum(found.cells[key] for key in keys)
        withheld.append(rest)
        sums.append(Sum((whole, service, unit), (*keys, rest)))


def _totals(found: Cells, figures: Sequence[Counted], sums: list[Sum[Key]]) -> None:
    by_service: dict[str, list[uuid.UUID]] = {}
    by_unit: dict[uuid.UUID, list[str]] = {}
    for row in figures:
        by_service.setdefault(row.service, []).append(row.unit_id)
        by_unit.setdefault(row.unit_id, []).append(row.service)
    for name in (*MEASURES, "withdrawn", "not late", "out of time", "granted"):
        sums += [Sum((name, key, None), tuple((name, key, unit) for unit in held)) for key, held in by_service.items()]
        sums += [Sum((name, None, key), tuple((name, one, key) for one in held)) for key, held in by_unit.items()]
