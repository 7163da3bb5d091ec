"""Who may be the same person: shown with reasons, remembered when told apart."""

import datetime

import pytest
from tests import factories

from anju.actions import person as people
from anju.models import Person
from anju.queries import alike

pytestmark = pytest.mark.django_db


def test_B5_who_may_be_the_same_is_shown_most_alike_first_with_the_reasons() -> None:
    here = factories.community()
    scope = factories.scope(factories.registrar(of=here))
    number = factories.id_number(born="19900307")
    same = factories.registered(at=here, id_number=number, name="张伟", phone="13800000001")
    sound = factories.filed(
        at=here, id_number=factories.id_number(born="19900307"), name="章伟", phone="13800000001"
    ).main
    factories.filed(at=here, id_number=factories.id_number(born="19551111"), name="赵六", phone="13800000009")
    new = factories.filed(at=here, id_number=number, name="张伟", phone="13800000001").main
    hints = alike.similar(scope=scope, person=new.person)
    assert [hint.hit.person_id for hint in hints] == [same.person_id, sound.person_id]
    assert (hints[0].match.exact_id, hints[0].strong, hints[1].match.exact_id) == (True, True, False)
    assert "姓名同音" in [reason.zh for reason in hints[1].reasons]


def test_a_swapped_birth_date_is_found_too() -> None:
    here = factories.community()
    first = factories.registered(at=here, id_number=factories.id_number(born="19900304"), phone="13800000001").person
    second = factories.filed(at=here, id_number=factories.id_number(born="19900403"), phone="13800000001").main.person
    hints = alike.similar(scope=factories.scope(factories.registrar(of=here)), person=second)
    assert [hint.hit.person_id for hint in hints] == [first.id]


def test_B5_not_the_same_is_remembered_both_ways() -> None:
    here = factories.community()
    officer = factories.registrar(of=here)
    scope = factories.scope(officer)
    one, other = (
        factories.filed(at=here, phone="13800000001", id_number=factories.id_number(born="19900307")).main.person
        for _ in range(2)
    )
    assert [hint.hit.person_id for hint in alike.similar(scope=scope, person=one)] == [other.id]
    people.tell_distinct(one=other, other=one, by=factories.actor(officer), at=factories.NOW)
    assert alike.similar(scope=scope, person=one) == alike.similar(scope=scope, person=other) == ()


def test_hints_stay_inside_the_scope_and_leave_merged_records_out() -> None:
    here, there = factories.community(), factories.community(county="371311")
    away = factories.registered(at=there, phone="13800000001", id_number=factories.id_number(born="19900307")).person
    new = factories.filed(at=here, phone="13800000001", id_number=factories.id_number(born="19900307")).main.person
    assert alike.similar(scope=factories.scope(factories.registrar(of=here)), person=new) == ()
    Person.objects.filter(id=new.id).update(state="merged")
    assert alike.similar(scope=factories.scope(factories.registrar(of=there)), person=away) == ()


def test_slips_are_real_dates_and_hold_the_date_itself() -> None:
    slips = alike.slips(datetime.date(1990, 3, 4))
    assert datetime.date(1990, 3, 4) in slips
    assert datetime.date(1990, 4, 3) in slips
    assert datetime.date(1990, 3, 14) in slips
    assert len(slips) == len(set(slips)) < 50
