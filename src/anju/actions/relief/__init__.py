"""Temporary relief: taken on the street, looked into, decided by the county, paid, followed up. Source: I9, I10."""

from anju.actions.relief.checking import check, take, withdraw
from anju.actions.relief.deciding import approve, refuse, send_back
from anju.actions.relief.erasing import follow, hindrance, live, sweep, wipe
from anju.actions.relief.paying import follow_up, pay
from anju.actions.relief.reading import listed, open_one, open_own

__all__ = [
    "approve",
    "check",
    "follow",
    "follow_up",
    "hindrance",
    "listed",
    "live",
    "open_one",
    "open_own",
    "pay",
    "refuse",
    "send_back",
    "sweep",
    "take",
    "wipe",
    "withdraw",
]
