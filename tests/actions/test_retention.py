"""Retention: after its time a name is nowhere, and nothing else is lost; before it, nothing goes (L1, L5, L7)."""

import datetime

import pytest
from tests import factories as make
from tests.leaving import AGENT, LATE, LATER, NAME, PINYIN, PLACE, answered, chief, everything, left, tables_with

from anju.actions import complaint as complaints
from anju.actions import retention
from anju.actions import stay as stays
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import (
    Act,
    Binding,
    Draft,
    IdNumber,
    Message,
    Person,
    Preference,
    Receipt,
    Resident,
    Stay,
    Unit,
)
from anju.queries import visitors
from anju.vault import seal

pytestmark = pytest.mark.django_db


def test_L7_afterwards_no_table_holds_the_name_the_number_or_their_index() -> None:
    stay = left()
    number = seal.unseal(data=bytes(stay.person.id_number), column="person.id_number", owner=stay.person_id)
    marks = [
        bytes(stay.person.id_index).hex(),
        bytes(stay.person.phone_index or b"").hex(),
        bytes(stay.person.id_number).hex(),
    ]
    words = [NAME, PINYIN, AGENT, PLACE, number, "13912345678", *marks]
    before = tables_with(everything(), *words)
    assert {
        "person",
        "anju_personevent",
        "stay",
        "anju_stayevent",
        "anju_endingevent",
        "ending",
        "visit",
        "correction",
    } <= before
    assert retention.anonymise_due(on=LATER, at=LATE) == 1
    assert tables_with(everything(), *words) == set()


def test_L7_ids_dates_places_and_acts_stay() -> None:
    stay = left()
    acts = list(Act.objects.order_by("seq").values())
    retention.anonymise_due(on=LATER, at=LATE)
    after = Stay.objects.get(id=stay.id)
    assert (after.registered_on, after.ended_on, after.community_id, after.reason) == (
        stay.registered_on, stay.ended_on, stay.community_id, stay.reason,
    )  # fmt: skip
    assert list(Act.objects.order_by("seq").values())[: len(acts)] == acts
    assert list(Act.objects.filter(what="erase").values_list("person_id", "actor_kind")) == [(stay.person_id, "system")]
    person = Person.objects.get(id=stay.person_id)
    assert (person.state, person.name, person.sex, person.hukou_county) == ("erased", "", "female", "410105")
    assert (person.birth_on.month, person.birth_on.day) == (1, 1)


def test_L7_the_sign_in_goes_with_its_only_person() -> None:
    left()
    retention.anonymise_due(on=LATER, at=LATE)
    assert [model.objects.count() for model in (Resident, Binding, Preference, Draft, IdNumber, Message)] == [0] * 6


def test_L7_a_sign_in_that_serves_another_stays() -> None:
    stay = left()
    who = Resident.objects.get()
    other = make.registered(at=make.community(), who=who, name="欧阳小禾")
    retention.anonymise_due(on=LATER, at=LATE)
    assert list(Binding.objects.filter(until=None).values_list("resident_id", "person_id")) == [
        (who.id, other.person_id)
    ]
    assert Binding.objects.get(person=stay.person).until == LATE


def test_L7_nothing_goes_before_its_time() -> None:
    stay = left()
    assert stay.ended_on == make.DAY
    assert retention.anonymise_due(on=datetime.date(2029, 3, 4), at=LATE) == 0
    assert retention.anonymise_due(on=datetime.date(2029, 3, 5), at=LATE) == 1


def test_L7_done_twice_does_nothing_twice() -> None:
    left()
    assert [retention.anonymise_due(on=LATER, at=LATE) for _ in range(2)] == [1, 0]
    assert Act.objects.filter(what="erase").count() == 1


def test_L7_who_lives_here_keeps_everything() -> None:
    make.registered(at=make.community())
    make.filed(at=make.community())
    assert retention.anonymise_due(on=LATER, at=LATE) == 0


def test_L7_a_withdrawn_declaration_counts_from_its_day() -> None:
    filing = make.filed(at=make.community())
    stays.withdraw(stay_id=filing.main.id, by=visitors.resident_actor(who=Resident.objects.get()), at=make.NOW)
    assert retention.anonymise_due(on=datetime.date(2029, 3, 4), at=LATE) == 0
    assert retention.anonymise_due(on=LATER, at=LATE) == 1


def test_L7_an_open_correction_is_answered_first() -> None:
    stay = make.registered(at=make.community())
    by = visitors.resident_actor(who=Resident.objects.get())
    stays.ask_correction(stay_id=stay.id, field="workplace", wanted="甲", why="", by=by, at=make.NOW)
    stays.leave(stay_id=stay.id, on=make.DAY, by=by, at=make.NOW)
    assert retention.anonymise_due(on=LATER, at=LATE) == 0
    with pytest.raises(Refusal) as caught:
        retention.delete(person_id=stay.person_id, by=chief(stay), at=make.NOW, reason="本人申请")
    assert caught.value.code == "correction_open"


