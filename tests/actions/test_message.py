"""Messages: written with what they tell of, sent once, switched off only where they merely remind."""

import ast
import datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import factories as make

import anju.actions
from anju import catalogue
from anju.actions import message as messages
from anju.law import city
from anju.law.notice import UnknownNoticeError
from anju.models import Binding, Message, Person, Preference
from anju.queries import messages as queries
from anju.queries import rules
from anju.vault import seal

pytestmark = pytest.mark.django_db
POLICY = {"place": (), "on": make.DAY}


def person() -> Person:
    return make.registered(at=make.community()).person


def told(
    about: Person, dedupe: str = "one", kind: str = "returned_waiting", at: datetime.datetime = make.NOW
) -> Message | None:
    return messages.to_person(person=about, kind=kind, params={"number": "DJ1"}, dedupe=dedupe, at=at)


def test_a_message_reaches_the_sign_in_and_the_phone_on_file() -> None:
    about = person()
    made = told(about)
    assert made is not None
    phone = seal.unseal(data=bytes(about.phone or b""), column="person.phone", owner=about.id)
    assert made.resident_id == Binding.objects.get(person=about).resident_id
    assert seal.unseal(data=bytes(made.phone or b""), column="message.phone", owner=made.id) == phone
    assert (made.sms, made.mail, made.due_at) == ("waiting", "none", make.NOW)


def test_the_same_thing_is_never_told_twice() -> None:
    about = person()
    assert told(about) is not None
    assert told(about) is None
    assert Message.objects.filter(dedupe="one").count() == 1


def test_a_child_without_a_phone_is_told_through_who_signs_in() -> None:
    who = make.resident(phone="13912345678")
    about = make.registered(at=make.community(), who=who).person
    Person.objects.filter(id=about.id).update(phone=None)
    about.refresh_from_db()
    made = told(about)
    assert made is not None
    assert seal.unseal(data=bytes(made.phone or b""), column="message.phone", owner=made.id) == "13912345678"


def test_nobody_to_tell_is_no_message() -> None:
    about = person()
    Binding.objects.all().delete()
    Person.objects.filter(id=about.id).update(phone=None)
    about.refresh_from_db()
    before = Message.objects.count()
    assert told(about) is None
    assert Message.objects.count() == before


def test_words_nobody_wrote_stop_the_act() -> None:
    with pytest.raises(UnknownNoticeError):
        messages.to_person(person=person(), kind="gossip", params={}, dedupe="x", at=make.NOW)


@pytest.mark.parametrize("params", [{}, {"number": "1", "more": "2"}])
def test_a_message_with_the_wrong_values_stops_the_act(params: dict[str, object]) -> None:
    with pytest.raises(UnknownNoticeError):
        messages.to_person(person=person(), kind="ended", params=params, dedupe="x", at=make.NOW)


@pytest.mark.parametrize(
    ("hour", "due"),
    [(20, (4, 20)), (21, (5, 8)), (23, (5, 8)), (0, (4, 8)), (7, (4, 8)), (8, (4, 8)), (12, (4, 12))],
)
def test_C10_a_reminder_written_at_night_waits_for_the_morning(hour: int, due: tuple[int, int]) -> None:
    at = datetime.datetime(2026, 3, 4, hour, 0, tzinfo=city.TIME)
    assert messages.day_time(at=at, policy=rules.policy(**POLICY)) == datetime.datetime(
        2026, 3, *due, 0, tzinfo=city.TIME
    )


def test_C10_a_notice_the_law_wants_does_not_wait() -> None:
    at = datetime.datetime(2026, 3, 4, 23, 0, tzinfo=city.TIME)
    late, notice = told(person(), at=at), told(person(), kind="ended", dedupe="two", at=at)
    assert late is not None
    assert notice is not None
    assert (late.due_at > at, notice.due_at) == (True, at)


def test_a_reminder_can_be_switched_off_and_on_again() -> None:
    about = person()
    resident_id = Binding.objects.get(person=about).resident_id
    assert messages.switch(resident_id=resident_id, kind="returned_waiting", channel="sms", on=False)
    assert messages.switch(resident_id=resident_id, kind="returned_waiting", channel="sms", on=False)
    off = told(about)
    assert messages.switch(resident_id=resident_id, kind="returned_waiting", channel="sms", on=True)
    on = told(about, dedupe="two")
    assert off is not None
    assert on is not None
    assert (off.sms, on.sms) == ("off", "waiting")


@pytest.mark.parametrize(("kind", "channel"), [("ended", "sms"), ("gossip", "sms"), ("due_soon", "fax")])
def test_a_notice_the_law_wants_can_not_be_switched_off(kind: str, channel: str) -> None:
    assert messages.switch(resident_id=make.resident().id, kind=kind, channel=channel, on=False) is False
    assert Preference.objects.count() == 0


def test_the_choices_are_the_reminders_only() -> None:
    who = make.resident()
    messages.switch(resident_id=who.id, kind="due_soon", channel="sms", on=False)
    assert {choice.kind: choice.on for choice in queries.choices(who=who)} == {
        "due_soon": False,
        "returned_waiting": True,
        "confirm_stay": True,
        "objection_window": True,
        "permit_open": True,
        "deadline_changed": True,
        "referred": True,
        "permit_collect": True,
        "permit_window": True,
        "permit_window_closing": True,
        "right_open": True,
        "time_tomorrow": True,
        "vaccine_due": True,
        "dispute_tomorrow": True,
        "job_unanswered": True,
        "vacancy_expired": True,
        "rental_answer_soon": True,
        "rental_confirm_soon": True,
        "school_reply_due": True,
        "school_round_closing": True,
    }


