"""Who gets in: every operation against every stranger."""

import datetime
import json
import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.api import machines

from anju.actions import account
from anju.api import entry, limits
from anju.models import Act, ApiClient, Person, Stay

pytestmark = pytest.mark.django_db

NOBODY = uuid.UUID(int=7)
# operation → method, path, scope
OPERATIONS = [
    ("POST", "/declarations", "declare"),
    ("POST", "/registrations", "register"),
    ("POST", "/search", "search"),
    ("GET", "/files", "follow"),
    ("GET", "/files/{id}", "follow"),
    ("POST", "/files/{id}/open", "search"),
    ("POST", "/verify", "verify"),
    ("POST", "/verify/many", "verify"),
    ("POST", "/stays/{id}/confirm", "end"),
    ("POST", "/stays/{id}/leave", "end"),
    ("POST", "/stays/{id}/propose-end", "end"),
    ("POST", "/stays/{id}/undo-end", "end"),
    ("GET", "/places", ""),
    ("GET", "/services", ""),
    ("GET", "/overview", "figures"),
    ("GET", "/jobs", ""),
    ("GET", "/jobs/one", ""),
    ("GET", "/jobs/own", "jobs"),
    ("POST", "/jobs", "jobs"),
    ("POST", "/jobs/{id}/renew", "jobs"),
    ("POST", "/jobs/{id}/fill", "jobs"),
    ("POST", "/jobs/{id}/close", "jobs"),
    ("GET", "/permits/offer", "permit"),
    ("POST", "/permits/uploads", "permit"),
    ("GET", "/permits/files", "permit"),
    ("POST", "/permits/files", "permit"),
    ("GET", "/permits/files/{id}", "permit"),
    ("POST", "/permits/files/{id}/complete", "permit"),
    ("POST", "/permits/files/{id}/withdraw", "permit"),
    ("POST", "/permits/files/{id}/return", "permit"),
    ("POST", "/permits/files/{id}/accept", "permit"),
    ("POST", "/permits/files/{id}/extend", "issue"),
    ("POST", "/permits/files/{id}/sign", "issue"),
    ("POST", "/permits/files/{id}/refuse", "issue"),
    ("POST", "/permits/files/{id}/reopen", "issue"),
    ("POST", "/permits/sign", "issue"),
    ("GET", "/permits/waiting", "permit"),
    ("GET", "/permits/cards", "permit"),
    ("POST", "/permits/endings/{id}/end", "permit"),
    ("POST", "/permits/endings/{id}/drop", "permit"),
    ("POST", "/permits/{id}/past", "permit"),
    ("GET", "/permits/{id}", "permit"),
    ("POST", "/permits/{id}/endorse", "permit"),
    ("POST", "/permits/{id}/hand-back", "permit"),
    ("POST", "/permits/{id}/propose-end", "permit"),
    ("POST", "/permits/{id}/undo-end", "issue"),
    ("POST", "/permits/endorsements/{id}/endorse", "permit"),
    ("POST", "/permits/endorsements/{id}/withhold", "permit"),
    ("POST", "/permits/cards/send", "issue"),
    ("POST", "/permits/cards/{id}/receive", "issue"),
    ("POST", "/permits/cards/{id}/fail", "issue"),
    ("POST", "/permits/cards/{id}/hand-over", "permit"),
    ("POST", "/permits/cards/{id}/lost", "permit"),
    ("POST", "/permits/cards/{id}/found", "permit"),
    ("POST", "/rights", ""),
    ("GET", "/schools", ""),
    ("GET", "/schools/rounds", ""),
    ("GET", "/schools/{id}", ""),
    ("POST", "/schools/places", "case"),
    ("POST", "/schools/cases/{id}/result", "case"),
    ("GET", "/cases", "case"),
    ("GET", "/cases/parts", "case"),
    ("POST", "/cases/{id}/open", "case"),
    ("POST", "/cases/{id}/take", "case"),
    ("POST", "/cases/{id}/return", "case"),
    ("POST", "/cases/{id}/ask", "case"),
    ("POST", "/cases/{id}/offer", "case"),
    ("POST", "/cases/{id}/accept", "case"),
    ("POST", "/cases/{id}/decline", "case"),
    ("POST", "/cases/{id}/propose", "case"),
    ("POST", "/cases/{id}/send-back", "case"),
    ("POST", "/cases/{id}/grant", "case"),
    ("POST", "/cases/{id}/refuse", "case"),
    ("POST", "/cases/{id}/confirm", "case"),
    ("POST", "/cases/{id}/change", "case"),
    ("POST", "/cases/{id}/parts", "case"),
    ("POST", "/cases/parts/{id}/open", "case"),
    ("POST", "/cases/parts/{id}/answer", "case"),
    ("POST", "/cases/parts/{id}/decline", "case"),
    ("POST", "/cases/parts/{id}/drop", "case"),
    ("POST", "/cases/times", "case"),
    ("POST", "/cases", "apply"),
    ("POST", "/cases/{id}/complete", "apply"),
    ("POST", "/cases/{id}/answer", "apply"),
    ("POST", "/cases/{id}/withdraw", "apply"),
    ("POST", "/cases/{id}/object", "apply"),
    ("GET", "/cases/times", "apply"),
    ("POST", "/cases/times/{id}/book", "apply"),
    ("POST", "/cases/bookings/{id}/cancel", "apply"),
    ("GET", "/rental", "case"),
    ("GET", "/rental/flats", "case"),
    ("POST", "/rental/flats", "case"),
    ("POST", "/rental/flats/{id}/offer", "case"),
    ("POST", "/rental/{id}/accept", "case"),
    ("POST", "/rental/{id}/decline", "case"),
    ("POST", "/rental/{id}/lease", "case"),
    ("GET", "/disputes", "case"),
    ("POST", "/disputes/{id}/open", "case"),
    ("POST", "/disputes/{id}/begin", "case"),
    ("POST", "/disputes/{id}/call", "case"),
    ("POST", "/disputes/{id}/agree", "case"),
    ("POST", "/disputes/{id}/fail", "case"),
    ("POST", "/disputes/{id}/kept", "case"),
    ("POST", "/disputes/{id}/not-kept", "case"),
    ("POST", "/disputes/{id}/lawyer", "case"),
    ("POST", "/disputes/{id}/accept", "case"),
    ("POST", "/disputes/{id}/decline", "case"),
    ("POST", "/disputes/{id}/extend", "case"),
    ("POST", "/disputes/{id}/award", "case"),
    ("POST", "/disputes/{id}/settle", "case"),
    ("GET", "/vaccines", "case"),
    ("GET", "/vaccines/{id}", "case"),
    ("POST", "/vaccines/{id}/doses", "case"),
    ("POST", "/relief", "apply"),
    ("GET", "/relief", "case"),
    ("POST", "/help-calls", "apply"),
    ("GET", "/help-calls", "case"),
    ("POST", "/help-calls/{id}/accept", "case"),
    ("POST", "/help-calls/{id}/follow", "case"),
]
# of one stay: body, and who may do it
ON_ONE = {
    "/files/{id}": None,
    "/files/{id}/open": {"purpose": "handling"},
    "/stays/{id}/confirm": {},
    "/stays/{id}/leave": {"on": timezone.localdate().isoformat()},
    "/stays/{id}/propose-end": {
        "reason": "left",
        "basis": "visit",
        "note": "空房",
        "on": timezone.localdate().isoformat(),
    },
    "/stays/{id}/undo-end": {"why": "误操作"},
}


