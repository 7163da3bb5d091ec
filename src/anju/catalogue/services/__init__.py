"""This package reads departments/*: each office and its services, checked whole before the start."""

from anju.catalogue.services.folder import FOLDER, Departments, read
from anju.catalogue.services.office import Department, Named

__all__ = ["FOLDER", "Department", "Departments", "Named", "read"]
