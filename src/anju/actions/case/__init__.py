"""The acts on a case: from the application to the decision, its review, and how it was rated."""

from anju.actions.case.applying import apply, complete, withdraw
from anju.actions.case.booking import book, cancel, close_time, open_times
from anju.actions.case.deciding import grant, propose, refuse, send_back
from anju.actions.case.handling import answer, ask, give_back, take
from anju.actions.case.joining import answer_part, decline_part, drop_part, join
from anju.actions.case.moving import accept, decline, offer
from anju.actions.case.rating import follow_up, rate
from anju.actions.case.reading import open_offer, open_one, open_own, open_part, open_rating
from anju.actions.case.reviewing import change, confirm, protest

__all__ = [
    "accept",
    "answer",
    "answer_part",
    "apply",
    "ask",
    "book",
    "cancel",
    "change",
    "close_time",
    "complete",
    "confirm",
    "decline",
    "decline_part",
    "drop_part",
    "follow_up",
    "give_back",
    "grant",
    "join",
    "offer",
    "open_offer",
    "open_one",
    "open_own",
    "open_part",
    "open_rating",
    "open_times",
    "propose",
    "protest",
    "rate",
    "refuse",
    "send_back",
    "take",
    "withdraw",
]
