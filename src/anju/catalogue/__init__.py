"""This floor reads and checks the data of law and departments once, and refuses to start on an error."""

from anju.catalogue.errors import CatalogueError
from anju.catalogue.loading import Catalogue, calendar, current, known, load, notice

__all__ = ["Catalogue", "CatalogueError", "calendar", "current", "known", "load", "notice"]
