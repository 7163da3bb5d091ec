"""The facts of the register: typed, the same for a few people as for a range of them."""

import datetime
import uuid

import pytest
from tests import endorsing, factories

from anju.law import facts as law
from anju.models import (
    Address,
    Guardianship,
    PastResidence,
    Permit,
    Person,
    PolicyOverride,
    Stay,
    Suspension,
)
from anju.queries import direct, endorsement
from anju.queries.entitlement import facts

pytestmark = pytest.mark.django_db

ON = datetime.date(2026, 3, 4)
FIRST, LAST = uuid.UUID(int=0), uuid.UUID(int=2**128 - 1)


def of(person_id, on=ON):
    return facts.of_people(people=[person_id], on=on)[person_id]


def all_of(on=ON):
    columns = ", ".join(f"f.{name}" for name in facts.REGISTER)
    rows = direct.ask(f"SELECT f.person_id, {columns} FROM ({facts.between()}) f", [*facts.given(on=on), FIRST, LAST])
    return {row[0]: dict(zip(facts.REGISTER, row[1:], strict=True)) for row in rows}


def family(born="20180601", relation="parent", **changes):
    child = {"name": "王小小", "id_kind": "id_card", "id_number": factories.id_number(born=born), "relation": relation}
    who = factories.resident()
    parent = factories.registered(at=factories.community(), who=who, minors=[child], **changes)
    ward = Stay.objects.exclude(id=parent.id).get(filing=parent.filing)
    Stay.objects.filter(id=ward.id).update(
        state="registered", registered_on=factories.DAY, counted_from=factories.DAY, confirmed_on=factories.DAY
    )
    Person.objects.filter(id=ward.person_id).update(state="verified")
    return parent, ward


def suspended(held, *, start, end=None, number=1):
    return Suspension.objects.create(
        permit=held.permit, person_id=held.stay.person_id, number=number, start=start, end=end
    )


def earlier(held, months, removed=None):
    return PastResidence.objects.create(
        person=held.stay.person,
        from_on=datetime.date(2015, 1, 1),
        until_on=datetime.date(2016, 1, 1),
        months=months,
        proof="暂住证",
        added_at=factories.NOW,
        removed_at=removed,
    )


def test_somebody_registered_today_has_a_registration_and_no_permit():
    stay = factories.registered(at=factories.community(), workplace="红星厂", reason="work", dwelling="rented")
    assert of(stay.person_id) == {
        "registered": True,
        "registered_since": factories.DAY,
        "permit": "none",
        "resident_since": factories.DAY,
        "born_on": datetime.date(1990, 3, 7),
        "stay_reason": "work",
        "dwelling": "rented",
        "permit_ground": None,
        "has_workplace": True,
        "has_minor": False,
        "youngest_born_on": None,
        "parent_permit": None,
    }


def test_every_value_is_of_its_facts_kind():
    family()
    endorsing.held(number="002")
    assert [law.known(found) == found for found in all_of().values()] == [True] * 3


def test_a_declaration_alone_is_no_registration_and_its_person_not_yet_told():
    filed = factories.filed(at=factories.community())
    assert facts.of_people(people=[filed.main.person_id], on=ON) == {}


@pytest.mark.parametrize("state", ["provisional", "merged", "sealed", "erased"])
def test_whoever_is_no_verified_person_is_left_out(state):
    stay = factories.registered(at=factories.community())
    Person.objects.filter(id=stay.person_id).update(state=state)
    assert (facts.of_people(people=[stay.person_id], on=ON), all_of()) == ({}, {})


def test_an_ended_stay_leaves_the_person_unregistered():
    stay = factories.registered(at=factories.community())
    Stay.objects.filter(id=stay.id).update(state="ended", ended_on=factories.DAY)
    found = of(stay.person_id)
    assert (found["registered"], found["registered_since"], found["has_workplace"]) == (False, None, None)


def test_the_permit_is_the_one_in_force_or_else_that_there_was_one():
    held = endorsing.held()
    assert (of(held.stay.person_id)["permit"], of(held.stay.person_id)["permit_ground"]) == ("valid", "dwelling")
    Permit.objects.update(state="suspended", suspended_on=ON)
    assert of(held.stay.person_id)["permit"] == "suspended"
    Permit.objects.update(state="ended", ended_on=ON)
    assert (of(held.stay.person_id)["permit"], of(held.stay.person_id)["permit_ground"]) == ("ended", None)
    endorsing.permit(stay=held.stay, issued_on=datetime.date(2026, 1, 5))
    assert of(held.stay.person_id)["permit"] == "valid"


