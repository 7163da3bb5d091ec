"""The disk is full: nothing half-written, everyone told in words, what was typed still there, no message lost."""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from tests import factories
from tests.api import machines
from tests.pages.citizen import walking

from anju.jobs import sending
from anju.models import Act, Draft, Idempotency, Message, Person, Receipt, Stay
from anju.web import access, clock

pytestmark = pytest.mark.django_db(transaction=True)

FILLED = (Act, Idempotency, Person, Receipt, Stay)


@contextmanager
def full(table: str) -> Iterator[None]:
    """Let PostgreSQL refuse rows of a table as it does when the disk is full."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION USING "
            "ERRCODE = '53100', MESSAGE = 'could not extend file: No space left on device'; END $$"
        )
        cursor.execute(f"CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON {table} EXECUTE FUNCTION full_disk()")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION full_disk CASCADE")


def rows() -> list[int]:
    return [model._default_manager.count() for model in FILLED]


def today() -> str:
    return clock.today().isoformat()


def signed_in() -> Client:
    client = Client(raise_request_exception=False)
    session = client.session
    session[access.RESIDENT] = str(factories.resident().id)
    session.save()
    return client


@pytest.fixture
def here() -> Any:
    made = factories.community()
    factories.station(of=made)
    return made


@pytest.mark.parametrize("table", ["act", "idempotency", "receipt"])
def test_a_machine_is_told_and_its_retry_makes_the_one_registration(here: Any, table: str) -> None:
    machine, body = machines.registrar(at=here), factories.raw(at=here, arrived_on=today())
    before = rows()
    with full(table):
        answer = machine.post("/registrations", body, key="one", **{"Accept-Language": "en"})
        assert (answer.status_code, answer["Retry-After"]) == (507, "300")
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["detail"] == "The service has run out of space; this step has not been done."
        assert rows() == before
    assert machine.post("/registrations", body, key="one").status_code == 201
    assert Stay.objects.count() == Receipt.objects.count() == 1


def test_an_officers_form_keeps_all_that_was_typed(here: Any) -> None:
    browser, post = Client(raise_request_exception=False), factories.registrar(of=here)
    browser.force_login(post.staff)
    browser.get("/counter/new/")
    typed = factories.raw(at=here, arrived_on=today(), name="王<小明>")
    address = {f"address.{part}": value for part, value in typed.pop("address").items()}
    data = {"once": str(uuid.uuid4()), **typed, **address}
    data["name"] = "王小明"
    before = rows()
    with full("act"):
        answer = browser.post("/counter/new/", {**data, "workplace": '"<b>厂'})
    page = answer.content.decode()
    assert (answer.status_code, rows()) == (507, before)
    assert "系统存储空间满了" in page
    assert answer["X-Request-Id"] in page
    assert all(f'name="{name}" value="{value}"' in page for name, value in data.items())
    assert 'value="&quot;&lt;b&gt;厂"' in page
    assert browser.post("/counter/new/", data).status_code == 302
    assert Stay.objects.count() == 1


def test_a_residents_answers_stay_on_the_page_and_in_the_draft(here: Any) -> None:
    client = signed_in()
    walking.fill(client, walking.answers(here), until="work")
    hidden = walking.held(client, "/declare/work/")
    with full("draft"):
        answer = client.post("/declare/work/", {**hidden, "workplace": "鲁南机械厂"})
    page = answer.content.decode()
    assert answer.status_code == 507
    assert 'name="workplace" value="鲁南机械厂"' in page
    assert client.post("/declare/work/", {**hidden, "workplace": "鲁南机械厂"}).status_code == 302
    walking.fill(client, walking.answers(here, arrived={"arrived_on": "other", "arrived_date": today()}))
    form = walking.held(client, "/declare/check/")
    with full("act"):
        assert client.post("/declare/check/", form).status_code == 507
    assert (Stay.objects.count(), Draft.objects.count()) == (0, 1)
    assert client.post("/declare/check/", form).status_code == 302
    assert Stay.objects.count() == 1


def test_a_session_that_can_not_be_kept_is_told_in_words_too() -> None:
    with full("django_session"):
        answer = Client(raise_request_exception=False).post("/sign-in/", {"phone": "13812345678"})
    assert answer.status_code == 507
    assert 'name="phone" value="13812345678"' in answer.content.decode()


def test_an_entry_made_offline_may_be_sent_again_under_its_key(here: Any) -> None:
    hall = factories.unit(
        code=f"sq-{here.code}", kind="community", department="community", level="community", covers=here
    )
    client = Client(raise_request_exception=False)
    client.force_login(factories.post(unit=hall, role="coordinator").staff)
    client.get("/field/")
    content = factories.raw(at=here, arrived_on=today())
    item = {"key": "k1", "act": "declare", "at": f"{today()}T00:00:01+08:00", "content": content}

    def send() -> Any:
        answer = client.post("/field/sync/", json.dumps({"items": [item]}), content_type="application/json")
        return answer.json()["answers"][0]

    before = rows()
    with full("act"):
        assert (send()["status"], rows()) == ("failed", before)
    assert (send()["status"], send()["again"], Stay.objects.count()) == ("done", True, 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_an_sms_that_finds_no_room_goes_out_later(settings: LazySettings, tmp_path: Path) -> None:
    settings.SMS_ADAPTER, settings.SMS_OUTBOX = "outbox", tmp_path
    Client().post("/sign-in/", {"phone": "13812345678"})
    row = Message.objects.get()
    (tmp_path / f"{row.id}.part").symlink_to("/dev/full")
    sending.run()
    row.refresh_from_db()
    assert (row.sms, row.error) == ("waiting", "outbox_28")
    assert [path.suffix for path in tmp_path.iterdir()] == [".part"]
    (tmp_path / f"{row.id}.part").unlink()
    sending.run(at=row.due_at)
    row.refresh_from_db()
    assert row.sms == "sent"
    assert json.loads((tmp_path / f"{row.id}.json").read_text())["to"] == "13812345678"
