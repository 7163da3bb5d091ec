"""The copy of one's data as a page holds what the copy as data holds, each fact under a name in plain words (L5)."""

import html
import json
import re

import pytest
from tests import factories, jobbing, renting, schooling, signing, vaccinating

from anju.actions import award as awards
from anju.actions import immunisation
from anju.models import Person, Resident
from anju.queries import visitors

pytestmark = pytest.mark.django_db


def _copies(who: Resident, person: Person) -> tuple[dict, str]:
    phone = signing.resident(who)
    where = f"/my/data/{person.id}/copy/"
    held = json.loads(phone.post(where, {"format": "json"}).content)
    page = phone.post(where, {"format": "html"}).content.decode()
    return held, page


def _told(held: object) -> list[str]:
    """List every word and date of a copy."""
    if isinstance(held, dict):
        return [word for value in held.values() for word in _told(value)]
    if isinstance(held, list):
        return [word for value in held for word in _told(value)]
    return [held] if isinstance(held, str) and held else []


def _same(who: Resident, person: Person, *parts: str) -> None:
    held, page = _copies(who, person)
    for part in parts:
        assert held[part], part
        for word in _told(held[part]):
            assert html.escape(word) in page, (part, word)
    # no name of a column stands on it
    assert re.findall(r"<dt>\s*([a-z_]+)</dt>", page) == []


def test_L5_the_page_holds_applications_for_work_and_nominations() -> None:
    at = jobbing.world()
    who, me = jobbing.seeker(at)
    held = jobbing.applied(at, by=me)
    office = factories.post(unit=at.office, role="officer")
    raw = {"name": "岗位能手", "criteria": "技术好", "opens_on": "2026-03-01", "closes_on": "2026-03-31"}
    found = awards.announce(raw=raw, by=factories.actor(office), at=factories.NOW)
    awards.nominate(
        award_id=found.id, raw={"whom": "self", "name": "我", "story": "带了十个徒弟"}, by=me, at=factories.NOW
    )
    _same(who, held.person, "work", "nominations")


def test_L5_the_page_holds_a_place_on_the_list_for_housing_and_its_case() -> None:
    at = renting.world()
    found = renting.family(at)
    renting.offered(at, found)
    _same(found.who, found.person, "public_rental", "services")


def test_L5_the_page_holds_a_childs_application_for_school_and_its_vaccinations() -> None:
    at = schooling.published()
    family, _ = schooling.joined(at, 0, 1)
    schooling.granted(at)
    immunisation.note(
        person_id=family.child.id,
        vaccine="hepb",
        given_on="2020-05-01",
        place="郑州",
        upload_ids=[],
        by=visitors.resident_actor(who=family.who),
        at=factories.NOW,
    )
    _same(family.who, family.child, "school", "vaccinations", "services")


def test_L5_a_part_that_holds_nothing_says_so() -> None:
    at = vaccinating.world()
    _, page = _copies(at.who, at.child)
    assert "<h2>公租房</h2>\n<dl><dt></dt><dd>没有</dd></dl>" in page
