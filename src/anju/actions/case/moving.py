"""Handing a case on: whoever received it first owns it until another office has accepted. Source: J2."""

import datetime
import uuid

from django.db import transaction

from anju.actions import record
from anju.actions.case import booking, joining, locking, telling
from anju.law import city, complaint
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.case import life
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Case, Unit
from anju.queries.case import routing

_NO_OFFICE = Text(
    zh="没有找到这个单位，请从列表中选择。", en="This office is not known. Please choose one from the list."
)
_SELF = Text(zh="请选择另外一个单位。", en="Please choose another office.")
_NOT_NOW = Text(
    zh="现在不能转交：只有等待签收或者办理中的事项可以转交。",
    en="It can't be handed on now: only what waits to be taken or is being handled can.",
)


def offer(
    *, case_id: uuid.UUID, to: uuid.UUID, words: str, by: Actor, at: datetime.datetime, version: int | None = None
) -> Case:
    """Offer a case to another office; the limit runs on, and the first office owns it until that one accepts. Source: J2.

    Raises Refusal "not_now", "office_unknown", "same_office", "not_allowed_in_state".
    """
    with transaction.atomic():
        case = locking.row(case_id=case_id, by=by)
        locking.fresh(case, version=version)
        life.TRANSFER.follow(state=_side(case), act="offer_case")
        if case.state not in life.MOVABLE:
            raise Refusal("not_now", _NOT_NOW, rule="J2")
        other = routing.office(unit_id=to, on=city.day(at))
        if other is None:
            raise Refusal("office_unknown", _NO_OFFICE, field="to", rule="J2")
        if other.id == case.unit_id:
            raise Refusal("same_office", _SELF, field="to", rule="J2")
        said = complaint.words(words, field="words", needed=True)
        _put(case, offered_to=other)
        telling.step(case, what="offered", unit=other, at=at, words=said)
        detail = {"to": other.code}
        about = (telling.KIND, case.id)
        record.write(what="offer_case", by=by, at=at, subject=about, person_id=case.person_id, detail=detail)
        telling.office(case, "case_offered", unit=other, at=at)
        return case


def accept(*, case_id: uuid.UUID, by: Actor, at: datetime.datetime) -> Case:
    """Accept an offered case and own it from now on; the person is told where it is. Source: J2."""
    with transaction.atomic():
        case, office = _offered(case_id, by=by, act="accept_case")
        _put(case, unit=office, offered_to=None, escalated_to=None)
        joining.follow(case, at=at)
        booking.call_off(case, at=at, but=office.id)
        telling.step(case, what="accepted", unit=office, at=at)
        record.write(what="accept_case", by=by, at=at, subject=(telling.KIND, case.id), person_id=case.person_id)
        telling.person(case, "case_moved", at=at, office=office.name)
        return case


def decline(*, case_id: uuid.UUID, why: str, by: Actor, at: datetime.datetime) -> Case:
    """Decline an offered case with the reason; it stays with the first office. Source: J2."""
    with transaction.atomic():
        case, office = _offered(case_id, by=by, act="decline_case")
        said = complaint.words(why, field="why", needed=True)
        _put(case, offered_to=None)
        telling.step(case, what="declined", unit=office, at=at, words=said)
        record.write(what="decline_case", by=by, at=at, subject=(telling.KIND, case.id), person_id=case.person_id)
        telling.office(case, "case_declined", unit=case.unit, at=at)
        return case


def _offered(case_id: uuid.UUID, *, by: Actor, act: str) -> tuple[Case, Unit]:
    rows = Case.objects.select_for_update(of=("self",)).select_related("person", "community", "unit", "offered_to")
    case = rows.filter(id=case_id, offered_to_id=by.unit_id).first() if by.unit_id is not None else None
    if case is None or case.offered_to is None:
        raise Absent("case")
    life.TRANSFER.follow(state=_side(case), act=act)
    return case, case.offered_to


def _side(case: Case) -> str:
    return "offered" if case.offered_to_id is not None else "held"


def _put(case: Case, **values: object) -> None:
    case.version += 1
    for name, value in values.items():
        setattr(case, name, value)
    case.save(update_fields=["version", *values])
