"""Answering a request for deletion: carried out, or refused with the reason (L5, L7, I10)."""

import pytest
from tests import factories as make

from anju.actions import request
from anju.actions import stay as stays
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.models import DataRequest, Message, Person, Resident, Stay
from anju.queries import visitors
from anju.vault import seal

pytestmark = pytest.mark.django_db


def asked() -> tuple[Stay, DataRequest]:
    stay = make.registered(at=make.community(), phone="13912345678")
    made = request.ask_deletion(person=stay.person, why="搬走了", by=resident(), at=make.NOW)
    return stay, made


def resident() -> Actor:
    return visitors.resident_actor(who=Resident.objects.get())


def chief(stay: Stay) -> Actor:
    return make.actor(make.post(unit=stay.station, role="chief"))


def answer(made: DataRequest, by: Actor, *, granted: bool, words: str = "") -> DataRequest:
    return request.answer(request_id=made.id, granted=granted, words=words, by=by, at=make.later(days=1))


def test_L7_granted_it_is_carried_out_and_told() -> None:
    stay, made = asked()
    stays.leave(stay_id=stay.id, on=make.DAY, by=resident(), at=make.NOW)
    answer(made, chief(stay), granted=True)
    assert (Person.objects.get().state, DataRequest.objects.get().state) == ("erased", "done")
    told = Message.objects.get()
    assert (told.kind, told.person_id, told.resident_id) == ("data_done", None, None)
    assert seal.unseal(data=bytes(told.phone or b""), column="message.phone", owner=told.id) == "13912345678"


def test_L7_who_still_lives_here_can_not_be_deleted_and_the_request_stays_open() -> None:
    stay, made = asked()
    with pytest.raises(Refusal) as caught:
        answer(made, chief(stay), granted=True)
    assert (caught.value.code, DataRequest.objects.get().state) == ("still_registered", "asked")


def test_I10_a_refusal_says_why_and_is_told() -> None:
    stay, made = asked()
    with pytest.raises(Refusal) as caught:
        answer(made, chief(stay), granted=False, words=" ")
    assert caught.value.code == "reason_missing"
    answer(made, chief(stay), granted=False, words="登记仍然有效")
    assert (DataRequest.objects.get().state, DataRequest.objects.get().answer) == ("refused", "登记仍然有效")
    assert Message.objects.filter(kind="data_refused", person_id=stay.person_id).count() == 1


def test_what_was_answered_is_not_answered_again() -> None:
    stay, made = asked()
    answer(made, chief(stay), granted=False, words="登记仍然有效")
    with pytest.raises(Refusal) as caught:
        answer(made, chief(stay), granted=True)
    assert caught.value.code == "answered_before"


def test_a_registrar_can_not_answer() -> None:
    _, made = asked()
    with pytest.raises(Absent):
        answer(made, make.actor(make.registrar(of=make.community())), granted=False, words="不")
    assert DataRequest.objects.get().state == "asked"
