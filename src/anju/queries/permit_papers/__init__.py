"""What the papers of the residence permit print; open values, kept in memory only and cut by scope. Source: E5, E8, E9, B7, F4–F6, L2."""

from anju.queries.permit_papers.faces import Card, card
from anju.queries.permit_papers.files import (
    Application,
    Collection,
    Completion,
    Refused,
    application,
    collection,
    completion,
    refused,
)
from anju.queries.permit_papers.shared import Holder, Subject, Who
from anju.queries.permit_papers.standing import Suspended, Withheld, suspended, withheld

__all__ = [
    "Application",
    "Card",
    "Collection",
    "Completion",
    "Holder",
    "Refused",
    "Subject",
    "Suspended",
    "Who",
    "Withheld",
    "application",
    "card",
    "collection",
    "completion",
    "refused",
    "suspended",
    "withheld",
]