def test_a_code_is_sealed_until_it_is_sent() -> None:
    made = messages.to_phone(
        phone="13800001111",
        kind="phone_code",
        secret={"code": "424242"},
        params={"minutes": 5},
        dedupe="c",
        at=make.NOW,
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT message::text FROM message WHERE id = %s", [made.id])
        row = cursor.fetchone()[0]
    assert ("424242" in row, "13800001111" in row) == (False, False)


def test_someone_else_can_not_mark_a_message_as_read() -> None:
    about = person()
    made = told(about)
    assert made is not None
    assert messages.read(message_id=made.id, at=make.NOW, resident_id=make.resident().id) is False
    assert messages.read(message_id=made.id, at=make.NOW) is False
    assert messages.read(message_id=made.id, at=make.NOW, resident_id=made.resident_id) is True
    assert messages.read(message_id=made.id, at=make.later(hours=1), resident_id=made.resident_id) is True
    assert Message.objects.get(id=made.id).read_at == make.NOW


def test_the_inbox_goes_from_new_to_old_in_pages_that_meet() -> None:
    who = make.resident()
    about = make.registered(at=make.community(), who=who).person
    Message.objects.all().delete()
    for number in range(5):
        told(about, dedupe=str(number))
    one = queries.inbox(who=who, limit=3)
    two = queries.inbox(who=who, limit=3, after=one[-1].cursor)
    assert [row.id for row in [*one, *two]] == list(Message.objects.order_by("-id").values_list("id", flat=True))
    assert (one[0].title.en, one[0].rule, one[0].unread) == ("A file waits for you to complete it", "B7", True)
    assert queries.unread(resident_id=who.id) == 5
    assert queries.inbox(who=who, after="all") == []
    assert queries.inbox(who=who, after=f"2026-03-04T00:00:00_{one[0].id}") == []


def test_an_inbox_takes_one_statement_for_any_number_of_messages() -> None:
    who = make.resident()
    about = make.registered(at=make.community(), who=who).person
    for more in ("1", "2", "3"):
        told(about, dedupe=more)
        with CaptureQueriesContext(connection) as seen:
            queries.inbox(who=who)
        assert len(seen) == 1


def test_staff_are_told_in_their_inbox_and_by_mail_where_asked() -> None:
    staff = make.staff()
    made = messages.to_staff(
        staff_id=staff.id, kind="check_overdue", params={"count": 3}, dedupe="s", at=make.NOW, mail=True
    )
    assert made is not None
    assert (made.sms, made.mail) == ("none", "waiting")
    assert [row.title.zh for row in queries.staff_inbox(staff_id=staff.id)] == ["有3份申报超过核对期限"]
    assert queries.unread(staff_id=staff.id) == 1
    assert queries.unread() == 0


def test_a_message_of_an_older_version_does_not_take_the_inbox_down() -> None:
    who = make.resident()
    Message.objects.create(resident_id=who.id, kind="forgotten", dedupe="old", created_at=make.NOW, due_at=make.NOW)
    assert [row.title.en for row in queries.inbox(who=who)] == ["Notice"]


def test_nobody_signed_in_gets_no_message() -> None:
    assert (
        messages.to_resident(resident_id=make.staff().id, kind="complaint_answered", params={}, dedupe="r", at=make.NOW)
        is None
    )


def texts_written(*, to: frozenset[str] = frozenset()) -> set[str]:
    """Return the texts that stand in the actions; with `to`, those given as a kind to calls of these names."""
    found = set()
    for path in Path(anju.actions.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not to and isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
            if to and isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in to:
                given = [word.value for word in node.keywords if word.arg == "kind"]
                found |= {
                    text.value for text in given if isinstance(text, ast.Constant) and isinstance(text.value, str)
                }
    return found


def test_every_kind_sent_anywhere_has_words_and_no_words_lie_idle() -> None:
    known = set(catalogue.current().notices)
    sent = texts_written(to=frozenset({"to_person", "to_resident", "to_staff", "to_phone", "to_unit"}))
    assert len(sent) > 10
    assert sent - known == set()
    by_name = {"correction_granted", "correction_refused"}  # put together from the answer
    assert known - texts_written() - by_name == set()


SAMPLES = {"text": "DJ371302-2026-0001234-C", "date": "2026-12-31", "count": "100", "entry": "hukou_county"}


@pytest.mark.parametrize("kind", sorted(catalogue.current().notices))
def test_the_words_of_a_kind_fill_and_fit(kind: str) -> None:
    found = catalogue.notice(kind)
    words = found.render({name: SAMPLES[form] for name, form in found.params.items()})
    assert all((text.zh, text.en) != ("", "") for text in (words.title, words.body))
    assert "{" not in words.title.zh + words.body.zh + words.sms.zh + words.title.en + words.body.en + words.sms.en
    # two parts of a Chinese SMS carry 134 characters; the link takes up to 40 of them
    assert len(words.sms.zh) <= 90
    assert len(words.sms.en) <= 160
