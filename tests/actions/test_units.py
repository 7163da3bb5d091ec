"""Units: added, changed, moved, ended; never away from under somebody's feet (O1)."""

import uuid

import pytest
from tests import factories

from anju.actions import units
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.refusal import Refusal, Refusals
from anju.models import Act, Unit, UnitDivision
from anju.queries import units as lookups

pytestmark = pytest.mark.django_db


def _admin() -> Actor:
    return Actor(kind="staff", id=uuid.uuid4(), role="system_admin", level="city")


def _codes(error: Refusals) -> set[str]:
    return {f"{one.code}:{one.field}" for one in error.refusals}


def _added(above: Unit, **changes: str) -> Unit:
    values = {
        "name": "新城派出所",
        "name_en": "Xincheng",
        "kind": "station",
        "department": "police",
        "level": "street",
        "parent": above.code,
    }
    typed = {**values, **changes}
    return units.add(
        values=typed, parent=typed["parent"], covers=typed.get("covers", "").split(), by=_admin(), at=factories.NOW
    )


def test_a_new_unit_stands_below_another_and_covers_its_divisions() -> None:
    here = factories.community()
    county = factories.station(of=here).parent
    assert county is not None
    unit = _added(county, covers=f"{here.code} {here.code}")
    assert unit.path == f"{county.path}{unit.code}/"
    assert list(unit.coverage.values_list("division_id", "valid_from", "valid_to")) == [
        (here.code, factories.DAY, None)
    ]
    assert Act.objects.get(what="change_unit").detail == {
        "added": unit.code,
        "parent": county.code,
        "covers": [here.code, here.code],
    }


def test_everything_wrong_with_a_new_unit_is_said_at_once() -> None:
    county = factories.station(of=factories.community()).parent
    assert county is not None
    with pytest.raises(Refusals) as refused:
        _added(
            county,
            name=" ",
            name_en="x" * 121,
            phone="\0",
            kind="shop",
            department="magic",
            level="moon",
            parent="nowhere",
            covers="999999999999",
        )
    assert _codes(refused.value) == {
        "missing:name",
        "too_long:name_en",
        "not_an_option:kind",
        "not_an_option:department",
        "not_an_option:level",
        "unknown_parent:parent",
        "unknown_division:covers",
    }


def test_a_change_keeps_in_its_act_what_was_before() -> None:
    unit = factories.station(of=factories.community())
    units.change(
        code=unit.code,
        values={"name": "中心派出所", "name_en": unit.name_en, "phone": "0539-110"},
        by=_admin(),
        at=factories.NOW,
    )
    unit.refresh_from_db()
    assert (unit.name, unit.phone) == ("中心派出所", "0539-110")
    assert Act.objects.get(what="change_unit").detail == {"before": {"name": f"单位{unit.code}", "phone": ""}}
    with pytest.raises(Refusals):
        units.change(code=unit.code, values={}, by=_admin(), at=factories.NOW)


def test_a_unit_moves_with_all_below_it_and_never_below_itself() -> None:
    station = factories.station(of=factories.community())
    county = station.parent
    assert county is not None
    city = county.parent
    assert city is not None
    other = factories.unit(code="zf-3713", kind="office", department="government", level="city")
    units.move(code=county.code, parent=other.code, by=_admin(), at=factories.NOW)
    station.refresh_from_db()
    assert station.path == f"zf-3713/{county.code}/{station.code}/"
    for parent in (station.code, county.code, "nowhere"):
        with pytest.raises(Refusal) as refused:
            units.move(code=county.code, parent=parent, by=_admin(), at=factories.NOW)
        assert refused.value.code == "unknown_parent"
    units.move(code=other.code, parent=city.code, by=_admin(), at=factories.NOW)
    assert Act.objects.order_by("-seq")[0].detail == {"before": {"parent": ""}, "parent": city.code}


def test_what_a_unit_covers_changes_from_today_on() -> None:
    here, there = factories.community(), factories.community(number="002")
    unit = factories.unit(code="sq-1", kind="community", department="government", level="community", covers=here)
    units.cover(code=unit.code, divisions=[there.code], by=_admin(), at=factories.NOW)
    rows = UnitDivision.objects.filter(unit=unit).order_by("valid_from").values_list("division_id", "valid_to")
    assert list(rows) == [(here.code, factories.DAY), (there.code, None)]
    units.cover(code=unit.code, divisions=[there.code, here.code], by=_admin(), at=factories.later(days=1))
    assert UnitDivision.objects.filter(unit=unit, valid_to=None).count() == 2
    with pytest.raises(Refusals) as refused:
        units.cover(code=unit.code, divisions=["nowhere"], by=_admin(), at=factories.NOW)
    assert _codes(refused.value) == {"unknown_division:covers"}


def test_a_unit_ends_only_when_nothing_hangs_on_it() -> None:
    here = factories.community()
    factories.registered(at=here)
    station = factories.station(of=here)
    with pytest.raises(Refusals) as refused:
        units.end(code=station.code, by=_admin(), at=factories.NOW)
    assert len(refused.value.refusals) == 3
    empty = factories.unit(
        code="u-1", kind="office", department="police", level="county", parent=station.parent, covers=here
    )
    units.end(code="u-1", by=_admin(), at=factories.NOW)
    empty.refresh_from_db()
    assert empty.valid_to == factories.DAY
    assert empty.coverage.get().valid_to == factories.DAY
    with pytest.raises(Absent):
        units.end(code="u-1", by=_admin(), at=factories.NOW)


def test_units_are_found_by_the_beginning_of_their_name_first() -> None:
    station = factories.station(of=factories.community())
    Unit.objects.filter(id=station.id).update(name="兰山派出所")
    factories.unit(code="x", kind="office", department="police", level="county")
    Unit.objects.filter(code="x").update(name="临沂市公安局兰山分局")
    assert [unit.name for unit in lookups.search(text="兰山")] == ["兰山派出所", "临沂市公安局兰山分局"]
    assert [unit.code for unit in lookups.search(text="x")] == ["x"]
    assert lookups.search(text=" \0 ") == []
    assert [
        unit.code for unit in lookups.children(code=station.parent.code if station.parent else "", department="police")
    ] == [station.code]
    with pytest.raises(Absent):
        lookups.by_code(code="nowhere")


def test_a_stranger_changes_no_unit() -> None:
    station = factories.station(of=factories.community())
    registrar = factories.actor(factories.post(unit=station, role="registrar"))
    with pytest.raises(Absent):
        units.change(code=station.code, values={"name": "x", "name_en": "x"}, by=registrar, at=factories.NOW)
    station.refresh_from_db()
    assert station.name != "x"
