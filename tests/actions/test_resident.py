"""Phone codes, sign-in and binding. Source: L8, L12, design.md 6."""

import datetime

import pytest
from tests import factories

from anju.actions import resident as residents
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import Act, Binding, Message, PhoneCode, Resident
from anju.queries import visitors
from anju.vault import seal

pytestmark = pytest.mark.django_db
PHONE = "13812345678"


def _wrong(code: str) -> str:
    return "000000" if code != "000000" else "111111"


def _refused(code: str, *, at: datetime.datetime = factories.NOW, phone: str = PHONE) -> str:
    with pytest.raises(Refusal) as caught:
        residents.sign_in(phone=phone, code=code, at=at)
    return caught.value.code


def test_the_right_code_makes_the_resident_once() -> None:
    for _ in range(2):
        code = residents.send_code(phone="+86 138-1234-5678", at=factories.NOW)
        who = residents.sign_in(phone=PHONE, code=code, at=factories.NOW)
    assert Resident.objects.get() == who
    assert residents.phone_of(who=who) == PHONE
    assert list(Act.objects.values_list("what", flat=True)) == ["sign_in", "sign_in"]


def test_a_code_is_used_once() -> None:
    code = residents.send_code(phone=PHONE, at=factories.NOW)
    residents.sign_in(phone=PHONE, code=code, at=factories.NOW)
    assert _refused(code) == "code_wrong"


def test_a_code_holds_for_the_minutes_of_the_policy() -> None:
    code = residents.send_code(phone=PHONE, at=factories.NOW)
    assert _refused(code, at=factories.later(minutes=5)) == "code_wrong"
    assert residents.sign_in(phone=PHONE, code=code, at=factories.later(minutes=4, seconds=59))


def test_the_sixth_try_fails_even_with_the_right_code() -> None:
    code = residents.send_code(phone=PHONE, at=factories.NOW)
    for _ in range(5):
        assert _refused(_wrong(code)) == "code_wrong"
    assert _refused(code) == "code_wrong"
    assert PhoneCode.objects.get().tries == 5


def test_only_the_newest_code_counts() -> None:
    first = residents.send_code(phone=PHONE, at=factories.NOW)
    second = residents.send_code(phone=PHONE, at=factories.later(seconds=30))
    if first != second:
        assert _refused(first, at=factories.later(seconds=40)) == "code_wrong"
    assert residents.sign_in(phone=PHONE, code=second, at=factories.later(seconds=50))


def test_a_code_of_another_phone_is_refused_like_a_wrong_one() -> None:
    code = residents.send_code(phone=PHONE, at=factories.NOW)
    assert _refused(code, phone="13912345678") == "code_wrong"


def test_codes_are_limited_by_the_hour_and_by_the_day() -> None:
    for number in range(10):
        residents.send_code(phone=PHONE, at=factories.later(minutes=61 * (number // 5), seconds=number))
    for minutes in (62, 300):
        with pytest.raises(Refusal) as caught:
            residents.send_code(phone=PHONE, at=factories.later(minutes=minutes))
        assert caught.value.code == "too_many_codes"
    assert residents.send_code(phone=PHONE, at=factories.later(hours=26))
    assert residents.send_code(phone="13912345678", at=factories.NOW)


def test_the_code_goes_out_sealed_to_the_phone_it_was_asked_for() -> None:
    code = residents.send_code(phone=PHONE, at=factories.NOW)
    held = Message.objects.get()
    assert (held.kind, held.sms) == ("phone_code", "waiting")
    assert seal.unseal(data=bytes(held.phone), column="message.phone", owner=held.id) == PHONE
    assert code not in str(held.params)


def test_a_phone_that_is_none_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        residents.send_code(phone="0539-1234567", at=factories.NOW)
    assert caught.value.code == "phone_wrong"


def test_signing_out_is_on_record() -> None:
    who = factories.resident()
    residents.sign_out(by=visitors.resident_actor(who=who), at=factories.NOW)
    assert Act.objects.get().what == "sign_out"


def _bind(who: Resident, number: str) -> None:
    residents.bind(who=who, id_number=number, by=visitors.resident_actor(who=who), at=factories.NOW)


def test_a_record_is_bound_by_its_number_and_the_phone_on_file() -> None:
    number = factories.id_number()
    stay = factories.registered(at=factories.community(), id_number=number, phone=PHONE)
    who = factories.resident(phone=PHONE)
    _bind(who, number)
    _bind(who, number)
    made = Binding.objects.get(resident=who)
    assert (made.person_id, made.kind, made.how) == (stay.person_id, "self", "phone")
    assert Act.objects.filter(what="bind").count() == 1


def test_another_phone_binds_nothing_and_says_nothing() -> None:
    number = factories.id_number()
    factories.registered(at=factories.community(), id_number=number, phone=PHONE)
    who = factories.resident(phone="13912345678")
    _bind(who, number)
    assert not Binding.objects.filter(resident=who).exists()


def test_an_unverified_record_is_never_bound_by_its_number() -> None:
    number = factories.id_number()
    factories.filed(at=factories.community(), id_number=number, phone=PHONE)
    who = factories.resident(phone=PHONE)
    _bind(who, number)
    assert not Binding.objects.filter(resident=who).exists()


def test_a_relatives_record_with_the_same_phone_is_bound_as_one_acted_for() -> None:
    at, number = factories.community(), factories.id_number()
    factories.registered(at=at, id_number=number, phone=PHONE)
    who = factories.resident(phone=PHONE)
    factories.filed(at=at, who=who)
    _bind(who, number)
    assert sorted(Binding.objects.filter(resident=who).values_list("kind", "how")) == [
        ("self", "declared"),
        ("ward", "phone"),
    ]


def test_the_record_on_file_takes_the_place_of_ones_new_declaration() -> None:
    at, number = factories.community(), factories.id_number()
    kept = factories.registered(at=at, id_number=number, phone=PHONE)
    who = factories.resident(phone=PHONE)
    factories.filed(at=at, who=who, id_number=number)
    _bind(who, number)
    assert Binding.objects.get(resident=who, kind="self").person_id == kept.person_id


def test_five_tries_a_day() -> None:
    who = factories.resident()
    for _ in range(5):
        _bind(who, factories.id_number())
    with pytest.raises(Refusal) as caught:
        _bind(who, factories.id_number())
    assert caught.value.code == "too_many_tries"


def test_a_number_that_is_none_costs_no_try() -> None:
    who = factories.resident()
    with pytest.raises(Refusal) as caught:
        _bind(who, "123")
    assert caught.value.code == "id_wrong_length"
    assert not PhoneCode.objects.exists()


def test_looking_at_ones_own_is_a_read_with_the_purpose_own() -> None:
    who = factories.resident()
    stay = factories.registered(at=factories.community(), who=who)
    residents.looked(stay=stay, by=visitors.resident_actor(who=who), at=factories.NOW)
    act = Act.objects.get(what="open")
    assert (act.purpose, act.person_id, act.actor_id) == ("own", stay.person_id, who.id)


def test_who_acts_for_a_person_is_known_and_a_stranger_absent() -> None:
    who = factories.resident()
    stay = factories.registered(at=factories.community(), who=who)
    assert residents.demand(who=who, person_id=stay.person_id).kind == "self"
    with pytest.raises(Absent):
        residents.demand(who=factories.resident(), person_id=stay.person_id)
