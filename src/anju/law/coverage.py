"""This module says how many children a dose has reached, and hides what would tell of a few. Source: N5, N6."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from anju.law.wording import Text

# fewer children than these are never told of
LEAST = 10
MONTHS = 36
DEFINITION = Text(
    zh="分母：在本辖区有效登记、过去36个月内到了这一针应种完年龄的孩子；分子：其中这一针已有记录的。少于10人的格子不显示。",
    en="Of the children registered here who in the last 36 months reached the age by which a dose should be given: how many "
    "have it on record. Cells of fewer than 10 children are not shown.",
)


@dataclass(frozen=True)
class Cell:
    """This is how many of the children of a place have had a dose; None where it can't be told."""

    place: str
    children: int | None
    covered: int | None

    @property
    def share(self) -> int | None:
        """This is the share in whole per cent."""
        if self.children is None or self.covered is None or self.children == 0:
            return None
        return self.covered * 100 // self.children


def shown(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """This hides small cells; were only one hidden, the next smallest goes with it, so that no sum gives it away."""
    hidden = {one.place for one in cells if one.children is not None and one.children < LEAST}
    if len(hidden) == 1:
        rest = [one for one in cells if one.place not in hidden]
        if rest:
            hidden.add(min(rest, key=lambda one: (one.children or 0, one.place)).place)
    return tuple(replace(one, children=None, covered=None) if one.place in hidden else one for one in cells)


def table(found: Mapping[str, Mapping[str, tuple[int, int]]], *, places: Sequence[str]) -> dict[str, tuple[Cell, ...]]:
    """This is every dose's row of cells in the order of the places; a place without children is an empty small cell."""
    return {
        key: shown([Cell(place, *by_place.get(place, (0, 0))) for place in places]) for key, by_place in found.items()
    }
