"""A guardian's children: which school they reach, in whose zone they live, what is missing, the round and its result.

Source: I5, B8, L12.
"""

import datetime
import uuid
from dataclasses import dataclass, replace

from django.db.models import Q

from anju import catalogue
from anju.law import codes, entitlement
from anju.law.absent import Absent
from anju.law.entitlement import Standing
from anju.law.facts import Value
from anju.law.school import ground, life, stage
from anju.law.school.stage import Level
from anju.law.service import Service
from anju.law.wording import Text
from anju.models import Binding, Division, Person, Resident, School, SchoolRound, SchoolWish
from anju.queries.case import routing
from anju.queries.entitlement import facts
from anju.queries.school import notes, rounds, shown
from anju.queries.school.rounds import Shown


@dataclass(frozen=True)
class Precheck:
    """What is met and what is missing for one child and one level; an officer decides (I10)."""

    service: Service
    level: Text
    year: int
    community: Division | None
    schools: tuple[School, ...]
    standing: Standing


@dataclass(frozen=True)
class Child:
    """One child with the level reached next, its pre-check, and the rounds for it."""

    person: Person
    precheck: Precheck | None
    rounds: tuple[Shown, ...]
    wishes: tuple["Mine", ...]


@dataclass(frozen=True)
class Mine:
    """One application as its guardian sees it."""

    row: SchoolWish
    round: Shown
    # by wish: school and the group there, once counted
    wishes: tuple[tuple[School, Text | None], ...]
    # what an officer found when checking
    note: str = ""

    @property
    def state(self) -> Text:
        """How far it is."""
        return life.WISH.states[self.row.state]

    @property
    def choice(self) -> Text | None:
        """By which wish the place came."""
        return ground.choice(self.row.choice) if self.row.choice is not None else None

    @property
    def group(self) -> Text | None:
        """By which rule: the group at the school of the place."""
        return next((group for school, group in self.wishes if school.id == self.row.school_id), None)

    @property
    def draw(self) -> str:
        """The draw number, once the seed is shown."""
        return f"{self.row.draw:09d}" if self.row.draw is not None else ""

    @property
    def told(self) -> bool:
        """Whether the guardian is told of the place: not before a named officer granted it."""
        return self.row.state != "waiting"


def children(*, who: Resident, on: datetime.date) -> list[Child]:
    """Return the children a resident acts for, in a constant number of statements a child."""
    wards = [person for ward, person in _people(who) if ward]
    young = [one for one in wards if entitlement.is_child(born_on=one.birth_on, on=on)]
    return [child(person=one, who=who, on=on) for one in young]


def child(*, person: Person, who: Resident, on: datetime.date) -> Child:
    """Return one child."""
    year = stage.year_of(on)
    community = home(person=person, who=who)
    reached = _next(person, year)
    held = rounds_for(person=person, community=community, year=year, on=on)
    wishes = SchoolWish.objects.filter(person=person).exclude(case__state="withdrawn").order_by("-applied_at")
    return Child(
        person=person,
        precheck=precheck(person=person, community=community, level=reached, year=year, on=on) if reached else None,
        rounds=tuple(held),
        wishes=tuple(
            _mine(row, on=on) for row in wishes.select_related("case", "school", "up", "round__county", "round__unit")
        ),
    )


def home(*, person: Person, who: Resident) -> Division | None:
    """Return where a child lives by the register, else where the guardian does."""
    found = routing.community(person_id=person.id)
    if found is not None:
        return found
    own = (one.id for ward, one in _people(who) if not ward)
    return next((place for one in own if (place := routing.community(person_id=one)) is not None), None)


def rounds_for(*, person: Person, community: Division | None, year: int, on: datetime.date) -> list[Shown]:
    """Return the rounds in which a child can apply: of its county, for the level it reaches, or a grade above."""
    if community is None:
        return []
    reached = _next(person, year)
    rows = SchoolRound.objects.filter(county_id__in=community.path.split("/"), state__in=rounds.PUBLIC)
    ages = Q(grade=1, level=reached) if reached else Q(pk__in=[])
    # a child that moved here in the middle of its schooling
    ages |= Q(grade__gt=1, level__in=stage.open_to(born_on=person.birth_on, year=year))
    joined = SchoolWish.objects.filter(person=person).exclude(case__state="withdrawn").values("round")
    found = rows.filter(ages, year=year).exclude(id__in=joined).select_related("county", "unit")
    return [Shown(row=row, on=on) for row in found.order_by("last_on", "id")]


def precheck(*, person: Person, community: Division | None, level: str, year: int, on: datetime.date) -> Precheck:
    """Say what is met and what is missing: the register's facts, and the zone by the registered address. Source: I5."""
    service = catalogue.current().services[stage.STAGES[level].service]
    found = facts.of_people(people=[person.id], on=on).get(person.id, {"born_on": person.birth_on})
    schools = shown.around(community=community.code, year=year, level=level) if community is not None else ()
    told: dict[str, Value] = {**found, "in_zone": bool(schools) if community is not None else None}
    return Precheck(
        service=service,
        level=codes.label(Level, level),
        year=year,
        community=community,
        schools=schools,
        # from September on the next year's rules are meant: the age by that August
        standing=entitlement.one(service=service, facts=told, on=max(on, datetime.date(year, 1, 1))),
    )


def wish(*, who: Resident, wish_id: uuid.UUID, on: datetime.date) -> Mine:
    """Return an application of a child the resident acts for; Absent for everyone else's."""
    row = (
        SchoolWish.objects.select_related("case", "person", "school", "up", "sibling", "round__county", "round__unit")
        .filter(id=wish_id, person__bindings__resident=who, person__bindings__until=None)
        .first()
    )
    if row is None:
        raise Absent("wish")
    return replace(_mine(row, on=on), note=notes.of(row))


def _people(who: Resident) -> list[tuple[bool, Person]]:
    bound = Binding.objects.filter(resident=who, until=None).select_related("person").order_by("kind", "since")
    return [(one.kind == "ward", one.person) for one in bound]


def _next(person: Person, year: int) -> str | None:
    """Return the level a child is to begin: the one of its age, kindergarten also a year or two late."""
    reached = stage.reached(born_on=person.birth_on, year=year)
    if reached is None and person.birth_on < stage.born(level="kindergarten", year=year)[0]:
        small = person.birth_on > stage.born(level="primary", year=year)[1]
        return "kindergarten" if small else None
    return reached


def _mine(row: SchoolWish, *, on: datetime.date) -> Mine:
    schools = {str(one.id): one for one in School.objects.filter(id__in=row.schools)}
    groups = (row.counted or {}).get("groups", [None] * len(row.schools))
    texts = [None if one is None else ground.GROUPS[row.round.rules[one]].text for one in groups]
    return Mine(
        row=row,
        round=Shown(row=row.round, on=on),
        wishes=tuple((schools[key], text) for key, text in zip(row.schools, texts, strict=True)),
    )


def service(level: str) -> Service:
    """Return the service one applies for at a level."""
    return catalogue.current().services[stage.STAGES[level].service]
