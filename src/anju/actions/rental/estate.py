"""The flats of the programme. Source: I6."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from anju.actions import record
from anju.actions.rental import locking
from anju.law import city
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.law.rental import words
from anju.law.wording import Text
from anju.models import RentalFlat, Unit

_TWICE = Text(zh="这套房已在项目里。", en="This flat is in the programme already.")
_TAKEN = Text(zh="这套房{state}，不能这样办。", en="This flat can't be handled so: {state}.")


def add_flat(*, raw: Mapping[str, Any], by: Actor, at: datetime.datetime) -> RentalFlat:
    """Add a flat to the own office's programme. Raises Refusals with fields, Refusal "flat_twice"."""
    with transaction.atomic():
        unit = locking.office(by=by, act="add_flat")
        Unit.objects.select_for_update(of=("self",)).get(id=unit.id)
        read = words.flat(raw)
        if RentalFlat.objects.filter(unit=unit, estate=read.estate, number=read.number, to_on=None).exists():
            raise Refusal("flat_twice", _TWICE, field="number", rule="I6")
        made = RentalFlat.objects.create(
            unit=unit,
            estate=read.estate,
            number=read.number,
            rooms=read.rooms,
            size=read.size,
            rent_fen=read.rent_fen,
            accessible=read.accessible,
            state="free",
            from_on=city.day(at),
            added_at=at,
        )
        record.write(what="add_flat", by=by, at=at, subject=("rental_flat", made.id))
        return made


def end_flat(*, flat_id: uuid.UUID, by: Actor, at: datetime.datetime) -> RentalFlat:
    """Take a free flat out of the programme. Raises Refusal "flat_taken"; Absent for another office's."""
    with transaction.atomic():
        flat = free(flat_id=flat_id, unit=locking.office(by=by, act="end_flat"))
        put(flat, "withdrawn", to_on=city.day(at))
        record.write(what="end_flat", by=by, at=at, subject=("rental_flat", flat.id))
        return flat


def free(*, flat_id: uuid.UUID, unit: Unit) -> RentalFlat:
    """Return a free flat of an office, locked. Raises Refusal "flat_taken"; Absent for another office's."""
    flat = RentalFlat.objects.select_for_update().filter(id=flat_id, unit=unit).first()
    if flat is None:
        raise Absent("flat")
    if flat.state != "free":
        raise Refusal("flat_taken", _TAKEN.format(state=words.FLAT_STATES[flat.state]), rule="I6")
    return flat


def put(flat: RentalFlat, state: str, **values: object) -> None:
    """Write a flat's state and the values given. Part of a larger act."""
    flat.state = state
    flat.version += 1
    for name, value in values.items():
        setattr(flat, name, value)
    flat.save(update_fields=["state", "version", *values])
