"""The residence permit: the file that asks for it, the permit, its endorsements, its cards, who accepts it."""

from anju.models.permit.acceptor import Acceptance, Acceptor
from anju.models.permit.card import Card, CardBatch
from anju.models.permit.endorsing import Endorsement, PastResidence, Suspension
from anju.models.permit.file import PermitFile, PermitNotice, PermitProof
from anju.models.permit.permit import Permit, PermitEnding

__all__ = [
    "Acceptance",
    "Acceptor",
    "Card",
    "CardBatch",
    "Endorsement",
    "PastResidence",
    "Permit",
    "PermitEnding",
    "PermitFile",
    "PermitNotice",
    "PermitProof",
    "Suspension",
]
