"""“This is not me”: a phone that was given out again gets a sign-in of its own. Source: L8, L12.

Whoever holds a phone can do this, which is no worse than what they could read with it before; nothing is lost by it.
The former owner's record stays as it is, and a counter or the province's service gives the sign-in back.
"""

import datetime

from django.db import transaction

from anju.actions import message, record
from anju.actions import resident as residents
from anju.actions.award import erasing as awards
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.stay import OPEN
from anju.models import Act, Binding, Message, Person, Resident, Stay
from anju.vault import seal

_TOLD = ("registrar", "chief")


def disown(*, who: Resident, by: Actor, at: datetime.datetime) -> Resident:
    """Take the phone off a sign-in and off the records it opened; return the phone's fresh sign-in.

    Absent where the phone was taken off before.
    """
    with transaction.atomic():
        former = Resident.objects.select_for_update().get(id=who.id)
        if former.phone_index is None:
            raise Absent("resident")
        phone = residents.phone_of(who=former)
        for binding in Binding.objects.filter(resident=former, until=None).select_related("person"):
            binding.until = at
            binding.save(update_fields=["until"])
            _unlist(binding.person, index=bytes(former.phone_index))
            record.write(
                what="disown",
                by=by,
                at=at,
                subject=("person", binding.person_id),
                person_id=binding.person_id,
                detail={"kind": binding.kind},
            )
            _tell(binding, at)
        awards.unlist(index=bytes(former.phone_index))
        former.phone = former.phone_index = None
        former.save(update_fields=["phone", "phone_index"])
        return residents.ensure(phone=phone, at=at)


def give_back(*, person: Person, phone: str) -> None:
    """Put the phone on file again that was taken off a record. Part of a larger act, with the person at the counter."""
    if person.phone is None and Act.objects.filter(person_id=person.id, what="disown").exists():
        person.phone = seal.seal(text=phone, column="person.phone", owner=person.id)
        person.phone_index = seal.index(text=phone, kind="phone")
        person.save(update_fields=["phone", "phone_index"])


def _unlist(person: Person, *, index: bytes) -> None:
    # on file it would go on opening the record, and the person's messages would go to a stranger
    if person.phone_index is not None and bytes(person.phone_index) == index:
        person.phone = person.phone_index = None
        person.save(update_fields=["phone", "phone_index"])
    Message.objects.filter(person_id=person.id, sms="waiting").update(sms="off", phone=None)


def _tell(binding: Binding, at: datetime.datetime) -> None:
    # somebody has to reach the former owner another way
    stays = Stay.objects.filter(person_id=binding.person_id).order_by("-declared_at", "-id")
    stay = stays.filter(state__in=[*OPEN, "registered"]).first() or stays.first()
    if stay is None:
        return
    message.to_unit(
        unit_id=stay.station_id,
        roles=_TOLD,
        kind="phone_disowned",
        params={"number": stay.number},
        dedupe=f"phone_disowned:{binding.id}",
        at=at,
        link=f"/counter/files/{stay.id}/",
    )
