"""Reads of records: a trace before the answer, and nothing for strangers."""

import pytest
from tests import factories

from anju.actions import hold, reading
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import Act, Hold
from anju.queries import find

pytestmark = pytest.mark.django_db


def test_L2_opening_a_file_leaves_who_when_and_why() -> None:
    here = factories.community()
    filed = factories.filed(at=here)
    post = factories.registrar(of=here)
    stay = reading.open_file(scope=factories.scope(post), stay_id=filed.main.id, purpose="handling", at=factories.NOW)
    assert stay.id == filed.main.id
    act = Act.objects.get(what="open")
    assert (act.post_id, act.person_id, act.purpose, act.subject_id) == (
        post.id,
        stay.person_id,
        "handling",
        str(stay.id),
    )


@pytest.mark.parametrize("role", ["registrar", "chief"])
def test_O1_another_station_gets_the_answer_for_what_does_not_exist_and_leaves_no_trace_on_the_person(
    role: str,
) -> None:
    here, there = factories.community(), factories.community(county="371311")
    filed = factories.filed(at=here)
    stranger = factories.scope(factories.post(unit=factories.station(of=there), role=role))
    for read in (
        lambda: reading.open_file(scope=stranger, stay_id=filed.main.id, purpose="handling", at=factories.NOW),
        lambda: reading.unmask(
            scope=stranger, stay_id=filed.main.id, field="phone", purpose="handling", at=factories.NOW
        ),
        lambda: reading.history(scope=stranger, stay_id=filed.main.id, at=factories.NOW),
        lambda: reading.printed(scope=stranger, stay_id=filed.main.id, what="notice", at=factories.NOW),
    ):
        with pytest.raises(Absent):
            read()
    assert list(Act.objects.filter(person_id=filed.main.person_id).values_list("what", flat=True)) == ["declare"]


@pytest.mark.parametrize("purpose", ["", "own", "curiosity"])
def test_L2_no_purpose_no_look(purpose: str) -> None:
    here = factories.community()
    filed = factories.filed(at=here)
    scope = factories.scope(factories.registrar(of=here))
    with pytest.raises(Refusal) as refused:
        reading.open_file(scope=scope, stay_id=filed.main.id, purpose=purpose, at=factories.NOW)
    assert (refused.value.code, refused.value.field) == ("purpose_missing", "purpose")
    assert not Act.objects.filter(what="open").exists()


def test_L2_a_value_shown_in_full_is_on_record_without_the_value() -> None:
    here = factories.community()
    number = factories.id_number()
    filed = factories.filed(at=here, id_number=number, phone="13800001234")
    scope = factories.scope(factories.registrar(of=here))
    shown = {
        field: reading.unmask(scope=scope, stay_id=filed.main.id, field=field, purpose="answering", at=factories.NOW)
        for field in ("id_number", "phone", "agent_id_number")
    }
    assert shown == {"id_number": number, "phone": "13800001234", "agent_id_number": ""}
    acts = list(Act.objects.filter(what="unmask").order_by("seq"))
    assert [act.detail for act in acts] == [{"field": "id_number"}, {"field": "phone"}, {"field": "agent_id_number"}]
    assert {act.purpose for act in acts} == {"answering"}


def test_an_unknown_field_is_nothing_to_unmask() -> None:
    here = factories.community()
    filed = factories.filed(at=here)
    with pytest.raises(Absent):
        reading.unmask(
            scope=factories.scope(factories.registrar(of=here)),
            stay_id=filed.main.id,
            field="name",
            purpose="handling",
            at=factories.NOW,
        )


def test_L12_every_hit_of_a_search_is_one_read_a_person() -> None:
    here = factories.community()
    first = factories.filed(at=here, phone="13800001234")
    second = factories.filed(at=here, phone="13800001234")
    query = find.read(kind="phone", text="13800001234", birth="", today=factories.DAY)
    found = reading.search(
        scope=factories.scope(factories.registrar(of=here)), query=query, purpose="answering", at=factories.NOW
    )
    people = {first.main.person_id, second.main.person_id}
    assert {hit.person_id for hit in found.hits} == people
    acts = Act.objects.filter(what="search")
    assert ({act.person_id for act in acts}, acts.count()) == (people, 2)
    assert {act.detail["by"] for act in acts} == {"phone"}


def test_a_search_that_finds_nobody_is_on_record_about_nobody() -> None:
    here = factories.community()
    query = find.read(kind="phone", text="13800001234", birth="", today=factories.DAY)
    found = reading.search(
        scope=factories.scope(factories.registrar(of=here)), query=query, purpose="answering", at=factories.NOW
    )
    act = Act.objects.get(what="search")
    assert (found.hits, act.person_id, act.subject_id) == ((), None, "phone")


def test_the_second_officer_is_told_who_has_the_file_and_the_hold_expires() -> None:
    here = factories.community()
    filed = factories.filed(at=here)
    unit = factories.station(of=here)
    first = factories.actor(factories.post(unit=unit, holder=factories.staff(name="张警官")))
    second = factories.actor(factories.post(unit=unit, holder=factories.staff(name="李警官")))
    assert hold.take(stay_id=filed.main.id, by=first, at=factories.NOW) is None
    assert hold.take(stay_id=filed.main.id, by=second, at=factories.later(minutes=5)) == hold.Held(
        name="张警官", since=factories.NOW
    )
    assert hold.take(stay_id=filed.main.id, by=second, at=factories.later(minutes=16)) is None
    hold.release(stay_id=filed.main.id, by=first)
    assert Hold.objects.get(stay_id=filed.main.id).staff_name == "李警官"
    hold.release(stay_id=filed.main.id, by=second)
    assert not Hold.objects.exists()
