"""When each child's next dose is due: kept for the lists, and told to guardians, each dose once. Source: I3, design.md 10 (16)."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from anju.actions import message, record
from anju.law import deadline, immunisation, vaccination
from anju.law.actor import SYSTEM
from anju.law.immunisation import Child, Given, Planned, Programme
from anju.law.wording import joined
from anju.models import Guardianship, Person, Stay, VaccineDose, VaccinePlan
from anju.queries import direct
from anju.queries.immunisation import area, plans

BATCH = 1000
# what has been possible for longer was given elsewhere as often as not: the page shows it, no message nags
FRESH = datetime.timedelta(days=60)
_CHILDREN = """
SELECT p.id, p.birth_on, p.sex, s.community_id FROM person p JOIN stay s ON s.person_id = p.id AND s.state = 'registered'
WHERE p.id > $1 AND p.birth_on > $2 AND p.state = 'verified' ORDER BY p.id LIMIT $3
"""
# whoever moved away, grew up or is forgotten stands in no list
_GONE = """
DELETE FROM vaccine_plan v WHERE NOT EXISTS (
  SELECT FROM person p JOIN stay s ON s.person_id = p.id AND s.state = 'registered'
  WHERE p.id = v.person_id AND p.state = 'verified' AND p.birth_on > $1)
"""


@dataclass(frozen=True)
class _Row:
    """A child with where it lives and what it has had."""

    id: uuid.UUID
    child: Child
    community: str


def plan(person: Person, *, on: datetime.date) -> None:
    """Work a child's next dose out anew. Part of a larger act."""
    stay = Stay.objects.filter(person=person, state="registered").first()
    if stay is None:
        return
    rows = [_Row(person.id, plans.child(person), stay.community_id)]
    _keep(_made(rows, on=on), {row.person_id: row for row in VaccinePlan.objects.filter(person=person)})


def plan_children(*, on: datetime.date, at: datetime.datetime) -> int:
    """Work out every registered child's next dose, and remind guardians of what has come up; return how many were reminded.

    In bounded batches, only rows that change are written; a second run of a day reminds of nothing twice.
    """
    born = deadline.add_months(on, -12 * area.YEARS)
    direct.tell(_GONE, [born])
    told, after = 0, uuid.UUID(int=0)
    while True:
        found = direct.ask(_CHILDREN, [after, born, BATCH])
        if not found:
            return told
        after = found[-1][0]
        with transaction.atomic():
            rows = [_Row(row[0], Child(row[1], row[2]), row[3]) for row in found]
            told += _remind(_made(rows, on=on), on=on, at=at)


def _made(rows: Sequence[_Row], *, on: datetime.date) -> dict[uuid.UUID, tuple[VaccinePlan, tuple[Planned, ...]]]:
    given: dict[uuid.UUID, list[Given]] = {}
    noted: set[uuid.UUID] = set()
    kept = VaccineDose.objects.filter(person_id__in=[row.id for row in rows], state__in=vaccination.COUNTED)
    for person, vaccine, day, state in kept.values_list("person_id", "vaccine", "given_on", "state"):
        given.setdefault(person, []).append(Given(vaccine, day))
        if state == "noted":
            noted.add(person)
    held = plans.programme(on=on)
    return {row.id: _one(row, given.get(row.id, []), row.id in noted, held, on) for row in rows}


def _one(
    row: _Row, given: Sequence[Given], noted: bool, held: Programme, on: datetime.date
) -> tuple[VaccinePlan, tuple[Planned, ...]]:
    planned = immunisation.plan(programme=held, child=row.child, given=given, on=on)
    next_on, late_on = immunisation.waiting(planned)
    made = VaccinePlan(
        person_id=row.id,
        community_id=row.community,
        next_on=next_on or (on if noted else None),
        late_on=late_on,
        noted=noted,
    )
    return made, planned


def _keep(
    made: Mapping[uuid.UUID, tuple[VaccinePlan, tuple[Planned, ...]]], before: Mapping[uuid.UUID, VaccinePlan]
) -> None:
    changed = []
    for key, (row, _) in made.items():
        held = before.get(key)
        row.told = row.told or (held.told if held is not None else [])
        if held is None or _values(held) != _values(row):
            changed.append(row)
    VaccinePlan.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["person"],
        update_fields=["community", "next_on", "late_on", "noted", "told"],
    )


def _values(row: VaccinePlan) -> tuple[Any, ...]:
    return row.community_id, row.next_on, row.late_on, row.noted, list(row.told)


def _remind(
    made: Mapping[uuid.UUID, tuple[VaccinePlan, tuple[Planned, ...]]], *, on: datetime.date, at: datetime.datetime
) -> int:
    before = {row.person_id: row for row in VaccinePlan.objects.select_for_update().filter(person_id__in=list(made))}
    new: dict[uuid.UUID, list[Planned]] = {}
    for key, (row, planned) in made.items():
        had = set(before[key].told) if key in before else set()
        row.told = sorted({*had, *immunisation.told(planned)})
        fresh = [one for one in planned if one.open and one.on >= on - FRESH and one.key not in had]
        if fresh:
            new[key] = fresh
    _keep(made, before)
    people = Person.objects.in_bulk(list(new))
    told = sum(_tell(people[key], doses, at=at) for key, doses in new.items())
    if told:
        # one act a batch; each message names its person
        about = ("reminder", "vaccine_due")
        record.write(what="remind", by=SYSTEM, at=at, subject=about, detail={"count": told})
    return told


def _tell(person: Person, doses: Sequence[Planned], *, at: datetime.datetime) -> bool:
    names = joined(*dict.fromkeys(one.vaccine.name for one in doses))
    words = {
        "params": {"names_zh": names.zh, "names_en": names.en},
        "link": f"/my/children/{person.id}/vaccines/",
        "dedupe": f"vaccine_due:{person.id}:{doses[0].key}:{len(doses)}:{doses[0].on}",
    }
    if message.to_person(person=person, kind="vaccine_due", at=at, **words) is not None:  # type: ignore[arg-type]
        return True
    guardian = Guardianship.objects.filter(ward=person, until=None).select_related("guardian").order_by("since").first()
    if guardian is None:
        return False
    return message.to_person(person=guardian.guardian, kind="vaccine_due", at=at, **words) is not None  # type: ignore[arg-type]
