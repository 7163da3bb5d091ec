"""Help for people without means and for minors alone: taken by anybody, handed over at once, followed up. Source: J2, I9, L7."""

from anju.actions.helping.calling import call, hand
from anju.actions.helping.late import escalate, sweep
from anju.actions.helping.receiving import accept, close, decline, follow_up
from anju.actions.helping.seeing import listed, open_one

__all__ = ["accept", "call", "close", "decline", "escalate", "follow_up", "hand", "listed", "open_one", "sweep"]
