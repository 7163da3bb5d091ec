"""The acts on a dispute: begun, met, agreed or not, looked after, arbitrated, handed on; the lawyer of legal aid."""

from anju.actions.dispute.arbitrating import accept, award, decline, drop, extend, settle
from anju.actions.dispute.following import break_, keep
from anju.actions.dispute.lawyer import name_lawyer
from anju.actions.dispute.mediating import agree, fail
from anju.actions.dispute.reading import open_one, open_own, printed
from anju.actions.dispute.referring import ask_arbitration, seek_aid
from anju.actions.dispute.sessions import call, close_session
from anju.actions.dispute.starting import name_other, start

__all__ = [
    "accept",
    "agree",
    "ask_arbitration",
    "award",
    "break_",
    "call",
    "close_session",
    "decline",
    "drop",
    "extend",
    "fail",
    "keep",
    "name_lawyer",
    "name_other",
    "open_one",
    "open_own",
    "printed",
    "seek_aid",
    "settle",
    "start",
]
