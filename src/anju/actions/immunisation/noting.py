"""Doses given elsewhere: a guardian notes them with a photo of the booklet, the clinic confirms or says why not. Source: I4, E4."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction

from anju.actions import message, record, upload
from anju.actions.case import locking as cases
from anju.actions.immunisation import locking, planning
from anju.actions.immunisation.giving import KIND
from anju.law import authority, city
from anju.law import upload as pictures
from anju.law import vaccination as law
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.law.vaccination import Read
from anju.models import Person, Upload, VaccineDose
from anju.models.base import new_id
from anju.queries import rules
from anju.queries.immunisation import plans
from anju.queries.scope import Scope


def note(
    *,
    person_id: uuid.UUID,
    vaccine: str,
    given_on: str,
    place: str,
    upload_ids: Sequence[uuid.UUID],
    by: Actor,
    at: datetime.datetime,
) -> VaccineDose:
    """Note a dose that was given elsewhere, to be confirmed; it counts for the plan until the clinic has looked.

    Raises Refusals of `law.vaccination.read`, "dose_before"; Absent for a child that is not theirs.
    """
    authority.demand(by=by, act="note_dose")
    with transaction.atomic():
        # one after another: two phones may note the same dose
        Person.objects.select_for_update().filter(id=person_id).first()
        person = locking.of_guardian(person_id=person_id, by=by, at=at)
        read = law.read(
            vaccine=vaccine,
            given_on=given_on,
            batch="",
            place=place,
            known=plans.names(),
            born_on=person.birth_on,
            today=city.day(at),
        )
        same = VaccineDose.objects.filter(person=person, vaccine=read.vaccine, given_on=read.given_on)
        if same.filter(state__in=law.COUNTED).exists():
            raise Refusal("dose_before", law.BEFORE, field="given_on", rule="L2")
        key = new_id()
        pages = upload.attach(upload_ids=upload_ids, subject=(KIND, key), person_id=person.id, by=by, at=at)
        made = _made(key, person, read, pages[0] if pages else None, by=by, at=at)
        planning.plan(person, on=city.day(at))
        detail = {"vaccine": made.vaccine, "given_on": str(made.given_on)}
        record.write(what="note_dose", by=by, at=at, subject=(KIND, key), person_id=person.id, detail=detail)
        return made


def _made(
    key: uuid.UUID, person: Person, read: Read, page: Upload | None, *, by: Actor, at: datetime.datetime
) -> VaccineDose:
    return VaccineDose.objects.create(
        id=key,
        person=person,
        vaccine=read.vaccine,
        given_on=read.given_on,
        place=read.place,
        state="noted",
        resident_id=by.id,
        upload=page,
        recorded_at=at,
    )


def confirm(*, dose_id: uuid.UUID, scope: Scope, at: datetime.datetime) -> VaccineDose:
    """Take a guardian's note over into the record. Raises Refusal "settled_before"; Absent."""
    authority.demand(by=scope.actor, act="confirm_dose")
    with transaction.atomic():
        held = _settled(dose_id, "given", "", scope=scope, at=at)
        record.write(what="confirm_dose", by=scope.actor, at=at, subject=(KIND, held.id), person_id=held.person_id)
        return held


def decline(*, dose_id: uuid.UUID, why: str, scope: Scope, at: datetime.datetime) -> VaccineDose:
    """Leave a guardian's note out of the record and tell why. Raises Refusal "why_missing", "settled_before"; Absent."""
    authority.demand(by=scope.actor, act="decline_dose")
    with transaction.atomic():
        held = _settled(dose_id, "declined", law.why(why), scope=scope, at=at)
        record.write(what="decline_dose", by=scope.actor, at=at, subject=(KIND, held.id), person_id=held.person_id)
        if held.resident_id is not None:
            message.to_resident(
                resident_id=held.resident_id,
                kind="dose_declined",
                params={},
                link=f"/my/children/{held.person_id}/vaccines/",
                dedupe=f"dose_declined:{held.id}",
                at=at,
            )
        return held


def _settled(dose_id: uuid.UUID, state: str, why: str, *, scope: Scope, at: datetime.datetime) -> VaccineDose:
    person = locking.in_area(scope, person_id=locking.owner(dose_id=dose_id), at=at)
    held = locking.dose(dose_id=dose_id, person=person, state="noted")
    held.state, held.why, held.settled_at, held.unit = state, why, at, scope.unit
    held.recorded_by_id = cases.staff(scope.actor)
    held.save(update_fields=["state", "why", "settled_at", "unit", "recorded_by"])
    if held.upload_id is not None:
        policy = rules.policy(place=(), on=city.day(at))
        upload.release(subject_id=held.id, keep_until=pictures.closed_until(closed_at=at, policy=policy))
    planning.plan(person, on=city.day(at))
    return held
