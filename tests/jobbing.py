"""A county's labour office, a factory its people act for, its vacancies, and people who look for work."""

import datetime
import itertools
from dataclasses import dataclass
from typing import Any

from tests import factories

from anju.actions import job as jobs
from anju.law.actor import Actor
from anju.law.job import creditcode, employer, offer
from anju.models import Division, Employer, Employment, JobApplication, Resident, Unit, Vacancy
from anju.queries import visitors
from anju.queries.scope import Scope

_serial = itertools.count(1)
WORDS = "板材压贴，有师傅带，做满一个月有全勤奖。"


def code() -> str:
    """Return a valid made-up credit code, a new one at each call."""
    first = f"91371302MA3{next(_serial):06d}"
    return first + creditcode.check_character(first)


@dataclass
class World:
    """A community, the labour offices above it, an employer they accepted and who acts for it."""

    community: Division
    office: Unit
    city: Unit
    boss: Resident
    employer: Employer

    @property
    def me(self) -> Actor:
        """Whoever acts for the employer, signed in."""
        return visitors.resident_actor(who=self.boss)

    @property
    def officer(self) -> Scope:
        """A new officer of the county's labour office."""
        return factories.scope(factories.post(unit=self.office, role="officer"))


def office(*, at: Division, level: str = "county") -> Unit:
    """Return the labour office of a community's county, below the city's."""
    town = at.parent
    assert town is not None
    assert town.parent is not None
    county = town.parent
    city = factories.unit(
        code="rs-3713", kind="office", department="human_resources", level="city", covers=county.parent
    )
    above = factories.unit(
        code=f"rs-{county.code[:6]}",
        kind="office",
        department="human_resources",
        level="county",
        parent=city,
        covers=county,
    )
    return {"city": city, "county": above}[level]


def told(*, county: str, **changes: str) -> employer.Told:
    """Return what an employer tells of itself, read."""
    raw = {
        "name": "沂蒙板材有限公司",
        "code": code(),
        "county": county,
        "place": "红星路8号",
        "contact": "人事部",
        "phone": "0539-8120001",
        "label": "李经理",
        **changes,
    }
    return employer.read(raw, counties=[county])


def raw(*, place: str, **changes: Any) -> dict[str, Any]:
    """Return a vacancy as typed."""
    return {
        "title": "热压工",
        "occupation": "6-06",
        "place": place,
        "spot": "探沂镇工业园",
        "wage_from": "4500",
        "wage_to": "6000",
        "wage_unit": "month",
        "schedule": "days",
        "hours_week": "44",
        "insurance": "full",
        "meals": "on",
        "openings": "5",
        "text": WORDS,
        "days": "30",
        **changes,
    }


def read(*, place: str, **changes: Any) -> offer.Offer:
    """Return a vacancy, read."""
    return offer.read(raw(place=place, **changes), places=[place], most_days=90)


def asked(*, at: Division, who: Resident | None = None, **changes: str) -> Employer:
    """Return an employer that asked to be registered."""
    office(at=at)
    assert at.parent is not None
    assert at.parent.parent is not None
    boss = who or factories.resident()
    by = visitors.resident_actor(who=boss)
    return jobs.register(told=told(county=at.parent.parent.code, **changes), who=boss, by=by, at=factories.NOW)


def world(**where: str) -> World:
    """Return a county with an accepted employer."""
    here = factories.community(**where)
    boss = factories.resident()
    held = asked(at=here, who=boss)
    county = office(at=here)
    scope = factories.scope(factories.post(unit=county, role="officer"))
    jobs.accept(employer_id=held.id, checked="registry", scope=scope, at=factories.NOW)
    held.refresh_from_db()
    return World(here, county, office(at=here, level="city"), boss, held)


def sent(at: World, **changes: Any) -> Vacancy:
    """Return a vacancy that waits for review, in the community's street."""
    place = changes.pop("place", None) or at.community.parent_id
    by, when = changes.pop("by", at.me), changes.pop("when", factories.NOW)
    return jobs.post(employer_id=at.employer.id, offer=read(place=place, **changes), by=by, at=when)


def opened(at: World, **changes: Any) -> Vacancy:
    """Return a published vacancy."""
    when = changes.get("when", factories.NOW)
    return jobs.publish(vacancy_id=sent(at, **changes).id, scope=at.officer, at=when)


def seeker(at: World, **changes: Any) -> tuple[Resident, Actor]:
    """Return somebody registered who signs in."""
    who = factories.resident()
    factories.registered(at=at.community, who=who, **changes)
    return who, visitors.resident_actor(who=who)


def applied(
    at: World, vacancy: Vacancy | None = None, by: Actor | None = None, when: datetime.datetime = factories.NOW
) -> JobApplication:
    """Return an application of somebody registered."""
    mine = by or seeker(at)[1]
    about = vacancy or opened(at)
    return jobs.apply(vacancy_id=about.id, words="做过三年热压", consent=True, by=mine, at=when)


def ids(*, at: Division, who: Resident) -> dict[str, dict[str, object]]:
    """Return what the board's addresses name, all of it of one sign-in that is registered and acts for an employer."""
    county = office(at=at)
    officer = factories.scope(factories.post(unit=county, role="officer"))
    held = asked(at=at, who=who)
    jobs.accept(employer_id=held.id, checked="registry", scope=officer, at=factories.NOW)
    held.refresh_from_db()
    here = World(at, county, office(at=at, level="city"), who, held)
    sent_one = applied(here, by=here.me)
    entry = Employment.objects.create(
        number="JY-1",
        person=sent_one.person,
        kind="unemployed",
        since=factories.DAY,
        community=at,
        unit=county,
        registered_at=factories.NOW,
        registered_by_id=officer.actor.id or "",
    )
    return {
        "employer": {"employer_id": held.id},
        "vacancy": {"vacancy_id": sent_one.vacancy_id},
        "application": {"application_id": sent_one.id},
        "employment": {"entry_id": entry.id},
    }


def county_of(place: Division) -> str:
    """Return the code of a community's county."""
    return place.path.split("/")[1]
