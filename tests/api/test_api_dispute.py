"""Disputes by machine: from the wage claim to the award, the lawyer, the same answer for every stranger. Source: I7, I9, I10."""

import json
from typing import Any

import pytest
from django.http import HttpResponse
from tests import disputing, factories
from tests.api import machines
from tests.api.machines import Machine
from tests.disputing import AGREED, BOSS, LAWYER, NOW, SESSION

from anju.law.dispute import kinds
from anju.models import Act, Case, Dispute, Unit
from anju.web import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the morning of the factories' day."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)


@pytest.fixture
def here() -> disputing.World:
    return disputing.world()


def office(unit: Unit) -> Machine:
    """Return a new machine of an office."""
    return machines.of(factories.post(unit=unit, role="officer"))


def told(answer: HttpResponse) -> Any:
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def test_a_wage_claim_is_listed_first_mediated_and_agreed(here: disputing.World) -> None:
    waits = disputing.sent(here, kinds.ARBITRATION)
    case, _ = disputing.taken(here)
    machine = office(here.labour)
    rows = told(machine.get("/disputes"))["rows"]
    assert [(row["number"], row["urgent"]) for row in rows] == [(case.number, True), (waits.number, False)]
    at = f"/disputes/{case.id}"
    begun = told(machine.post(f"{at}/begin", {}))
    assert (begun["state"], begun["limit_on"], begun["urgent"]) == ("mediating", "2026-03-19", True)
    assert told(machine.post(f"{at}/call", SESSION))["hearing"] is False
    opened = told(machine.post(f"{at}/open", {"purpose": "handling"}))
    assert (opened["other"], len(opened["sessions"]), opened["dispute"]["state"]) == (BOSS, 1, "mediating")
    assert here.person.name not in json.dumps(opened, ensure_ascii=False)
    assert [offer["code"] for offer in opened["offers"]] == ["arbitration", "aid"]
    assert told(machine.post(f"{at}/agree", AGREED))["state"] == "agreed"
    assert told(machine.post(f"{at}/not-kept", {"words": "没付"}))["state"] == "broken"
    assert told(machine.post(f"{at}/kept", {}))["state"] == "kept"
    assert list(
        Act.objects.filter(what__in=["list", "open_dispute"]).order_by("seq").values_list("what", flat=True)
    ) == [
        "list",
        "open_dispute",
    ]


def test_pages_of_the_list_follow_one_another(here: disputing.World) -> None:
    made = {disputing.sent(disputing.world(f"00{number}")).number for number in (2, 3)}
    machine = office(here.labour)
    first = told(machine.get("/disputes?limit=1"))
    second = told(machine.get(f"/disputes?limit=1&cursor={first['next']}"))
    assert {row["number"] for row in (*first["rows"], *second["rows"])} == made
    assert second["next"] is None
    assert machine.get("/disputes?cursor=x").status_code == 422
    assert machine.get("/disputes?state=x").status_code == 422


def test_arbitration_from_the_claim_to_the_award(here: disputing.World) -> None:
    case, _ = disputing.taken(here, kinds.ARBITRATION)
    machine, at = office(here.labour), f"/disputes/{case.id}"
    assert told(machine.post(f"{at}/begin", {"name": BOSS}))["state"] == "claimed"
    assert told(machine.post(f"{at}/accept", {"version": 1}))["limit_on"] == "2026-04-20"
    assert machine.post(f"{at}/accept", {"version": 1}).status_code == 409
    early = machine.post(f"{at}/call", SESSION)
    assert (early.status_code, [one["code"] for one in json.loads(early.content)["errors"]]) == (422, ["too_soon"])
    assert told(machine.post(f"{at}/extend", {"words": "要鉴定"}))["limit_on"] == "2026-05-06"
    assert told(machine.post(f"{at}/award", {"words": "付18000元", "amount": "18000"}))["state"] == "awarded"
    assert Case.objects.get(id=case.id).state == "granted"


@pytest.mark.parametrize(
    ("step", "sent", "state"),
    [
        ("fail", {"why": "unwilling"}, "failed"),
        ("decline", {"reason": "不属于劳动争议", "article": "labour_disputes 29"}, "declined"),
        ("settle", {"words": "付12000元"}, "settled"),
    ],
)
def test_a_dispute_ends_in_other_ways(here: disputing.World, step: str, sent: dict[str, str], state: str) -> None:
    if step == "settle":
        made, _ = disputing.accepted(here)
    else:
        made, _ = disputing.begun(here, kinds.WAGE_CLAIM if step == "fail" else kinds.ARBITRATION)
    assert told(office(here.labour).post(f"/disputes/{made.case_id}/{step}", sent))["state"] == state


def test_I7_a_lawyer_is_named(here: disputing.World) -> None:
    aid, _ = disputing.granted_aid(here)
    machine = office(here.justice)
    assert told(machine.post(f"/disputes/{aid.case_id}/lawyer", LAWYER))["version"] == 2
    opened = told(machine.post(f"/disputes/{aid.case_id}/open", {"purpose": "handling"}))
    assert (opened["kind"], opened["lawyer"], opened["lawyer_due_on"]) == ("aid", "周律师", "2026-03-09")


def test_the_same_key_counts_once(here: disputing.World) -> None:
    case, _ = disputing.taken(here)
    machine = office(here.labour)
    answers = [machine.post(f"/disputes/{case.id}/begin", {}, key="one") for _ in range(2)]
    assert [json.loads(answer.content)["state"] for answer in answers] == ["mediating", "mediating"]
    assert Dispute.objects.count() == 1
    assert machine.post(f"/disputes/{case.id}/begin", {}).status_code == 409


def test_every_other_office_gets_the_answer_for_what_is_not_there(here: disputing.World) -> None:
    made, _ = disputing.begun(here)
    bodies: dict[str, object] = {
        "open": {"purpose": "handling"},
        "begin": {},
        "call": SESSION,
        "agree": AGREED,
        "fail": {"why": "unwilling"},
        "kept": {},
        "not-kept": {},
        "accept": {},
        "decline": {"reason": "x", "article": "x"},
        "extend": {"words": "x"},
        "award": {"words": "x"},
        "settle": {"words": "x"},
        "lawyer": LAWYER,
    }
    for unit in (here.justice, here.justice_city, here.labour_street):
        machine = office(unit)
        assert told(machine.get("/disputes"))["rows"] == []
        for step, sent in bodies.items():
            assert machine.post(f"/disputes/{made.case_id}/{step}", sent).status_code == 404, step
    assert Dispute.objects.get().version == 1
