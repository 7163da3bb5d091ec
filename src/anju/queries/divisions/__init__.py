"""Changes of divisions: what a wish moves, counted before anything is touched. Source: O2."""

from anju.queries.divisions.checking import check
from anju.queries.divisions.expanding import Mapping, expand
from anju.queries.divisions.previewing import Preview, Road, change, changes, names, past, preview, roads

__all__ = ["Mapping", "Preview", "Road", "change", "changes", "check", "expand", "names", "past", "preview", "roads"]
