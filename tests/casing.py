"""A library that no city of the notice has, with cards, loans and shelves, whose cases stand for all cases."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests import factories, pictures

from anju import catalogue
from anju.actions import case as cases
from anju.actions import upload
from anju.actions.case import exporting
from anju.catalogue import loading
from anju.catalogue.loading import Catalogue
from anju.law.actor import Actor
from anju.law.service import Service
from anju.models import (
    Booking,
    Case,
    CaseDecision,
    CaseExport,
    CaseForm,
    CasePart,
    CaseQuestion,
    CaseRating,
    Division,
    Person,
    Resident,
    Slot,
    Stay,
    Unit,
)
from anju.queries import visitors
from anju.vault import seal

OFFICE = """
order = 1
phone = "0539-0000000"
clauses = ["R9"]
[[names]]
from = 2000-01-01
zh = "{zh}"
en = "{en}"
"""
BASE = """
clauses = []
item = "R9"
cites = ["notice 二"]
status = "I"
opens = "receipt"
level = "street"
subject = "self"
process = "case"
fee_fen = 0
phone = "0539-0000001"
from = 2020-01-01
result = { zh = "一张卡", en = "A card" }
place = { zh = "图书馆一楼", en = "Ground floor" }
remedy = { zh = "可以向馆长申诉。", en = "You can appeal to the librarian." }
steps = [{ zh = "填表", en = "Fill in the form" }]
"""
CARD = """
applicants = ["self"]
limit = { count = 5, unit = "WD" }
name = { zh = "借书证", en = "Library card" }
summary = { zh = "借书。", en = "Borrow books." }
condition = { fact = "born_on", years_at_least = 6, rule = "I3", zh = "满6周岁", en = "Six or older" }
[[papers]]
id = "photo"
zh = "照片"
en = "A photo"
reused = true
[[papers]]
id = "receipt"
zh = "居住登记凭证"
en = "The registration receipt"
proves = "registered"
[[papers]]
id = "standing"
zh = "没有欠书的证明"
en = "Proof that no book is owed"
confirmed_by = "archive"
[[papers]]
id = "letter"
zh = "介绍信"
en = "A letter"
required = false
[[fields]]
id = "shelf"
kind = "choice"
zh = "想看什么"
en = "What you like to read"
choices = [{ id = "poems", zh = "诗", en = "Poems" }, { id = "maps", zh = "地图", en = "Maps" }]
[[fields]]
id = "born"
kind = "date"
zh = "出生日期"
en = "Date of birth"
tells = "born_on"
[[fields]]
id = "lease"
kind = "yes_no"
required = false
zh = "有租房合同"
en = "A lease"
tells = "has_lease"
[[fields]]
id = "books"
kind = "number"
required = false
zh = "一次借几本"
en = "Books at a time"
[[fields]]
id = "since"
kind = "date"
required = false
zh = "从哪天起"
en = "From which day"
[[fields]]
id = "words"
kind = "long"
required = false
zh = "还想说什么"
en = "Anything else"
"""
# the law lets its clock stop, and two officers decide
LOAN = """
applicants = ["self"]
clock_stops = true
second = true
visit = true
limit = { count = 10, unit = "CD" }
name = { zh = "珍本借阅", en = "Rare books" }
summary = { zh = "借珍本。", en = "Borrow rare books." }
"""
ERRAND = """
applicants = ["self", "agent"]
limit = { count = 5, unit = "WD" }
name = { zh = "送书上门", en = "Books to the door" }
summary = { zh = "把书送到家里。", en = "Books brought home." }
"""
# booked beforehand, and a case at the window
ROOM = """
applicants = ["self"]
visit = true
limit = { count = 1, unit = "WD" }
name = { zh = "阅览室座位证", en = "Reading room card" }
summary = { zh = "在阅览室看书。", en = "Read in the room." }
"""
STORY = """
applicants = ["guardian"]
limit = { count = 5, unit = "WD" }
name = { zh = "故事会", en = "Story hour" }
summary = { zh = "给孩子讲故事。", en = "Stories for children." }
"""


def write(folder: Path) -> Path:
    """Write the library's files, and those of the archive beside it."""
    card, loan, story = BASE + CARD, BASE + LOAN, BASE.replace('subject = "self"', 'subject = "child"') + STORY
    tour = BASE.replace('process = "case"', 'process = "booking"').replace('"street"', '"county"')
    tour += 'applicants = ["self"]\nname = { zh = "参观", en = "Tour" }\nsummary = { zh = "参观。", en = "A tour." }\n'
    room = BASE.replace('process = "case"', 'process = "booking"') + ROOM
    offices = {
        "library": (
            "图书馆",
            "Library",
            {"card": card, "loan": loan, "story": story, "tour": tour, "errand": BASE + ERRAND, "room": room},
        ),
        "archive": ("档案馆", "Archive", {"copy": BASE.replace('"street"', '"county"') + LOAN}),
    }
    for name, (zh, en, services) in offices.items():
        home = folder / name / "services"
        home.mkdir(parents=True, exist_ok=True)
        (home.parent / "department.toml").write_text(OFFICE.format(zh=zh, en=en))
        for service, text in services.items():
            (home / f"{service}.toml").write_text(text)
    return folder


