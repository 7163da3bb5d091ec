"""This module hides small numbers of a table, and as many others that nobody can work the small ones out. Source: N6.

A table is cells and sums: each sum says that one cell is the total of others. Small cells are hidden first. Then, as long as
the published numbers and the sums fix a small cell, one more is hidden, the smallest that helps. Zeros are told: a zero
speaks of nobody. What is hidden is never fixed: along any cell hidden beside it the small one may be larger or smaller.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)

# arithmetic of equations modulo a prime: exact, and quicker than fractions; no table has numbers near it
_PRIME = (1 << 61) - 1
_Row = dict[int, int]


@dataclass(frozen=True)
class Sum(Generic[K]):
    """This says that one cell is the total of others."""

    total: K
    parts: tuple[K, ...]

    @property
    def cells(self) -> tuple[K, ...]:
        """All cells of the sum."""
        return (self.total, *self.parts)


def hidden(*, cells: Mapping[K, int], sums: Sequence[Sum[K]], least: int, withheld: Iterable[K] = ()) -> frozenset[K]:
    """This is the set of cells that may not be published: those from 1 to below `least`, and what would give them away.

    `withheld` are cells that aren't published anyway. A cell that no sum names is only looked at by itself.
    """
    small = {key for key, value in cells.items() if 0 < value < least}
    kept = {key for key in withheld if cells.get(key)}
    hide = small | kept
    order = {key: turn for turn, key in enumerate(cells)}
    while fixed := _fixed(small, hide, cells=cells, sums=sums):
        more = {_next(key, hide, cells=cells, sums=sums, order=order) for key in fixed}
        hide |= more
    # what was hidden beside a small number and follows all the same protects nobody
    idle: list[K] = _fixed(hide - small - kept, hide, cells=cells, sums=sums)
    return frozenset(hide.difference(idle))


def _fixed(asked: set[K], hide: set[K], *, cells: Mapping[K, int], sums: Sequence[Sum[K]]) -> list[K]:
    """This lists the cells of a set that published numbers and sums fix: those alone in one row of the reduced equations."""
    order = {key: turn for turn, key in enumerate(key for key in cells if key in hide)}
    names = list(order)
    rows: dict[int, _Row] = {}
    # the rows that a place stands in, beside the one that begins with it
    holding: dict[int, set[int]] = {}
    for each in sums:
        row = _equation(each, order)
        _reduce(row, rows)
        if row:
            _keep(row, rows, holding)
    return [names[pivot] for pivot, row in rows.items() if len(row) == 1 and names[pivot] in asked]


def _equation(each: Sum[K], order: Mapping[K, int]) -> _Row:
    row: _Row = {}
    for turn, key in enumerate(each.cells):
        if key in order:
            row[order[key]] = (row.get(order[key], 0) + (1 if turn else _PRIME - 1)) % _PRIME
    return {place: value for place, value in row.items() if value}


def _reduce(row: _Row, rows: Mapping[int, _Row]) -> None:
    for place in sorted(row):
        if place in row and place in rows:
            _take(row, rows[place], place)


def _keep(row: _Row, rows: dict[int, _Row], holding: dict[int, set[int]]) -> None:
    """This adds a row to the reduced ones and takes its pivot out of those that hold it."""
    pivot = min(row)
    inverse = pow(row[pivot], -1, _PRIME)
    kept = {place: value * inverse % _PRIME for place, value in row.items()}
    others = holding.pop(pivot, set())
    for key in others:
        _take(rows[key], kept, pivot)
    for place in kept.keys() - {pivot}:
        held = holding.setdefault(place, set())
        held.add(pivot)
        for key in others:
            (held.add if place in rows[key] else held.discard)(key)
    rows[pivot] = kept


def _take(row: _Row, other: Mapping[int, int], pivot: int) -> None:
    """This takes the pivot out of a row by another that begins with it."""
    factor = row.get(pivot, 0)
    if not factor:
        return
    for place, value in other.items():
        left = (row.get(place, 0) - factor * value) % _PRIME
        if left:
            row[place] = left
        else:
            row.pop(place, None)


def _next(key: K, hide: set[K], *, cells: Mapping[K, int], sums: Sequence[Sum[K]], order: Mapping[K, int]) -> K:
    """This is the smallest number published beside a cell, or else beside what hangs together with it."""
    reached = {key}
    beside = _beside(reached, sums)
    # there always is one: where all that hangs together is hidden, the numbers could scale, and none is fixed
    while not (found := [one for one in beside if one not in hide and cells.get(one)]):
        reached |= beside & hide
        beside = _beside(reached, sums)
    return min(found, key=lambda one: (cells[one], order[one]))


def _beside(reached: set[K], sums: Sequence[Sum[K]]) -> set[K]:
    return {one for each in sums if not reached.isdisjoint(each.cells) for one in each.cells}
