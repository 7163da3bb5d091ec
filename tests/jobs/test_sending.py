"""Sending: each message once, by whoever claims it; bounded tries; nothing at night; codes first."""

import datetime
from collections.abc import Callable

import pytest
from pytest_django import Settings
from tests import factories as make
from tests.telling import broken, code, person, told

from anju.actions import sending as actions
from anju.jobs import sending
from anju.law import city
from anju.law.notice import PAUSES, TRIES
from anju.models import Message, Resident
from anju.queries import messages as queries

Outbox = Callable[[], list[dict[str, str]]]
db = pytest.mark.django_db


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
    night = datetime.datetime(2026, 3, 4, 21, 30, tzinfo=city.TIME)
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
    seen = queries.undelivered(at=make.NOW)
    assert [(row.kind, row.channel, row.state, row.error, row.count, row.last) for row in seen] == [
        (made.kind, "sms", "failed", "no_connection", 1, made.created_at)
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