def library(folder: Path) -> Catalogue:
    """Return the catalogue with the library and the archive as its only departments."""
    return loading.load(folder=write(folder))


def service(folder: Path, name: str = "card") -> Service:
    """Return one service of the library."""
    return library(folder).services[f"library/{name}"]


@contextmanager
def opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Catalogue]:
    """Let the library's catalogue be the one in force."""
    found = library(folder)
    monkeypatch.setattr(loading, "current", lambda: found)
    monkeypatch.setattr(catalogue, "current", lambda: found)
    yield found


@dataclass
class World:
    """A community with its library on the street, in the county and in the city, an archive, and somebody registered."""

    community: Division
    street: Unit
    county: Unit
    city: Unit
    archive: Unit
    who: Resident
    person: Person

    @property
    def me(self) -> Actor:
        """Whoever is registered, signed in."""
        return visitors.resident_actor(who=self.who)

    def officer(self, at: Unit | None = None) -> Actor:
        """Return a new officer, of the street's library unless told where."""
        return factories.actor(factories.post(unit=at or self.street, role="officer"))


def world() -> World:
    """Return the units of the library and somebody registered in their area."""
    here = factories.community()
    town = here.parent
    assert town is not None
    assert town.parent is not None
    units = {}
    above: Unit | None = None
    for level, place in (("city", town.parent.parent), ("county", town.parent), ("street", town)):
        above = units[level] = factories.unit(
            code=f"tsg-{level}", kind="office", department="library", level=level, parent=above, covers=place
        )
    archive = factories.unit(code="dag", kind="office", department="archive", level="county", covers=town.parent)
    who = factories.resident()
    stay = factories.registered(at=here, who=who)
    return World(here, units["street"], units["county"], units["city"], archive, who, stay.person)


FORM = {"fields": {"shelf": "poems"}, "papers": {}, "truth": "on"}


def sent(at: World, service: str = "library/card", when: datetime.datetime = factories.NOW) -> Case:
    """Return a case sent by whoever is registered."""
    papers: dict[str, object] = {}
    if service == "library/card":
        picture = upload.keep(
            data=pictures.jpeg(pictures.paper()), purpose="proof", by=at.me, at=when, person_id=at.person.id
        )
        papers = {"photo": {"upload": str(picture.id)}}
    raw = {**FORM, "papers": papers}
    return cases.apply(person_id=at.person.id, service_id=service, raw=raw, by=at.me, at=when)


def taken(at: World, service: str = "library/card", by: Actor | None = None) -> Case:
    """Return a case that an officer took."""
    return cases.take(case_id=sent(at, service).id, by=by or at.officer(), at=factories.NOW)


def granted(at: World, by: Actor | None = None) -> Case:
    """Return a case that an officer granted."""
    officer = by or at.officer()
    return cases.grant(case_id=taken(at, by=officer).id, words="", by=officer, at=factories.NOW)


