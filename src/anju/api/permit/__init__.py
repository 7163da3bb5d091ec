"""Residence permits by machine: applications, decisions, endorsements, ends, cards; the same acts as on pages."""

from anju.api.permit import cards, deciding, ending, endorsing, filing, listing, pictures
from anju.api.permit.base import router

__all__ = ["cards", "deciding", "ending", "endorsing", "filing", "listing", "pictures", "router"]
