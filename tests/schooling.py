"""An education office with two schools and a third, a round for the first grade, and families who apply."""

import datetime
import itertools
from dataclasses import dataclass, field

from tests import factories

from anju.actions import school as schools
from anju.actions import stay as stays
from anju.law.actor import Actor
from anju.law.school import ground
from anju.models import (
    Case,
    CaseDecision,
    Division,
    Person,
    Post,
    Resident,
    School,
    SchoolRound,
    SchoolWish,
    Stay,
    Unit,
)
from anju.queries import visitors
from anju.queries.scope import Scope

YEAR = 2026
FIRST, LAST = datetime.date(2026, 3, 5), datetime.date(2026, 3, 20)
ANNOUNCE = datetime.date(2026, 4, 1)
OPEN = datetime.datetime(2026, 3, 5, 2, 0, tzinfo=datetime.UTC)
CLOSED = datetime.datetime(2026, 3, 23, 2, 0, tzinfo=datetime.UTC)
RESULT = datetime.datetime(2026, 4, 1, 2, 0, tzinfo=datetime.UTC)
BORN = "20200501"
_serial = itertools.count(1)


@dataclass
class World:
    """A county's education office with two officers, its communities, schools and a round."""

    community: Division
    other: Division
    unit: Unit
    first: Post
    second: Post
    schools: list[School] = field(default_factory=list)
    round: SchoolRound | None = None

    @property
    def scope(self) -> Scope:
        """What the first officer may see."""
        return factories.scope(self.first)

    @property
    def scope2(self) -> Scope:
        """What the second officer may see."""
        return factories.scope(self.second)

    @property
    def held(self) -> SchoolRound:
        """The round, as it stands now."""
        assert self.round is not None
        return SchoolRound.objects.get(id=self.round.id)


@dataclass
class Family:
    """A guardian who signs in and a registered child."""

    who: Resident
    child: Person
    stay: Stay

    @property
    def by(self) -> Actor:
        """The guardian."""
        return visitors.resident_actor(who=self.who)


def office(*, county: str = "371302") -> World:
    """Return an education office of a county, below the city's."""
    here, there = factories.community(county=county), factories.community(county=county, street="002")
    above = here.parent
    assert above is not None
    place = above.parent
    assert place is not None
    city = factories.unit(code="jy-3713", kind="office", department="education", level="city", covers=place.parent)
    unit = factories.unit(
        code=f"jy-{county}", kind="office", department="education", level="county", parent=city, covers=place
    )
    first, second = (
        factories.post(unit=unit, role="officer", holder=factories.staff(name=name)) for name in ("李老师", "王老师")
    )
    return World(community=here, other=there, unit=unit, first=first, second=second)


def school(
    at: World,
    *,
    name: str,
    zone: list[Division],
    places: int = 1,
    level: str = "primary",
    place: Division | None = None,
) -> School:
    """Return a school with its zone and its places for the first grade."""
    raw = {
        "level": level,
        "ownership": "public",
        "name": name,
        "place": "沂蒙路1号",
        "phone": "0539-1234567",
        "community": (place or at.community).code,
    }
    made = schools.add(scope=at.scope, raw=raw, at=factories.NOW)
    text = "\n".join(one.code for one in zone)
    schools.set_zone(scope=at.scope, school_id=made.id, year=YEAR, text=text, at=factories.NOW)
    grade = {"grade": "1", "total": str(places + 10), "local": "10", "open": str(places)}
    schools.set_places(scope=at.scope, school_id=made.id, year=YEAR, raw=grade, at=factories.NOW)
    at.schools.append(made)
    return made


def world(*, places: tuple[int, ...] = (1, 1, 5)) -> World:
    """Return an office with a sought-after school, one beside it and one in the next street."""
    made = office()
    zones = ([made.community], [made.community], [made.other])
    for name, zone, count in zip(("第一小学", "第二小学", "第三小学"), zones, places, strict=True):
        school(made, name=name, zone=zone, places=count, place=zone[0])
    return made


def raw_round(at: World, **changes: object) -> dict[str, object]:
    """Return a round as an officer types it."""
    return {
        "year": str(YEAR),
        "level": "primary",
        "grade": "1",
        "first_on": FIRST.isoformat(),
        "last_on": LAST.isoformat(),
        "announce_on": ANNOUNCE.isoformat(),
        "reply_days": "7",
        "rules": list(ground.DEFAULT),
        "within": "registered",
        "places": {str(one.id): str(schools_open(one)) for one in at.schools},
        **changes,
    }


def schools_open(one: School) -> int:
    """Return the places of a school's first grade that are open to a round."""
    return one.places.get(grade=1, year=YEAR).open


def drafted(at: World, **changes: object) -> SchoolRound:
    """Return a round that the first officer drafted."""
    at.round = schools.draft(scope=at.scope, raw=raw_round(at, **changes), at=factories.NOW)
    return at.round


