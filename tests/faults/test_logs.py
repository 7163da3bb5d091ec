"""No log holds an ID number or a phone: good, bad and crashing requests, read back from every log there is."""

import json
import subprocess
import sys
import uuid

import psycopg
import pytest
from tests import factories
from tests.faults.running import Service

NUMBER = factories.id_number(serial=901)
PHONE = "13987654321"
WIDE = NUMBER.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
SPACED = f"{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}"


def knock(service: Service) -> list[int]:
    """Send the numbers everywhere they may turn up, and return how each was answered."""
    officer, resident = service.made["registrar"], service.next("residents")[0]
    body, form = service.next("bodies"), service.next("forms")
    told = {"id_number": NUMBER, "phone": PHONE}
    machine = {"Authorization": f"Bearer {service.made['token']}", "Content_Type": "application/json"}
    key = uuid.uuid4().hex
    broken = json.dumps({**body, **told})[:-1]
    answers = [
        service.machine("/registrations", {**body, **told}, key=key),
        service.machine("/registrations", {**body, **told}, key=uuid.uuid4().hex),
        service.machine("/registrations", {**body, **told, "name": NUMBER, PHONE: NUMBER}, key=uuid.uuid4().hex),
        service.machine("/declarations", {**body, **told, "arrived_on": NUMBER}, key=NUMBER),
        service.machine(f"/stays/{NUMBER}/confirm", told, key=uuid.uuid4().hex),
        service.ask("POST", "/api/v1/declarations", broken, Idempotency_Key=PHONE, **machine),
        service.ask("GET", f"/api/v1/persons?id_number={NUMBER}&{PHONE}=1", **machine),
        service.ask("GET", f"/api/v1/{NUMBER}/{PHONE}", Authorization=f"Bearer {NUMBER}"),
        service.form("/counter/new/", {**form, **told, "name": PHONE, "arrived_on": WIDE}, session=officer),
        service.form("/counter/new/", {**form, **told, "phone": SPACED}, session=officer),
        service.ask("GET", f"/counter/search/?q={NUMBER}&kind=id_number&after={PHONE}", session=officer),
        service.ask("GET", f"/counter/files/{NUMBER}/", session=officer),
        service.ask("GET", f"/V/{PHONE}"),
        service.ask("GET", f"/my/files/{NUMBER}/?phone={PHONE}", session=resident),
        service.form("/declare/who/", {**told, "id_kind": "id_card", "name": "王"}, session=resident),
        service.form("/sign-in/", {"phone": PHONE}, session=resident),
        service.form("/sign-in/", {"phone": PHONE}, session=""),
        service.form("/staff/sign-in/", {"login": PHONE, "password": NUMBER}, session=""),
        service.ask("POST", "/sign-in/", f"phone={PHONE}", Content_Type="application/x-www-form-urlencoded"),
        service.ask("POST", "/field/sync/", broken, session=service.made["coordinator"], X_CSRFToken="t" * 32),
        service.form("/crash/", {"id_number": NUMBER, "phone": PHONE}, session=resident),
        service.form(
            "/crash/", {"id_number": SPACED, "phone": f"+86 {PHONE[:3]} {PHONE[3:7]} {PHONE[7:]}"}, session=""
        ),
    ]
    return [answer.status for answer in answers]


def work(service: Service, *, break_with: str) -> None:
    """Let the worker do what waits, a job that breaks on a number included."""
    service.sql(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args, status) "
        "VALUES ('default', 'anju.send_messages', 0, %s, 'todo')",
        json.dumps({"timestamp": 0, break_with: break_with}),
    )
    with (service.folder / "worker.log").open("ab") as log:
        command = [sys.executable, "-m", "django", "procrastinate", "worker", "--one-shot"]
        done = subprocess.run(command, env=service.environment, stdout=log, stderr=log, check=False, timeout=90)
    assert done.returncode == 0


def test_no_number_and_no_phone_stands_in_any_log(service: Service) -> None:
    statuses = knock(service)
    assert set(statuses) <= {200, 201, 302, 400, 401, 403, 404, 405, 409, 415, 422, 500}
    assert (statuses[0], statuses.count(500)) == (201, 2)
    work(service, break_with=NUMBER)
    with pytest.raises(psycopg.Error):
        service.sql("INSERT INTO person (id) SELECT CAST(%s AS text)::uuid FROM person", NUMBER + "x")
    text = "\n".join(path.read_text(errors="replace") for path in service.logs)
    # what happened is told
    assert text.count("could not read '[id number]'") == 2
    assert '"path": "/V/[code]"' in text
    assert "send_messages" in (service.folder / "worker.log").read_text()
    # and whom it was about is not
    close = "".join(text.split()).replace("-", "")
    assert [one for one in (NUMBER, PHONE, WIDE) if one in close] == []
