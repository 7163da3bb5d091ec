"""A housing office with its officers, flats and families on its list, all made by the acts that pages use."""

import datetime
import uuid
from dataclasses import dataclass, field
from typing import Any

from tests import factories

from anju.actions import case as cases
from anju.actions import rental
from anju.law.actor import Actor
from anju.models import (
    Award,
    Case,
    Division,
    Nomination,
    Person,
    RentalEntry,
    RentalFlat,
    RentalObjection,
    RentalOffer,
    RentalRound,
    Resident,
    Stay,
    Unit,
)
from anju.queries import visitors
from anju.vault import seal

SERVICE = "housing/public_rental"
ROUND = {
    "name": "2026年第一批",
    "opens_on": "2026-03-01",
    "closes_on": "2026-03-31",
    "order": "date",
    "planned": "200",
    "for_migrants": "50",
}
TERM = {"begins_on": "2026-04-01", "until": "2029-03-31"}
CITED = "public_rental 7"


@dataclass
class Family:
    """Somebody on the list, and how they sign in."""

    who: Resident
    person: Person
    entry: RentalEntry

    @property
    def me(self) -> Actor:
        """The person, signed in."""
        return visitors.resident_actor(who=self.who)

    def now(self) -> RentalEntry:
        """Return the place as it stands."""
        self.entry.refresh_from_db()
        return self.entry


@dataclass
class World:
    """A county's housing office and the community it decides for."""

    here: Division
    unit: Unit
    officers: list[Actor] = field(default_factory=list)

    @property
    def one(self) -> Actor:
        """The officer who proposes and offers."""
        return self.officers[0]

    @property
    def two(self) -> Actor:
        """The officer who grants."""
        return self.officers[1]

    @property
    def three(self) -> Actor:
        """The officer who had no part in anything."""
        return self.officers[2]


def world() -> World:
    """Return a housing office with three officers."""
    here = factories.community()
    assert here.parent is not None
    unit = factories.unit(
        code="zj-371302", kind="office", department="housing", level="county", covers=here.parent.parent
    )
    return World(here, unit, [factories.actor(factories.post(unit=unit, role="officer")) for _ in range(3)])


def applied(at: World, *, when: datetime.datetime = factories.NOW, **fields: Any) -> tuple[Case, Resident]:
    """Return an application sent by somebody new."""
    who = factories.resident()
    stay = factories.registered(at=at.here, who=who)
    raw = {"fields": {"people": "2", **fields}, "papers": {}, "truth": "on"}
    by = visitors.resident_actor(who=who)
    return cases.apply(person_id=stay.person_id, service_id=SERVICE, raw=raw, by=by, at=when), who


def granted(at: World, case: Case, *, when: datetime.datetime = factories.NOW) -> Case:
    """Return a case that two officers granted."""
    cases.take(case_id=case.id, by=at.one, at=when)
    cases.propose(case_id=case.id, outcome="granted", words="", by=at.one, at=when)
    return cases.grant(case_id=case.id, words="", by=at.two, at=when)


def family(at: World, *, when: datetime.datetime = factories.NOW, **fields: Any) -> Family:
    """Return somebody on the list."""
    case, who = applied(at, when=when, **fields)
    granted(at, case, when=when)
    entry = RentalEntry.objects.select_related("person").get(case=case)
    return Family(who, entry.person, entry)


def flat(at: World, *, number: str = "1-101", rooms: int = 1, accessible: bool = False) -> RentalFlat:
    """Return a free flat."""
    raw = {"estate": "安居苑", "number": number, "rooms": rooms, "size": 40, "rent": 300, "accessible": accessible}
    return rental.add_flat(raw=raw, by=at.one, at=factories.NOW)


def offered(at: World, family: Family, *, when: datetime.datetime = factories.NOW, **values: Any) -> RentalOffer:
    """Return a new flat offered to a family."""
    return rental.offer(flat_id=flat(at, **values).id, entry_id=family.entry.id, by=at.one, at=when)


def accepted(at: World, family: Family, **values: Any) -> RentalOffer:
    """Return a flat that a family accepted."""
    made = offered(at, family, **values)
    rental.accept(entry_id=family.entry.id, by=family.me, at=factories.NOW)
    made.refresh_from_db()
    return made


def round_(at: World, **changes: Any) -> RentalRound:
    """Return a round that is open on the day of the factories."""
    return rental.open_round(raw={**ROUND, **changes}, by=at.one, at=factories.NOW)


def ids(stay: Stay) -> dict[str, dict[str, object]]:
    """Return what addresses name: a place on the list, a flat, an objection; an award and somebody nominated for it."""
    town = stay.community.parent
    assert town is not None
    unit = factories.unit(code="zj-own", kind="office", department="housing", level="county", covers=town.parent)
    by, now, day = factories.staff(), factories.NOW, factories.DAY
    who = {"person": stay.person, "unit": unit}
    case = Case.objects.create(
        **who,
        number="BJ-9",
        service=SERVICE,
        community=stay.community,
        channel="online",
        applied_at=now,
        limit_on=day,
        state="withdrawn",
    )
    days = {"ranked_on": day, "waits_until": day, "confirm_by": day, "confirmed_on": day}
    entry = RentalEntry.objects.create(
        **who,
        **days,
        case=case,
        number="GZ-9",
        state="waiting",
        people=2,
        need="none",
        group=2,
        complete_at=now,
        entered_at=now,
    )
    flat = RentalFlat.objects.create(
        unit=unit, estate="园", number="9", rooms=1, size=40, rent_fen=1, state="free", from_on=day, added_at=now
    )
    key = uuid.uuid4()
    said = RentalObjection.objects.create(
        id=key,
        entry=entry,
        person_id=stay.person_id,
        unit=unit,
        about="place",
        against=by,
        made_at=now,
        due_on=day,
        state="open",
        words=seal.seal(text="错", column="rental_objection.words", owner=key),
    )
    award = Award.objects.create(unit=unit, name="评选", criteria="好", opens_on=day, closes_on=day, announced_at=now)
    story = uuid.uuid4()
    nomination = Nomination.objects.create(
        id=story,
        award=award,
        unit=unit,
        name="李四",
        state="received",
        consent="asked",
        nominated_at=now,
        story=seal.seal(text="好", column="nomination.story", owner=story),
    )
    return {
        "rental_entry": {"entry_id": entry.id},
        "rental_flat": {"flat_id": flat.id},
        "rental_objection": {"objection_id": said.id},
        "award": {"award_id": award.id},
        "nomination": {"nomination_id": nomination.id},
    }
