"""One nomination, two hands: rows are locked; only the announcing office, and the person, act on it."""

import datetime
import uuid

from anju.actions import message
from anju.actions.permit import locking
from anju.law import authority, award, city
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.lifecycle import Step
from anju.models import Binding, Nomination, Person, Post, Resident, Unit
from anju.queries import rules
from anju.queries.rules import Rules
from anju.vault import seal

KIND = "nomination"


def office(*, by: Actor, act: str) -> Unit:
    """Return the office the actor works in; Absent for whoever works in none."""
    authority.demand(by=by, act=act)
    post = Post.objects.select_related("unit").filter(id=by.post_id).first() if by.post_id else None
    if post is None:
        raise Absent("office")
    found: Unit = post.unit
    return found


def staff(by: Actor) -> uuid.UUID:
    """Return the person of staff who acts; Absent for anyone else."""
    found = locking.staff_of(by=by)
    if found is None:
        raise Absent("staff")
    return found


def of_office(*, nomination_id: uuid.UUID, act: str, by: Actor) -> Nomination:
    """Return the locked nomination of an award of the own office; Absent for everyone else's."""
    unit = office(by=by, act=act)
    rows = Nomination.objects.select_for_update(of=("self",)).select_related("award", "unit")
    found: Nomination | None = rows.filter(id=nomination_id, unit=unit).first()
    if found is None:
        raise Absent("nomination")
    return found


def of_person(*, nomination_id: uuid.UUID, act: str, by: Actor) -> tuple[Nomination, Resident]:
    """Return the locked nomination of whoever signs in with the phone it names, or is bound to its record; else Absent."""
    authority.demand(by=by, act=act)
    who = resident(by)
    rows = Nomination.objects.select_for_update(of=("self",)).select_related("award", "unit")
    found = rows.filter(id=nomination_id).first()
    if who is None or found is None or not is_about(found, who=who):
        raise Absent("nomination")
    return found, who


def resident(by: Actor) -> Resident | None:
    """Return the resident who acts; None for staff and machines."""
    return Resident.objects.filter(id=by.id).first() if by.kind == "resident" and by.id is not None else None


def is_about(found: Nomination, *, who: Resident) -> bool:
    """Tell whether a resident is the one who is nominated."""
    theirs, mine = found.phone_index, who.phone_index
    if theirs is not None and mine is not None and bytes(theirs) == bytes(mine):
        return True
    return found.person_id is not None and found.person_id == own_record(who)


def own_record(who: Resident) -> uuid.UUID | None:
    """Return the record a resident is bound to as themselves."""
    return Binding.objects.filter(resident=who, kind="self", until=None).values_list("person_id", flat=True).first()


def step(found: Nomination, act: str) -> Step:
    """Return the step an act takes, or raise Refusal."""
    return award.LIFECYCLE.follow(state=found.state, act=act)


def put(found: Nomination, *, step: Step | None = None, **values: object) -> None:
    """Write the step's target state and the values given."""
    if step is not None:
        values["state"] = step.target
    found.version += 1
    for name, value in values.items():
        setattr(found, name, value)
    found.save(update_fields=["version", *values])


def here(unit: Unit, *, at: datetime.datetime) -> Rules:
    """Return the rules of an office's place and day."""
    path = unit.coverage.filter(valid_to=None).values_list("division__path", flat=True).first() or ""
    return rules.at(place=[code for code in path.split("/") if code], on=city.day(at))


def tell(found: Nomination, kind: str, *, at: datetime.datetime, **params: str) -> None:
    """Tell the person who is nominated, by their record or the phone given; nobody is told twice."""
    shown = {"award": found.award.name, **params}
    dedupe = f"{kind}:{found.id}:{found.version}"
    person = Person.objects.filter(id=found.person_id).first() if found.person_id else None
    if person is not None:
        message.to_person(person=person, kind=kind, params=shown, dedupe=dedupe, at=at, link="/my/awards/")
    elif found.phone:
        phone = seal.unseal(data=bytes(found.phone), column="nomination.phone", owner=found.id)
        message.to_phone(phone=phone, kind=kind, secret={}, params=shown, dedupe=dedupe, at=at, link="/my/awards/")
