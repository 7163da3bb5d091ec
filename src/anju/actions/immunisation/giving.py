"""Doses put on record by health officers; a mistake is mended by a new entry, the old one stays. Source: L2, I3."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction

from anju.actions import record
from anju.actions.case import locking as cases
from anju.actions.immunisation import locking, planning
from anju.law import authority, city, immunisation
from anju.law import vaccination as law
from anju.law.immunisation import Given
from anju.law.refusal import Refusal
from anju.law.vaccination import Read
from anju.models import Person, VaccineDose
from anju.models.base import new_id
from anju.queries.immunisation import plans
from anju.queries.scope import Scope

KIND = "dose"


def give(
    *,
    person_id: uuid.UUID,
    vaccine: str,
    given_on: str,
    batch: str,
    place: str,
    scope: Scope,
    at: datetime.datetime,
    sure: bool = False,
) -> VaccineDose:
    """Put a dose on record. Raises Refusals of `law.vaccination.read`, "dose_before", "too_close" unless `sure`; Absent."""
    authority.demand(by=scope.actor, act="give_dose")
    with transaction.atomic():
        person = locking.in_area(scope, person_id=person_id, at=at)
        read = _read(vaccine, given_on, batch, place, person, at=at)
        rows = list(VaccineDose.objects.filter(person=person))
        _new(read, rows)
        _gap(read, rows, person, sure=sure, on=city.day(at))
        made = _made(read, person, scope=scope, at=at)
        planning.plan(person, on=city.day(at))
        detail = {"vaccine": made.vaccine, "given_on": str(made.given_on)}
        record.write(
            what="give_dose", by=scope.actor, at=at, subject=(KIND, made.id), person_id=person.id, detail=detail
        )
        return made


def correct(
    *,
    dose_id: uuid.UUID,
    vaccine: str,
    given_on: str,
    batch: str,
    place: str,
    why: str,
    scope: Scope,
    at: datetime.datetime,
    remove: bool = False,
) -> VaccineDose | None:
    """Put a new entry in the place of a wrong one, or none where the dose was never given (`remove`); the old one stays.

    Raises as `give`, and Refusal "why_missing", "settled_before".
    """
    authority.demand(by=scope.actor, act="correct_dose")
    with transaction.atomic():
        person = locking.in_area(scope, person_id=locking.owner(dose_id=dose_id), at=at)
        held = locking.dose(dose_id=dose_id, person=person, state="given")
        held.why, held.state, held.settled_at = law.why(why), "corrected", at
        made = None
        if not remove:
            read = _read(vaccine, given_on, batch, place, person, at=at)
            _new(read, [row for row in VaccineDose.objects.filter(person=person) if row.id != held.id])
        held.save(update_fields=["why", "state", "settled_at"])
        if not remove:
            made = _made(read, person, scope=scope, at=at, replaces=held)
        planning.plan(person, on=city.day(at))
        record.write(
            what="correct_dose",
            by=scope.actor,
            at=at,
            subject=(KIND, held.id),
            person_id=person.id,
            detail={"by": str(made.id) if made is not None else "", "vaccine": held.vaccine},
        )
        return made


def _read(vaccine: str, given_on: str, batch: str, place: str, person: Person, *, at: datetime.datetime) -> Read:
    return law.read(
        vaccine=vaccine,
        given_on=given_on,
        batch=batch,
        place=place,
        known=plans.names(),
        born_on=person.birth_on,
        today=city.day(at),
        batch_needed=True,
    )


def _new(read: Read, rows: Sequence[VaccineDose]) -> None:
    same = (row for row in rows if row.vaccine == read.vaccine and row.given_on == read.given_on)
    if any(row.state in law.COUNTED for row in same):
        raise Refusal("dose_before", law.BEFORE, field="given_on", rule="L2")


def _gap(read: Read, rows: Sequence[VaccineDose], person: Person, *, sure: bool, on: datetime.date) -> None:
    """Ask whether the day is right where the programme has a longer gap; a doctor says whether the dose counts."""
    had, child, programme = plans.given(rows), plans.child(person), plans.programme(on=on)
    before = {one.on for one in immunisation.plan(programme=programme, child=child, given=had, on=on) if one.close}
    had.append(Given(read.vaccine, read.given_on))
    planned = immunisation.plan(programme=programme, child=child, given=had, on=on)
    close = next((one for one in planned if one.close and one.on not in before), None)
    if close is None or sure:
        return
    if close.number == 1:
        early = close.vaccine.doses[0].at.after(person.birth_on)
        raise Refusal("too_close", law.EARLY.format(on=early), field="given_on", rule="I3")
    last = max(one.on for one in planned if one.vaccine is close.vaccine and one.number == close.number - 1)
    gap = close.vaccine.doses[close.number - 1].after
    first = gap.after(last) if gap is not None else close.by
    raise Refusal("too_close", law.CLOSE.format(on=first), field="given_on", rule="I3")


def _made(
    read: Read, person: Person, *, scope: Scope, at: datetime.datetime, replaces: VaccineDose | None = None
) -> VaccineDose:
    return VaccineDose.objects.create(
        id=new_id(),
        person=person,
        vaccine=read.vaccine,
        given_on=read.given_on,
        batch=read.batch,
        place=read.place or scope.unit.name,
        state="given",
        recorded_at=at,
        recorded_by_id=cases.staff(scope.actor),
        unit=scope.unit,
        replaces=replaces,
    )