def test_B8_a_guardian_stays_on_file_while_the_child_lives_here() -> None:
    number = make.id_number(born="20180307")
    child = {"name": "王小小", "id_kind": "household_book", "id_number": number, "relation": "parent"}
    filing = make.filed(at=make.community(), minors=[child])
    by = make.actor(make.registrar(of=make.community()))
    for stay in filing.stays:
        stays.accept(stay_id=stay.id, by=by, at=make.NOW)
    stays.leave(
        stay_id=filing.main.id, on=make.DAY, by=visitors.resident_actor(who=Resident.objects.get()), at=make.NOW
    )
    assert retention.anonymise_due(on=LATER, at=LATE) == 0
    with pytest.raises(Refusal) as caught:
        retention.delete(person_id=filing.main.person_id, by=chief(filing.main), at=make.NOW, reason="本人申请")
    assert caught.value.code == "guardian_needed"


def test_L7_records_that_were_merged_go_with_the_one_kept() -> None:
    number = make.id_number()
    first = make.registered(at=make.community(), name=NAME, id_number=number)
    second = make.filed(at=make.community(), name=NAME, id_number=number)
    by = make.actor(make.registrar(of=make.community()))
    stays.accept(stay_id=second.main.id, by=by, at=make.NOW, same_as=first.person_id, present=True)
    stays.leave(stay_id=second.main.id, on=make.DAY, by=by, at=make.NOW)
    assert retention.anonymise_due(on=LATER, at=LATE) == 1
    assert tables_with(everything(), NAME, PINYIN) == set()
    assert set(Person.objects.values_list("state", flat=True)) == {"erased"}


def test_L5_deletion_at_ones_own_request_comes_before_the_time() -> None:
    stay = left()
    retention.delete(person_id=stay.person_id, by=chief(stay), at=make.later(days=30), reason="本人申请")
    assert tables_with(everything(), NAME, PINYIN) == set()
    assert Act.objects.get(what="erase").reason == "本人申请"


def test_L5_who_still_lives_here_is_told_why_not() -> None:
    stay = make.registered(at=make.community())
    with pytest.raises(Refusal) as caught:
        retention.delete(person_id=stay.person_id, by=chief(stay), at=make.NOW, reason="本人申请")
    assert caught.value.code == "still_registered"


def test_what_is_erased_can_not_be_erased_again() -> None:
    stay = left()
    by = chief(stay)
    retention.delete(person_id=stay.person_id, by=by, at=make.later(days=30), reason="本人申请")
    with pytest.raises(Absent):
        retention.delete(person_id=stay.person_id, by=by, at=make.later(days=30), reason="本人申请")


def test_a_registrar_can_not_delete_anybody() -> None:
    stay = left()
    with pytest.raises(Absent):
        retention.delete(
            person_id=stay.person_id, by=make.actor(make.registrar(of=make.community())), at=make.NOW, reason="x"
        )
    assert Person.objects.get(id=stay.person_id).name == NAME


def test_L7_sealed_when_nothing_goes_on_and_opened_for_who_comes_back() -> None:
    stay = left()
    assert retention.seal_ended(on=make.DAY, at=LATE) == 1
    assert Person.objects.get(id=stay.person_id).sealed_at == LATE
    assert retention.seal_ended(on=make.DAY, at=LATE) == 0
    stays.undo_end(stay_id=stay.id, why="误注销", by=chief(stay), at=LATE)
    assert retention.seal_ended(on=make.DAY, at=LATE) == 1
    assert Person.objects.get(id=stay.person_id).sealed_at is None


def test_L7_complaints_are_emptied_after_the_same_time() -> None:
    made = answered()
    assert retention.anonymise_complaints(on=datetime.date(2029, 3, 4), at=LATE) == 0
    assert [retention.anonymise_complaints(on=LATER, at=LATE) for _ in range(2)] == [1, 0]
    assert tables_with(everything(), NAME, bytes(made.text).hex(), bytes(made.contact or b"").hex()) == set()
    by = make.actor(make.post(unit=Unit.objects.get(code="ga-371302"), role="county_police"))
    assert complaints.open_one(complaint_id=made.id, by=by, at=LATE).text == ""


def test_the_code_on_an_erased_receipt_names_nobody() -> None:
    left()
    retention.anonymise_due(on=LATER, at=LATE)
    assert list(Receipt.objects.values_list("code", flat=True)) == [""]
