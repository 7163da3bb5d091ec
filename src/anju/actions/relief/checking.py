"""On the street: a request is taken in, also by word of mouth, looked into, and an amount proposed. Source: I9, 社会救助暂行办法 48."""

import datetime
import secrets
import uuid

from django.db import transaction

from anju.actions import record
from anju.actions.case import locking as cases
from anju.actions.relief import locking
from anju.actions.relief.locking import KIND
from anju.law import authority, city, complaint, service
from anju.law import relief as law
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Division, Person, Relief, Stay, Unit
from anju.models.base import new_id
from anju.queries import rules
from anju.queries import scope as scopes
from anju.queries.offering import laid
from anju.queries.relief import offices
from anju.queries.scope import Scope

# without letters and digits that look alike
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LENGTH = 8
_PLACE = Text(zh="请选择本单位辖区里的社区。", en="Please choose a community of your area.")
_NUMBER = Text(
    zh="辖区里没有这个登记编号；没有登记的，编号空着就行。",
    en="No registration of your area has this number. Leave it empty for whoever isn't registered.",
)
_NO_OFFICE = Text(zh="这个地方还没有设定办理临时救助的单位。", en="No office handles relief for this place yet.")
_TWICE = Text(zh="这个人已有一件临时救助正在办理（{code}）。", en="A request of this person is being handled ({code}).")


def take(
    *,
    community: str,
    name: str,
    contact: str,
    what: str,
    people: str,
    scope: Scope,
    at: datetime.datetime,
    number: str = "",
    urgent: bool = False,
) -> Relief:
    """Take a request in, for whoever is registered (`number`) or isn't: 户口 and registration don't matter. Source: I9.

    Raises Refusals of `law.relief.asked`, "not_an_option", "number_unknown", "office_unset", "relief_open"; Absent.
    """
    authority.demand(by=scope.actor, act="take_relief")
    if not offices.takes(scope):
        raise Absent("relief")
    with transaction.atomic():
        person = _person(number, scope)
        read = law.asked(name=name, contact=contact, what=what, people=people, on_file=person is not None)
        where = _place(community, scope)
        made = _made(where, person, urgent=urgent, scope=scope, at=at)
        locking.say(
            made,
            what="taken",
            unit=scope.unit,
            at=at,
            name="" if person is not None else read.name,
            contact=read.contact,
            what_happened=read.what,
            people=str(read.people or ""),
        )
        about, detail = (KIND, made.id), {"street": made.street.code, "urgent": urgent}
        record.write(what="take_relief", by=scope.actor, at=at, subject=about, person_id=made.person_id, detail=detail)
        if made.street_id != scope.unit.id:
            locking.tell(made, unit=made.street, at=at)
        return made


def check(
    *,
    relief_id: uuid.UUID,
    kind: str,
    amount: str,
    goods: str,
    found: str,
    scope: Scope,
    at: datetime.datetime,
    posted_on: str = "",
    version: int | None = None,
) -> Relief:
    """Put down what was found on the spot and what is proposed; somebody else decides. Source: I9, I10."""
    authority.demand(by=scope.actor, act="check_relief")
    with transaction.atomic():
        relief, step = locking.row(relief_id=relief_id, act="check_relief", scope=scope, version=version)
        locking.at_street(relief, scope=scope)
        today = city.day(at)
        read = law.proposed(kind=kind, amount=amount, goods=goods, found=found, posted_on=posted_on, today=today)
        locking.put(
            relief,
            step=step,
            kind=read.kind,
            amount_fen=read.amount_fen,
            posted_on=read.posted_on,
            checked_at=at,
            checked_by_id=cases.staff(scope.actor),
        )
        locking.say(relief, what="checked", unit=scope.unit, at=at, found=read.found, goods=read.goods)
        detail = {"kind": read.kind, "amount_fen": read.amount_fen}
        subject = (KIND, relief.id)
        record.write(
            what="check_relief", by=scope.actor, at=at, subject=subject, person_id=relief.person_id, detail=detail
        )
        locking.tell(relief, unit=relief.county, at=at)
        return relief


def withdraw(*, relief_id: uuid.UUID, scope: Scope, at: datetime.datetime, version: int | None = None) -> Relief:
    """Take a request back at the person's word before it is decided; they can ask again at any time."""
    authority.demand(by=scope.actor, act="withdraw_relief")
    with transaction.atomic():
        relief, step = locking.row(relief_id=relief_id, act="withdraw_relief", scope=scope, version=version)
        locking.at_street(relief, scope=scope)
        locking.put(relief, step=step, closed_at=at)
        locking.say(relief, what="withdrawn", unit=scope.unit, at=at)
        subject = (KIND, relief.id)
        record.write(what="withdraw_relief", by=scope.actor, at=at, subject=subject, person_id=relief.person_id)
        return relief


def _person(number: str, scope: Scope) -> Person | None:
    typed = complaint.tidy(number).upper()
    if not typed:
        return None
    stay = scopes.stays(scope).filter(number=typed).select_related("person").first()
    if stay is None:
        # an officer of civil affairs sees no files; only that somebody of the area has this number
        stay = Stay.objects.filter(number=typed).select_related("person").first()
        if stay is None or scope.role != "officer" or not scopes.stands_here(scope, person_id=stay.person_id):
            raise Refusal("number_unknown", _NUMBER, field="number", rule="I9")
    return stay.person


def _place(code: str, scope: Scope) -> Division:
    found = scopes.community_of(code=code)
    if found is None or not scopes.covers(scope, path=found.path):
        raise Refusal("not_an_option", _PLACE, field="community", rule="I9")
    return found


def _made(where: Division, person: Person | None, *, urgent: bool, scope: Scope, at: datetime.datetime) -> Relief:
    today = city.day(at)
    street, county = _offices(where, scope, on=today)
    if person is not None:
        Person.objects.select_for_update().get(id=person.id)
        before = Relief.objects.filter(person=person, state__in=["taken", "checked"]).first()
        if before is not None:
            raise Refusal("relief_open", _TWICE.format(code=before.code), field="number", rule="I9")
    given = laid.one(key=offices.SERVICE, on=today, place=laid.codes(where.path))
    due = service.due(given, started=today, calendar=rules.calendar()) if given is not None else None
    return Relief.objects.create(
        id=new_id(),
        person=person,
        code="JZ" + "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH)),
        community=where,
        taken_unit=scope.unit,
        street=street,
        county=county,
        state=law.LIFECYCLE.initial,
        urgent=urgent,
        taken_at=at,
        taken_by_id=cases.staff(scope.actor),
        due_on=due.on if due is not None else today,
        due_provisional=due is not None and due.provisional,
    )


def _offices(where: Division, scope: Scope, *, on: datetime.date) -> tuple[Unit, Unit]:
    county = offices.civil(path=where.path, on=on)
    street = offices.hall(community=where, on=on) or county
    if county is None or street is None:
        raise Refusal("office_unset", _NO_OFFICE, field="community", rule="I9")
    return street, county
