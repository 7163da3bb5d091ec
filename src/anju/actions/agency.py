"""Ending what a sign-in may see and do for another: by the person, the agent, a counter, or by age. Source: B8, L12."""

import datetime
import uuid

from django.db import models, transaction

from anju.actions import message, record
from anju.law import agency as law
from anju.law import city, identity
from anju.law.absent import Absent
from anju.law.actor import SYSTEM, Actor
from anju.models import Binding, Guardianship, Resident
from anju.queries import rules
from anju.queries import scope as scopes
from anju.queries.scope import Scope


def end_own(*, who: Resident, person_id: uuid.UUID, binding_id: uuid.UUID, by: Actor, at: datetime.datetime) -> None:
    """End an agent's access as the person acted for, or as the agent; Absent for everyone else."""
    with transaction.atomic():
        held = list(_held().filter(person_id=person_id))
        own = next((one for one in held if one.resident_id == who.id), None)
        ending = next((one for one in held if one.id == binding_id and one.kind == "ward"), None)
        if own is None or ending is None or (own.kind != "self" and ending != own):
            raise Absent("binding")
        _end(ending, why="agent" if ending == own else "person", by=by, at=at)


def end_present(*, scope: Scope, stay_id: uuid.UUID, binding_id: uuid.UUID, by: Actor, at: datetime.datetime) -> None:
    """End any sign-in's access to a record at the counter: a lost phone, an agent who must not act any more."""
    with transaction.atomic():
        stay = scopes.stay(scope, stay_id=stay_id)
        ending = _held().filter(id=binding_id, person_id=stay.person_id).first()
        if ending is None:
            raise Absent("binding")
        _end(ending, why="counter", by=by, at=at)


def end_by_age(*, binding_id: uuid.UUID, at: datetime.datetime) -> bool:
    """End an agent's access once the person is of age; False where it goes on. Source: B8."""
    with transaction.atomic():
        ending = _held().filter(id=binding_id, kind="ward").first()
        if ending is None:
            return False
        on = city.day(at)
        links = Guardianship.objects.filter(
            ward=ending.person,
            guardian__bindings__resident=ending.resident,
            guardian__bindings__kind="self",
            until=None,
        )
        over = law.over(
            birth_on=ending.person.birth_on,
            since=city.day(ending.since),
            on=on,
            guardian=links.exists(),
            policy=rules.policy(place=(), on=on),
        )
        if over:
            _end(ending, why="age", by=SYSTEM, at=at)
            Guardianship.objects.filter(id__in=[link.id for link in links]).update(until=at)
        return over


def _held() -> "models.QuerySet[Binding]":
    return Binding.objects.select_for_update(of=("self",)).filter(until=None).select_related("person", "resident")


def _end(ending: Binding, *, why: str, by: Actor, at: datetime.datetime) -> None:
    ending.until = at
    ending.save(update_fields=["until"])
    record.write(
        what="unbind",
        by=by,
        at=at,
        subject=("person", ending.person_id),
        person_id=ending.person_id,
        detail={"kind": ending.kind, "why": why},
    )
    if ending.kind == "ward" and why != "agent":
        message.to_resident(
            resident_id=ending.resident_id,
            kind="agency_ended",
            params={"name": identity.mask_name(ending.person.name)},
            dedupe=f"agency_ended:{ending.id}",
            at=at,
            link="/my/",
        )
