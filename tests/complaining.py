"""Halls, clerks and complaints for tests."""

from tests import factories as make

from anju.actions import complaint as complaints
from anju.law.actor import Actor
from anju.models import Complaint, Division, Post, Unit

STRANGER = Actor(kind="resident", role="resident")


def hall(of: Division, code: str = "hall-1") -> Unit:
    return make.unit(code=code, kind="hall", department="street", level="street", covers=of.parent)


def clerk(at: Unit) -> Post:
    return make.post(unit=at, role="clerk")


def sent(about: str, **changes: object) -> Complaint:
    values = {"kind": "service", "text": "窗口让我跑了三次。", "contact": "13800001111", **changes}
    return complaints.complain(about=about, by=STRANGER, at=make.NOW, **values)  # type: ignore[arg-type]
