"""Sending undelivered messages again: by one kind and reason, to the number on file now. Source: D6, D7, L9."""

import datetime

import pytest
from pytest_django import Settings
from tests import factories as make
from tests.telling import broken, code, person, told

from anju.actions import message as messages
from anju.actions import resending
from anju.jobs import sending
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.models import Act, Message, Person, Post, Resident
from anju.queries import counts
from anju.queries import messages as queries
from anju.vault import seal

pytestmark = pytest.mark.django_db
ADMIN = Actor(kind="staff", role="system_admin", level="city")
FAILED = {"channel": "sms", "state": "failed", "error": "no_connection"}


def failed(message: Message, **changes: object) -> Message:
    values = {"sms": "failed", "sms_tries": 5, "phone": None, "error": "no_connection", **changes}
    Message.objects.filter(id=message.id).update(**values)
    return message


def again(*, kind: str = "ended", at: datetime.datetime = make.NOW, **lot: str) -> resending.Resent:
    return resending.resend(kind=kind, by=ADMIN, at=at, **{**FAILED, **lot})


def admin() -> Post:
    return make.post(
        unit=make.unit(code="ga-3713", kind="office", department="police", level="city"), role="system_admin"
    )


def test_one_lot_waits_again_with_the_number_on_file_now_and_nothing_else_does(settings: Settings) -> None:
    broken(settings)
    about = person(phone="13912345678")
    first, other = failed(told(about, dedupe="1")), failed(told(about, dedupe="2"), error="not_ok")
    unsure = failed(told(about, dedupe="3"), sms="unsure")
    about.phone = seal.seal(text="13700000009", column="person.phone", owner=about.id)
    about.save()
    assert again(at=make.later(days=1)) == resending.Resent(again=1, left=0)
    row = Message.objects.get(id=first.id)
    assert (row.sms, row.sms_tries, row.error, row.due_at) == ("waiting", 0, "", make.later(days=1))
    assert seal.unseal(data=bytes(row.phone or b""), column="message.phone", owner=row.id) == "13700000009"
    assert [Message.objects.get(id=one.id).sms for one in (other, unsure)] == ["failed", "unsure"]
    assert dict(sending.run(at=make.later(days=1))) == {"sms waiting": 1}


def test_the_act_tells_the_lot_and_nobody_s_name() -> None:
    failed(told(person()))
    again()
    act = Act.objects.get(what="resend")
    assert (act.subject_kind, act.subject_id, act.person_id) == ("messages", "ended", None)
    assert act.detail == {"channel": "sms", "state": "failed", "error": "no_connection", "count": 1}


def test_pressing_twice_sends_once() -> None:
    failed(told(person()))
    assert (again().again, again().again) == (1, 0)


def test_what_may_have_been_sent_goes_again_only_when_somebody_says_so() -> None:
    made = failed(told(person()), sms="unsure", error="no_answer")
    assert again(state="unsure", error="no_answer") == resending.Resent(again=1, left=0)
    assert Message.objects.get(id=made.id).sms == "waiting"


def test_a_code_and_words_of_another_version_are_never_sent_again() -> None:
    failed(told(person()), kind="forgotten")
    failed(code())
    for kind in ("phone_code", "forgotten"):
        with pytest.raises(Refusal) as refused:
            again(kind=kind)
        assert refused.value.code == "never_again"
    assert [row.again for row in queries.undelivered(at=make.NOW)] == [False, False]


def test_an_unknown_channel_or_state_is_no_filter_for_everything() -> None:
    made = failed(told(person()))
    for lot in ({"channel": "fax"}, {"state": "sent"}):
        with pytest.raises(Refusal) as refused:
            again(**lot)
        assert refused.value.code == "unknown_filter"
    assert Message.objects.get(id=made.id).sms == "failed"


def test_an_old_reminder_and_one_nobody_can_get_are_left_and_counted() -> None:
    about = person()
    old = messages.to_person(
        person=about,
        kind="confirm_stay",
        params={"number": "DJ1", "by": make.DAY.isoformat()},
        dedupe="old",
        at=make.NOW,
    )
    assert old is not None
    failed(old)
    assert again(kind="confirm_stay", at=make.later(days=4)) == resending.Resent(again=0, left=1)
    gone = failed(told(about, dedupe="gone"))
    Person.objects.update(phone=None)
    Resident.objects.update(phone=None)
    assert again(at=make.later(days=4)) == resending.Resent(again=0, left=1)
    assert Message.objects.get(id=gone.id).sms == "failed"


def test_a_resident_without_a_record_gets_it_by_the_phone_that_signs_in() -> None:
    who = make.resident(phone="13800002222")
    made = messages.to_resident(resident_id=who.id, kind="data_at_counter", params={}, dedupe="r", at=make.NOW)
    assert made is not None
    failed(made)
    assert again(kind="data_at_counter").again == 1
    row = Message.objects.get(id=made.id)
    assert seal.unseal(data=bytes(row.phone or b""), column="message.phone", owner=row.id) == "13800002222"


def test_mail_to_staff_is_sent_again_too() -> None:
    made = messages.to_staff(
        staff_id=make.staff().id, kind="check_overdue", params={"count": 3}, dedupe="s", at=make.NOW, mail=True
    )
    assert made is not None
    Message.objects.update(mail="unsure", mail_tries=1, error="no_word")
    seen = queries.undelivered(at=make.NOW)
    assert [(one.kind, one.channel, one.state, one.count, one.again) for one in seen] == [
        ("check_overdue", "mail", "unsure", 1, True)
    ]
    assert again(kind="check_overdue", channel="mail", state="unsure", error="no_word").again == 1
    assert Message.objects.get().mail == "waiting"


def test_the_page_and_its_figure_look_equally_far_back_and_group_alike() -> None:
    about = person()
    for number, (days, error) in enumerate(
        [(0, "no_connection"), (1, "no_connection"), (2, "http_502"), (-31, "not_ok")]
    ):
        failed(told(about, dedupe=str(number), at=make.later(days=days)), error=error)
    at = make.later(days=2)
    seen = queries.undelivered(at=at)
    assert [(one.error, one.count, one.reason.en) for one in seen] == [
        ("http_502", 1, "The SMS gateway answered 502"),
        ("no_connection", 2, "The SMS gateway can't be reached"),
    ]
    assert counts.of(cut=make.scope(admin()), on=at.date())["undelivered"] == 3
    assert again(error="not_ok", at=at) == resending.Resent(again=0, left=0)


@pytest.mark.parametrize("role", ["security_admin", "audit_admin", "chief"])
def test_nobody_else_sends_again(role: str) -> None:
    made = failed(told(person()))
    with pytest.raises(Absent):
        resending.resend(kind="ended", by=Actor(kind="staff", role=role, level="city"), at=make.NOW, **FAILED)
    assert Message.objects.get(id=made.id).sms == "failed"
