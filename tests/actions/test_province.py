"""What the province's word opens, and what it does not. Source: L8, L12, design.md 6."""

import dataclasses

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import factories

from anju.actions import message, province
from anju.actions import resident as residents
from anju.actions.province import Proven
from anju.law.refusal import Refusal
from anju.models import Act, Binding, Message, PhoneCode, Resident
from anju.queries import visitors

pytestmark = pytest.mark.django_db
ISSUER = "https://login.example.gov.cn"


def _proven(number: str, *, name: str = "王小明", phone: str = "") -> Proven:
    return Proven(subject=f"{ISSUER} {number[:6]}-subject", id_number=number, name=name, phone=phone)


def test_nothing_of_it_prints() -> None:
    proven = _proven(factories.id_number(), phone="13812345678")
    assert repr(proven) == "Proven()"


def test_a_letter_of_the_number_and_spaces_in_the_name_make_no_difference() -> None:
    number = factories.id_number()
    stay = factories.registered(at=factories.community(), id_number=number, name="阿依古丽·买买提")
    who = province.sign_in(proven=_proven(f" {number.lower()} ", name="阿依古丽•买买提"), at=factories.NOW)
    assert Binding.objects.get(resident=who).person_id == stay.person_id


@pytest.mark.parametrize("name", ["赵四", "<b>", "\x00", " "])
def test_a_name_that_is_another_or_none_binds_nothing(name: str) -> None:
    number = factories.id_number()
    factories.registered(at=factories.community(), id_number=number)
    who = province.sign_in(proven=_proven(number, name=name), at=factories.NOW)
    assert not Binding.objects.filter(resident=who).exists()


def test_a_number_that_is_none_makes_nobody() -> None:
    with pytest.raises(Refusal):
        province.sign_in(proven=_proven("371302199003071234"), at=factories.NOW)
    assert not Resident.objects.exists()
    assert not Act.objects.exists()


def test_two_subjects_are_two_sign_ins_and_the_subject_lies_sealed() -> None:
    number = factories.id_number()
    one = province.sign_in(proven=_proven(number), at=factories.NOW)
    other = province.sign_in(proven=dataclasses.replace(_proven(number), subject=f"{ISSUER} another"), at=factories.NOW)
    assert one.id != other.id
    assert b"another" not in bytes(other.subject)


def test_the_record_on_file_takes_the_place_of_a_declaration_made_before_it_was_found() -> None:
    here, number = factories.community(), factories.id_number()
    who = province.sign_in(proven=_proven(number), at=factories.NOW)
    factories.filed(at=here, who=who, id_number=number)
    kept = factories.registered(at=here, id_number=number)
    again = province.sign_in(proven=_proven(number), at=factories.NOW)
    assert again == who
    assert Binding.objects.get(resident=who, kind="self").person_id == kept.person_id


def test_a_phone_that_is_somebodys_own_gets_the_record_as_one_acted_for() -> None:
    here, number = factories.community(), factories.id_number()
    stay = factories.registered(at=here, id_number=number)
    who = factories.resident()
    factories.filed(at=here, who=who)
    for _ in range(2):
        province.bind(who=who, proven=_proven(number), by=visitors.resident_actor(who=who), at=factories.NOW)
    made = Binding.objects.get(resident=who, person_id=stay.person_id)
    assert (made.kind, made.how) == ("ward", "province")
    assert Act.objects.filter(what="bind").count() == 1


def test_looking_takes_the_same_statements_whether_a_record_is_on_file_under_another_name_or_not_at_all() -> None:
    number = factories.id_number()
    factories.registered(at=factories.community(), id_number=number)
    who = factories.resident()
    counts = []
    for proven in (_proven(number, name="赵四"), _proven(factories.id_number())):
        with CaptureQueriesContext(connection) as asked:
            province.bind(who=who, proven=proven, by=visitors.resident_actor(who=who), at=factories.NOW)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_who_has_no_phone_finds_nothing_by_a_number_and_is_limited_like_all() -> None:
    number = factories.id_number()
    factories.registered(at=factories.community(), id_number=number)
    who = province.sign_in(proven=_proven(factories.id_number()), at=factories.NOW)
    by = visitors.resident_actor(who=who)
    for _ in range(residents.BIND_TRIES_A_DAY):
        residents.bind(who=who, id_number=number, by=by, at=factories.NOW)
    with pytest.raises(Refusal):
        residents.bind(who=who, id_number=number, by=by, at=factories.NOW)
    assert not Binding.objects.filter(resident=who).exists()
    assert PhoneCode.objects.count() == residents.BIND_TRIES_A_DAY
    assert residents.phone_of(who=who) == ""


@pytest.mark.parametrize(("phone", "sms"), [("", "none"), ("12", "none"), ("13812345678", "waiting")])
def test_messages_stand_in_the_inbox_and_go_to_the_phone_the_service_names(phone: str, sms: str) -> None:
    who = province.sign_in(proven=_proven(factories.id_number(), phone=phone), at=factories.NOW)
    message.to_resident(resident_id=who.id, kind="end_undone", params={"number": "1"}, dedupe="one", at=factories.NOW)
    made = Message.objects.get(resident_id=who.id)
    assert (made.sms, made.phone is None) == (sms, sms == "none")
