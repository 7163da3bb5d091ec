"""Vaccinations by a health office's machine: its lists, a child's plan, a dose put on record. Source: I3, L2."""

from anju.api.immunisation.doses import router

__all__ = ["router"]
