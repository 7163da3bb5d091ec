"""Declaring, completing, withdrawing, and registering a walk-in. Source: B1–B8, D1, L11."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from anju.actions import address as addresses
from anju.actions import person as people
from anju.actions import record
from anju.actions.stay import check, locking, numbering
from anju.law import registration
from anju.law.actor import Actor
from anju.law.declaration import Declared, Traits
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Address, Binding, Division, Guardianship, Person, Receipt, Resident, Stay, Unit
from anju.models.base import new_id
from anju.queries import places, reference, rules, scope
from anju.queries.rules import Rules
from anju.vault import seal

_NO_COMMUNITY = Text(zh="请从列表中选择社区或者村。", en="Please choose the community or village from the list.")
_NO_STATION = Text(
    zh="这个社区还没有设定管辖派出所，请联系街道便民服务大厅。",
    en="No police station is set for this community yet. Please ask the street service hall.",
)
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


@dataclass(frozen=True)
class _Ground:
    community: Division
    station: Unit
    address: Address
    rules: Rules


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
        ground = _ground(declared, at=at)
        if resident is not None:
            _one_open(resident, declared.traits)
        person = _own_person(resident, declared.traits) or people.make(traits=declared.traits, at=at)
        stays = [_file(person, declared, ground, channel=channel, at=at, filing=new_id(), before=before)]
        _bind(resident, person, kind="self", at=at)
        for minor in declared.minors:
            child = people.make(traits=minor.traits, at=at)
            Guardianship.objects.create(ward=child, guardian=person, relation=minor.relation, since=at)
            stays.append(_file(child, declared, ground, channel=channel, at=at, filing=stays[0].filing))
            _bind(resident, child, kind="ward", at=at)
        for stay in stays:
            record.write(
                what="declare",
                by=by,
                at=at,
                subject=("stay", stay.id),
                person_id=stay.person_id,
                detail={**(detail or {}), "channel": channel},
            )
        return Filed(stays=tuple(stays))


def register(
    *, declared: Declared, channel: str, by: Actor, at: datetime.datetime, same_as: uuid.UUID | None = None
) -> tuple[Filed, tuple[Receipt, ...]]:
    """Register someone who stands at the counter, or whom a station's system sends: file, check and receipt in one act.

    `same_as` is the record the officer found to be the same person. Raises Refusal "same_number_on_file".
    """
    with transaction.atomic():
        ground = _ground(declared, at=at)
        filing = new_id()
        stays, receipts = [], []
        everyone = [(declared.traits, ""), *((minor.traits, minor.relation) for minor in declared.minors)]
        guardian: Person | None = None
        for traits, relation in everyone:
            person = people.make(traits=traits, at=at)
            stay = _file(person, declared, ground, channel=channel, at=at, filing=filing)
            if guardian is not None:
                Guardianship.objects.create(ward=person, guardian=guardian, relation=relation, since=at)
            receipt = check.settle(stay=stay, by=by, at=at, same_as=same_as if guardian is None else None, present=True)
            guardian = guardian or stay.person
            record.write(
                what="register",
                by=by,
                at=at,
                subject=("stay", stay.id),
                person_id=stay.person_id,
                detail={"receipt": receipt.number, "channel": channel},
            )
            stays.append(stay)
            receipts.append(receipt)
        return Filed(stays=tuple(stays)), tuple(receipts)


def complete(*, stay_id: uuid.UUID, declared: Declared, by: Actor, at: datetime.datetime) -> Stay:
    """Put a returned file right; it goes back to the station with a new limit for the check. Source: B7."""
    with transaction.atomic():
        stay, step = locking.take(stay_id=stay_id, act="complete", version=None)
        ground = _ground(declared, at=at)
        if stay.person.state == "provisional":
            people.rewrite(person=stay.person, traits=declared.traits)
        limit = registration.check_due(declared_on=_day(at), calendar=ground.rules.calendar, policy=ground.rules.policy)
        locking.put(
            stay=stay,
            step=step,
            address=ground.address,
            community=ground.community,
            station=ground.station,
            arrived_on=declared.arrived_on,
            reason=declared.reason,
            workplace=declared.workplace,
            exempt=declared.exempt,
            check_due_on=limit.on,
            check_due_provisional=limit.provisional,
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


def _ground(declared: Declared, *, at: datetime.datetime) -> _Ground:
    on = _day(at)
    held = reference.current()
    community = scope.community_of(code=declared.community, held=held)
    if community is None:
        raise Refusal("community_unknown", _NO_COMMUNITY, field="community", rule="L11")
    station = scope.station_for(community_path=community.path, on=on, held=held)
    if station is None:
        raise Refusal("station_unset", _NO_STATION, field="community")
    decision = registration.must_register(
        hukou_county=declared.traits.hukou_county, residence_county=places.legal_county(path=community.path)
    )
    if decision.outcome == "no":
        reason = decision.reasons[0]
        raise Refusal("not_in_scope", reason.text, field="hukou_county", rule=reason.rule)
    place = tuple(code for code in community.path.split("/") if code)
    address = addresses.ensure(community=community, parts=declared.parts, dwelling=declared.dwelling, at=at)
    return _Ground(community=community, station=station, address=address, rules=rules.at(place=place, on=on, held=held))


def _file(
    person: Person,
    declared: Declared,
    ground: _Ground,
    *,
    channel: str,
    at: datetime.datetime,
    filing: uuid.UUID,
    before: Stay | None = None,
) -> Stay:
    today = _day(at)
    due = registration.due(arrived_on=declared.arrived_on, calendar=ground.rules.calendar, policy=ground.rules.policy)
    limit = registration.check_due(declared_on=today, calendar=ground.rules.calendar, policy=ground.rules.policy)
    key = new_id()
    stay = Stay(
        id=key,
        person=person,
        address=ground.address,
        community=ground.community,
        station=ground.station,
        number=numbering.file_number(county=ground.community.code[:6], on=today),
        filing=filing,
        state="declared",
        channel=channel,
        reason=declared.reason,
        workplace=declared.workplace,
        exempt=declared.exempt,
        arrived_on=declared.arrived_on,
        declared_at=at,
        due_on=due.on,
        due_provisional=due.provisional,
        check_due_on=limit.on,
        check_due_provisional=limit.provisional,
        before=before,
    )
    if declared.agent is not None:
        stay.agent_name = declared.agent.name
        stay.agent_relation = declared.agent.relation
        stay.agent_id_number = seal.seal(text=declared.agent.id_number, column="stay.agent_id_number", owner=key)
    stay.save(force_insert=True)
    return stay


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


def _bind(resident: Resident | None, person: Person, *, kind: str, at: datetime.datetime) -> None:
    if resident is None or Binding.objects.filter(resident=resident, person=person, until=None).exists():
        return
    if kind == "self" and Binding.objects.filter(resident=resident, kind="self", until=None).exists():
        kind = "ward"
    Binding.objects.create(resident=resident, person=person, kind=kind, how="declared", since=at)


def _day(at: datetime.datetime) -> datetime.date:
    return numbering.day(at)
