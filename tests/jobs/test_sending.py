"""Sending: each message once, by whoever claims it; bounded tries; nothing at night; codes first."""

import datetime
import logging
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core import mail
from django.db import connection, transaction
from pytest_django import Settings
from tests import factories as make

from anju.actions import message as messages
from anju.actions import sending as actions
from anju.jobs import sending
from anju.law.notice import PAUSES, TRIES
from anju.models import Binding, Message, Person, Resident
from anju.queries import messages as queries

Outbox = Callable[[], list[dict[str, str]]]
db = pytest.mark.django_db


def person(*, phone: str = "13912345678") -> Person:
    about = make.registered(at=make.community(), phone=phone).person
    Message.objects.all().delete()
    return about


def told(about: Person, *, kind: str = "ended", dedupe: str = "one", at: datetime.datetime = make.NOW) -> Message:
    made = messages.to_person(person=about, kind=kind, params={"number": "DJ1"}, dedupe=dedupe, at=at)
    assert made is not None
    return made


def code() -> Message:
    values = {"phone": "13800001111", "secret": {"code": "424242"}, "params": {"minutes": 5}}
    return messages.to_phone(kind="phone_code", dedupe="c", at=make.NOW, **values)  # type: ignore[arg-type]


def broken(settings: Settings) -> None:
    settings.SMS_ADAPTER = "http"
    settings.SMS_GATEWAY_URL = "http://127.0.0.1:9/send"
    settings.SMS_GATEWAY_HEADERS = {}
    settings.SMS_GATEWAY_TIMEOUT = 2


@db
def test_a_job_run_twice_sends_once(outbox: Outbox) -> None:
    told(person())
    assert dict(sending.run(at=make.NOW)) == {"sms sent": 1}
    assert dict(sending.run(at=make.later(hours=1))) == {}
    assert [row["to"] for row in outbox()] == ["13912345678"]


@db
def test_an_sms_is_short_and_ends_with_the_way_to_the_inbox(outbox: Outbox, settings: Settings) -> None:
    settings.PUBLIC_URL = "https://anju.example"
    told(person())
    sending.run(at=make.NOW)
    assert outbox()[0]["text"] == "您的居住登记（DJ1）已注销。如有错误可以恢复，请联系派出所。 https://anju.example/my/"


@db
def test_an_sms_speaks_the_language_of_its_reader(outbox: Outbox, settings: Settings) -> None:
    settings.PUBLIC_URL = "https://anju.example"
    about = person()
    Resident.objects.update(language="en")
    told(about)
    sending.run(at=make.NOW)
    assert outbox()[0]["text"].startswith("Your registration DJ1 has ended.")


@db
def test_L2_a_number_is_forgotten_once_it_is_not_needed(outbox: Outbox) -> None:
    made = told(person())
    sending.run(at=make.NOW)
    row = Message.objects.get(id=made.id)
    assert (row.sms, row.sms_at, row.sms_tries, row.phone) == ("sent", make.NOW, 1, None)


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


@db
def test_a_code_goes_out_first_and_without_a_link(outbox: Outbox) -> None:
    about = person()
    for number in range(actions.BATCH + 1):
        told(about, dedupe=str(number), at=make.later(minutes=-30))
    made = code()
    assert actions.claim(at=make.NOW, limit=1)[0].message_id == made.id


@db
def test_a_code_that_has_expired_is_not_sent(outbox: Outbox) -> None:
    made = code()
    sending.run(at=make.later(minutes=6))
    row = Message.objects.get(id=made.id)
    assert (row.sms, row.error, outbox()) == ("failed", "too_late", [])


@db
def test_a_code_is_forgotten_once_it_is_sent(outbox: Outbox) -> None:
    made = code()
    sending.run(at=make.NOW)
    assert outbox()[0]["text"].startswith("验证码424242，5分钟内有效。")
    assert Message.objects.get(id=made.id).params == {"minutes": 5}


