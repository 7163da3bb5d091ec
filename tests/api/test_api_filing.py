"""Declaring and registering through the API."""

import datetime
from typing import Any

import pytest
from django.utils import timezone
from tests import factories
from tests.api import machines

from anju.models import Act, Idempotency, Person, Receipt, Stay

pytestmark = pytest.mark.django_db


def sent(at: Any, **changes: Any) -> dict[str, Any]:
    raw = factories.raw(at=at, **changes)
    raw["arrived_on"] = changes.get("arrived_on", timezone.localdate().isoformat())
    return raw


def test_a_station_registers_a_walk_in_with_receipt_and_act() -> None:
    here = factories.community()
    answer = machines.registrar(at=here).post("/registrations", sent(here))
    assert answer.status_code == 201, answer.content
    (one,) = answer.json()["stays"]
    stay = Stay.objects.get(id=one["id"])
    assert (stay.state, stay.channel, stay.number) == ("registered", "api", one["number"])
    assert Receipt.objects.get(stay=stay).code == one["receipt"]["code"]
    assert stay.registered_on == timezone.localdate() == datetime.date.fromisoformat(one["registered_on"])
    assert list(Act.objects.filter(subject_id=str(stay.id)).values_list("what", flat=True)) == ["register"]


def test_a_declaration_waits_for_the_station() -> None:
    here = factories.community()
    answer = machines.registrar(at=here).post("/declarations", sent(here))
    assert answer.status_code == 201, answer.content
    (one,) = answer.json()["files"]
    assert Stay.objects.get(id=one["id"]).state == one["state"] == "declared"


def test_minors_come_along() -> None:
    here = factories.community()
    child = {
        "name": "王小小",
        "id_kind": "id_card",
        "id_number": factories.id_number(born="20150301"),
        "relation": "child",
    }
    answer = machines.registrar(at=here).post("/registrations", sent(here, minors=[child]))
    assert answer.status_code == 201, answer.content
    assert [stay["state"] for stay in answer.json()["stays"]] == ["registered", "registered"]


def test_everything_wrong_is_told_at_once_with_its_path_in_both_languages() -> None:
    here = factories.community()
    child = {"name": "", "id_kind": "id_card", "id_number": "11", "relation": "child"}
    body = sent(here, name="😀", reason="because", minors=[child])
    machine = machines.registrar(at=here)
    chinese, english = (
        machine.post("/registrations", body),
        machine.post("/registrations", body, **{"Accept-Language": "en"}),
    )
    assert chinese.status_code == english.status_code == 422
    assert chinese["Content-Type"] == "application/problem+json"
    told = [(one["field"], one["code"], one["rule"]) for one in chinese.json()["errors"]]
    assert told == [
        ("name", "name_bad_character", "B4"),
        ("reason", "not_an_option", "L11"),
        ("minors.0.name", "name_missing", "B4"),
        ("minors.0.id_number", "id_wrong_length", "B4"),
    ]
    assert chinese.json()["errors"][1]["detail"] == "请从列出的选项中选择。"
    assert english.json()["errors"][1]["detail"] == "Please choose one of the options listed."
    assert not Person.objects.exists()


def test_L11_an_entry_nobody_asked_for_is_refused() -> None:
    here = factories.community()
    answer = machines.registrar(at=here).post("/registrations", sent(here, religion="none"))
    assert answer.status_code == 422
    assert [(one["field"], one["code"]) for one in answer.json()["errors"]] == [("religion", "unknown_entry")]


def test_B5_a_number_on_file_is_a_conflict_until_an_officer_has_compared() -> None:
    here = factories.community()
    machine = machines.registrar(at=here)
    number = factories.id_number()
    first = machine.post("/registrations", sent(here, id_number=number)).json()["stays"][0]
    clash = machine.post("/registrations", sent(here, id_number=number))
    assert (clash.status_code, clash.json()["errors"][0]["code"]) == (409, "same_number_on_file")
    settled = machine.post("/registrations", sent(here, id_number=number, same_as=first["person"]))
    assert settled.status_code == 201, settled.content
    assert settled.json()["stays"][0]["person"] == first["person"]
    assert Stay.objects.get(id=first["id"]).state == "moved"


def test_O1_a_community_of_another_station_is_not_taken() -> None:
    here, there = factories.community(), factories.community(street="002")
    factories.station(of=there)
    answer = machines.registrar(at=here).post("/registrations", sent(there))
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "not_your_area")
    assert not Person.objects.exists()


def test_a_clerk_may_declare_but_not_register() -> None:
    here = factories.community()
    factories.station(of=here)
    hall = factories.unit(code="hall1", kind="hall", department="government", level="street", covers=here.parent)
    machine = machines.of(factories.post(unit=hall, role="clerk"))
    assert machine.post("/declarations", sent(here)).status_code == 201
    assert machine.post("/registrations", sent(here)).status_code == 404


def test_a_retry_gets_the_first_answer_and_makes_nothing_new() -> None:
    here = factories.community()
    machine, body = machines.registrar(at=here), sent(here)
    first = machine.post("/registrations", body, key="one")
    again = machine.post("/registrations", body, key="one")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert (first.get("Idempotent-Replay"), again.get("Idempotent-Replay")) == (None, "true")
    assert Stay.objects.count() == Receipt.objects.count() == Idempotency.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_key_used_for_another_content_is_a_conflict() -> None:
    here = factories.community()
    machine = machines.registrar(at=here)
    assert machine.post("/registrations", sent(here), key="one").status_code == 201
    other = machine.post("/registrations", sent(here), key="one")
    assert (other.status_code, other.json()["errors"][0]["code"]) == (409, "key_reused")
    assert Stay.objects.count() == 1


def test_two_machines_may_choose_the_same_key() -> None:
    here = factories.community()
    for _ in range(2):
        assert machines.registrar(at=here).post("/registrations", sent(here), key="one").status_code == 201
    assert Stay.objects.count() == 2


def test_a_write_without_a_key_is_refused() -> None:
    here = factories.community()
    machine = machines.registrar(at=here)
    answer = machine.web.post(
        "/api/v1/registrations", sent(here), content_type="application/json", headers=machine.headers()
    )
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "Idempotency-Key")
    assert not Person.objects.exists()
