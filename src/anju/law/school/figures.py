"""This module keeps small figures from being shown. Source: N6."""

# children are few in a community: fewer than this are not told
SMALLEST = 10


def total(count: int) -> int | None:
    """This leaves out one count on its own."""
    return None if 0 < count < SMALLEST else count
