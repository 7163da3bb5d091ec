"""This module keeps small figures from being shown or derived. Source: N6."""

from collections.abc import Sequence

# children are few in a community: fewer than this are not told
SMALLEST = 10


def hidden(counts: Sequence[int]) -> tuple[int | None, ...]:
    """This leaves out counts from 1 to 9; where one alone would follow from their sum, the next smallest goes too.

    A 0 is shown: it tells of nobody. Source: N6.
    """
    small = {at for at, count in enumerate(counts) if 0 < count < SMALLEST}
    if len(small) == 1:
        others = [(count, at) for at, count in enumerate(counts) if at not in small and count]
        small |= {min(others)[1]} if others else set()
    return tuple(None if at in small else count for at, count in enumerate(counts))


def total(count: int) -> int | None:
    """This leaves out one count on its own."""
    return None if 0 < count < SMALLEST else count
