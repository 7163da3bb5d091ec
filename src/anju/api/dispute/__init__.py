"""Disputes by machine: the office's list, one of them, and the steps of its course; the same acts as on pages."""

from anju.api.dispute import arbitrating, listing, mediating
from anju.api.dispute.base import router

__all__ = ["arbitrating", "listing", "mediating", "router"]
