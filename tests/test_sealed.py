"""What retention has sealed: in no list, hint, walk-in or figure; found by a stated purpose and by few. Source: L7, L2, L5."""

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import factories
from tests.api import machines

from anju.actions import request as requests
from anju.actions import retention
from anju.actions import stay as stays
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.models import Act, Person, Post, Stay
from anju.queries import alike, counts, files, find, pending, visitors
from anju.queries import scope as scopes
from anju.web import access, clock

pytestmark = pytest.mark.django_db
NUMBER = factories.id_number(born="19900307", serial=321)
ROLES = ("registrar", "chief", "county_police", "clerk", "coordinator")
MAY = {"chief", "county_police"}


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the morning of the factories' day."""
    monkeypatch.setattr(clock, "now", lambda: factories.NOW)
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)


@pytest.fixture
def stay() -> Stay:
    """Return the ended stay of somebody sealed last night."""
    made = factories.registered(at=factories.community(), id_number=NUMBER, phone="13912345678", name="单晓燕")
    _left(made)
    retention.seal_ended(on=factories.DAY, at=factories.NOW)
    return made


def _left(stay: Stay) -> None:
    by = Actor(kind="resident", role="resident")
    stays.leave(stay_id=stay.id, on=factories.DAY, by=by, at=factories.NOW)


def _post(role: str, stay: Stay) -> Post:
    town = stay.community.parent
    if role == "clerk":
        unit = factories.unit(code="hall", kind="hall", department="government", level="street", covers=town)
    elif role == "coordinator":
        unit = factories.unit(
            code="sq", kind="community", department="community", level="community", covers=stay.community
        )
    else:
        unit = stay.station
    return factories.post(unit=unit, role=role)


def _in(post: Post) -> Client:
    client = Client()
    client.force_login(post.staff)
    session = client.session
    session[access.POST] = str(post.id)
    session.save()
    return client


WAYS = [
    ("id_number", NUMBER, ""),
    ("phone", "13912345678", ""),
    ("name", "单晓燕", "1990-03-07"),
    ("name", "sxy", "1990-03-07"),
    ("number", "", ""),
]


@pytest.mark.parametrize("role", ROLES)
def test_L7_a_list_shows_nobody_sealed_and_one_record_opens_for_chief_and_county_only(role: str, stay: Stay) -> None:
    scope = factories.scope(_post(role, stay))
    assert list(scopes.stays(scope)) == []
    if role in MAY:
        assert scopes.stay(scope, stay_id=stay.id) == stay
    else:
        with pytest.raises(Absent):
            scopes.stay(scope, stay_id=stay.id)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("kind", "text", "birth"), WAYS)
def test_L7_a_search_finds_the_sealed_by_a_stated_purpose_for_chief_and_county_only(
    role: str, kind: str, text: str, birth: str, stay: Stay
) -> None:
    scope = factories.scope(_post(role, stay))
    query = find.read(kind=kind, text=text or stay.number, birth=birth, today=factories.DAY)
    assert find.found(scope=scope, query=query).hits == ()
    stated = [hit.stay_id for hit in find.found(scope=scope, query=query, stated=True).hits]
    assert stated == ([stay.id] if role in MAY else [])


@pytest.mark.parametrize("role", ["registrar", "chief"])
def test_L7_the_search_page_the_file_and_the_walk_in_answer_alike(role: str, stay: Stay) -> None:
    client, may = _in(_post(role, stay)), role in MAY
    asked = {"kind": "id_number", "text": NUMBER, "purpose": "complaint"}
    assert (str(stay.id) in client.post("/counter/search/", asked).content.decode()) is may
    assert Act.objects.filter(what="search", person_id=stay.person_id, purpose="complaint").exists() is may
    assert client.get(f"/counter/files/{stay.id}/?purpose=complaint").status_code == (200 if may else 404)
    # the page of a walk-in states no purpose of the officer's own
    assert str(stay.id) not in client.post("/counter/new/number/", {"id_number": NUMBER}).content.decode()
    Person.objects.update(sealed_at=None)
    assert str(stay.id) in client.post("/counter/new/number/", {"id_number": NUMBER}).content.decode()


@pytest.mark.parametrize("role", ["registrar", "chief"])
def test_L7_machines_see_what_their_post_may(role: str, stay: Stay) -> None:
    machine, may = machines.of(_post(role, stay)), role in MAY
    sent = {"kind": "id_number", "text": NUMBER, "purpose": "complaint"}
    hits = machine.post("/search", sent).json()["hits"]
    assert [hit["stay"] for hit in hits] == ([str(stay.id)] if may else [])
    assert machine.get(f"/files/{stay.id}").status_code == (200 if may else 404)
    opened = machine.post(f"/files/{stay.id}/open", {"purpose": "complaint"})
    assert opened.status_code == (200 if may else 404)
    assert machine.get("/files").json()["rows"] == []


