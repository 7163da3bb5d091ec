"""Confirming a stay and correcting its entries."""

import datetime
import uuid

import pytest
from tests import factories

from anju.actions import stay as stays
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import Correction, IdNumber, Person, Receipt, Stay, Visit
from anju.queries import visitors
from anju.vault import seal

pytestmark = pytest.mark.django_db


def _stay() -> tuple[Stay, "factories.Actor", "factories.Actor"]:
    here = factories.community()
    who = factories.resident()
    return (
        factories.registered(at=here, who=who),
        visitors.resident_actor(who=who),
        factories.actor(factories.registrar(of=here)),
    )


def _ask(stay: Stay, me: "factories.Actor", field: str, wanted: str) -> Correction:
    return stays.ask_correction(stay_id=stay.id, field=field, wanted=wanted, why="填错了", by=me, at=factories.NOW)


def test_D7_a_confirmation_by_the_person_is_no_visit_and_by_a_coordinator_is_one() -> None:
    stay, me, officer = _stay()
    stays.confirm(stay_id=stay.id, by=me, at=factories.later(days=100))
    assert Visit.objects.count() == 0
    stays.confirm(stay_id=stay.id, by=officer, at=factories.later(days=150), note="在家")
    stay.refresh_from_db()
    assert (Visit.objects.get().found, stay.confirmed_on) == ("here", datetime.date(2026, 8, 1))


@pytest.mark.parametrize(
    ("field", "wanted", "found"),
    [
        ("workplace", "兰田市场", "兰田市场"),
        ("reason", "trade", "trade"),
        ("arrived_on", "2026-02-01", datetime.date(2026, 2, 1)),
    ],
)
def test_D9_an_entry_of_the_stay_is_corrected(field: str, wanted: str, found: object) -> None:
    stay, me, officer = _stay()
    stays.grant_correction(correction_id=_ask(stay, me, field, wanted).id, by=officer, at=factories.NOW)
    assert getattr(Stay.objects.get(id=stay.id), field) == found


def test_D9_the_kind_of_dwelling_belongs_to_the_address() -> None:
    stay, me, officer = _stay()
    stays.grant_correction(correction_id=_ask(stay, me, "dwelling", "work_unit").id, by=officer, at=factories.NOW)
    assert Stay.objects.get(id=stay.id).address.dwelling == "work_unit"


def test_D9_a_corrected_number_moves_the_claim_and_renews_the_receipt() -> None:
    stay, me, officer = _stay()
    number = factories.id_number(born="19880808")
    stays.grant_correction(correction_id=_ask(stay, me, "id_number", number).id, by=officer, at=factories.NOW)
    person = Person.objects.get(id=stay.person_id)
    assert (person.birth_on, person.state) == (datetime.date(1988, 8, 8), "verified")
    assert [bytes(row.index) for row in IdNumber.objects.filter(person_id=person.id)] == [
        seal.index(text=number, kind="id_number")
    ]
    assert Receipt.objects.filter(stay=stay, replaced_at=None).count() == 1
    assert Receipt.objects.filter(stay=stay).count() == 2


def test_D9_a_number_that_is_anothers_cannot_be_taken_over() -> None:
    stay, me, officer = _stay()
    number = factories.id_number()
    factories.registered(at=factories.community(number="002"), id_number=number)
    asked = _ask(stay, me, "id_number", number)
    with pytest.raises(Refusal) as refused:
        stays.grant_correction(correction_id=asked.id, by=officer, at=factories.NOW)
    assert refused.value.code == "same_number_on_file"
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_D9_the_phone_and_county_are_corrected_on_the_person() -> None:
    stay, me, officer = _stay()
    stays.grant_correction(correction_id=_ask(stay, me, "phone", "13912345678").id, by=officer, at=factories.NOW)
    stays.grant_correction(correction_id=_ask(stay, me, "hukou_county", "320311").id, by=officer, at=factories.NOW)
    person = Person.objects.get(id=stay.person_id)
    assert (person.hukou_county, bytes(person.phone_index or b"")) == (
        "320311",
        seal.index(text="13912345678", kind="phone"),
    )


@pytest.mark.parametrize(
    ("field", "wanted", "code"),
    [
        ("name", "😀", "name_bad_character"),
        ("id_number", "123", "id_wrong_length"),
        ("phone", "5", "phone_wrong"),
        ("arrived_on", "morgen", "not_a_date"),
        ("arrived_on", "2030-01-01", "arrival_in_future"),
        ("hukou_county", "000000", "county_unknown"),
        ("hukou_county", "371302", "not_in_scope"),
        ("reason", "nonsense", "not_an_option"),
        ("religion", "x", "not_correctable"),
    ],
)
def test_D9_a_wish_that_cannot_be_is_refused_at_once(field: str, wanted: str, code: str) -> None:
    stay, me, _ = _stay()
    with pytest.raises(Refusal) as refused:
        _ask(stay, me, field, wanted)
    assert refused.value.code == code
    assert Correction.objects.count() == 0


def test_D9_one_wish_an_entry_at_a_time_and_one_answer_each() -> None:
    stay, me, officer = _stay()
    asked = _ask(stay, me, "workplace", "兰田市场")
    assert asked.due_on == datetime.date(2026, 3, 19)
    with pytest.raises(Refusal) as twice:
        _ask(stay, me, "workplace", "金锣")
    assert twice.value.code == "asked_before"
    with pytest.raises(Refusal) as unexplained:
        stays.refuse_correction(correction_id=asked.id, why=" ", by=officer, at=factories.NOW)
    assert unexplained.value.code == "reason_missing"
    assert (
        stays.refuse_correction(correction_id=asked.id, why="单位证明不符", by=officer, at=factories.NOW).answer
        == "单位证明不符"
    )
    with pytest.raises(Refusal) as again:
        stays.grant_correction(correction_id=asked.id, by=officer, at=factories.NOW)
    assert again.value.code == "answered_before"


def test_what_is_not_there_cannot_be_corrected() -> None:
    _, me, officer = _stay()
    with pytest.raises(Absent):
        stays.ask_correction(stay_id=uuid.uuid4(), field="name", wanted="王", why="", by=me, at=factories.NOW)
    with pytest.raises(Absent):
        stays.grant_correction(correction_id=uuid.uuid4(), by=officer, at=factories.NOW)
