"""The acts on a stay, from the declaration to its end and back."""

from anju.actions.stay.check import accept, give_back, lapse, verify
from anju.actions.stay.ending import close, drop_end, end, end_due, leave, object_end, propose_end, reopen, undo_end
from anju.actions.stay.filing import Filed, complete, declare, withdraw
from anju.actions.stay.keeping import ask_correction, confirm, grant_correction, refuse_correction, visit
from anju.actions.stay.registering import register

__all__ = [
    "Filed",
    "accept",
    "ask_correction",
    "close",
    "complete",
    "confirm",
    "declare",
    "drop_end",
    "end",
    "end_due",
    "give_back",
    "grant_correction",
    "lapse",
    "leave",
    "object_end",
    "propose_end",
    "refuse_correction",
    "register",
    "reopen",
    "undo_end",
    "verify",
    "visit",
    "withdraw",
]
