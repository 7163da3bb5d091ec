"""Pictures of papers: taken in, given to a case, shown, taken out again, emptied when their time is over.

Source: E2, E9, L2, L7, L12.
"""

from anju.actions.upload.keeping import attach, drop, keep, waiting
from anju.actions.upload.showing import Shown, show, show_own
from anju.actions.upload.sweeping import erase, erase_given, release, settle, sweep

__all__ = [
    "Shown",
    "attach",
    "drop",
    "erase",
    "erase_given",
    "keep",
    "release",
    "settle",
    "show",
    "show_own",
    "sweep",
    "waiting",
]
