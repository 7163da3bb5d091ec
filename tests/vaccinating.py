"""A child registered with a guardian who signs in, and the health office of its county, for tests of vaccinations."""

import datetime
from dataclasses import dataclass

from tests import factories

from anju.actions import stay as stays
from anju.law.actor import Actor
from anju.models import Division, Person, Post, Resident, Stay, Unit
from anju.queries import visitors
from anju.queries.scope import Scope

BORN = datetime.date(2025, 3, 3)  # a year and a day old on the factories' day


@dataclass
class World:
    """A family and the offices near it."""

    community: Division
    office: Unit
    post: Post
    who: Resident
    child: Person
    stay: Stay

    @property
    def me(self) -> Actor:
        """The guardian, signed in."""
        return visitors.resident_actor(who=self.who)

    @property
    def scope(self) -> Scope:
        """What the health officer sees."""
        return factories.scope(self.post)


def office(*, of: Division, department: str = "health") -> Unit:
    """Return the office of a department in a community's county."""
    town = of.parent
    assert town is not None
    assert town.parent is not None
    code = f"{department[:2]}-{town.parent.code[:6]}"
    return factories.unit(code=code, kind="office", department=department, level="county", covers=town.parent)


def family(
    *, at: Division, born: datetime.date = BORN, sex: str = "female", name: str = "王小苗", who: Resident | None = None
) -> tuple[Resident, Stay]:
    """Return a guardian and the registered stay of a child."""
    sender = who or factories.resident()
    minor = {
        "name": name,
        "id_kind": "id_card",
        "id_number": factories.id_number(born=f"{born:%Y%m%d}", sex=sex),
        "relation": "parent",
    }
    filing = factories.filed(at=at, who=sender, minors=[minor])
    by = factories.actor(factories.registrar(of=at))
    for stay in filing.stays:
        stays.accept(stay_id=stay.id, by=by, at=factories.NOW)
    child = Stay.objects.select_related("person", "community").get(id=filing.stays[1].id)
    return sender, child


def world(*, born: datetime.date = BORN, sex: str = "female") -> World:
    """Return a family and its county's health office."""
    here = factories.community()
    unit = office(of=here)
    who, stay = family(at=here, born=born, sex=sex)
    return World(here, unit, factories.post(unit=unit, role="officer"), who, stay.person, stay)