@pytest.mark.parametrize("late", ["restart", "deduct"])
@pytest.mark.parametrize("place", ["371300000000", "371302000000", "371302001000"])
def test_F5_residence_runs_as_the_permits_own_page_says_by_either_reading(late, place):
    held = endorsing.held()
    suspended(held, start=datetime.date(2025, 7, 11), end=datetime.date(2025, 8, 1), number=1)
    suspended(held, start=datetime.date(2026, 2, 1), number=2)
    other = "deduct" if late == "restart" else "restart"
    for where, value in (("371300000000", other), (place, late)):
        PolicyOverride.objects.update_or_create(
            key="late_endorsement",
            place=where,
            defaults={
                "value": value,
                "effective_from": datetime.date(2020, 1, 1),
                "basis": "市规定",
                "created_at": factories.NOW,
            },
        )
    for on in (datetime.date(2025, 7, 15), datetime.date(2025, 12, 1), ON):
        said = endorsement.years(permit=held.permit, on=on).continuity
        assert of(held.stay.person_id, on)["resident_since"] == getattr(said, late)
        assert all_of(on) == facts.of_people(people=[held.stay.person_id], on=on)


def test_F8_earlier_time_an_officer_added_counts_and_what_was_taken_back_does_not():
    held = endorsing.held()
    earlier(held, 7)
    earlier(held, 5)
    earlier(held, 30, removed=factories.NOW)
    assert of(held.stay.person_id)["resident_since"] == datetime.date(2023, 1, 8)


def test_a_parent_has_the_youngest_child_that_lives_here():
    parent, ward = family()
    found = of(parent.person_id)
    assert (found["has_minor"], found["youngest_born_on"]) == (True, datetime.date(2018, 6, 1))
    Stay.objects.filter(id=ward.id).update(state="ended", ended_on=factories.DAY)
    assert of(parent.person_id)["has_minor"] is False


def test_a_child_is_one_until_the_eighteenth_birthday():
    parent, ward = family()
    assert of(parent.person_id, datetime.date(2036, 5, 31))["has_minor"] is True
    assert of(parent.person_id, datetime.date(2036, 6, 1))["has_minor"] is False
    assert of(ward.person_id)["born_on"] == datetime.date(2018, 6, 1)


def test_a_relative_who_merely_acts_is_no_parent():
    parent, ward = family(relation="sibling")
    assert (of(parent.person_id)["has_minor"], of(ward.person_id)["parent_permit"]) == (False, None)


@pytest.mark.parametrize("state", ["valid", "suspended", "ended"])
def test_a_child_has_the_best_of_its_parents_permits(state):
    parent, ward = family()
    assert of(ward.person_id)["parent_permit"] == "none"
    permit = endorsing.permit(stay=parent)
    second = factories.registered(at=factories.community(number="002"))
    gone = endorsing.permit(stay=second)
    Guardianship.objects.create(ward=ward.person, guardian=second.person, relation="guardian", since=factories.NOW)
    Permit.objects.filter(id=gone.id).update(state="ended", ended_on=ON)
    Permit.objects.filter(id=permit.id).update(state=state, suspended_on=ON, ended_on=ON)
    assert of(ward.person_id)["parent_permit"] == state
    Guardianship.objects.filter(guardian=parent.person).update(until=factories.NOW)
    assert of(ward.person_id)["parent_permit"] == "ended"


def test_for_a_few_and_for_a_range_the_answer_is_the_same():
    family()
    one, two, three = (endorsing.held(number=f"01{turn}") for turn in range(3))
    suspended(one, start=datetime.date(2025, 7, 11), end=datetime.date(2025, 8, 1))
    earlier(two, 7)
    Permit.objects.filter(id=three.permit.id).update(state="ended", ended_on=ON)
    Address.objects.filter(id=two.stay.address_id).update(dwelling="")
    people = list(Person.objects.values_list("id", flat=True))
    assert len(people) == 5
    assert all_of() == facts.of_people(people=people, on=ON)


def test_a_range_reads_nobody_outside_it():
    ids = sorted(factories.registered(at=factories.community()).person_id for _ in range(3))
    rows = direct.ask(f"SELECT f.person_id FROM ({facts.between()}) f", [*facts.given(on=ON), ids[0], ids[1]])
    assert [row[0] for row in rows] == [ids[1]]
