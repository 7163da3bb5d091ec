"""The acts of public rental housing: flats, rounds, the list, offers, leases, measures, objections. Source: I6, I10."""

from anju.actions.rental.answering import accept, confirm, decline, leave
from anju.actions.rental.estate import add_flat, end_flat
from anju.actions.rental.leasing import begin, end
from anju.actions.rental.measures import carry_out, drop, propose
from anju.actions.rental.objecting import protest
from anju.actions.rental.offering import lapse, offer, withdraw
from anju.actions.rental.reading import open_one, open_own
from anju.actions.rental.reminding import remind, tell
from anju.actions.rental.reviewing import reject, uphold
from anju.actions.rental.rounds import draw_round, open_round

__all__ = [
    "accept",
    "add_flat",
    "begin",
    "carry_out",
    "confirm",
    "decline",
    "draw_round",
    "drop",
    "end",
    "end_flat",
    "lapse",
    "leave",
    "offer",
    "open_one",
    "open_own",
    "open_round",
    "propose",
    "protest",
    "reject",
    "remind",
    "tell",
    "uphold",
    "withdraw",
]
