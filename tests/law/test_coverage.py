"""Coverage tells nothing of a few children, nor lets it be worked out. Source: N6."""

from anju.law import coverage
from anju.law.coverage import Cell


def test_a_small_cell_is_hidden_and_the_next_smallest_with_it() -> None:
    cells = coverage.shown([Cell("a", 9, 3), Cell("b", 40, 38), Cell("c", 12, 12)])
    assert [(one.place, one.children, one.covered) for one in cells] == [
        ("a", None, None),
        ("b", 40, 38),
        ("c", None, None),
    ]


def test_two_small_cells_hide_each_other() -> None:
    cells = coverage.shown([Cell("a", 9, 3), Cell("b", 40, 38), Cell("c", 0, 0)])
    assert [one.children for one in cells] == [None, 40, None]


def test_ten_children_can_be_told_of_in_whole_per_cent() -> None:
    (cell,) = coverage.shown([Cell("a", 12, 11)])
    assert (cell.share, Cell("b", None, None).share, Cell("c", 0, 0).share) == (91, None, None)
