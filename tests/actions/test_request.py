"""Requests about one's own data: a copy at once, deletion answered in time. Source: L5, L7, I10."""

import datetime
import uuid

import pytest
from tests import factories

from anju.actions import request as requests
from anju.actions import stay as stays
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import Act, DataRequest, Person
from anju.queries import visitors

pytestmark = pytest.mark.django_db


@pytest.fixture
def who():
    return factories.resident()


@pytest.fixture
def person(who) -> Person:
    return factories.registered(at=factories.community(), who=who).person


@pytest.fixture
def chief():
    return factories.actor(factories.post(unit=factories.station(of=factories.community()), role="chief"))


def test_a_copy_is_answered_at_once_and_on_record(who, person) -> None:
    made = requests.copy(person=person, by=visitors.resident_actor(who=who), at=factories.NOW)
    assert (made.state, made.answered_at) == ("done", factories.NOW)
    assert Act.objects.get(what="ask_data").detail == {"kind": "copy"}


def test_L5_deletion_is_due_in_fifteen_days(who, person) -> None:
    made = requests.ask_deletion(person=person, why="我走了", by=visitors.resident_actor(who=who), at=factories.NOW)
    assert (made.state, made.due_on) == ("asked", datetime.date(2026, 3, 19))


def test_deletion_is_asked_for_once_at_a_time(who, person) -> None:
    by = visitors.resident_actor(who=who)
    requests.ask_deletion(person=person, why="", by=by, at=factories.NOW)
    with pytest.raises(Refusal) as caught:
        requests.ask_deletion(person=person, why="", by=by, at=factories.NOW)
    assert caught.value.code == "asked_before"


def test_an_officer_answers_once_and_a_refusal_says_why(who, person, chief) -> None:
    made = requests.ask_deletion(person=person, why="", by=visitors.resident_actor(who=who), at=factories.NOW)
    with pytest.raises(Refusal) as caught:
        requests.answer(request_id=made.id, granted=False, words=" ", by=chief, at=factories.NOW)
    assert (caught.value.code, caught.value.field) == ("reason_missing", "words")
    answered = requests.answer(request_id=made.id, granted=False, words="登记还有效", by=chief, at=factories.NOW)
    assert (answered.state, answered.answer) == ("refused", "登记还有效")
    with pytest.raises(Refusal) as caught:
        requests.answer(request_id=made.id, granted=True, words="", by=chief, at=factories.NOW)
    assert caught.value.code == "answered_before"


def test_a_granted_request_is_done_once_nothing_is_active(who, person, chief) -> None:
    by = visitors.resident_actor(who=who)
    stays.leave(stay_id=person.stays.get().id, on=factories.DAY, by=by, at=factories.NOW)
    made = requests.ask_deletion(person=person, why="", by=visitors.resident_actor(who=who), at=factories.NOW)
    requests.answer(request_id=made.id, granted=True, words="", by=chief, at=factories.NOW)
    assert DataRequest.objects.get(kind="delete").state == "done"


def test_who_may_not_answer_gets_absent(who, person) -> None:
    made = requests.ask_deletion(person=person, why="", by=visitors.resident_actor(who=who), at=factories.NOW)
    registrar = factories.actor(factories.registrar(of=factories.community()))
    with pytest.raises(Absent):
        requests.answer(request_id=made.id, granted=True, words="", by=registrar, at=factories.NOW)
    with pytest.raises(Absent):
        requests.answer(request_id=uuid.uuid4(), granted=True, words="", by=registrar, at=factories.NOW)
    assert DataRequest.objects.get().state == "asked"
