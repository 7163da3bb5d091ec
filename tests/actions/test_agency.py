"""Acting for somebody comes to an end: by age, by the person, by the agent, at a counter. Source: B8, L12."""

import datetime

import pytest
from tests import factories

from anju.actions import agency, binding, night
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.models import Act, Binding, Guardianship, Message, Resident, Stay
from anju.queries import visitors

pytestmark = pytest.mark.django_db
# the factories' day is 2026-03-04
BORN = "20100601"
AGENT = {"name": "李大山", "id_number": "", "relation": "sibling"}


def _ward(who: Resident, *, born: str = BORN) -> Stay:
    """Return the file of a minor for whom an agent has declared."""
    agent = {**AGENT, "id_number": factories.id_number()}
    return factories.filed(
        at=factories.community(), who=who, id_number=factories.id_number(born=born), agent=agent
    ).main


def _child(who: Resident, *, born: str = BORN) -> Stay:
    """Return the file of a minor whom a parent has declared along."""
    minor = {"name": "王小小", "id_kind": "id_card", "id_number": factories.id_number(born=born), "relation": "parent"}
    return factories.filed(at=factories.community(), who=who, minors=[minor]).stays[1]


def _acting(who: Resident, stay: Stay) -> bool:
    return Binding.objects.filter(resident=who, person_id=stay.person_id, until=None).exists()


def _night(on: datetime.date) -> int:
    return night.end_agency(on=on, at=datetime.datetime(on.year, on.month, on.day, 3, tzinfo=datetime.UTC))


def _by(who: Resident) -> Actor:
    return visitors.resident_actor(who=who)


def test_an_agent_for_a_minor_stops_at_16_and_is_told() -> None:
    who = factories.resident()
    stay = _ward(who)
    assert _night(datetime.date(2026, 5, 31)) == 0
    assert _acting(who, stay)
    assert _night(datetime.date(2026, 6, 1)) == 1
    assert not _acting(who, stay)
    act = Act.objects.get(what="unbind")
    assert (act.actor_kind, act.person_id, act.detail) == ("system", stay.person_id, {"kind": "ward", "why": "age"})
    told = Message.objects.get(kind="agency_ended")
    assert (told.resident_id, told.params) == (who.id, {"name": "王*明"})
    assert _night(datetime.date(2026, 6, 2)) == 0


def test_a_guardian_goes_on_until_18_and_the_guardianship_ends_with_it() -> None:
    who = factories.resident()
    stay = _child(who)
    assert _night(datetime.date(2028, 5, 31)) == 0
    assert _acting(who, stay)
    assert _night(datetime.date(2028, 6, 1)) == 1
    assert not _acting(who, stay)
    assert list(Guardianship.objects.filter(ward_id=stay.person_id, until=None)) == []


def test_who_acts_for_a_grown_person_unable_to_move_does_not_stop_by_age() -> None:
    who = factories.resident()
    stay = _ward(who, born="19400101")
    assert _night(datetime.date(2036, 1, 1)) == 0
    assert _acting(who, stay)


def test_bound_anew_at_a_counter_after_the_birthday_it_goes_on() -> None:
    phone = "13812345678"
    who = factories.resident(phone=phone)
    factories.filed(at=factories.community(), who=who)
    stay = _ward(who)
    _night(datetime.date(2026, 6, 1))
    scope = factories.scope(factories.registrar(of=stay.community))
    at = datetime.datetime(2026, 6, 1, 5, tzinfo=datetime.UTC)
    made = binding.bind_present(scope=scope, stay_id=stay.id, phone=phone, present=True, by=scope.actor, at=at)
    assert (made.kind, made.how) == ("ward", "counter")
    assert _night(datetime.date(2030, 6, 1)) == 0
    assert _acting(who, stay)


def test_ones_own_record_is_nobodys_agency() -> None:
    who = factories.resident()
    factories.filed(at=factories.community(), who=who)
    assert _night(datetime.date(2060, 1, 1)) == 0
    assert Binding.objects.get(resident=who).until is None


def test_the_person_ends_an_agent_at_any_time_and_the_agent_is_told() -> None:
    agent, person = factories.resident(), factories.resident()
    stay = _ward(agent)
    Binding.objects.create(resident=person, person_id=stay.person_id, kind="self", how="counter", since=factories.NOW)
    ending = Binding.objects.get(resident=agent)
    agency.end_own(who=person, person_id=stay.person_id, binding_id=ending.id, by=_by(person), at=factories.NOW)
    assert not _acting(agent, stay)
    assert _acting(person, stay)
    act = Act.objects.get(what="unbind")
    assert (act.actor_id, act.detail) == (person.id, {"kind": "ward", "why": "person"})
    assert Message.objects.get(kind="agency_ended").resident_id == agent.id


def test_an_agent_stops_of_their_own_accord() -> None:
    agent = factories.resident()
    stay = _ward(agent)
    ending = Binding.objects.get(resident=agent)
    agency.end_own(who=agent, person_id=stay.person_id, binding_id=ending.id, by=_by(agent), at=factories.NOW)
    assert not _acting(agent, stay)
    assert not Message.objects.filter(kind="agency_ended").exists()


def test_nobody_else_ends_anything() -> None:
    agent, other, person = factories.resident(), factories.resident(), factories.resident()
    stay = _ward(agent)
    for one, kind in ((other, "ward"), (person, "self")):
        Binding.objects.create(resident=one, person_id=stay.person_id, kind=kind, how="counter", since=factories.NOW)
    own = Binding.objects.get(resident=person)
    stranger = factories.resident()
    for who, ending in (
        (other, Binding.objects.get(resident=agent)),  # another agent's part
        (agent, own),  # the person's own sign-in
        (person, own),
        (stranger, Binding.objects.get(resident=agent)),
    ):
        with pytest.raises(Absent):
            agency.end_own(who=who, person_id=stay.person_id, binding_id=ending.id, by=_by(who), at=factories.NOW)
    assert Binding.objects.filter(until=None, person_id=stay.person_id).count() == 3


def test_a_counter_ends_any_sign_in_of_a_record_in_its_scope() -> None:
    agent = factories.resident()
    stay = _ward(agent)
    ending = Binding.objects.get(resident=agent)
    far = factories.scope(factories.registrar(of=factories.community(county="371311")))
    here = factories.scope(factories.registrar(of=stay.community))
    elsewhere = factories.filed(at=stay.community, who=factories.resident()).main
    for scope, stay_id in ((far, stay.id), (here, elsewhere.id)):
        with pytest.raises(Absent):
            agency.end_present(scope=scope, stay_id=stay_id, binding_id=ending.id, by=scope.actor, at=factories.NOW)
    agency.end_present(scope=here, stay_id=stay.id, binding_id=ending.id, by=here.actor, at=factories.NOW)
    assert not _acting(agent, stay)
    assert Act.objects.get(what="unbind").detail == {"kind": "ward", "why": "counter"}


def test_a_night_cut_short_takes_the_oldest_first_and_goes_on() -> None:
    who = factories.resident()
    first, second = _ward(who, born="20100301"), _ward(who, born="20100302")
    # both were under 16 when it began
    Binding.objects.update(since=factories.NOW - datetime.timedelta(days=400))
    at = factories.NOW
    assert night.end_agency(on=factories.DAY, at=at, limit=1) == 1
    assert (_acting(who, first), _acting(who, second)) == (False, True)
    assert night.end_agency(on=factories.DAY, at=at, limit=1) == 1
    assert agency.end_by_age(binding_id=Binding.objects.filter(person_id=first.person_id).get().id, at=at) is False
