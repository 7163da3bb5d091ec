"""Finding people: exact or name with birth date, inside the scope, never an ambiguous first match."""

from typing import Any

import pytest
from tests import factories

from anju.actions import stay as stays
from anju.law.refusal import Refusals
from anju.models import Stay
from anju.queries import find
from anju.queries import scope as scopes
from anju.queries.scope import Scope

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
    hit = find.found(
        scope=scope, query=find.read(kind="phone", text="13800001234", birth="", today=factories.DAY)
    ).hits[0]
    assert (hit.name, hit.id_number) == ("单*燕", number[:3] + "*" * 13 + number[-2:])


def test_O1_outside_the_scope_there_is_nothing_to_find() -> None:
    here, there = factories.community(), factories.community(county="371311")
    number = factories.id_number()
    stay = factories.registered(at=here, id_number=number, phone="13800001234")
    stranger = factories.scope(factories.registrar(of=there))
    for kind, text in (("id_number", number), ("phone", "13800001234"), ("number", stay.number)):
        assert stay_ids(stranger, kind, text) == set()


def test_O1_a_search_by_phone_is_cut_like_every_list() -> None:
    here, there = factories.community(), factories.community(county="371311")
    for place in (here, there):
        factories.registered(at=place, phone="13800001234")
    hall = factories.unit(code="bm-1", kind="hall", department="hall", level="street", covers=here.parent)
    village = factories.unit(code="sq-1", kind="community", department="community", level="community", covers=there)
    posts = [
        factories.registrar(of=here),
        factories.post(unit=hall, role="clerk"),
        factories.post(unit=village, role="coordinator"),
        factories.post(unit=hall, role="officer"),
    ]
    seen = []
    for post in posts:
        scope = factories.scope(post)
        seen.append(len(stay_ids(scope, "phone", "13800001234")))
        assert stay_ids(scope, "phone", "13800001234") == set(scopes.stays(scope).values_list("id", flat=True))
    assert seen == [1, 1, 1, 0]


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
def test_a_search_that_can_not_be_read_says_what_is_wrong_and_finds_nothing(
    kind: str, text: str, birth: str, fields: list[str]
) -> None:
    with pytest.raises(Refusals) as refused:
        find.read(kind=kind, text=text, birth=birth, today=factories.DAY)
    assert [refusal.field for refusal in refused.value.refusals] == fields


def test_B5_another_county_s_registration_tells_the_station_where_to_ask_and_no_more() -> None:
    here, there = factories.community(), factories.community(county="371311")
    number = factories.id_number()
    away = factories.registered(at=there, id_number=number)
    mine = factories.scope(factories.registrar(of=here))
    holder = find.holder_of(scope=mine, id_number=number)
    assert holder == find.Holder(
        person_id=away.person_id,
        stay_id=None,
        inside=False,
        active=True,
        county="罗庄区",
        station=holder.station if holder else "",
        phone="",  # type: ignore[arg-type]
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
