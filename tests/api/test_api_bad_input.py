"""What nobody sends by mistake: no fault, nothing kept, nothing in the log."""

import json
import logging
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.api import machines

from anju.models import Person, Stay

pytestmark = pytest.mark.django_db
STRANGE: list[Any] = [
    None,
    True,
    7,
    -1.5,
    10**30,
    "",
    "x" * 1001,
    "\0",
    "\u202e",
    "𠮷😀",
    "'; DROP TABLE stay; --",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}{% load x %}",
    "../../etc/passwd",
    [],
    {},
    [[["x"]]],
    {"$ne": None},
]


def body(here: Any, **changes: Any) -> dict[str, Any]:
    return factories.raw(at=here, arrived_on=timezone.localdate().isoformat(), **changes)


@pytest.mark.parametrize(
    "field",
    [
        "name",
        "id_kind",
        "id_number",
        "hukou_county",
        "community",
        "address",
        "dwelling",
        "arrived_on",
        "reason",
        "minors",
        "agent",
    ],
)
def test_a_strange_value_is_refused_on_its_field(field: str) -> None:
    here = factories.community()
    machine = machines.registrar(at=here)
    for value in STRANGE:
        if [field, value] in [["minors", []], ["agent", None]]:
            continue
        answer = machine.post("/registrations", {**body(here), field: value})
        assert answer.status_code in {400, 422}, (field, value, answer.content)
        if answer.status_code == 422:
            assert all(one["field"].split(".")[0] == field for one in answer.json()["errors"])
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"", 422),
        (b"{", 400),
        (b"nonsense", 400),
        (b"[]", 422),
        (b'"text"', 422),
        (b"null", 422),
        (b"\xff\xfe", 400),
        (b'{"name": NaN}', 400),
        (b'{"name": "\\ud800"}', 400),
        (b'{"name": "\\u0000"}', 400),
        (b"[" * 60_000, 400),
        (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, 400),
        (b"x" * 70_000, 413),
        (b"x" * 5_000_000, 413),
    ],
)
def test_a_body_that_is_no_request_is_refused(sent: bytes, status: int) -> None:
    machine = machines.registrar(at=factories.community())
    answer = machine.post("/registrations", sent)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


def test_only_json_is_read() -> None:
    machine = machines.registrar(at=factories.community())
    headers = machine.headers(**{"Idempotency-Key": "k"})
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        answer = Client().post("/api/v1/registrations", "a=b", content_type=kind, headers=headers)
        assert answer.status_code == 415


def test_a_key_must_be_plain_and_short() -> None:
    here = factories.community()
    machine = machines.registrar(at=here)
    for key in ("", "a b", "钥匙", "x" * 65, "a\tb"):
        headers = machine.headers(**{"Idempotency-Key": key})
        answer = Client().post(
            "/api/v1/registrations", json.dumps(body(here)), content_type="application/json", headers=headers
        )
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "Idempotency-Key"), key
    assert not Person.objects.exists()


def test_strange_addresses_and_parameters_are_answered_in_place() -> None:
    machine = machines.registrar(at=factories.community())
    for path, status in (
        ("/files/1", 422),
        ("/files/%00", 422),
        ("/files/" + "9" * 3000, 422),
        ("/files?state=%00", 400),
        ("/files?limit=x", 422),
        ("/files?limit=9999999999999999999999", 422),
        ("/files?cursor=" + "A" * 401, 422),
        ("/files?cursor=AAAA", 422),
        ("/places", 422),
        ("/places?q=%F0%9F%98%80", 200),
        ("/places?q=%27%3B--", 200),
    ):
        answer = machine.get(path)
        assert answer.status_code == status, (path, answer.content[:200])


def test_another_method_is_told_which_ones_there_are() -> None:
    machine = machines.registrar(at=factories.community())
    answer = machine.web.delete("/api/v1/registrations", headers=machine.headers())
    assert (answer.status_code, answer["Allow"]) == (405, "POST")


def test_no_number_of_a_person_stands_in_any_log_line(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    here = factories.community()
    machine = machines.registrar(at=here)
    number, phone = factories.id_number(), "13912345678"
    with caplog.at_level(logging.DEBUG):
        answer = machine.post("/registrations", body(here, id_number=number, phone=phone))
        assert answer.status_code == 201
        machine.post("/registrations", body(here, id_number=number, phone=phone))
        machine.post("/registrations", {**body(here), "id_number": number + "1", "phone": phone + "x"})
        machine.post("/search", {"kind": "id_number", "text": number, "purpose": "handling"})
        machine.get(f"/files/{number}")
        machine.get(f"/places?q={phone}")
    logged = caplog.text + "".join(capfd.readouterr())
    assert number not in logged
    assert phone not in logged


def test_what_a_problem_says_never_repeats_what_was_sent() -> None:
    here = factories.community()
    machine = machines.registrar(at=here)
    number = factories.id_number()
    for changed in ({"id_number": number + "1"}, {"phone": number}, {"name": [number]}, {number: 1}):
        answer = machine.post("/registrations", {**body(here), **changed})
        assert answer.status_code == 422
        if number not in changed:
            assert number not in answer.content.decode()
    assert not Stay.objects.exists()
