"""The acts on a card: making, handing over, losing, taking in, making void. Source: E6, E9, G1, G2, D3."""

from anju.actions.card.answering import Outcome, take_answers
from anju.actions.card.handing import hand_over
from anju.actions.card.keeping import find, report_lost, take_back, void, void_all
from anju.actions.card.making import export, fail, receive, send
from anju.actions.card.reminding import remind_uncollected
from anju.actions.card.seeing import see

__all__ = [
    "Outcome",
    "export",
    "fail",
    "find",
    "hand_over",
    "receive",
    "remind_uncollected",
    "report_lost",
    "see",
    "send",
    "take_answers",
    "take_back",
    "void",
    "void_all",
]
