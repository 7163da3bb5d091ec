"""Verifying many by machine: counted, seen by the person, bounded; and nothing more is told."""

import uuid
from typing import Any

import pytest
from tests import accepting, factories, permits
from tests.api import machines

from anju.actions import acceptor as acts
from anju.models import Acceptance, Act, Receipt
from anju.web import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def friday(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the day on which permits are signed."""
    monkeypatch.setattr(clock, "now", permits.when)
    monkeypatch.setattr(clock, "today", lambda: permits.HALF_YEAR)


def sent(*papers: str, purpose: str = "service") -> dict[str, Any]:
    return {"papers": list(papers), "purpose": purpose}


def counted() -> list[tuple[int, int]]:
    return list(Acceptance.objects.values_list("count", "valid"))


def test_D4_a_body_verifies_many_and_learns_what_the_public_page_shows() -> None:
    permit = permits.signed()
    receipt = Receipt.objects.get(stay=permit.stay)
    body = accepting.published(at=permit.community)
    machine = accepting.machine(body, at=permit.community)
    answer = machine.post("/verify/many", sent(permit.code, "nonsense", receipt.number))
    assert answer.status_code == 200
    until, registered = permit.window_closes_on.isoformat(), factories.DAY.isoformat()
    shared = {"state": "valid", "name": "王*明", "county": "兰山区"}
    unknown = {"paper": "", "state": "unknown", "name": "", "county": "", "on": None}
    assert answer.json() == {
        "answers": [
            {"paper": "permit", **shared, "on": None, "until": until, "provisional": permit.window_provisional},
            {**unknown, "until": None, "provisional": False},
            {"paper": "receipt", **shared, "on": registered, "until": None, "provisional": False},
        ],
        "count": 3,
        "valid": 2,
    }
    seen = Act.objects.filter(what="verify_paper", person_id=permit.person_id)
    assert {act.reason for act in seen} == {f"{body.name}（提供服务）"}
    assert seen.count() == 2


def test_a_retry_under_the_same_key_is_neither_counted_nor_recorded_again() -> None:
    permit = permits.signed()
    machine = accepting.machine(accepting.published(at=permit.community), at=permit.community)
    key = uuid.uuid4().hex
    answers = [machine.post("/verify/many", sent(permit.code), key=key) for _ in range(3)]
    assert [answer.json() for answer in answers] == [answers[0].json()] * 3
    assert [answer.headers.get("Idempotent-Replay") for answer in answers] == [None, "true", "true"]
    assert counted() == [(1, 1)]
    assert Act.objects.filter(what="verify_paper").count() == 1
    other = machine.post("/verify/many", sent(permit.number), key=key)
    assert (other.status_code, other.json()["errors"][0]["code"]) == (409, "key_reused")
    machine.post("/verify/many", sent(permit.code))
    assert counted() == [(2, 2)]


def test_five_hundred_scanned_addresses_are_taken_and_one_more_is_not() -> None:
    permit = permits.signed()
    machine = accepting.machine(accepting.published(at=permit.community), at=permit.community)
    address = f"HTTPS://ANJU.LINYI.GOV.CN/V/{permit.code}"
    full = machine.post("/verify/many", sent(*[address] * 500))
    assert (full.status_code, len(full.json()["answers"]), full.json()["count"]) == (200, 500, 1)
    over = machine.post("/verify/many", sent(*["x"] * 501))
    assert (over.status_code, over.json()["errors"][0]["field"]) == (422, "papers")
    assert over.json()["errors"][0]["code"] == "too_many"
    large = machine.post("/verify/many", sent(*["x" * 900] * 400))
    assert (large.status_code, large.headers["Content-Type"]) == (413, "application/problem+json")
    assert counted() == [(1, 1)]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (sent(purpose="service"), "papers"),
        ({"papers": ["x", 7], "purpose": "service"}, "papers.1"),
        ({"papers": ["x", "y" * 1001], "purpose": "service"}, "papers.1"),
        ({"papers": ["x"]}, "purpose"),
        (sent("x", purpose="curiosity"), "purpose"),
        ({**sent("x"), "who": "me"}, "who"),
    ],
)
def test_what_is_wrong_is_told_with_its_path(body: dict[str, Any], field: str) -> None:
    here = factories.community()
    machine = accepting.machine(accepting.published(at=here), at=here)
    answer = machine.post("/verify/many", body, **{"Accept-Language": "en"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
    assert [one["field"] for one in answer.json()["errors"]] == [field]
    assert counted() == []


def test_a_token_of_no_body_and_one_of_an_ended_body_verify_not_many() -> None:
    here = factories.community()
    body = accepting.published(at=here)
    machine = accepting.machine(body, at=here)
    bare = machines.of(accepting.reviewer(here), "verify")
    assert bare.post("/verify/many", sent("x")).status_code == 403
    acts.end(acceptor_id=body.id, why="停业", scope=factories.scope(accepting.reviewer(here)), at=permits.when())
    assert machine.post("/verify/many", sent("x")).status_code == 403
    # nor one by one, past the count
    assert machine.post("/verify", {"text": "x"}).status_code == 403
    assert counted() == []


def test_a_bodys_token_opens_nothing_else() -> None:
    here = factories.community()
    stay = factories.registered(at=here)
    machine = accepting.machine(accepting.published(at=here), at=here)
    tries = [
        machine.post("/search", {"kind": "phone", "text": "13800001111", "purpose": "handling"}),
        machine.get("/files"),
        machine.get(f"/files/{stay.id}"),
        machine.post(f"/files/{stay.id}/open", {"purpose": "handling"}),
        machine.post(f"/stays/{stay.id}/confirm", {}),
    ]
    assert [answer.status_code for answer in tries] == [403] * 5


def test_the_tokens_of_other_roles_find_nothing() -> None:
    here = factories.community()
    station = factories.station(of=here)
    for role in ("registrar", "chief", "clerk", "officer"):
        machine = machines.of(factories.post(unit=station, role=role), "verify")
        assert machine.post("/verify/many", sent("x")).status_code == 404