def published(at: World | None = None, **changes: object) -> World:
    """Return an office with a round that the second officer published."""
    made = at or world()
    drafted(made, **changes)
    schools.publish(scope=made.scope2, round_id=made.held.id, at=factories.NOW)
    return made


def family(at: World, *, place: Division | None = None, born: str = BORN, name: str = "王小小") -> Family:
    """Return a registered guardian with a registered child."""
    who = factories.resident()
    child = {"name": name, "id_kind": "id_card", "id_number": factories.id_number(born=born), "relation": "parent"}
    factories.registered(at=place or at.community, who=who, minors=[child])
    ward = who.bindings.select_related("person").get(kind="ward").person
    stay = ward.stays.get()
    stays.accept(stay_id=stay.id, by=factories.actor(factories.registrar(of=stay.community)), at=factories.NOW)
    ward.refresh_from_db()
    return Family(who=who, child=ward, stay=ward.stays.get(state="registered"))


def raw_wish(at: World, *wanted: int, **changes: object) -> dict[str, object]:
    """Return an application as typed: schools by their place in the office's list."""
    wishes = {f"wish_{turn}": str(at.schools[one].id) for turn, one in enumerate(wanted, start=1)}
    return {**wishes, "child_school": "kindergarten", "truth": "on", **changes}


def joined(
    at: World, *wanted: int, of: Family | None = None, when: datetime.datetime = OPEN, **changes: object
) -> tuple[Family, SchoolWish]:
    """Return a family and its application in the round."""
    who = of or family(at)
    wish = schools.join(
        round_id=at.held.id,
        person_id=who.child.id,
        raw=raw_wish(at, *(wanted or (0, 1)), **changes),
        by=who.by,
        at=when,
    )
    return who, wish


def allotted(at: World, *, when: datetime.datetime = CLOSED) -> World:
    """Take what came in and allot it."""
    schools.take_all(scope=at.scope, round_id=at.held.id, at=when)
    schools.allot(scope=at.scope, round_id=at.held.id, at=when)
    return at


def announced(at: World) -> World:
    """Allot and announce."""
    allotted(at)
    schools.announce(scope=at.scope2, round_id=at.held.id, at=RESULT)
    return at


def granted(at: World) -> World:
    """Allot, announce and admit everyone."""
    announced(at)
    keys = list(SchoolWish.objects.filter(round=at.held, school__isnull=False).values_list("id", flat=True))
    outcomes = schools.grant_many(scope=at.scope2, wish_ids=keys, at=RESULT)
    assert [one.refusal for one in outcomes] == [None] * len(keys)
    return at


def fresh(wish: SchoolWish) -> SchoolWish:
    """Return an application as it stands now."""
    return SchoolWish.objects.select_related("school", "up", "case").get(id=wish.id)


def case_of(wish: SchoolWish) -> Case:
    """Return its case as it stands now."""
    return Case.objects.get(id=wish.case_id)


def ids(stay: Stay) -> dict[str, dict[str, object]]:
    """Put a school, an announced round and a place of a person on file, for trying every address with strangers."""
    at = office()
    one = school(at, name="试校", zone=[stay.community])
    by, day, now = at.first.staff, factories.DAY, factories.NOW
    dates = {"first_on": day, "last_on": day, "announce_on": ANNOUNCE, "reply_days": 7}
    who = {"drafted_by": by, "published_by": at.second.staff, "allotted_by": by, "announced_by": at.second.staff}
    held = SchoolRound.objects.create(
        unit=at.unit,
        county=stay.community.parent.parent,
        year=YEAR,
        level="primary",
        grade=1,
        state="announced",
        rules=list(ground.DEFAULT),
        within="draw",
        seed_digest="0" * 64,
        serial=1,
        **dates,
        **who,
    )
    case = Case.objects.create(
        person=stay.person,
        unit=at.unit,
        community=stay.community,
        channel="online",
        number="BJ-school",
        service="education/primary_school",
        limit_on=day,
        applied_at=now,
        taken_at=now,
        clock_from=day,
        clock_left=0,
        decided_at=now,
        decided_by=by,
        state="granted",
    )
    CaseDecision.objects.create(case=case, person_id=stay.person_id, outcome="granted", at=now, by=by, unit=at.unit)
    wish = SchoolWish.objects.create(
        person=stay.person,
        round=held,
        case=case,
        number=1,
        community=stay.community,
        schools=[str(one.id)],
        state="offered",
        school=one,
        choice=1,
        draw=7,
        granted_at=now,
        reply_by=day,
        applied_at=now,
    )
    return {
        "school": {"school_id": one.id},
        "school_round": {"round_id": held.id},
        "wish": {"wish_id": wish.id},
        "school_join": {"round_id": held.id, "person_id": stay.person_id},
        "school_case": {"case_id": case.id},
    }