def ask(method: str, path: str, token: str | None, body: object = None, stay: object = NOBODY) -> Any:
    headers = {
        "Idempotency-Key": uuid.uuid4().hex,
        **({"Authorization": f"Bearer {token}"} if token is not None else {}),
    }
    address = "/api/v1" + path.replace("{id}", str(stay))
    if method == "GET":
        return Client().get(address, headers=headers)
    return Client().post(address, json.dumps(body or {}), content_type="application/json", headers=headers)


def test_every_operation_is_listed_here() -> None:
    paths = Client().get("/api/v1/openapi.json").json()["paths"]
    found = {
        (method.upper(), re.sub(r"{\w+}", "{id}", path.removeprefix("/api/v1")), operation.get("x-scope", ""))
        for path, operations in paths.items()
        for method, operation in operations.items()
    }
    assert found == set(OPERATIONS)


@pytest.mark.parametrize(("method", "path", "scope"), OPERATIONS)
def test_without_a_good_token_nobody_gets_in(method: str, path: str, scope: str) -> None:
    here = factories.community()
    post = factories.registrar(of=here)
    today = timezone.localdate()
    client, revoked = account.add_client(
        name="旧", post_id=post.id, scopes=list(account.SCOPES), expires_on=None, by=machines.ADMIN, at=factories.NOW
    )
    account.revoke_client(client_id=client.id, by=machines.ADMIN, at=factories.NOW)
    expired = machines.of(post, expires_on=today).token
    ended = factories.registrar(of=here)
    former = machines.of(ended).token
    account.dismiss(post_id=ended.id, by=machines.ADMIN, at=timezone.now())
    gone = factories.registrar(of=here)
    dismissed = machines.of(gone).token
    gone.staff.is_active = False
    gone.staff.save()
    for token in (None, "", "wrong", "错", revoked, expired, former, dismissed):
        answer = ask(method, path, token)
        assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json"), token
        assert answer["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize(("method", "path", "scope"), [row for row in OPERATIONS if row[2]])
def test_a_token_without_the_scope_is_told_which_one_it_lacks(method: str, path: str, scope: str) -> None:
    post = factories.registrar(of=factories.community())
    others = [one for one in account.SCOPES if one != scope]
    answer = ask(method, path, machines.of(post, *others).token)
    assert answer.status_code == 403
    assert scope in answer.json()["detail"]


@pytest.mark.parametrize("path", list(ON_ONE))
def test_another_area_s_stay_answers_like_one_that_does_not_exist(path: str) -> None:
    here, there = factories.community(), factories.community(street="002")
    stay = factories.registered(at=here)
    stranger = machines.registrar(at=there, role="chief")
    method = "GET" if ON_ONE[path] is None else "POST"
    before = Act.objects.filter(person_id=stay.person_id).count()
    theirs = ask(method, path, stranger.token, ON_ONE[path], stay.id)
    nothing = ask(method, path, stranger.token, ON_ONE[path], NOBODY)
    assert theirs.status_code == nothing.status_code == 404

    def said(answer: Any) -> dict[str, Any]:
        return {name: value for name, value in answer.json().items() if name != "request"}

    assert said(theirs) == said(nothing)
    assert Act.objects.filter(person_id=stay.person_id).count() == before
    assert Stay.objects.get(id=stay.id).state == "registered"


@pytest.mark.parametrize("path", ["/stays/{id}/propose-end", "/stays/{id}/undo-end"])
def test_a_role_that_may_not_gets_the_answer_for_what_does_not_exist(path: str) -> None:
    here = factories.community()
    stay = factories.registered(at=here)
    hall = factories.unit(code="hall1", kind="hall", department="government", level="street", covers=here.parent)
    clerk = machines.of(factories.post(unit=hall, role="clerk"))
    assert ask("GET", "/files/{id}", clerk.token, None, stay.id).status_code == 200
    assert ask("POST", path, clerk.token, ON_ONE[path], stay.id).status_code == 404


def test_a_revoked_token_is_out_at_once() -> None:
    machine = machines.registrar(at=factories.community())
    assert machine.get("/places?q=红星").status_code == 200
    account.revoke_client(client_id=ApiClient.objects.get().id, by=machines.ADMIN, at=factories.NOW)
    assert machine.get("/places?q=红星").status_code == 401


def test_L8_a_machine_stops_the_moment_its_officer_is_locked_by_hand() -> None:
    machine = machines.registrar(at=factories.community())
    holder = ApiClient.objects.select_related("post").get().post.staff_id
    assert machine.get("/places?q=红星").status_code == 200
    account.lock(staff_id=holder, by=machines.ADMIN, at=factories.NOW, reason="停职")
    assert machine.get("/places?q=红星").status_code == 401
    account.unlock(staff_id=holder, by=machines.ADMIN, at=factories.NOW)
    assert machine.get("/places?q=红星").status_code == 200


def test_a_post_moved_to_nowhere_sees_nothing_at_once() -> None:
    here = factories.community()
    stay = factories.registered(at=here)
    machine = machines.registrar(at=here)
    assert machine.get(f"/files/{stay.id}").status_code == 200
    other = factories.station(of=factories.community(street="002"))
    post = ApiClient.objects.select_related("post").get().post
    post.unit = other
    post.save()
    assert machine.get(f"/files/{stay.id}").status_code == 404


def test_a_machine_that_asks_too_often_is_told_when_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(entry, "buckets", limits.Buckets(rate=1.0, clock=lambda: now[0]))
    machine, other = machines.registrar(at=factories.community()), machines.registrar(at=factories.community())
    codes = [machine.get("/places?q=x").status_code for _ in range(limits.BURST + 1)]
    assert codes == [200] * limits.BURST + [429]
    assert machine.get("/places?q=x")["Retry-After"] == "1"
    assert other.get("/places?q=x").status_code == 200
    now[0] += 1
    assert machine.get("/places?q=x").status_code == 200


def test_an_address_that_is_none_answers_as_problem() -> None:
    for path in ("/api/v1/nothing", "/api/v2/registrations", "/api/"):
        answer = Client().get(path)
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_expiry_counts_from_the_day_itself() -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    machine = machines.of(factories.registrar(of=factories.community()), expires_on=tomorrow)
    assert machine.get("/places?q=x").status_code == 200
    assert not Person.objects.exists()


def test_each_process_lets_its_share_of_the_rate_through(settings: Any) -> None:
    assert entry.buckets.rate == settings.API_RATE
    # what two processes let through together is what ANJU_API_RATE says, 100 unless set
    assert settings.WEB_WORKERS == 2
    assert settings.API_RATE * settings.WEB_WORKERS == 100.0
