"""Declaring, completing, withdrawing. Source: B1–B8, D1, L11."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from anju.actions import address as addresses
from anju.actions import person as people
from anju.actions import record
from anju.actions.stay import ground as grounds
from anju.actions.stay import locking, numbering
from anju.actions.stay.ground import Ground
from anju.law import city, registration
from anju.law.actor import Actor
from anju.law.declaration import Declared, Minor, Traits
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Address, Binding, Guardianship, Person, Resident, Stay
from anju.models.base import new_id
from anju.vault import seal

_OPEN = Text(
    zh="您已经为这个人申报过，档案编号{number}，正在办理。",
    en="You have already declared for this person: file {number} is being handled.",
)


@dataclass(frozen=True)
class Filed:
    """What a declaration made: the adult's stay first, then those of the minors."""

    stays: tuple[Stay, ...]

    @property
    def main(self) -> Stay:
        """The stay of the one who declared."""
        return self.stays[0]


def declare(
    *,
    declared: Declared,
    channel: str,
    by: Actor,
    at: datetime.datetime,
    resident: Resident | None = None,
    before: Stay | None = None,
    detail: Mapping[str, object] | None = None,
) -> Filed:
    """Receive a declaration; nothing in the answer depends on whether the person is on file (design.md 6).

    `detail` is kept with the act, such as the time that a coordinator's phone gives.

    Raises Refusal: community_unknown, station_unset, not_in_scope (A1), already_open (the sender's own file).
    """
    with transaction.atomic():
        ground = grounds.find(declared, at=at)
        address_id = _door(declared, ground, at).id
        if resident is not None:
            _one_open(resident, declared.traits)
        person = _own_person(resident, declared.traits) or people.make(traits=declared.traits, at=at)
        main = _file(
            person, declared, ground, address_id=address_id, channel=channel, at=at, filing=new_id(), before=before
        )
        # whose agent signs in acts for someone else (B8)
        _bind(resident, person, kind="self" if declared.agent is None else "ward", at=at)
        children = [
            _child(minor, main, declared, ground, address_id=address_id, resident=resident, at=at)
            for minor in declared.minors
        ]
        noted = {**(detail or {}), "channel": channel}
        for stay in (main, *children):
            about = ("stay", stay.id)
            record.write(what="declare", by=by, at=at, subject=about, person_id=stay.person_id, detail=noted)
        return Filed(stays=(main, *children))


def _child(
    minor: Minor,
    main: Stay,
    declared: Declared,
    ground: Ground,
    *,
    address_id: uuid.UUID,
    resident: Resident | None,
    at: datetime.datetime,
) -> Stay:
    if resident is not None:
        _one_open(resident, minor.traits)
    child = _own_person(resident, minor.traits) or people.make(traits=minor.traits, at=at)
    _guard(child, main.person, relation=minor.relation, at=at)
    stay = _file(child, declared, ground, address_id=address_id, channel=main.channel, at=at, filing=main.filing)
    _bind(resident, child, kind="ward", at=at)
    return stay


def complete(*, stay_id: uuid.UUID, declared: Declared, by: Actor, at: datetime.datetime) -> Stay:
    """Put a returned file right; it goes back to the station with a new limit for the check. Source: B7."""
    with transaction.atomic():
        stay, step = locking.take(stay_id=stay_id, act="complete", version=None)
        ground = grounds.find(declared, at=at)
        if stay.person.state == "provisional":
            people.rewrite(person=stay.person, traits=declared.traits)
        limit = registration.check_due(declared_on=_day(at), calendar=ground.rules.calendar, policy=ground.rules.policy)
        locking.put(
            stay=stay,
            step=step,
            address=_door(declared, ground, at),
            community=ground.community,
            station=ground.station,
            arrived_on=declared.arrived_on,
            reason=declared.reason,
            workplace=declared.workplace,
            exempt=declared.exempt,
            check_due_on=limit.on,
            check_due_provisional=limit.provisional,
            **grounds.agent(declared, owner=stay.id),
        )
        stay.completions.filter(answered_at=None).update(answered_at=at)
        record.write(what="complete", by=by, at=at, subject=("stay", stay.id), person_id=stay.person_id)
        return stay


def withdraw(*, stay_id: uuid.UUID, by: Actor, at: datetime.datetime) -> Stay:
    """Take back a declaration that nobody has accepted yet."""
    with transaction.atomic():
        stay, step = locking.take(stay_id=stay_id, act="withdraw", version=None)
        locking.put(stay=stay, step=step)
        record.write(what="withdraw", by=by, at=at, subject=("stay", stay.id), person_id=stay.person_id)
        return stay


def _file(
    person: Person,
    declared: Declared,
    ground: Ground,
    *,
    address_id: uuid.UUID,
    channel: str,
    at: datetime.datetime,
    filing: uuid.UUID,
    before: Stay | None = None,
) -> Stay:
    number = numbering.file_number(county=ground.county, on=city.day(at))
    stay = grounds.row(
        person,
        declared,
        ground,
        address_id=address_id,
        number=number,
        channel=channel,
        at=at,
        filing=filing,
        before=before,
    )
    stay.save(force_insert=True)
    return stay


def _door(declared: Declared, ground: Ground, at: datetime.datetime) -> Address:
    return addresses.ensure(community=ground.community, parts=declared.parts, dwelling=declared.dwelling, at=at)


def _one_open(resident: Resident, traits: Traits) -> None:
    index = seal.index(text=traits.id_number, kind="id_number")
    mine = Stay.objects.filter(
        person__bindings__resident=resident, person__bindings__until=None, person__id_index=index
    )
    open_one = mine.filter(state__in=["declared", "returned", "to_verify"]).first()
    if open_one is not None:
        raise Refusal("already_open", _OPEN.format(number=open_one.number), rule="B5")


def _own_person(resident: Resident | None, traits: Traits) -> Person | None:
    # only one's own bound record is used again; a stranger's number makes a record of its own
    if resident is None:
        return None
    index = seal.index(text=traits.id_number, kind="id_number")
    return Person.objects.filter(
        bindings__resident=resident, bindings__until=None, id_index=index, state__in=["provisional", "verified"]
    ).first()


def _guard(child: Person, guardian: Person, *, relation: str, at: datetime.datetime) -> None:
    # a child declared before with the same adult keeps the one link
    if not Guardianship.objects.filter(ward=child, guardian=guardian, until=None).exists():
        Guardianship.objects.create(ward=child, guardian=guardian, relation=relation, since=at)


def _bind(resident: Resident | None, person: Person, *, kind: str, at: datetime.datetime) -> None:
    if resident is None or Binding.objects.filter(resident=resident, person=person, until=None).exists():
        return
    if kind == "self" and Binding.objects.filter(resident=resident, kind="self", until=None).exists():
        kind = "ward"
    Binding.objects.create(resident=resident, person=person, kind=kind, how="declared", since=at)


def _day(at: datetime.datetime) -> datetime.date:
    return city.day(at)
