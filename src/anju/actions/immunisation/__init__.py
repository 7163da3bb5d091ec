"""Vaccinations: doses given, noted by guardians, corrected; plans kept and guardians reminded. Source: R3 of the notice."""

from anju.actions.immunisation.erasing import follow, wipe
from anju.actions.immunisation.giving import correct, give
from anju.actions.immunisation.noting import confirm, decline, note
from anju.actions.immunisation.planning import plan_children
from anju.actions.immunisation.reading import listed, open_child, open_own

__all__ = [
    "confirm",
    "correct",
    "decline",
    "follow",
    "give",
    "listed",
    "note",
    "open_child",
    "open_own",
    "plan_children",
    "wipe",
]
