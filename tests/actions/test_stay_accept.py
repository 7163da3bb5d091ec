"""Accepting a file: registered, with a receipt, and never twice."""

import pytest
from tests import factories

from anju.actions import stay as stays
from anju.law.refusal import Refusal
from anju.models import Act, Binding, Person, Receipt, Stay

pytestmark = pytest.mark.django_db


def test_B6_an_accepted_declaration_is_registered_today_and_has_a_receipt() -> None:
    here = factories.community()
    filed = factories.filed(at=here)
    receipt = stays.accept(stay_id=filed.main.id, by=factories.actor(factories.registrar(of=here)), at=factories.NOW)
    stay = Stay.objects.get(id=filed.main.id)
    assert (stay.state, stay.registered_on, stay.counted_from) == ("registered", factories.DAY, factories.DAY)
    assert Receipt.objects.get(stay=stay).number == receipt.number
    assert list(Act.objects.order_by("seq").values_list("what", flat=True)) == ["declare", "accept"]


def test_B5_a_second_record_with_the_number_waits_until_the_officer_settles_it() -> None:
    here = factories.community()
    number = factories.id_number()
    first = factories.registered(at=here, id_number=number)
    stranger = factories.resident()
    second = factories.filed(at=here, who=stranger, id_number=number)
    officer = factories.actor(factories.registrar(of=here))
    with pytest.raises(Refusal) as refused:
        stays.accept(stay_id=second.main.id, by=officer, at=factories.NOW)
    assert refused.value.code == "same_number_on_file"
    stays.accept(stay_id=second.main.id, by=officer, at=factories.NOW, same_as=first.person_id)
    assert Stay.objects.get(id=first.id).state == "moved"
    assert Stay.objects.get(id=second.main.id).person_id == first.person_id
    # whoever only typed the number gets no sight of the record
    assert not Binding.objects.filter(resident=stranger, until=None).exists()
    assert Person.objects.get(id=second.main.person_id).state == "merged"


def test_D2_a_move_inside_the_county_keeps_the_date_the_half_year_runs_from() -> None:
    here, there = factories.community(), factories.community(number="002")
    who = factories.resident()
    number = factories.id_number()
    first = factories.registered(at=here, who=who, id_number=number)
    second = factories.filed(at=there, who=who, id_number=number)
    stays.accept(stay_id=second.main.id, by=factories.actor(factories.registrar(of=there)), at=factories.later(days=30))
    moved, now = Stay.objects.get(id=first.id), Stay.objects.get(id=second.main.id)
    assert (moved.state, now.state, now.counted_from) == ("moved", "registered", factories.DAY)
    assert now.before_id == first.id


def test_D3_a_move_to_another_county_starts_anew() -> None:
    here, there = factories.community(), factories.community(county="371311")
    who = factories.resident()
    number = factories.id_number()
    first = factories.registered(at=here, who=who, id_number=number)
    second = factories.filed(at=there, who=who, id_number=number)
    stays.accept(stay_id=second.main.id, by=factories.actor(factories.registrar(of=there)), at=factories.later(days=30))
    left, now = Stay.objects.get(id=first.id), Stay.objects.get(id=second.main.id)
    assert (left.state, left.end_reason) == ("ended", "left")
    assert now.counted_from == now.registered_on != factories.DAY
