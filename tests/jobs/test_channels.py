"""Channels: two workers at once, mail, the outbox, and what must never reach a log."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from pytest_django import Settings
from tests import factories as make
from tests.telling import person, told

from anju.actions import message as messages
from anju.actions import sending as actions
from anju.jobs import sending
from anju.models import Binding, Message

Outbox = Callable[[], list[dict[str, str]]]
db = pytest.mark.django_db


@db
def test_no_number_and_no_words_reach_the_log(
    outbox: Outbox, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    told(person(phone="13912340000"))
    messages.to_phone(
        phone="13912340000",
        kind="phone_code",
        secret={"code": "424242"},
        params={"minutes": 5},
        dedupe="c",
        at=make.NOW,
    )
    sending.run(at=make.NOW)
    seen = caplog.text + "".join(capfd.readouterr())
    assert ("13912340000" in seen, "424242" in seen, "DJ1" in seen) == (False, False, False)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_never_get_the_same_message() -> None:
    about = person()
    ids = {told(about, dedupe=str(number)).id for number in range(10)}
    got: list[object] = []

    def other() -> None:
        try:
            got.extend(outgoing.message_id for outgoing in actions.claim(at=make.NOW, limit=10))
        finally:
            connection.close()

    with transaction.atomic():
        mine = {outgoing.message_id for outgoing in actions.claim(at=make.NOW, limit=4)}
        worker = threading.Thread(target=other)
        worker.start()
        worker.join(timeout=20)
    assert (len(mine), mine & set(got), mine | set(got)) == (4, set(), ids)


@db
def test_staff_get_mail_with_the_link(settings: Settings, outbox: Outbox) -> None:
    settings.PUBLIC_URL = "https://anju.example"
    staff = make.staff()
    staff.email = "zhang@example.cn"
    staff.save()
    messages.to_staff(
        staff_id=staff.id, kind="check_overdue", params={"count": 3}, dedupe="s", at=make.NOW, link="/staff/", mail=True
    )
    assert dict(sending.run(at=make.NOW)) == {"mail sent": 1}
    assert [(one.to, one.subject, one.body.splitlines()[-1]) for one in mail.outbox] == [
        (["zhang@example.cn"], "有3份申报超过核对期限", "https://anju.example/staff/")
    ]


@db
@pytest.mark.parametrize(("email", "error"), [("", "no_address"), ("x@example.cn", "ConnectionRefusedError")])
def test_mail_that_can_not_go_is_tried_again(settings: Settings, outbox: Outbox, email: str, error: str) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    staff = make.staff()
    staff.email = email
    staff.save()
    messages.to_staff(staff_id=staff.id, kind="check_overdue", params={"count": 3}, dedupe="s", at=make.NOW, mail=True)
    assert dict(sending.run(at=make.NOW)) == {"mail waiting": 1}
    assert Message.objects.get().error == error


@db
def test_mail_lost_in_a_crash_is_unsure(outbox: Outbox) -> None:
    messages.to_staff(
        staff_id=make.staff().id, kind="check_overdue", params={"count": 3}, dedupe="s", at=make.NOW, mail=True
    )
    actions.claim(at=make.NOW)
    sending.run(at=make.later(minutes=11))
    assert Message.objects.get().mail == "unsure"


@db
def test_a_person_who_is_gone_is_told_nothing_more(outbox: Outbox) -> None:
    about = person()
    Binding.objects.all().delete()
    told(about)
    Message.objects.all().delete()
    assert dict(sending.run(at=make.NOW)) == {}


@db
def test_the_outbox_is_its_owners_alone(outbox: Outbox, settings: Settings) -> None:
    told(person())
    sending.run(at=make.NOW)
    folder = Path(settings.SMS_OUTBOX)
    modes = [oct(path.stat().st_mode & 0o777) for path in [folder, *folder.iterdir()]]
    assert modes == ["0o700", "0o600"]


@db
def test_an_outbox_that_can_not_be_written_is_tried_again(settings: Settings, tmp_path: Path) -> None:
    blocked = tmp_path / "outbox"
    blocked.write_text("a file where the folder should be")
    settings.SMS_ADAPTER, settings.SMS_OUTBOX = "outbox", blocked
    told(person())
    assert dict(sending.run(at=make.NOW)) == {"sms waiting": 1}


@db
def test_a_carrier_nobody_knows_is_named(settings: Settings) -> None:
    settings.SMS_ADAPTER = "pigeon"
    with pytest.raises(ValueError, match="ANJU_SMS must be outbox or http"):
        sending.run(at=make.NOW)


@db
def test_one_message_nobody_can_read_holds_up_no_other(outbox: Outbox) -> None:
    about = person()
    broken_seal, forgotten = told(about, dedupe="one"), told(about, dedupe="two")
    Message.objects.filter(id=broken_seal.id).update(phone=b"\xff" * 40)
    Message.objects.filter(id=forgotten.id).update(kind="forgotten")
    told(about, dedupe="three")
    assert dict(sending.run(at=make.NOW)) == {"sms sent": 1}
    rows = dict(Message.objects.values_list("dedupe", "sms"))
    assert rows == {"one": "failed", "two": "failed", "three": "sent"}


@pytest.mark.django_db(transaction=True)
def test_a_code_wakes_the_worker_at_once(outbox: Outbox) -> None:
    messages.to_phone(
        phone="13800001111",
        kind="phone_code",
        secret={"code": "424242"},
        params={"minutes": 5},
        dedupe="c",
        at=timezone.now(),
    )
    # asked for again before the worker came: one job is enough
    messages.wake()
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
    assert [row["to"] for row in outbox()] == ["13800001111"]
