"""Somebody needs help: taken by any post, without a name, and handed over in the same moment. Source: J2, 未成年人保护法 92."""

import datetime
import secrets
import uuid

from django.db import transaction

from anju.actions import record
from anju.actions.case import locking as cases
from anju.actions.helping import locking, telling
from anju.actions.helping.telling import KIND
from anju.law import authority, city
from anju.law import helping as law
from anju.law.helping import Read
from anju.law.policy import Policy
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Division, HelpCall, Unit
from anju.models.base import new_id
from anju.queries import helping as seen
from anju.queries import rules
from anju.queries.scope import Scope

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LENGTH = 8
_PLACE = Text(
    zh="请选择人在哪个县区、街道或者社区。", en="Please choose the county, street or community where the person is."
)
_NO_OFFICE = Text(
    zh="这个地方还没有设定接收的救助站或者民政部门，请马上打110。",
    en="No rescue station or civil affairs office is set for this place. Call 110 at once.",
)
_OFFICE = Text(zh="请选择要转交的单位。", en="Please choose the office to hand it to.")


def call(
    *, who: str, how: str, place: str, seen_there: str, area: str, scope: Scope, at: datetime.datetime
) -> HelpCall:
    """Take a call and hand it over at once; of a minor, police and women's federation are told too. Nobody is named.

    Raises Refusals of `law.helping.read`, Refusal "not_an_option", "office_unset". Source: J2.
    """
    authority.demand(by=scope.actor, act="call_help")
    read = law.read(who=who, how=how, place=place, seen=seen_there)
    with transaction.atomic():
        today, where = city.day(at), seen.area(code=area)
        if where is None:
            raise Refusal("not_an_option", _PLACE, field="area", rule="J2")
        to = seen.receiver(area=where, on=today)
        if to is None:
            raise Refusal("office_unset", _NO_OFFICE, field="area", rule="J2")
        made = _made(read, where, to, scope=scope, at=at)
        telling.say(made, what="taken", unit=scope.unit, at=at, place=read.place, seen=read.seen)
        telling.say(made, what="handed", unit=to, at=at)
        detail = {"minor": made.minor, "to": to.code, "how": made.how}
        record.write(what="call_help", by=scope.actor, at=at, subject=(KIND, made.id), detail=detail)
        telling.handed(made, at=at)
        if made.minor:
            telling.minor(made, at=at)
        return made


def hand(*, call_id: uuid.UUID, to: str, scope: Scope, at: datetime.datetime, version: int | None = None) -> HelpCall:
    """Hand a declined call to another office; the first receiver owns it until that one accepts. Source: J2."""
    authority.demand(by=scope.actor, act="hand_help")
    with transaction.atomic():
        held, step = locking.row(call_id=call_id, act="hand_help", side="giver", scope=scope, version=version)
        possible = {str(key) for key, _ in seen.others(scope=scope, call=held, on=city.day(at))}
        if to not in possible:
            raise Refusal("not_an_option", _OFFICE, field="to", rule="J2")
        other = Unit.objects.get(id=to)
        due = law.due_at(at=at, policy=_policy(held.area, at))
        locking.put(held, step=step, receiver=other, handed_at=at, due_at=due, escalated_to=None)
        telling.say(held, what="handed", unit=other, at=at)
        detail = {"to": other.code}
        record.write(what="hand_help", by=scope.actor, at=at, subject=(KIND, held.id), detail=detail)
        telling.handed(held, at=at)
        return held


def _made(read: Read, where: Division, to: Unit, *, scope: Scope, at: datetime.datetime) -> HelpCall:
    police, women = seen.informed(area=where, on=city.day(at)) if read.minor else (None, None)
    return HelpCall.objects.create(
        id=new_id(),
        code="QZ" + "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH)),
        minor=read.minor,
        how=read.how,
        area=where,
        giver=scope.unit,
        owner=scope.unit,
        receiver=to,
        police=police,
        women=women,
        state=law.LIFECYCLE.initial,
        taken_at=at,
        taken_by_id=cases.staff(scope.actor),
        handed_at=at,
        due_at=law.due_at(at=at, policy=_policy(where, at)),
    )


def _policy(where: Division, at: datetime.datetime) -> Policy:
    return rules.policy(place=[code for code in where.path.split("/") if code], on=city.day(at))
