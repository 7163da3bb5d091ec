"""高新区 is a county of the statistics only: by law its people live in the district it lies in (A1, D2, fact 5)."""

import pytest
from tests import factories

from anju.actions import stay as stays
from anju.law.refusal import Refusal
from anju.models import Division, Stay

pytestmark = pytest.mark.django_db


def _high_tech() -> Division:
    return factories.community(county="371371", street="100", number="200")


def test_A1_who_has_the_hukou_of_the_district_need_not_register_in_its_zone() -> None:
    with pytest.raises(Refusal) as refused:
        factories.filed(at=_high_tech(), hukou_county="371302")
    assert refused.value.code == "not_in_scope"


def test_D2_a_move_from_the_zone_into_its_district_keeps_the_half_year() -> None:
    zone, district = _high_tech(), factories.community()
    number = factories.id_number()
    first = factories.registered(at=zone, id_number=number)
    second = factories.filed(at=district, id_number=number)
    officer = factories.actor(factories.registrar(of=district))
    stays.accept(stay_id=second.main.id, by=officer, at=factories.later(days=40), same_as=first.person_id)
    assert Stay.objects.get(id=first.id).state == "moved"
    assert Stay.objects.get(id=second.main.id).counted_from == factories.DAY
