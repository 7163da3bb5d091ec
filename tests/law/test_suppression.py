"""Small numbers are hidden, and nobody works them out (N6)."""

import itertools
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anju.law import suppression
from anju.law.suppression import Sum

LEAST = 3


def test_a_small_cell_is_hidden_and_one_beside_it():
    cells = {"a": 2, "b": 5, "c": 9, "sum": 16}
    sums = [Sum("sum", ("a", "b", "c"))]
    assert suppression.hidden(cells=cells, sums=sums, least=LEAST) == {"a", "b"}


def test_where_only_the_total_is_left_it_goes_too():
    cells = {"a": 2, "b": 0, "sum": 2}
    assert suppression.hidden(cells=cells, sums=[Sum("sum", ("a", "b"))], least=LEAST) == {"a", "sum"}


def test_zeros_and_what_is_large_enough_are_told():
    cells = {"a": 0, "b": 3, "sum": 3}
    assert suppression.hidden(cells=cells, sums=[Sum("sum", ("a", "b"))], least=LEAST) == frozenset()


def test_a_cell_outside_every_sum_stands_by_itself():
    assert suppression.hidden(cells={"a": 1, "b": 4}, sums=[], least=LEAST) == {"a"}


def test_what_is_withheld_protects_without_more_being_hidden():
    cells = {"a": 2, "b": 7, "c": 9, "sum": 18}
    sums = [Sum("sum", ("a", "b", "c"))]
    assert suppression.hidden(cells=cells, sums=sums, least=LEAST, withheld=["c"]) == {"a", "c"}


def test_what_follows_all_the_same_is_not_hidden_for_nothing():
    # the office's total goes with its small number; the large one stands in its own total too, and is told
    cells = {"small": 1, "large": 64, "office": 65, "total": 64}
    sums = [Sum("office", ("small", "large")), Sum("total", ("large",))]
    assert suppression.hidden(cells=cells, sums=sums, least=LEAST) == {"small", "office"}


def test_a_bridge_between_two_rings_gives_nothing_away():
    # two small cells in each line, and yet the one between the rings would follow from the rest
    values = dict.fromkeys(itertools.product(range(4), range(4)), 8)
    for cell in ((0, 0), (0, 1), (1, 0), (1, 1), (2, 2), (2, 3), (3, 2), (3, 3), (1, 2)):
        values[cell] = 2
    cells, sums = _table(values, 4, 4)
    found = suppression.hidden(cells=cells, sums=sums, least=LEAST)
    assert (1, 2) in found
    assert len(found) > 9
    assert suppression._fixed({(1, 2)}, set(found), cells=cells, sums=sums) == []


def _drawn(rows: int, columns: int):
    return st.lists(st.integers(0, 5), min_size=rows * columns, max_size=rows * columns).map(
        lambda values: (rows, columns, values)
    )


@settings(max_examples=60, deadline=None)
@given(st.one_of(_drawn(1, 3), _drawn(2, 2), _drawn(2, 3), _drawn(3, 2)))
def test_no_small_cell_follows_from_what_is_published(drawn: tuple[int, int, list[int]]):
    rows, columns, values = drawn
    inner = dict(zip(itertools.product(range(rows), range(columns)), values, strict=True))
    cells, sums = _table(inner, rows, columns)
    hide = suppression.hidden(cells=cells, sums=sums, least=LEAST)
    assert [key for key, value in cells.items() if 0 < value < LEAST and key not in hide] == []
    # whoever knows all that is published, and that no number is below nought, still can't tell any small cell
    small = [key for key, value in cells.items() if 0 < value < LEAST]
    moved = set()
    for other in _others(inner, cells, hide, rows, columns):
        moved |= {key for key in small if other[key] != cells[key]}
    assert [key for key in small if key not in moved] == []


def _others(inner, cells, hide, rows: int, columns: int) -> Iterator[Mapping[object, int]]:
    """Yield every other table within one of each number that shows the same."""
    free = [key for key in inner if key in hide]
    for steps in itertools.product((0, 1, -1), repeat=len(free)):
        other = {**inner, **{key: inner[key] + step for key, step in zip(free, steps, strict=True)}}
        if min(other.values()) < 0:
            continue
        whole, _ = _table(other, rows, columns)
        if all(whole[key] == value for key, value in cells.items() if key not in hide):
            yield whole


def _table(inner: Mapping[tuple[int, int], int], rows: int, columns: int):
    cells: dict[object, int] = dict(inner)
    sums = []
    for row in range(rows):
        cells["row", row] = sum(inner[row, column] for column in range(columns))
        sums.append(Sum(("row", row), tuple((row, column) for column in range(columns))))
    for column in range(columns):
        cells["column", column] = sum(inner[row, column] for row in range(rows))
        sums.append(Sum(("column", column), tuple((row, column) for row in range(rows))))
    cells["all"] = sum(inner.values())
    sums.append(Sum("all", tuple(("row", row) for row in range(rows))))
    sums.append(Sum("all", tuple(("column", column) for column in range(columns))))
    return cells, sums


@pytest.mark.parametrize("least", [0, 1])
def test_where_nothing_is_small_nothing_is_hidden(least: int):
    assert suppression.hidden(cells={"a": 1, "sum": 1}, sums=[Sum("sum", ("a",))], least=least) == frozenset()
