"""Public rental housing by machine: the list, flats, the offer by the order, the lease; strangers find nothing. Source: I6, O1."""

import json
from typing import Any

import pytest
from django.http import HttpResponse
from tests import factories, renting
from tests.api import machines
from tests.api.machines import Machine
from tests.renting import TERM, World

from anju.models import Post, Unit
from anju.queries.rental import desk
from anju.web import clock

pytestmark = pytest.mark.django_db
FLAT = {"estate": "安居苑", "number": "1-101", "rooms": 1, "size": 40, "rent": 300}


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the morning of the factories' day."""
    _now(monkeypatch, 0)


def _now(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    at = factories.later(days=days)
    monkeypatch.setattr(clock, "now", lambda: at)
    monkeypatch.setattr(clock, "today", lambda: at.date())


@pytest.fixture
def at() -> World:
    """A housing office."""
    return renting.world()


def office(at: World) -> Machine:
    return machines.of(Post.objects.get(id=at.one.post_id), "case")


def told(answer: HttpResponse) -> Any:
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def test_a_flat_is_added_offered_by_the_order_accepted_and_let(at: World, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = renting.family(at), renting.family(at, when=factories.later(minutes=1))
    machine = office(at)
    flat = told(machine.post("/rental/flats", FLAT))
    assert (flat["state"], flat["rent_fen"]) == ("free", 30000)
    assert [row["next"] for row in told(machine.get("/rental/flats"))["rows"]] == [first.entry.number]
    assert [row["number"] for row in told(machine.get("/rental"))["rows"]] == [first.entry.number, second.entry.number]
    where = f"/rental/flats/{flat['id']}/offer"
    jumped = machine.post(where, {"entry": str(second.entry.id)})
    assert (jumped.status_code, first.entry.number in jumped.content.decode()) == (409, True)
    assert told(machine.post(where, {"entry": str(first.entry.id)}))["answer_by"] == "2026-03-11"
    assert told(machine.post(f"/rental/{first.entry.id}/accept", {}))["state"] == "accepted"
    _now(monkeypatch, 8)
    assert told(machine.post(f"/rental/{first.entry.id}/lease", TERM))["rent_fen"] == 30000
    assert machine.post(f"/rental/{first.entry.id}/lease", TERM).status_code == 409


def test_declining_keeps_the_place_and_a_broken_id_is_nothing(at: World) -> None:
    found = renting.family(at)
    renting.offered(at, found)
    machine = office(at)
    done = told(machine.post(f"/rental/{found.entry.id}/decline", {}))
    assert (done["state"], done["declines"]) == ("waiting", 1)
    flat = renting.flat(at, number="2")
    assert machine.post(f"/rental/flats/{flat.id}/offer", {"entry": "x"}).status_code == 404
    assert machine.get("/rental?show=all").status_code == 422


def test_pages_go_on_where_they_ended(at: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "PAGE", 1)
    families = [renting.family(at, when=factories.later(minutes=number)) for number in range(2)]
    for number in range(2):
        renting.flat(at, number=str(number))
    machine = office(at)
    for where, shown in (("/rental", [one.entry.number for one in families]), ("/rental/flats", ["0", "1"])):
        page = told(machine.get(where))
        more = told(machine.get(f"{where}?cursor={page['next']}"))
        assert [row["number"] for row in (*page["rows"], *more["rows"])] == shown
        assert more["next"] is None


def test_another_departments_machine_finds_no_list(at: World) -> None:
    renting.family(at)
    unit: Unit = factories.unit(code="jy-1", kind="office", department="education", level="county")
    machine = machines.of(factories.post(unit=unit, role="officer"), "case")
    for where in ("/rental", "/rental/flats"):
        assert machine.get(where).status_code == 404
    assert machine.post("/rental/flats", FLAT).status_code == 404
