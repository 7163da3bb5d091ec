"""What an admission notice prints. Source: I5, I10."""

import datetime
from dataclasses import dataclass

from anju.law.absent import Absent
from anju.law.school import ground
from anju.law.wording import Text
from anju.models import SchoolWish
from anju.queries.permit_papers import Subject


@dataclass(frozen=True)
class Paper:
    """One child's admission."""

    subject: Subject
    name: str
    school: str
    place: str
    phone: str
    choice: Text
    number: int
    draw: str
    reply_by: datetime.date
    officer: str
    office: Text
    granted_at: datetime.datetime
    year: int
    remedy: Text


def of(*, wish: SchoolWish, remedy: Text) -> Paper:
    """Return what is printed of an application with a place; Absent for one without."""
    decision = wish.case.decisions.select_related("by", "unit").order_by("-at", "-id").first()
    if wish.school is None or wish.granted_at is None or wish.reply_by is None or decision is None:
        raise Absent("paper")
    return Paper(
        subject=Subject(
            kind="school_wish", id=wish.id, person_id=wish.person_id, number=wish.case.number, paper="admission"
        ),
        name=wish.person.name,
        school=wish.school.name,
        place=wish.school.place,
        phone=wish.school.phone,
        choice=ground.choice(wish.choice or 0),
        number=wish.number,
        draw=f"{wish.draw:09d}" if wish.draw is not None else "—",
        reply_by=wish.reply_by,
        officer=decision.by.name,
        office=Text(zh=decision.unit.name, en=decision.unit.name_en or decision.unit.name),
        granted_at=wish.granted_at,
        year=wish.round.year,
        remedy=remedy,
    )
