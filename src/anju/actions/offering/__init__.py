"""The acts on what is offered: services changed and reviewed, assumptions confirmed, stuck cases urged, figures counted."""

from anju.actions.offering.changing import approve, decline, propose, withdraw
from anju.actions.offering.confirming import confirm
from anju.actions.offering.counting import count
from anju.actions.offering.exporting import export
from anju.actions.offering.noting import note
from anju.actions.offering.urging import answer, listed, urge

__all__ = [
    "answer",
    "approve",
    "confirm",
    "count",
    "decline",
    "export",
    "listed",
    "note",
    "propose",
    "urge",
    "withdraw",
]
