"""A child's plan and record, worked out from what is on file; nothing else of the child is read. Source: I3."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from anju import catalogue
from anju.law import deadline, immunisation, vaccination
from anju.law.immunisation import Child, Given, Planned, Programme
from anju.law.wording import Text
from anju.models import Person, VaccineDose
from anju.queries.immunisation import area


@dataclass(frozen=True)
class Dose:
    """One entry of a child's record."""

    id: uuid.UUID
    vaccine: str
    name: Text
    given_on: datetime.date
    batch: str
    place: str
    state: str
    state_text: Text
    unit: Text | None
    why: str
    upload_id: uuid.UUID | None
    replaces: uuid.UUID | None


@dataclass(frozen=True)
class Group:
    """One vaccine of a plan with its doses."""

    vaccine: immunisation.Vaccine
    doses: tuple[Planned, ...]


@dataclass(frozen=True)
class Plan:
    """A child's plan on a day, and the record behind it."""

    person_id: uuid.UUID
    programme: Programme
    planned: tuple[Planned, ...]
    doses: tuple[Dose, ...]

    @property
    def now(self) -> tuple[Planned, ...]:
        """What can be given now, what is overdue first."""
        return tuple(
            sorted((one for one in self.planned if one.open), key=lambda one: (one.state != "overdue", one.by))
        )

    @property
    def early(self) -> tuple[Planned, ...]:
        """What was given sooner than the programme has it: a doctor says whether it counts."""
        return tuple(one for one in self.planned if one.close)

    @property
    def later(self) -> tuple[Planned, ...]:
        """What comes later, the next first."""
        return tuple(sorted((one for one in self.planned if one.state == "later"), key=lambda one: one.on))

    @property
    def groups(self) -> tuple[Group, ...]:
        """The whole plan by vaccine."""
        order = dict.fromkeys(one.vaccine for one in self.planned)
        return tuple(Group(one, tuple(dose for dose in self.planned if dose.vaccine is one)) for one in order)


def programme(*, on: datetime.date) -> Programme:
    """Return the national programme in force on a day."""
    return immunisation.in_force(catalogue.current().programmes, on=on)


def names() -> Mapping[str, Text]:
    """Return every vaccine that can stand in a record."""
    return immunisation.names(catalogue.current().programmes)


def child(person: Person) -> Child:
    """Return all that the plan needs of a person."""
    return Child(born_on=person.birth_on, sex=person.sex)


def is_child(person: Person, *, on: datetime.date) -> bool:
    """Tell whether somebody is young enough for a plan."""
    return person.birth_on > deadline.add_months(on, -12 * area.YEARS)


def of(*, person: Person, on: datetime.date) -> Plan:
    """Return a person's plan and record in one statement; the caller has checked who asks."""
    rows = list(VaccineDose.objects.filter(person=person).select_related("unit").order_by("given_on", "id"))
    held, known = programme(on=on), names()
    planned = immunisation.plan(programme=held, child=child(person), given=given(rows), on=on)
    return Plan(person.id, held, planned, tuple(_dose(row, known) for row in rows))


def given(rows: Iterable[VaccineDose]) -> list[Given]:
    """Return what counts for the plan of rows on record."""
    return [Given(row.vaccine, row.given_on) for row in rows if row.state in vaccination.COUNTED]


def _dose(row: VaccineDose, known: Mapping[str, Text]) -> Dose:
    return Dose(
        id=row.id,
        vaccine=row.vaccine,
        name=known.get(row.vaccine, Text(zh=row.vaccine, en=row.vaccine)),
        given_on=row.given_on,
        batch=row.batch,
        place=row.place,
        state=row.state,
        state_text=vaccination.STATES[row.state],
        unit=Text(zh=row.unit.name, en=row.unit.name_en or row.unit.name) if row.unit is not None else None,
        why=row.why,
        upload_id=row.upload_id,
        replaces=row.replaces_id,
    )