@db
def test_C10_a_person_gets_two_reminders_a_day_and_every_notice(outbox: Outbox) -> None:
    about = person()
    for number in range(3):
        told(about, kind="returned_waiting", dedupe=f"r{number}")
        told(about, dedupe=f"n{number}")
    sending.run(at=make.NOW)
    told(about, kind="returned_waiting", dedupe="r3")
    sending.run(at=make.later(hours=1))
    told(about, kind="returned_waiting", dedupe="r4", at=make.later(days=1))
    sending.run(at=make.later(days=1))
    states = dict(Message.objects.order_by("dedupe").values_list("dedupe", "sms"))
    assert states == {
        "n0": "sent", "n1": "sent", "n2": "sent",
        "r0": "sent", "r1": "sent", "r2": "limited", "r3": "limited", "r4": "sent",
    }  # fmt: skip


@db
def test_C10_a_reminder_taken_up_at_night_waits_for_the_morning(outbox: Outbox) -> None:
    night = datetime.datetime(2026, 3, 4, 21, 30, tzinfo=messages.CITY_TIME)
    told(person(), kind="returned_waiting", at=night - datetime.timedelta(hours=1))
    assert dict(sending.run(at=night)) == {}
    assert Message.objects.get().sms == "waiting"
    assert dict(sending.run(at=night + datetime.timedelta(hours=11))) == {"sms sent": 1}


@db
def test_a_reminder_that_waited_for_days_is_not_sent_any_more(outbox: Outbox) -> None:
    told(person(), kind="returned_waiting")
    sending.run(at=make.later(days=3, hours=1))
    assert (Message.objects.get().error, outbox()) == ("too_late", [])


@db
def test_what_was_not_sent_is_tried_five_times_with_growing_pauses(settings: Settings) -> None:
    broken(settings)
    told(person())
    at = make.NOW
    for pause in PAUSES:
        assert dict(sending.run(at=at)) == {"sms waiting": 1}
        assert dict(sending.run(at=at + datetime.timedelta(seconds=pause - 1))) == {}
        at += datetime.timedelta(seconds=pause)
    assert dict(sending.run(at=at)) == {"sms failed": 1}
    assert dict(sending.run(at=at + datetime.timedelta(days=30))) == {}
    row = Message.objects.get()
    assert (row.sms, row.sms_tries, row.error, row.phone) == ("failed", TRIES, "no_connection", None)


@db
def test_what_failed_is_seen_without_its_receiver(settings: Settings) -> None:
    broken(settings)
    made = told(person())
    Message.objects.update(sms_tries=TRIES - 1)
    sending.run(at=make.NOW)
    seen = queries.undelivered(since=make.later(days=-1))
    assert [(row.id, row.channel, row.state, row.tries, row.error) for row in seen] == [
        (made.id, "sms", "failed", TRIES, "no_connection")
    ]


@db
def test_after_a_crash_between_sending_and_noting_it_nothing_is_sent_again(outbox: Outbox) -> None:
    told(person())
    assert len(actions.claim(at=make.NOW)) == 1
    assert dict(sending.run(at=make.later(minutes=9))) == {}
    assert dict(sending.run(at=make.later(minutes=10))) == {}
    row = Message.objects.get()
    assert (row.sms, row.error, row.phone, outbox()) == ("unsure", "no_word", None, [])


@db
def test_a_late_answer_changes_nothing(outbox: Outbox) -> None:
    told(person())
    outgoing = actions.claim(at=make.NOW)[0]
    assert actions.settle(outgoing=outgoing, outcome="sent", error="", at=make.NOW) == "sent"
    assert actions.settle(outgoing=outgoing, outcome="again", error="x", at=make.NOW) == "gone"
    Message.objects.all().delete()
    assert actions.settle(outgoing=outgoing, outcome="sent", error="", at=make.NOW) == "gone"


@db
def test_what_may_have_been_sent_is_not_sent_again(outbox: Outbox) -> None:
    told(person())
    outgoing = actions.claim(at=make.NOW)[0]
    assert actions.settle(outgoing=outgoing, outcome="unsure", error="no_answer", at=make.NOW) == "unsure"
    assert dict(sending.run(at=make.later(days=1))) == {}


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
