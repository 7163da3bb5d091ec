"""Finding people: exact or name with birth date, inside the scope, never an ambiguous first match."""

import datetime
from typing import Any

import pytest

from anju.actions import person as people
from anju.actions import stay as stays
from anju.law.refusal import Refusals
from anju.models import Person, Stay
from anju.queries import find
from anju.queries.scope import Scope
from tests import factories

pytestmark = pytest.mark.django_db


def stay_ids(scope: Scope, kind: str, text: str, birth: str = "") -> set[Any]:
    query = find.read(kind=kind, text=text, birth=birth, today=factories.DAY)
    return {hit.stay_id for hit in find.found(scope=scope, query=query).hits}


def test_each_way_of_searching_finds_the_person_masked() -> None:
    here = factories.community()
    number = factories.id_number(born="19900307")
    stay = factories.registered(at=here, id_number=number, phone="13800001234", name="单晓燕")
    scope = factories.scope(factories.registrar(of=here))
    receipt = stay.receipts.get().number
    ways = [
        ("id_number", number.lower(), ""),
        ("phone", "+86 138-0000-1234", ""),
        ("name", "单晓燕", "1990-03-07"),
        ("name", "shanxiao", "1990-03-07"),
        ("name", "sxy", "1990-03-07"),
        ("number", stay.number.lower().replace("-", " "), ""),
        ("number", receipt, ""),
    ]
    assert [stay_ids(scope, *way) for way in ways] == [{stay.id}] * len(ways)
    hit = find.found(scope=scope, query=find.read(kind="phone", text="13800001234", birth="", today=factories.DAY)).hits[0]
    assert (hit.name, hit.id_number) == ("单*燕", number[:3] + "*" * 13 + number[-2:])


def test_O1_outside_the_scope_there_is_nothing_to_find() -> None:
    here, there = factories.community(), factories.community(county="371311")
    number = factories.id_number()
    stay = factories.registered(at=here, id_number=number, phone="13800001234")
    stranger = factories.scope(factories.registrar(of=there))
    for kind, text in (("id_number", number), ("phone", "13800001234"), ("number", stay.number)):
        assert stay_ids(stranger, kind, text) == set()


def test_an_identifier_that_fits_several_shows_them_all_and_too_many_ask_for_more() -> None:
    here = factories.community()
    made = {factories.filed(at=here, phone="13800001234").main.id for _ in range(3)}
    scope = factories.scope(factories.registrar(of=here))
    assert stay_ids(scope, "phone", "13800001234") == made
    query = find.read(kind="phone", text="13800001234", birth="", today=factories.DAY)
    few = find.found(scope=scope, query=query, limit=2)
    assert (len(few.hits), few.more) == (2, True)


@pytest.mark.parametrize(
    ("kind", "text", "birth", "fields"),
    [
        ("id_number", "410105199003070011", "", ["text"]),
        ("phone", "12345", "", ["text"]),
        ("number", "PZ371302-2026-0000001-Z", "", ["text"]),
        ("name", "王小明", "", ["birth"]),
        ("name", "w", "1990-02-30", ["text", "birth"]),
        ("anything", "王小明", "1990-03-07", ["kind"]),
    ],
)
def test_a_search_that_can_not_be_read_says_what_is_wrong_and_finds_nothing(kind: str, text: str, birth: str, fields: list[str]) -> None:
    with pytest.raises(Refusals) as refused:
        find.read(kind=kind, text=text, birth=birth, today=factories.DAY)
    assert [refusal.field for refusal in refused.value.refusals] == fields


def test_B5_who_may_be_the_same_is_shown_most_alike_first_with_the_reasons() -> None:
    here = factories.community()
    scope = factories.scope(factories.registrar(of=here))
    number = factories.id_number(born="19900307")
    same = factories.registered(at=here, id_number=number, name="张伟", phone="13800000001")
    sound = factories.filed(at=here, id_number=factories.id_number(born="19900307"), name="章伟", phone="13800000001").main
    factories.filed(at=here, id_number=factories.id_number(born="19551111"), name="赵六", phone="13800000009")
    new = factories.filed(at=here, id_number=number, name="张伟", phone="13800000001").main
    hints = find.similar(scope=scope, person=new.person)
    assert [hint.hit.person_id for hint in hints] == [same.person_id, sound.person_id]
    assert (hints[0].match.exact_id, hints[0].strong, hints[1].match.exact_id) == (True, True, False)
    assert "姓名同音" in [reason.zh for reason in hints[1].reasons]