def test_L7_nobody_sealed_stands_among_hints_households_or_figures(stay: Stay) -> None:
    twin = factories.registered(
        at=stay.community, name="单晓燕", id_number=factories.id_number(born="19900307"), phone="13912345678"
    )
    chief = factories.scope(_post("chief", stay))
    assert alike.similar(scope=chief, person=twin.person) == ()
    assert find.latest(scope=chief, person_id=stay.person_id) is None
    Stay.objects.filter(id=stay.id).update(filing=twin.filing)
    assert files.view(stay=twin, on=factories.DAY).household == ()
    figures = counts.of(cut=chief, on=factories.DAY)
    assert {name: number for name, number in figures.items() if number} == {}


def test_B5_the_number_of_somebody_sealed_is_told_without_their_record_and_the_return_opens_it(stay: Stay) -> None:
    registrar = _post("registrar", stay)
    again = factories.filed(at=stay.community, id_number=NUMBER).main
    holder = find.holder(scope=factories.scope(registrar), id_index=bytes(again.person.id_index), but=again.person_id)
    assert holder is not None
    assert (holder.stay_id, holder.inside, holder.active) == (None, False, False)
    page = _in(registrar).get(f"/counter/files/{again.id}/compare/{stay.person_id}/").content.decode()
    assert "现已结束" in page
    assert "13*" not in page
    stays.accept(
        stay_id=again.id, by=factories.actor(registrar), at=factories.NOW, same_as=stay.person_id, present=True
    )
    # what goes on is seen at once; what was sealed, when the night has looked
    scope = factories.scope(registrar)
    assert {one.id for one in scopes.stays(scope)} == {again.id}
    retention.seal_ended(on=factories.DAY, at=factories.NOW)
    assert {one.id for one in scopes.stays(scope)} == {again.id, stay.id}


def test_L5_a_request_of_somebody_sealed_is_found_at_once_and_keeps_the_record_open(stay: Stay) -> None:
    chief = factories.scope(_post("chief", stay))
    person, by = Person.objects.get(id=stay.person_id), Actor(kind="resident", role="resident")
    made = requests.ask_deletion(person=person, why="", by=by, at=factories.NOW)
    assert [one.id for one in pending.requests(scope=chief)] == [made.id]
    assert retention.seal_ended(on=factories.DAY, at=factories.NOW) == 0
    requests.answer(request_id=made.id, granted=False, words="…", by=chief.actor, at=factories.NOW)
    assert retention.seal_ended(on=factories.DAY, at=factories.NOW) == 1
    assert list(scopes.stays(chief)) == []


def test_D9_a_correction_asked_by_somebody_sealed_is_found_at_once(stay: Stay) -> None:
    registrar = factories.scope(_post("registrar", stay))
    by = Actor(kind="resident", role="resident")
    made = stays.ask_correction(stay_id=stay.id, field="name", wanted="单小燕", why="…", by=by, at=factories.NOW)
    assert [one.id for one in pending.corrections(scope=registrar)] == [made.id]
    assert counts.of(cut=registrar, on=factories.DAY)["corrections"] == 1
    assert retention.seal_ended(on=factories.DAY, at=factories.NOW) == 0


def test_L7_the_person_sees_their_own_stay_as_before() -> None:
    who = factories.resident()
    stay = factories.registered(at=factories.community(), who=who)
    _left(stay)
    retention.seal_ended(on=factories.DAY, at=factories.NOW)
    client = Client()
    session = client.session
    session["resident_id"] = str(who.id)
    session.save()
    assert client.get(f"/my/stays/{stay.id}/").status_code == 200
    assert [one.person_id for one in visitors.bound_people(who=who)] == [stay.person_id]


def test_a_list_of_what_goes_on_asks_no_more_for_hiding_the_rest(stay: Stay) -> None:
    scope, seen = factories.scope(_post("registrar", stay)), []
    for _ in range(2):
        factories.registered(at=stay.community)
        with CaptureQueriesContext(connection) as queries:
            assert [one.state for one in scopes.stays(scope)] == ["registered"] * (len(seen) + 1)
        seen.append(len(queries))
    assert seen == [1, 1]
    assert not scopes.stays(scope).filter(id=uuid.UUID(int=7)).exists()
