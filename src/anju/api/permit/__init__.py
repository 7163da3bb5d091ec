"""Residence permits by machine: applications, decisions, endorsements, ends, cards; the same acts as on pages."""

from anju.api.permit import cards, deciding, endorsing, filing, pictures
from anju.api.permit.base import router

__all__ = ["cards", "deciding", "endorsing", "filing", "pictures", "router"]
