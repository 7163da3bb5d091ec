"""Binding a phone to a record at the counter: the person stands there with the card. Source: design.md 6, L12."""

import datetime
import uuid

from django.db import transaction

from anju.actions import disowning, record
from anju.law import identity
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Binding, Resident
from anju.models.base import new_id
from anju.queries import scope as scopes
from anju.queries.scope import Scope
from anju.vault import seal

_PRESENT = Text(
    zh="请先核对本人和证件。本人不在场的，不能在窗口绑定。",
    en="Please compare the person with the card first. Without the person, nothing can be bound at the counter.",
)
_BOUND = Text(zh="这个手机号已经绑定到这份档案。", en="This phone is bound to this record already.")


def bind_present(
    *, scope: Scope, stay_id: uuid.UUID, phone: str, present: bool, by: Actor, at: datetime.datetime
) -> Binding:
    """Let a phone sign in to the record of someone who stands at the counter with the card.

    A phone that is somebody's own already gets the record as one acted for. Raises Refusal "not_present",
    "phone_wrong", "bound_before".
    """
    plain = identity.normalise_phone(phone)
    if not present:
        raise Refusal("not_present", _PRESENT, field="present", rule="L12")
    with transaction.atomic():
        stay = scopes.stay(scope, stay_id=stay_id)
        resident = _resident(plain, at)
        if Binding.objects.filter(resident=resident, person_id=stay.person_id, until=None).exists():
            raise Refusal("bound_before", _BOUND, field="phone", rule="L12")
        taken = Binding.objects.filter(resident=resident, kind="self", until=None).exists()
        made = Binding.objects.create(
            resident=resident, person_id=stay.person_id, kind="ward" if taken else "self", how="counter", since=at
        )
        if made.kind == "self":
            disowning.give_back(person=stay.person, phone=plain)
        record.write(
            what="bind",
            by=by,
            at=at,
            subject=("stay", stay.id),
            person_id=stay.person_id,
            detail={"how": "counter", "kind": made.kind},
        )
        return made


def _resident(phone: str, at: datetime.datetime) -> Resident:
    index = seal.index(text=phone, kind="phone")
    key = new_id()
    fresh = Resident(
        id=key, phone=seal.seal(text=phone, column="resident.phone", owner=key), phone_index=index, created_at=at
    )
    Resident.objects.bulk_create([fresh], ignore_conflicts=True)
    # the second binding of a phone waits for the first, so that it sees whether the phone is somebody's own
    return Resident.objects.select_for_update().get(phone_index=index)
