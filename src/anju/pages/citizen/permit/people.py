"""Whose permit a page is about: the resident's own or a ward's; anybody else's does not exist. Source: B8, L12."""

import uuid
from dataclasses import dataclass

from django.http import HttpRequest

from anju.law import declaration
from anju.law.absent import Absent
from anju.pages.citizen import guard, looking
from anju.queries import endorsement, mine
from anju.queries.permit import overview
from anju.queries.permit.overview import Mine
from anju.web import clock


@dataclass(frozen=True)
class One:
    """One person with where they stand."""

    person: mine.Person
    ward: bool
    now: Mine

    @property
    def key(self) -> uuid.UUID:
        """The person's id."""
        return self.person.id

    @property
    def base(self) -> str:
        """The address of the page about this person."""
        return f"/my/permit/of/{self.person.id}/"

    @property
    def young(self) -> bool:
        """Whether somebody has to act for the person. Source: B8."""
        return declaration.age(self.person.birth_on, on=self.now.on) < declaration.AGENT_UNTIL_AGE


def everyone(request: HttpRequest) -> list[One]:
    """Return everyone the resident acts for, themselves first, in a constant number of statements."""
    bound = mine.people(who=guard.who(request))
    found = overview.of_people(people=[person.id for _, person in bound], on=clock.today())
    return [One(person=person, ward=ward, now=found[person.id]) for ward, person in bound]


def one(request: HttpRequest, *, person_id: uuid.UUID) -> One:
    """Return one of them; raises Absent for anybody else. That it was looked at is on record first."""
    return among(request, everyone(request), person_id=person_id)


def among(request: HttpRequest, known: list[One], *, person_id: uuid.UUID) -> One:
    """Return one of those known already, as `one` does."""
    found = next((each for each in known if each.key == person_id), None)
    if found is None:
        raise Absent("person")
    seen(request, found)
    return found


def seen(request: HttpRequest, found: One) -> None:
    """Put on record that the resident looks at a permit, as at the registration it rests on. Source: L12."""
    stay = found.now.stay or (found.now.permit.stay if found.now.permit is not None else None)
    if stay is not None:
        looking.own(request, stay=stay)


def noticed(found: One, *, paper: str) -> uuid.UUID:
    """Return what a notice to the holder is about: the suspended permit, or the endorsement withheld; else Absent."""
    permit = found.now.permit
    if permit is not None and paper == "suspension" and permit.state == "suspended":
        return permit.id
    last = endorsement.withheld(permit=permit) if permit is not None and paper == "withholding" else None
    if last is None:
        raise Absent("paper")
    return last.id
