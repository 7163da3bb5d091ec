"""The acts on schooling: schools and places kept, rounds opened and allotted, children admitted, replies, reviews."""

from anju.actions.school.adding import add_places
from anju.actions.school.allotting import allot, allot_late, announce
from anju.actions.school.checking import check, take_all
from anju.actions.school.granting import Outcome, grant_many
from anju.actions.school.joining import join, join_again
from anju.actions.school.keeping import add, change, end, set_places, set_zone, upload_places, wrong
from anju.actions.school.opening import draft, drop, offered, publish
from anju.actions.school.reminding import remind
from anju.actions.school.replying import accept, decline, leave_up, take_up
from anju.actions.school.reviewing import confirm, place

__all__ = [
    "Outcome",
    "accept",
    "add",
    "add_places",
    "allot",
    "allot_late",
    "announce",
    "change",
    "check",
    "confirm",
    "decline",
    "draft",
    "drop",
    "end",
    "grant_many",
    "join",
    "join_again",
    "leave_up",
    "offered",
    "place",
    "publish",
    "remind",
    "set_places",
    "set_zone",
    "take_all",
    "take_up",
    "upload_places",
    "wrong",
]
