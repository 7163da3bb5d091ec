"""One place on the list, two hands: rows are locked, their version asked for; only the own office and the person act."""

import datetime
import uuid

from anju.actions import message
from anju.actions.permit import locking
from anju.law import authority, city
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.lifecycle import Step
from anju.law.refusal import Refusal
from anju.law.rental import life
from anju.law.wording import Text
from anju.models import Binding, Post, RentalEntry, RentalOffer, Unit
from anju.queries import rules
from anju.queries.rules import Rules

DEPARTMENT = "housing"
KIND = "rental_entry"
OPEN = ("open", "accepted")
STALE = Text(
    zh="这条轮候刚刚被处理过，请刷新后再看。您填写的内容还在。",
    en="Somebody has just worked on this place. Reload and look again; what you typed is kept.",
)


def office(*, by: Actor, act: str) -> Unit:
    """Return the housing office the actor works in; Absent for every other department's."""
    authority.demand(by=by, act=act)
    post = Post.objects.select_related("unit").filter(id=by.post_id).first() if by.post_id else None
    if post is None or post.unit.department != DEPARTMENT:
        raise Absent("office")
    found: Unit = post.unit
    return found


def staff(by: Actor) -> uuid.UUID:
    """Return the person of staff who acts; Absent for anyone else: no machine decides alone (I10)."""
    found = locking.staff_of(by=by)
    if found is None:
        raise Absent("staff")
    return found


def of_office(*, entry_id: uuid.UUID, act: str, by: Actor, version: int | None = None) -> tuple[RentalEntry, Step]:
    """Return the locked place on the own office's list and the step it takes; Absent for everyone else's."""
    return _stepped(office_row(entry_id=entry_id, act=act, by=by), act, version)


def office_row(*, entry_id: uuid.UUID, act: str, by: Actor) -> RentalEntry:
    """Return the locked place on the own office's list, whatever its state; Absent for everyone else's."""
    unit = office(by=by, act=act)
    found = _rows(entry_id)
    if found is None or found.unit_id != unit.id:
        raise Absent("entry")
    return found


def own(*, entry_id: uuid.UUID, act: str, by: Actor, version: int | None = None) -> tuple[RentalEntry, Step]:
    """Return the locked place of oneself or one's ward and the step; Absent for everyone else's."""
    return _stepped(own_row(entry_id=entry_id, act=act, by=by), act, version)


def own_row(*, entry_id: uuid.UUID, act: str, by: Actor) -> RentalEntry:
    """Return the locked place of oneself or one's ward, whatever its state; Absent for everyone else's."""
    authority.demand(by=by, act=act)
    found = _rows(entry_id)
    if found is None or not holds(person_id=found.person_id, by=by):
        raise Absent("entry")
    return found


def either(*, entry_id: uuid.UUID, act: str, by: Actor, version: int | None = None) -> tuple[RentalEntry, Step]:
    """Return the place for the person, or for the office that notes what the person said at its counter."""
    if by.kind == "resident":
        return own(entry_id=entry_id, act=act, by=by, version=version)
    return of_office(entry_id=entry_id, act=act, by=by, version=version)


def row(*, entry_id: uuid.UUID, act: str, by: Actor, version: int | None = None) -> RentalEntry:
    """Return the locked place for the person or the office, whatever its state."""
    look = own_row if by.kind == "resident" else office_row
    found = look(entry_id=entry_id, act=act, by=by)
    _fresh(found, version)
    return found


def holds(*, person_id: uuid.UUID, by: Actor) -> bool:
    """Tell whether a resident is bound to a record, as themselves or for a ward. Source: B8."""
    return by.kind == "resident" and Binding.objects.filter(resident=by.id, person_id=person_id, until=None).exists()


def put(entry: RentalEntry, *, step: Step, **values: object) -> None:
    """Write the step's target state and the values given."""
    entry.state = step.target
    change(entry, state=step.target, **values)


def change(entry: RentalEntry, **values: object) -> None:
    """Write values; the version tells that something changed."""
    entry.version += 1
    for name, value in values.items():
        setattr(entry, name, value)
    entry.save(update_fields=["version", *values])


def open_offer(entry: RentalEntry, *, states: tuple[str, ...] = OPEN) -> RentalOffer:
    """Return the offer of a place that goes on, with its flat locked."""
    rows = RentalOffer.objects.select_for_update().select_related("flat").filter(entry=entry, state__in=states)
    found: RentalOffer = rows.get()
    return found


def here(entry: RentalEntry, *, at: datetime.datetime) -> Rules:
    """Return the rules of the place and day."""
    path = entry.case.community.path
    return rules.at(place=[code for code in path.split("/") if code], on=city.day(at))


def tell(entry: RentalEntry, kind: str, *, at: datetime.datetime, key: object = "", **params: str) -> None:
    """Tell the person of a step, each once; `key` tells one step at the same version from another."""
    message.to_person(
        person=entry.person,
        kind=kind,
        params={"number": entry.number, **params},
        link=f"/my/rental/{entry.id}/",
        dedupe=f"{kind}:{key or entry.id}:{entry.version}",
        at=at,
    )


def _rows(entry_id: uuid.UUID) -> RentalEntry | None:
    rows = RentalEntry.objects.select_for_update(of=("self",)).select_related("person", "unit", "case__community")
    return rows.filter(id=entry_id).first()


def _stepped(found: RentalEntry, act: str, version: int | None) -> tuple[RentalEntry, Step]:
    _fresh(found, version)
    return found, life.LIFECYCLE.follow(state=found.state, act=act)


def _fresh(found: RentalEntry, version: int | None) -> None:
    if version is not None and found.version != version:
        raise Refusal("stale", STALE)