def test_a_swapped_birth_date_is_found_too() -> None:
    here = factories.community()
    first = factories.registered(at=here, id_number=factories.id_number(born="19900304"), phone="13800000001").person
    second = factories.filed(at=here, id_number=factories.id_number(born="19900403"), phone="13800000001").main.person
    hints = find.similar(scope=factories.scope(factories.registrar(of=here)), person=second)
    assert [hint.hit.person_id for hint in hints] == [first.id]


def test_B5_not_the_same_is_remembered_both_ways() -> None:
    here = factories.community()
    officer = factories.registrar(of=here)
    scope = factories.scope(officer)
    one, other = (factories.filed(at=here, phone="13800000001", id_number=factories.id_number(born="19900307")).main.person for _ in range(2))
    assert [hint.hit.person_id for hint in find.similar(scope=scope, person=one)] == [other.id]
    people.tell_distinct(one=other, other=one, by=factories.actor(officer), at=factories.NOW)
    assert find.similar(scope=scope, person=one) == find.similar(scope=scope, person=other) == ()


def test_hints_stay_inside_the_scope_and_leave_merged_records_out() -> None:
    here, there = factories.community(), factories.community(county="371311")
    away = factories.registered(at=there, phone="13800000001", id_number=factories.id_number(born="19900307")).person
    new = factories.filed(at=here, phone="13800000001", id_number=factories.id_number(born="19900307")).main.person
    assert find.similar(scope=factories.scope(factories.registrar(of=here)), person=new) == ()
    Person.objects.filter(id=new.id).update(state="merged")
    assert find.similar(scope=factories.scope(factories.registrar(of=there)), person=away) == ()


def test_B5_another_county_s_registration_tells_the_station_where_to_ask_and_no_more() -> None:
    here, there = factories.community(), factories.community(county="371311")
    number = factories.id_number()
    away = factories.registered(at=there, id_number=number)
    mine = factories.scope(factories.registrar(of=here))
    holder = find.holder_of(scope=mine, id_number=number)
    assert holder == find.Holder(
        person_id=away.person_id, stay_id=None, inside=False, active=True, county="罗庄区", station=holder.station if holder else "", phone=""  # type: ignore[arg-type]
    )
    own = find.holder_of(scope=factories.scope(factories.registrar(of=there)), id_number=number)
    assert own is not None
    assert (own.stay_id, own.inside) == (away.id, True)
    assert find.holder_of(scope=mine, id_number=factories.id_number()) is None
    assert find.holder(scope=mine, id_index=bytes(away.person.id_index), but=away.person_id) is None


def test_a_number_whose_registration_has_ended_is_held_but_not_active() -> None:
    here = factories.community()
    number = factories.id_number()
    stay = factories.registered(at=here, id_number=number)
    officer = factories.registrar(of=here)
    stays.leave(stay_id=stay.id, on=factories.DAY, by=factories.actor(officer), at=factories.NOW)
    holder = find.holder_of(scope=factories.scope(officer), id_number=number)
    assert holder is not None
    assert (holder.active, holder.inside, holder.stay_id) == (False, True, stay.id)


def test_slips_are_real_dates_and_hold_the_date_itself() -> None:
    slips = find.slips(datetime.date(1990, 3, 4))
    assert datetime.date(1990, 3, 4) in slips
    assert datetime.date(1990, 4, 3) in slips
    assert datetime.date(1990, 3, 14) in slips
    assert len(slips) == len(set(slips)) < 50


def test_the_latest_stay_stands_for_a_person_found() -> None:
    here = factories.community()
    who = factories.resident()
    number = factories.id_number()
    first = factories.registered(at=here, who=who, id_number=number)
    second = factories.filed(at=here, who=who, id_number=number).main
    Stay.objects.filter(id=second.id).update(declared_at=factories.later(days=1))
    scope = factories.scope(factories.registrar(of=here))
    assert first.id != second.id
    assert stay_ids(scope, "id_number", number) == {second.id}
