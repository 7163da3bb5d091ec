"""A window of any level: finding whoever stands at it by the ID number, and applying for them. Source: I3, L2, L12.

A desk learns no more than it may; an officer, that there is somebody, by a masked name, and never a file.
"""

import datetime
import uuid
from dataclasses import dataclass

from anju.actions import record
from anju.actions.case import services
from anju.law import authority, city, identity
from anju.law.absent import Absent
from anju.law.case import life
from anju.law.codes import Purpose
from anju.law.refusal import Refusal
from anju.law.service import Service
from anju.law.wording import Text
from anju.models import Case, IdNumber, Person
from anju.queries import scope as scopes
from anju.queries.scope import Scope
from anju.vault import seal

_STATED = frozenset(str(code.value) for code in Purpose) - {str(Purpose.OWN.value)}
_PURPOSE = Text(zh="请选择查看的目的，本人看得到。", en="Please choose why you look; the person can read it.")
_LIVE = ("provisional", "verified")


@dataclass(frozen=True)
class Applicant:
    """Somebody who stands at a window; their name is masked, and nothing else of them is told."""

    person_id: uuid.UUID
    name: str


def find(*, scope: Scope, id_number: str, purpose: str, at: datetime.datetime) -> Applicant | None:
    """Find whoever stands at the window by the number on their card; None alike for nobody and for somebody elsewhere.

    Raises Refusal of identity.check_id_number, "purpose_missing". That one looked is on record before the answer leaves.
    """
    authority.demand(by=scope.actor, act="find_applicant")
    if purpose not in _STATED:
        raise Refusal("purpose_missing", _PURPOSE, field="purpose", rule="L2")
    number = identity.check_id_number(id_number, on=city.day(at)).number
    index = seal.index(text=number, kind="id_number")
    verified = IdNumber.objects.filter(index=index).values_list("person_id", flat=True).first()
    people = Person.objects.filter(id=verified) if verified else Person.objects.filter(id_index=index)
    found = [person for person in people.filter(state__in=_LIVE) if scopes.stands_here(scope, person_id=person.id)]
    # two records under one number are the station's to settle; no window guesses which it is
    if len(found) != 1:
        detail = {"found": 0}
        record.write(
            what="find_applicant", by=scope.actor, at=at, subject=("search", "window"), purpose=purpose, detail=detail
        )
        return None
    _read(scope, found[0].id, purpose=purpose, at=at)
    return Applicant(person_id=found[0].id, name=identity.mask_name(found[0].name))


def begin(
    *, scope: Scope, person_id: uuid.UUID, at: datetime.datetime, service_id: str = ""
) -> tuple[Applicant, Service | None, Case | None]:
    """Open what one can apply for at this window for somebody: masked name, the service, and a case that goes on already.

    Raises Absent for whoever doesn't belong here and for a service of another department than an officer's own.
    """
    authority.demand(by=scope.actor, act="find_applicant")
    person = Person.objects.filter(id=person_id, state__in=_LIVE).first()
    if person is None or not scopes.stands_here(scope, person_id=person_id):
        raise Absent("person")
    service = services.applied(service_id, ways=(), on=city.day(at)) if service_id else None
    if service is not None:
        services.windowed(service, by=scope.actor)
    _read(scope, person_id, purpose=str(Purpose.SERVICE.value), at=at, service=service_id)
    rows = Case.objects.filter(person_id=person_id, service=service_id, state__in=life.OPEN).select_related("unit")
    applicant = Applicant(person_id=person_id, name=identity.mask_name(person.name))
    return applicant, service, rows.first() if service is not None else None


def _read(scope: Scope, person_id: uuid.UUID, *, purpose: str, at: datetime.datetime, **detail: str) -> None:
    record.read(
        what="find_applicant",
        by=scope.actor,
        at=at,
        subject_kind="person",
        people=[(person_id, person_id)],
        purpose=purpose,
        detail={name: value for name, value in detail.items() if value},
    )
