"""The walk-in's one statement makes what the two steps make, refuses what they refuse, and leaves the same traces."""

from typing import Any

import pytest
from tests import factories

from anju.actions import stay as stays
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import Act, Guardianship, IdNumber, Receipt, Stay
from anju.queries import verifying

pytestmark = pytest.mark.django_db
_MINOR = {"name": "王小小", "id_kind": "household_book", "relation": "child"}
# what differs between any two files
_OWN = {"id", "person", "address", "number", "filing", "channel", "version", "agent_id_number"}


def _raw(**changes: Any) -> dict[str, Any]:
    minor = {**_MINOR, "id_number": factories.id_number(born="20180307")}
    agent = {"name": "李四", "id_number": factories.id_number(), "relation": "sibling"}
    return {"minors": [minor], "agent": agent, **changes}


def _told(stay: Stay) -> dict[str, object]:
    return {field.name: getattr(stay, field.attname) for field in Stay._meta.concrete_fields if field.name not in _OWN}


def _around(made: list[Stay]) -> list[object]:
    main = made[0]
    return [
        [_told(stay) for stay in made],
        [stay.person.state for stay in made],
        [bytes(IdNumber.objects.get(person_id=stay.person_id).index) == bytes(stay.person.id_index) for stay in made],
        [verifying.verify(text=Receipt.objects.get(stay=stay).code, on=factories.DAY).state for stay in made],
        [Guardianship.objects.get(ward=stay.person).guardian_id == main.person_id for stay in made[1:]],
        [bool(stay.agent_id_number) for stay in made],
        [Act.objects.filter(subject_id=str(stay.id), person_id=stay.person_id).exists() for stay in made],
    ]


def test_one_statement_and_two_steps_leave_the_same_files() -> None:
    here = factories.community()
    officer = factories.actor(factories.registrar(of=here))
    fast, _ = stays.register(
        declared=factories.declared(at=here, **_raw()), channel="counter", by=officer, at=factories.NOW
    )
    slow = stays.declare(
        declared=factories.declared(at=here, **_raw()), channel="counter", by=officer, at=factories.NOW
    )
    for stay in slow.stays:
        stays.accept(stay_id=stay.id, by=officer, at=factories.NOW)
    one, other = (
        list(Stay.objects.filter(filing=filed.main.filing).select_related("person").order_by("id"))
        for filed in (fast, slow)
    )
    assert len(one) == 2
    assert _around(one) == _around(other)


def test_A1_both_ways_refuse_whoever_need_not_register() -> None:
    here = factories.community()
    officer = factories.actor(factories.registrar(of=here))
    declared = factories.declared(at=here, hukou_county="371302")
    for way in (stays.register, stays.declare):
        with pytest.raises(Refusal) as refused:
            way(declared=declared, channel="counter", by=officer, at=factories.NOW)
        assert refused.value.code == "not_in_scope"
    assert Stay.objects.count() == 0


@pytest.mark.parametrize("role", ["clerk", "coordinator", "officer", "overseer", "keeper", "system_admin"])
def test_who_may_not_accept_does_not_register_either(role: str) -> None:
    here = factories.community()
    by = factories.actor(factories.post(unit=factories.station(of=here), role=role))
    with pytest.raises(Absent):
        stays.register(declared=factories.declared(at=here), channel="counter", by=by, at=factories.NOW)
    assert (Stay.objects.count(), Act.objects.count()) == (0, 0)


def test_B5_a_number_on_file_is_named_by_its_place_in_the_form() -> None:
    here = factories.community()
    officer = factories.actor(factories.registrar(of=here))
    number = factories.id_number(born="20180307")
    child = {**_MINOR, "id_number": number}
    first = factories.declared(at=here, minors=[child])
    stays.register(declared=first, channel="counter", by=officer, at=factories.NOW)
    with pytest.raises(Refusal) as refused:
        stays.register(
            declared=factories.declared(at=here, minors=[child]), channel="counter", by=officer, at=factories.NOW
        )
    assert (refused.value.code, refused.value.field) == ("same_number_on_file", "minors.0.id_number")


def test_B5_the_child_of_someone_found_on_file_is_a_ward_of_that_record() -> None:
    here = factories.community()
    number = factories.id_number()
    known = factories.registered(at=here, id_number=number)
    officer = factories.actor(factories.registrar(of=here))
    filed, papers = stays.register(
        declared=factories.declared(at=here, id_number=number, **_raw(agent={})),
        channel="counter",
        by=officer,
        at=factories.NOW,
        same_as=known.person_id,
    )
    child = filed.stays[1]
    assert Guardianship.objects.get(ward=child.person, until=None).guardian_id == known.person_id
    assert len(papers) == 2
    known.refresh_from_db()
    assert known.state == "moved"


def test_B5_a_wrong_same_as_settles_nothing() -> None:
    here = factories.community()
    number = factories.id_number()
    known, other = factories.registered(at=here, id_number=number), factories.registered(at=here)
    officer = factories.actor(factories.registrar(of=here))
    with pytest.raises(Refusal) as refused:
        stays.register(
            declared=factories.declared(at=here, id_number=number),
            channel="counter",
            by=officer,
            at=factories.NOW,
            same_as=other.person_id,
        )
    assert refused.value.code == "same_number_on_file"
    assert set(Stay.objects.values_list("id", "state")) == {(known.id, "registered"), (other.id, "registered")}
