"""The acts of awards: announced, nominated for, reviewed by two, published with consent, given. Source: I10."""

from anju.actions.award.announcing import announce, end
from anju.actions.award.erasing import forget
from anju.actions.award.nominating import consent, decline, nominate, note_consent
from anju.actions.award.publishing import answer, give, protest
from anju.actions.award.reading import open_one
from anju.actions.award.reviewing import approve, propose, refuse

__all__ = [
    "announce",
    "answer",
    "approve",
    "consent",
    "decline",
    "end",
    "forget",
    "give",
    "nominate",
    "note_consent",
    "open_one",
    "propose",
    "protest",
    "refuse",
]
