"""Cards: the lists in which they wait, and what the maker prints on them. Source: E6, E9, G1, G2."""

from anju.models import Card
from anju.queries.cards.content import Printed, portrait, printed
from anju.queries.cards.lists import (
    COUNTY,
    LISTS,
    SIZE,
    Batch,
    Row,
    authorities,
    batch,
    batches,
    by_number,
    chosen,
    key,
    made_by,
    masked_id,
    older,
    one,
    page,
    waiting,
    waits,
)

__all__ = [
    "COUNTY",
    "LISTS",
    "SIZE",
    "Batch",
    "Card",
    "Printed",
    "Row",
    "authorities",
    "batch",
    "batches",
    "by_number",
    "chosen",
    "key",
    "made_by",
    "masked_id",
    "older",
    "one",
    "page",
    "portrait",
    "printed",
    "waiting",
    "waits",
]
