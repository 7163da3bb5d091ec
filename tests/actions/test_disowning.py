"""“This is not me”: the phone goes on alone, the record stays, and a counter gives the sign-in back. Source: L8, L12."""

import pytest
from tests import factories

from anju.actions import award, binding, disowning, retention
from anju.actions import person as people
from anju.actions import resident as residents
from anju.actions import stay as stays
from anju.law.absent import Absent
from anju.models import Act, Binding, Message, Person, Resident, Stay
from anju.queries import awards, visitors
from anju.vault import seal

pytestmark = pytest.mark.django_db
PHONE = "13812345678"


def _owner() -> tuple[Resident, Stay, str]:
    number = factories.id_number()
    who = factories.resident(phone=PHONE)
    stay = factories.registered(at=factories.community(), who=who, id_number=number, phone=PHONE)
    return who, stay, number


def _disown(who: Resident) -> Resident:
    return disowning.disown(who=who, by=visitors.resident_actor(who=who), at=factories.NOW)


def test_the_phone_gets_a_fresh_sign_in_and_the_record_no_phone() -> None:
    who, stay, _ = _owner()
    fresh = _disown(who)
    assert fresh.id != who.id
    assert residents.phone_of(who=fresh) == PHONE
    assert list(Binding.objects.filter(until=None)) == []
    assert list(Binding.objects.values_list("resident_id", "until")) == [(who.id, factories.NOW)]
    former = Resident.objects.get(id=who.id)
    assert (former.phone, former.phone_index) == (None, None)
    person = Person.objects.get(id=stay.person_id)
    assert (person.phone, person.phone_index, person.state) == (None, None, "verified")
    assert Stay.objects.get(id=stay.id).state == "registered"
    act = Act.objects.get(what="disown")
    assert (act.person_id, act.actor_id, act.detail) == (stay.person_id, who.id, {"kind": "self"})


def test_whoever_is_still_signed_in_with_the_former_sign_in_is_nobody_now() -> None:
    who, _, _ = _owner()
    _disown(who)
    assert visitors.resident(resident_id=who.id) is None


def test_the_phone_finds_the_record_no_more_even_with_the_number() -> None:
    who, _, number = _owner()
    fresh = _disown(who)
    residents.bind(who=fresh, id_number=number, by=visitors.resident_actor(who=fresh), at=factories.NOW)
    assert not Binding.objects.filter(resident=fresh).exists()


def test_L2_the_phone_opens_no_nomination_of_its_former_owner() -> None:
    who, _, _ = _owner()
    town = factories.community().parent
    assert town is not None
    unit = factories.unit(code="zf", kind="office", department="government", level="county", covers=town.parent)
    by = factories.actor(factories.post(unit=unit, role="officer"))
    days = {"opens_on": "2026-03-01", "closes_on": "2026-03-31"}
    made = award.announce(raw={"name": "最美新市民", "criteria": "好人好事", **days}, by=by, at=factories.NOW)
    raw = {"name": "李四", "phone": PHONE, "story": "救人"}
    award.nominate(award_id=made.id, raw=raw, by=by, at=factories.NOW)
    assert [one.about_me for one in awards.mine(who=who)] == [True]
    assert awards.mine(who=_disown(who)) == []


def test_those_the_former_owner_acted_for_are_let_go_too() -> None:
    who, stay, _ = _owner()
    other = factories.filed(at=stay.community, who=who, phone="13900001111").main
    fresh = _disown(who)
    assert not Binding.objects.filter(until=None).exists()
    assert not Binding.objects.filter(resident=fresh).exists()
    # a phone of their own on file is theirs
    assert Person.objects.get(id=other.person_id).phone is not None
    assert Act.objects.filter(what="disown").count() == 2


def test_messages_that_wait_for_the_phone_do_not_go_there() -> None:
    who, stay, _ = _owner()
    assert Message.objects.filter(person_id=stay.person_id, sms="waiting").exists()
    _disown(who)
    assert set(Message.objects.filter(person_id=stay.person_id).values_list("sms", "phone")) == {("off", None)}


def test_the_station_is_told_with_the_number_of_the_file_and_nothing_else() -> None:
    who, stay, _ = _owner()
    officer = Stay.objects.get(id=stay.id).station
    factories.post(unit=officer, role="clerk")
    chief = factories.post(unit=officer, role="chief")
    _disown(who)
    told = Message.objects.filter(kind="phone_disowned").order_by("id")
    assert {one.staff_id for one in told} == {
        post.staff_id for post in type(chief).objects.filter(unit=officer, role__in=["registrar", "chief"])
    }
    assert {one.link for one in told} == {f"/counter/files/{stay.id}/"}
    assert [one.params for one in told] == [{"number": stay.number}] * len(told)


def test_saying_it_twice_changes_nothing_more() -> None:
    who, _, _ = _owner()
    _disown(who)
    with pytest.raises(Absent):
        _disown(who)
    assert Resident.objects.count() == 2


def test_a_counter_gives_the_sign_in_and_the_phone_on_file_back() -> None:
    who, stay, _ = _owner()
    fresh = _disown(who)
    scope = factories.scope(factories.registrar(of=stay.community))
    binding.bind_present(
        scope=scope, stay_id=stay.id, phone=PHONE, present=True, by=scope.actor, at=factories.later(days=1)
    )
    made = Binding.objects.get(resident=fresh, until=None)
    assert (made.person_id, made.kind, made.how) == (stay.person_id, "self", "counter")
    person = Person.objects.get(id=stay.person_id)
    assert seal.unseal(data=bytes(person.phone), column="person.phone", owner=person.id) == PHONE
    assert bytes(person.phone_index) == seal.index(text=PHONE, kind="phone")


def test_binding_at_a_counter_puts_no_phone_on_a_file_that_never_lost_one() -> None:
    stay = factories.registered(at=factories.community())
    before = bytes(Person.objects.get(id=stay.person_id).phone_index)
    scope = factories.scope(factories.registrar(of=stay.community))
    binding.bind_present(scope=scope, stay_id=stay.id, phone=PHONE, present=True, by=scope.actor, at=factories.NOW)
    assert bytes(Person.objects.get(id=stay.person_id).phone_index) == before


def test_a_phone_bound_to_nobody_has_nothing_to_lose() -> None:
    who = factories.resident(phone=PHONE)
    fresh = _disown(who)
    assert residents.phone_of(who=fresh) == PHONE
    assert not Act.objects.filter(what="disown").exists()


def test_a_record_without_any_file_has_no_station_to_tell() -> None:
    who = factories.resident(phone=PHONE)
    traits = factories.declared(at=factories.community(), phone=PHONE).traits
    person = people.make(traits=traits, at=factories.NOW)
    Binding.objects.create(resident=who, person=person, kind="self", how="counter", since=factories.NOW)
    _disown(who)
    assert not Message.objects.filter(kind="phone_disowned").exists()
    assert Act.objects.get(what="disown").person_id == person.id


def test_the_sign_in_without_a_phone_goes_with_the_person_when_they_are_forgotten() -> None:
    who, stay, _ = _owner()
    fresh = _disown(who)
    officer = factories.actor(factories.post(unit=stay.station, role="chief"))
    stays.leave(stay_id=stay.id, on=factories.DAY, by=officer, at=factories.NOW)
    retention.delete(person_id=stay.person_id, by=officer, at=factories.NOW, reason="…")
    assert list(Resident.objects.values_list("id", flat=True)) == [fresh.id]
