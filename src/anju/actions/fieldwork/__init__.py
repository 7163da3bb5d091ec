"""What a coordinator does at the door: visits, and registering somebody on the coordinator's phone."""

from anju.actions.fieldwork.declaring import Declared, declare
from anju.actions.fieldwork.drafts import answer, begin, drop, save, send
from anju.actions.fieldwork.telling import Told, told
from anju.actions.fieldwork.visiting import END_REASONS, Visited, propose_end, visit

__all__ = [
    "END_REASONS",
    "Declared",
    "Told",
    "Visited",
    "answer",
    "begin",
    "declare",
    "drop",
    "propose_end",
    "save",
    "send",
    "told",
    "visit",
]