def spoken(stay: Stay) -> Case:
    """Return a decided case with words in every sealed column of its tables."""
    person, unit, by = stay.person, stay.station, factories.staff()
    on = {"limit_on": factories.DAY, "clock_from": factories.DAY, "clock_left": 0, "applied_at": factories.NOW}
    done = {"taken_at": factories.NOW, "decided_at": factories.NOW, "decided_by": by, "state": "refused"}
    who = {"person": person, "unit": unit, "community": stay.community, "channel": "online"}
    case = Case.objects.create(number="BJ-1", service="library/card", **who, **on, **done)
    beside = {"case": case, "person_id": person.id}
    form = CaseForm(**beside, turn=1, given_at=factories.NOW)
    question = CaseQuestion(**beside, asked_at=factories.NOW, stops_clock=False)
    part = CasePart(
        **beside, unit=unit, asker=unit, state="asked", shown=[], asked_at=factories.NOW, due_on=factories.DAY
    )
    decision = CaseDecision(**beside, outcome="refused", reason="—", article="I3", at=factories.NOW, by=by, unit=unit)
    rating = CaseRating(**beside, service="library/card", unit=unit, officer=by, grade="fair", rated_on=factories.DAY)
    form.answers = seal.seal(text="{}", column="case_form.answers", owner=form.id)
    question.words = seal.seal(text="哪本", column="case_question.words", owner=question.id)
    question.answer = seal.seal(text="这本", column="case_question.answer", owner=question.id)
    part.words = seal.seal(text="有吗", column="case_part.words", owner=part.id)
    part.answer = seal.seal(text="有", column="case_part.answer", owner=part.id)
    decision.objection = seal.seal(text="不对", column="case_decision.objection", owner=decision.id)
    rating.words = seal.seal(text="嗯", column="case_rating.words", owner=rating.id)
    rating.outcome = seal.seal(text="好", column="case_rating.outcome", owner=rating.id)
    for row in (form, question, part, decision, rating):
        row.save(force_insert=True)
    return case


def ids(stay: Stay, *, who: Resident) -> dict[str, dict[str, object]]:
    """Return what a resident's addresses name: a case of the city's own catalogue, and a booked time."""
    town = stay.community.parent
    assert town is not None
    covers = town.parent
    unit = factories.unit(code="rs-own", kind="office", department="human_resources", level="county", covers=covers)
    raw = {"fields": {"trade": "电焊"}, "papers": {}, "truth": "on"}
    me = visitors.resident_actor(who=who)
    case = cases.apply(
        person_id=stay.person_id, service_id="human_resources/job_placement", raw=raw, by=me, at=factories.NOW
    )
    start, end = factories.later(days=1), factories.later(days=1, hours=1)
    slot = Slot.objects.create(unit=unit, place="一楼", starts_at=start, ends_at=end, seats=1, taken=1)
    booked = {"service": "police/vehicle_registration", "state": "booked", "booked_at": factories.NOW}
    time = Booking.objects.create(slot=slot, seat=1, person_id=stay.person_id, starts_at=start, **booked)
    return {
        "own_case": {"case_id": case.id},
        "case_paper": {"case_id": case.id, "paper": "slip"},
        "booking": {"booking_id": time.id},
        "slot": {"slot_id": slot.id},
        "export": {"export_id": _wanted(unit).id},
        "case_part": {"part_id": _asked(case, unit).id, "case_id": case.id},
    }


def _wanted(unit: Unit) -> CaseExport:
    asker, _ = (factories.post(unit=unit, role="officer") for _ in range(2))
    return exporting.ask(scope=factories.scope(asker), state="open", purpose="service", why="核对", at=factories.NOW)


def _asked(case: Case, unit: Unit) -> CasePart:
    part = CasePart(case=case, person_id=case.person_id, unit=unit, asker=unit, state="asked", shown=[])
    part.asked_at, part.due_on = factories.NOW, factories.DAY
    part.words = seal.seal(text="有吗", column="case_part.words", owner=part.id)
    part.save(force_insert=True)
    return part
