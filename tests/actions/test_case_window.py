"""A window of any level: somebody is found by their number alone, and a service applied for. Source: I3, L2, L12."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import casing, factories
from tests.casing import World

from anju.actions import case as cases
from anju.actions.case import window
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import Act, Case, Post
from anju.queries import files
from anju.queries.case import papers

pytestmark = pytest.mark.django_db
NOW = factories.NOW


@pytest.fixture(autouse=True)
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with casing.opened(tmp_path, monkeypatch):
        yield


@pytest.fixture
def at() -> World:
    return casing.world()


def number(at: World) -> str:
    return files.plain(stay=at.person.stays.get(), field="id_number")


def windows(at: World) -> list[Post]:
    """Return a post of every role that has a window: at the station and hall of the street, in its library."""
    station = factories.station(of=at.community)
    hall = factories.unit(code="hall", kind="hall", department="street", level="street", covers=at.community.parent)
    posts = [factories.post(unit=station, role=role) for role in ("registrar", "chief", "county_police")]
    posts += [factories.post(unit=hall, role=role) for role in ("clerk", "coordinator")]
    return [*posts, factories.post(unit=at.street, role="officer"), factories.post(unit=at.county, role="officer")]


def test_every_window_finds_whoever_stands_there_by_a_masked_name_alone(at: World) -> None:
    for post in windows(at):
        found = window.find(scope=factories.scope(post), id_number=number(at), purpose="service", at=NOW)
        assert found == window.Applicant(person_id=at.person.id, name="王*明"), post.role
        act = Act.objects.filter(what="find_applicant").latest("seq")
        assert (act.person_id, act.post_id, act.purpose) == (at.person.id, post.id, "service")


def test_nobody_and_somebody_elsewhere_get_the_same_answer(at: World) -> None:
    far = factories.community(county="371311")
    elsewhere = factories.registered(at=far)
    there = factories.unit(code="tsg-far", kind="office", department="library", level="county", covers=far.parent)
    posts = [*windows(at)]
    known, unknown = files.plain(stay=elsewhere, field="id_number"), factories.id_number()
    for post in posts:
        scope = factories.scope(post)
        told = [window.find(scope=scope, id_number=text, purpose="service", at=NOW) for text in (known, unknown)]
        assert told == [None, None], post.role
        with pytest.raises(Absent):
            window.begin(scope=scope, person_id=elsewhere.person_id, at=NOW)
    far_window = factories.scope(factories.post(unit=there, role="officer"))
    assert window.find(scope=far_window, id_number=number(at), purpose="service", at=NOW) is None
    # that somebody looked is on record, and says nothing of whom
    last = Act.objects.filter(what="find_applicant").latest("seq")
    assert (last.person_id, last.subject_id) == (None, "window")


def test_looking_needs_a_purpose_and_a_whole_number(at: World) -> None:
    scope = factories.scope(factories.post(unit=at.street, role="officer"))
    with pytest.raises(Refusal, match="purpose_missing"):
        window.find(scope=scope, id_number=number(at), purpose="", at=NOW)
    with pytest.raises(Refusal, match="id_wrong_length"):
        window.find(scope=scope, id_number="37", purpose="service", at=NOW)
    overseer = factories.scope(factories.post(unit=at.street, role="overseer"))
    with pytest.raises(Absent):
        window.find(scope=overseer, id_number=number(at), purpose="service", at=NOW)
    assert not Act.objects.filter(what="find_applicant").exists()


def test_two_open_records_under_one_number_are_not_guessed_at(at: World) -> None:
    text = factories.id_number()
    for _ in range(2):
        factories.filed(at=at.community, id_number=text)
    scope = factories.scope(factories.registrar(of=at.community))
    assert window.find(scope=scope, id_number=text, purpose="service", at=NOW) is None


def test_an_officer_applies_for_their_own_department_and_for_no_other(at: World) -> None:
    post = factories.post(unit=at.county, role="officer")
    scope, by = factories.scope(post), factories.actor(post)
    told = window.begin(scope=scope, person_id=at.person.id, service_id="library/card", at=NOW)
    assert (told[0].name, told[1] is not None and told[1].id, told[2]) == ("王*明", "library/card", None)
    raw = {**casing.FORM, "papers": {"photo": {"seen": "on"}}}
    made = cases.apply(person_id=at.person.id, service_id="library/card", raw=raw, by=by, at=NOW)
    # routed to the unit that decides, wherever the window is
    assert (made.unit_id, made.channel, made.state) == (at.street.id, "counter", "sent")
    assert window.begin(scope=scope, person_id=at.person.id, service_id="library/card", at=NOW)[2] == made
    for refused in (
        lambda: window.begin(scope=scope, person_id=at.person.id, service_id="archive/copy", at=NOW),
        lambda: cases.apply(person_id=at.person.id, service_id="archive/copy", raw=raw, by=by, at=NOW),
    ):
        with pytest.raises(Absent):
            refused()
    assert Case.objects.count() == 1


def test_the_slip_is_printed_by_the_window_that_took_it_in_and_by_no_other_desk(at: World) -> None:
    registrar = factories.registrar(of=at.community)
    raw = {**casing.FORM, "papers": {"photo": {"seen": "on"}}}
    by = factories.actor(registrar)
    made = cases.apply(person_id=at.person.id, service_id="library/card", raw=raw, by=by, at=NOW)
    assert papers.slip(case_id=made.id, who=factories.scope(registrar)).about.name == "王小明"
    hall = factories.unit(code="hall", kind="hall", department="street", level="street", covers=at.community.parent)
    other = factories.scope(factories.post(unit=hall, role="clerk"))
    for key in (made.id, uuid.uuid4()):
        with pytest.raises(Absent):
            papers.slip(case_id=key, who=other)
