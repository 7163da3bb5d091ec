"""Standard addresses: one door, one address, one coordinator (L11, O3)."""

import pytest
from tests import factories

from anju.actions import address as addresses
from anju.law import place as law
from anju.law.absent import Absent
from anju.law.place import Parts
from anju.models import Act, Address, AddressWarden, Division, Post
from anju.queries import doors

pytestmark = pytest.mark.django_db


def _parts(**changes: str) -> Parts:
    return law.read({"form": "road", "road": "沂蒙路", "number": "100", **changes})


def _helper(here: Division) -> Post:
    unit = factories.unit(
        code=f"sq-{here.code}", kind="community", department="government", level="community", covers=here
    )
    return factories.post(unit=unit, role="coordinator")


def test_one_door_written_two_ways_is_one_address() -> None:
    here = factories.community()
    one = addresses.ensure(
        community=here, parts=_parts(number="100号", building="3栋"), dwelling="rented", at=factories.NOW
    )
    other = addresses.ensure(
        community=here, parts=_parts(number="１００", building="3"), dwelling="other", at=factories.NOW
    )
    assert one.id == other.id
    assert addresses.line(one) == "沂蒙路100号3号楼"
    assert set(one.door_code) <= set("23456789ABCDEFGHJKMNPQRSTUVWXYZ")


def test_adding_a_door_is_an_act_and_a_building_is_one_act() -> None:
    here = factories.community()
    by = factories.actor(factories.registrar(of=here))
    door = addresses.add(community=here, parts=_parts(room="101"), dwelling="rented", by=by, at=factories.NOW)
    raw = {"form": "road", "road": "沂蒙路", "number": "100", "room": "101"}
    building = doors.typed(raw=raw, last="103")
    assert addresses.add_all(community=here, doors=building, dwelling="rented", by=by, at=factories.NOW) == (2, 1)
    acts = list(Act.objects.order_by("seq").values_list("what", "subject_id", "person_id"))
    assert acts == [("add_address", str(door.id), None), ("add_address", here.code, None)]


def test_a_range_of_rooms_that_makes_no_sense_is_one_door() -> None:
    raw = {"form": "road", "road": "沂蒙路", "number": "100", "room": "007"}
    assert [one.room for one in doors.typed(raw=raw, last="009")] == ["007", "008", "009"]
    for last in ("", "x", "007", "003", "999"):
        assert [one.room for one in doors.typed(raw=raw, last=last)] == ["007"]


def test_a_print_is_put_on_record_with_its_number_of_labels_and_nobody_in_it() -> None:
    here = factories.community()
    by = factories.actor(factories.registrar(of=here))
    for road, dwelling in (("沂蒙路", "rented"), ("沂蒙路", "hotel"), ("北园路", "rented")):
        addresses.add(
            community=here, parts=_parts(road=road, room=dwelling), dwelling=dwelling, by=by, at=factories.NOW
        )
    labels = addresses.print_codes(community=here, road="沂蒙路", dwelling="rented", by=by, at=factories.NOW)
    assert [label.line for label in labels] == ["沂蒙路100号rented室"]
    assert len(addresses.print_codes(community=here, road="", dwelling="", by=by, at=factories.NOW)) == 3
    assert list(Act.objects.filter(what="print_door_code").values_list("detail", "person_id")) == [
        ({"labels": 1}, None),
        ({"labels": 3}, None),
    ]


def test_O3_an_address_has_at_most_one_coordinator_and_the_former_one_is_remembered() -> None:
    here = factories.community()
    chief = factories.actor(factories.post(unit=factories.station(of=here), role="chief"))
    door = addresses.ensure(community=here, parts=_parts(), dwelling="rented", at=factories.NOW)
    one, other = _helper(here), _helper(here)
    addresses.assign_warden(address=door, post=one, by=chief, at=factories.NOW)
    addresses.assign_warden(address=door, post=other, by=chief, at=factories.later(days=3))
    rows = list(AddressWarden.objects.order_by("valid_from").values_list("post_id", "valid_to"))
    assert rows == [(one.id, factories.later(days=3).date()), (other.id, None)]


def test_O3_a_road_is_given_away_without_taking_from_others_unless_that_is_said() -> None:
    here = factories.community()
    chief = factories.actor(factories.post(unit=factories.station(of=here), role="chief"))
    for number in ("1", "2"):
        addresses.ensure(community=here, parts=_parts(number=number), dwelling="rented", at=factories.NOW)
    addresses.ensure(community=here, parts=_parts(road="北园路"), dwelling="rented", at=factories.NOW)
    one, other = _helper(here), _helper(here)
    given = {"community": here, "by": chief}
    assert addresses.assign_wardens(**given, road="沂蒙路", whole=False, post=one, at=factories.NOW) == 2  # type: ignore[arg-type]
    assert addresses.assign_wardens(**given, road="", whole=False, post=other, at=factories.NOW) == 1  # type: ignore[arg-type]
    # taken over the same day, the first never looked after it
    assert addresses.assign_wardens(**given, road="", whole=True, post=other, at=factories.NOW) == 2  # type: ignore[arg-type]
    assert AddressWarden.objects.filter(post=one).count() == 0
    assert addresses.assign_wardens(**given, road="", whole=True, post=one, at=factories.later(days=1)) == 3  # type: ignore[arg-type]
    assert AddressWarden.objects.filter(post=other, valid_to=factories.later(days=1).date()).count() == 3
    assert AddressWarden.objects.filter(valid_to=None).count() == Address.objects.count()


def test_a_resident_assigns_nobody() -> None:
    here = factories.community()
    registrar = factories.actor(factories.registrar(of=here))
    with pytest.raises(Absent):
        addresses.assign_wardens(
            community=here, road="", whole=False, post=_helper(here), by=registrar, at=factories.NOW
        )
    assert AddressWarden.objects.count() == 0
