"""Machines of a street, a county and a health office: the same acts as on pages, and nobody else's rows. Source: I9, J2, I3."""

import pytest
from tests import factories, relieving, vaccinating
from tests.api import machines

from anju.actions import immunisation
from anju.models import HelpCall, Relief, VaccineDose
from anju.web import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the morning of the factories' day."""
    monkeypatch.setattr(clock, "now", lambda: factories.NOW)
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)


def test_a_desks_machine_takes_a_request_once_and_the_county_lists_it() -> None:
    world = relieving.world()
    desk, office = machines.of(world.clerk, "apply"), machines.of(world.officer, "case")
    sent = {"community": world.community.code, "what": "断粮", "name": "老周", "urgent": True}
    first = desk.post("/relief", sent, key="one")
    assert first.status_code == 201
    assert desk.post("/relief", sent, key="one").json() == first.json()
    held = Relief.objects.get()
    listed = office.get("/relief").json()["rows"]
    assert [(row["code"], row["name"], row["urgent"]) for row in listed] == [(held.code, "老*", True)]
    wrong = desk.post("/relief", {**sent, "what": "", "name": ""}).json()
    assert [one["field"] for one in wrong["errors"]] == ["what", "name"]
    assert machines.of(world.chief, "case").get("/relief").status_code == 404
    assert desk.get("/relief").status_code == 403


def test_a_call_is_handed_over_accepted_and_followed_up_by_machine() -> None:
    world = relieving.world()
    desk, office = machines.of(world.chief, "apply"), machines.of(world.officer, "case")
    sent = {"who": "minor", "how": "seen", "area": world.community.code, "place": "汽车站"}
    made = desk.post("/help-calls", sent).json()
    assert (made["state"], made["receiver"]) == ("handed", world.county.name)
    assert [row["code"] for row in office.get("/help-calls?show=received").json()["rows"]] == [made["code"]]
    key = made["id"]
    assert office.post(f"/help-calls/{key}/accept", {}).json()["state"] == "accepted"
    follow = {"what": "helped", "next_on": "2026-03-06"}
    assert office.post(f"/help-calls/{key}/follow", follow).status_code == 200
    assert str(HelpCall.objects.get().next_on) == "2026-03-06"
    stranger = machines.of(factories.post(unit=world.women, role="officer"), "case")
    assert stranger.post(f"/help-calls/{key}/accept", {}).status_code == 404
    assert stranger.get("/help-calls").json()["rows"] == []


def test_a_clinics_machine_lists_opens_and_puts_doses_on_record() -> None:
    world = vaccinating.world()
    immunisation.plan_children(on=factories.DAY, at=factories.NOW)
    clinic = machines.of(world.post, "case")
    (row,) = clinic.get("/vaccines").json()["rows"]
    assert (row["id"], row["name"]) == (str(world.child.id), "王*苗")
    plan = clinic.get(f"/vaccines/{world.child.id}").json()
    assert {one["vaccine"] for one in plan["doses"]} >= {"hepb", "mmr", "hpv"}
    sent = {"vaccine": "mmr", "given_on": "2026-03-04", "batch": "B-1"}
    assert clinic.post(f"/vaccines/{world.child.id}/doses", sent).status_code == 201
    assert clinic.post(f"/vaccines/{world.child.id}/doses", sent).status_code == 409
    assert VaccineDose.objects.count() == 1
    education = vaccinating.office(of=world.community, department="education")
    stranger = machines.of(factories.post(unit=education, role="officer"), "case")
    assert stranger.get("/vaccines").status_code == 404
    assert stranger.get(f"/vaccines/{world.child.id}").status_code == 404
    assert stranger.post(f"/vaccines/{world.child.id}/doses", sent).status_code == 404
