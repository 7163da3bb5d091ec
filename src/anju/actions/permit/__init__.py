"""The acts on a residence permit: from the application to its end."""

from anju.actions.permit.applying import apply, complete, withdraw
from anju.actions.permit.checking import accept, give_back, take_in
from anju.actions.permit.deciding import Outcome, extend, refuse, reopen, sign, sign_many

__all__ = [
    "Outcome",
    "accept",
    "apply",
    "complete",
    "extend",
    "give_back",
    "refuse",
    "reopen",
    "sign",
    "sign_many",
    "take_in",
    "withdraw",
]
