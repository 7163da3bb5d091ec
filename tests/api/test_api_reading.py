"""Reading through the API: masked, with a purpose, and on record."""

import datetime

import pytest
from tests import factories
from tests.api import machines

from anju.models import Act, Receipt, Stay
from anju.queries import places

pytestmark = pytest.mark.django_db


def test_search_by_number_name_phone_and_receipt_finds_the_person_and_leaves_a_trace() -> None:
    here = factories.community()
    number = factories.id_number()
    stay = factories.registered(at=here, id_number=number, phone="13912345678", name="欧阳小明")
    machine = machines.registrar(at=here)
    receipt = Receipt.objects.get(stay=stay).number
    asked = [
        {"kind": "id_number", "text": number},
        {"kind": "phone", "text": "139 1234 5678"},
        {"kind": "name", "text": "ouyangxiaoming", "birth": "1990-03-07"},
        {"kind": "number", "text": receipt},
        {"kind": "number", "text": stay.number},
    ]
    for one in asked:
        answer = machine.post("/search", {**one, "purpose": "verifying"})
        assert answer.status_code == 200, answer.content
        assert [(hit["stay"], hit["name"]) for hit in answer.json()["hits"]] == [(str(stay.id), "欧**明")]
        assert number not in answer.content.decode()
    reads = Act.objects.filter(what="search", person_id=stay.person_id)
    assert {act.purpose for act in reads} == {"verifying"}
    assert reads.count() == len(asked)


def test_L2_without_a_purpose_nothing_is_searched() -> None:
    here = factories.community()
    number = factories.id_number()
    factories.registered(at=here, id_number=number)
    machine = machines.registrar(at=here)
    for purpose in ("", "own", "curiosity"):
        answer = machine.post("/search", {"kind": "id_number", "text": number, "purpose": purpose})
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "purpose")
    assert not Act.objects.filter(what="search").exists()


def test_an_unknown_kind_of_search_finds_nothing() -> None:
    here = factories.community()
    factories.registered(at=here)
    answer = machines.registrar(at=here).post("/search", {"kind": "all", "text": "王", "purpose": "handling"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "unknown_kind")


def test_a_search_sees_the_own_area_only() -> None:
    here, there = factories.community(), factories.community(street="002")
    number = factories.id_number()
    factories.registered(at=here, id_number=number)
    machine = machines.registrar(at=there)
    answer = machine.post("/search", {"kind": "id_number", "text": number, "purpose": "handling"})
    assert answer.json() == {"hits": [], "more": False}


def test_a_record_opens_masked_and_one_value_in_full_is_a_read_of_its_own() -> None:
    here = factories.community()
    number = factories.id_number()
    stay = factories.registered(at=here, id_number=number, phone="13912345678")
    machine = machines.registrar(at=here)
    answer = machine.post(f"/files/{stay.id}/open", {"purpose": "answering"})
    record = answer.json()
    assert (record["name"], record["phone"], record["plain"]) == ("王*明", "139****5678", {})
    assert number not in answer.content.decode()
    assert "13912345678" not in answer.content.decode()
    full = machine.post(f"/files/{stay.id}/open", {"purpose": "answering", "unmask": ["id_number"]}).json()
    assert full["plain"] == {"id_number": number}
    reads = Act.objects.filter(person_id=stay.person_id, purpose="answering").order_by("seq")
    assert [act.what for act in reads] == ["open", "open", "unmask"]


def test_following_tells_where_a_file_stands_and_not_who_it_is() -> None:
    here = factories.community()
    stay = factories.registered(at=here)
    answer = machines.registrar(at=here).get(f"/files/{stay.id}").json()
    assert (answer["state"], answer["receipt"]) == ("registered", Receipt.objects.get(stay=stay).number)
    assert "name" not in answer


def test_the_list_pages_without_a_gap_or_a_double_when_all_limits_are_equal() -> None:
    here = factories.community()
    made = {str(factories.filed(at=here).main.id) for _ in range(7)}
    assert len(set(Stay.objects.values_list("check_due_on", flat=True))) == 1
    machine = machines.registrar(at=here)
    seen: list[str] = []
    cursor = ""
    for _ in range(5):
        page = machine.get(f"/files?limit=2&cursor={cursor}").json()
        seen += [row["id"] for row in page["rows"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert cursor is None
    assert sorted(seen) == sorted(made)


def test_a_cursor_is_good_for_its_machine_and_its_filter_only() -> None:
    here = factories.community()
    for _ in range(3):
        factories.filed(at=here)
    machine, other = machines.registrar(at=here), machines.registrar(at=here)
    cursor = machine.get("/files?limit=1").json()["next"]
    assert machine.get(f"/files?limit=1&cursor={cursor}").status_code == 200
    for answer in (
        other.get(f"/files?limit=1&cursor={cursor}"),
        machine.get(f"/files?limit=1&state=declared&cursor={cursor}"),
        machine.get(f"/files?limit=1&cursor={cursor}x"),
        machine.get(f"/files?cursor={datetime.date.min}_{0:032x}"),
    ):
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "bad_cursor")


def test_an_unknown_filter_or_parameter_is_an_error_and_never_everything() -> None:
    here = factories.community()
    factories.filed(at=here)
    machine = machines.registrar(at=here)
    for query, code in (
        ("state=everything", "unknown_filter"),
        ("stat=open", "unknown_entry"),
        ("limit=0", "wrong_form"),
    ):
        answer = machine.get(f"/files?{query}")
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code)


def test_B6_a_receipt_verifies_by_code_and_by_number_and_says_no_more_than_the_paper() -> None:
    here = factories.community()
    stay = factories.registered(at=here)
    receipt = Receipt.objects.get(stay=stay)
    machine = machines.registrar(at=here)
    expected = {
        "paper": "receipt",
        "state": "valid",
        "name": "王*明",
        "county": "兰山区",
        "on": stay.registered_on.isoformat(),
        "until": None,
        "provisional": False,
    }
    for text in (receipt.code, receipt.number, receipt.number.lower()):
        assert machine.post("/verify", {"text": text}).json() == expected
    nothing = {**dict.fromkeys(("paper", "name", "county"), ""), "state": "unknown", "on": None}
    nothing |= {"until": None, "provisional": False}
    for text in ("", "x", receipt.code[:-4] + "AAAA", "PZ371302-2026-0000000-0"):
        assert machine.post("/verify", {"text": text}).json() == nothing


def test_places_are_found_by_initials() -> None:
    here = factories.community()
    answer = machines.registrar(at=here).get("/places?q=hx").json()
    assert [place["code"] for place in answer["places"]] == [here.code]
    assert places.search_communities(text="hx")[0].code == here.code
