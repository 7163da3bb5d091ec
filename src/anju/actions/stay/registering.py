"""Registering whoever stands at the counter, or whom a station's system sends. Source: B2, B4–B6.

Who is not on file yet is written in one statement: this is the path that has to be fast. Where an officer has
found the person on file, the two records are settled step by step.
"""

import datetime
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, models, transaction

from anju.actions import address as addresses
from anju.actions import batch, record
from anju.actions import person as people
from anju.actions.stay import check, numbering
from anju.actions.stay import ground as grounds
from anju.actions.stay.filing import Filed
from anju.actions.stay.ground import Ground
from anju.law import authority, city
from anju.law import stay as law
from anju.law.actor import Actor
from anju.law.declaration import Declared, Traits
from anju.models import Guardianship, IdNumber, Person, Receipt, Stay
from anju.models.base import new_id
from anju.queries import direct
from anju.queries.reference import Reference
from anju.vault import seal

# one look before the write: the door, who holds the numbers, and the next numbers of files and receipts
_LOOK = """
SELECT (SELECT id FROM address WHERE community_id = $1 AND line_index = $2),
       ARRAY(SELECT index FROM id_number WHERE index = ANY($3)),
       ARRAY(SELECT nextval('file_seq') FROM generate_series(1, $4::int)),
       ARRAY(SELECT nextval('receipt_seq') FROM generate_series(1, $4::int))
"""


Registered = tuple[Filed, tuple[Receipt, ...]]
Beside = Callable[[Filed, tuple[Receipt, ...]], Sequence[models.Model]]


@dataclass(frozen=True)
class _Look:
    address_id: uuid.UUID | None
    files: list[int]
    receipts: list[int]


def register(
    *,
    declared: Declared,
    channel: str,
    by: Actor,
    at: datetime.datetime,
    same_as: uuid.UUID | None = None,
    held: Reference | None = None,
    beside: Beside | None = None,
) -> Registered:
    """Register someone with file, check and receipt in one act a person.

    `same_as` is the record the officer found to be the same person; `beside` gives rows to stand or fall with it,
    such as the kept answer. Raises Refusal "same_number_on_file".
    """
    authority.demand(by=by, act="register")
    ground = grounds.find(declared, at=at, held=held)
    if same_as is not None:
        return _settled(declared, ground, channel=channel, by=by, at=at, same_as=same_as, beside=beside)
    look = _look(declared, ground)
    try:
        return _written(declared, ground, look, channel=channel, by=by, at=at, beside=beside)
    except IntegrityError as error:
        if "id_number_pkey" in str(error):
            # another counter was quicker with the same number
            raise people.on_file() from error
        raise


def _look(declared: Declared, ground: Ground) -> _Look:
    everyone = _everyone(declared)
    indexes = [seal.index(text=traits.id_number, kind="id_number") for traits, _ in everyone]
    door = addresses.index(community=ground.community, parts=declared.parts)
    ((address_id, taken, files, receipts),) = direct.ask(_LOOK, [ground.community.code, door, indexes, len(everyone)])
    if taken:
        first = min(indexes.index(bytes(index)) for index in taken)
        raise people.on_file(prefix=f"minors.{first - 1}." if first else "")
    return _Look(address_id=address_id, files=files, receipts=receipts)


def _written(
    declared: Declared,
    ground: Ground,
    look: _Look,
    *,
    channel: str,
    by: Actor,
    at: datetime.datetime,
    beside: Beside | None,
) -> Registered:
    address_id = look.address_id or _new_door(declared, ground, at)
    today, filing = city.day(at), new_id()
    target = law.LIFECYCLE.follow(state=law.LIFECYCLE.initial, act="accept").target
    rows: list[models.Model] = []
    stays: list[Stay] = []
    receipts: list[Receipt] = []
    for place, (traits, relation) in enumerate(_everyone(declared)):
        person = people.new(traits=traits, at=at, state="verified")
        number = numbering.file_number(county=ground.county, on=today, sequence=look.files[place])
        stay = grounds.row(
            person, declared, ground, address_id=address_id, number=number, channel=channel, at=at, filing=filing
        )
        stay.former_state, stay.state = stay.state, target
        stay.registered_on = stay.counted_from = stay.confirmed_on = today
        number = numbering.receipt_number(county=ground.county, on=today, sequence=look.receipts[place])
        receipt = check.receipt_row(stay=stay, on=today, number=number)
        rows += [person, IdNumber(index=person.id_index, person_id=person.id), stay, receipt]
        if stays:
            guardian = stays[0].person
            rows.append(Guardianship(ward=person, guardian=guardian, relation=relation, since=at))
        rows.append(_act(stay, receipt, channel=channel, by=by, at=at))
        stays.append(stay)
        receipts.append(receipt)
    made = Filed(stays=tuple(stays)), tuple(receipts)
    batch.insert([*rows, *(beside(*made) if beside is not None else ())])
    return made


def _settled(
    declared: Declared,
    ground: Ground,
    *,
    channel: str,
    by: Actor,
    at: datetime.datetime,
    same_as: uuid.UUID,
    beside: Beside | None,
) -> Registered:
    with transaction.atomic():
        door = addresses.ensure(community=ground.community, parts=declared.parts, dwelling=declared.dwelling, at=at)
        address_id = door.id
        today, filing = city.day(at), new_id()
        stays: list[Stay] = []
        receipts: list[Receipt] = []
        guardian: Person | None = None
        for traits, relation in _everyone(declared):
            person = people.make(traits=traits, at=at)
            number = numbering.file_number(county=ground.county, on=today)
            stay = grounds.row(
                person, declared, ground, address_id=address_id, number=number, channel=channel, at=at, filing=filing
            )
            stay.save(force_insert=True)
            if guardian is not None:
                Guardianship.objects.create(ward=person, guardian=guardian, relation=relation, since=at)
            known = same_as if guardian is None else None
            receipt = check.settle(stay=stay, by=by, at=at, same_as=known, present=True)
            guardian = guardian or stay.person
            _act(stay, receipt, channel=channel, by=by, at=at).save(force_insert=True)
            stays.append(stay)
            receipts.append(receipt)
        made = Filed(stays=tuple(stays)), tuple(receipts)
        for row in beside(*made) if beside is not None else ():
            row.save(force_insert=True)
        return made


def _act(stay: Stay, receipt: Receipt, *, channel: str, by: Actor, at: datetime.datetime) -> models.Model:
    return record.row(
        what="register",
        by=by,
        at=at,
        subject=("stay", stay.id),
        person_id=stay.person_id,
        detail={"receipt": receipt.number, "channel": channel},
    )


def _everyone(declared: Declared) -> list[tuple[Traits, str]]:
    return [(declared.traits, ""), *((minor.traits, minor.relation) for minor in declared.minors)]


def _new_door(declared: Declared, ground: Ground, at: datetime.datetime) -> uuid.UUID:
    return addresses.make(community=ground.community, parts=declared.parts, dwelling=declared.dwelling, at=at)
