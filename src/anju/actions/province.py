"""Signing in, and finding one's record, by the province's service, which has seen the card. Source: L8, L12, design.md 6."""

import datetime
import uuid
from dataclasses import dataclass, field

from django.db import transaction

from anju.actions import record
from anju.actions import resident as residents
from anju.law import city, identity
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.models import Binding, IdNumber, Person, Resident
from anju.models.base import new_id
from anju.queries import visitors
from anju.vault import seal


@dataclass(frozen=True)
class Proven:
    """Who the province's service says somebody is; nothing of it prints."""

    # issuer and subject: never given to another person
    subject: str = field(repr=False)
    id_number: str = field(repr=False)
    name: str = field(repr=False)
    phone: str = field(default="", repr=False)


def sign_in(*, proven: Proven, at: datetime.datetime) -> Resident:
    """Return the resident the province's service knows, made at the first sign-in, bound to their record if there is one.

    Raises Refusal for an ID number that can't be one. Never the resident of a phone: the number that the service has
    may be somebody else's by now.
    """
    number = identity.check_id_number(proven.id_number, on=city.day(at)).number
    with transaction.atomic():
        who = _resident(proven, at)
        by = visitors.resident_actor(who=who)
        record.write(what="sign_in", by=by, at=at, subject=("resident", who.id), detail={"how": "province"})
        _bind(who, number, proven.name, by, at)
        return who


def bind(*, who: Resident, proven: Proven, by: Actor, at: datetime.datetime) -> None:
    """Bind a sign-in to the record of whom the province's service has just proven its holder to be.

    Says nothing about whether there is one. Raises Refusal for an ID number that can't be one.
    """
    number = identity.check_id_number(proven.id_number, on=city.day(at)).number
    with transaction.atomic():
        # the second binding waits for the first, so that it sees whether the sign-in is somebody's own
        _bind(Resident.objects.select_for_update().get(id=who.id), number, proven.name, by, at)


def _bind(who: Resident, number: str, name: str, by: Actor, at: datetime.datetime) -> None:
    index = seal.index(text=number, kind="id_number")
    holder = IdNumber.objects.filter(index=index).values_list("person_id", flat=True).first()
    # asked for also where there is no holder: every answer takes the same statements
    person = Person.objects.filter(id=holder or uuid.UUID(int=0), state="verified").first()
    # a number written down wrongly may be somebody else's: then the names differ, and a counter settles it
    if person is None or not _same_name(person.name, name):
        return
    if Binding.objects.filter(resident=who, person=person, until=None).exists():
        return
    kind = residents.kind_of(who=who, id_index=index)
    Binding.objects.create(resident=who, person=person, kind=kind, how="province", since=at)
    record.write(
        what="bind", by=by, at=at, subject=("person", person.id), person_id=person.id, detail={"how": "province"}
    )


def _resident(proven: Proven, at: datetime.datetime) -> Resident:
    index = seal.index(text=proven.subject, kind="province")
    key = new_id()
    fresh = Resident(
        id=key,
        subject=seal.seal(text=proven.subject, column="resident.subject", owner=key),
        subject_index=index,
        created_at=at,
    )
    # two first sign-ins at once make one resident
    Resident.objects.bulk_create([fresh], ignore_conflicts=True)
    who = Resident.objects.select_for_update().get(subject_index=index)
    phone = _phone(proven.phone)
    if phone and phone != residents.phone_of(who=who):
        # where messages go; it signs nobody in, so it has no index
        who.phone = seal.seal(text=phone, column="resident.phone", owner=who.id)
        who.save(update_fields=["phone"])
    return who


def _phone(given: str) -> str:
    try:
        return identity.normalise_phone(given) if given else ""
    except Refusal:
        return ""


def _same_name(one: str, other: str) -> bool:
    try:
        return identity.normalise_name(one).casefold() == identity.normalise_name(other).casefold()
    except Refusal:
        return False
