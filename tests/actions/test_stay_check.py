"""Returning a file once, verifying at the door, lapsing."""

import uuid

import pytest
from tests import factories

from anju.actions import stay as stays
from anju.law.refusal import Refusal
from anju.models import Completion, Message, Stay, Visit
from anju.queries import visitors

pytestmark = pytest.mark.django_db


def _returned(*items: str) -> tuple[Stay, "factories.Actor", "factories.Resident"]:
    here = factories.community()
    who = factories.resident()
    filed = factories.filed(at=here, who=who)
    officer = factories.actor(factories.registrar(of=here))
    stays.give_back(stay_id=filed.main.id, missing=[(item, "") for item in items], by=officer, at=factories.NOW)
    return Stay.objects.get(id=filed.main.id), officer, who


def test_B7_a_return_lists_everything_and_tells_the_person() -> None:
    stay, _, _ = _returned("address", "phone")
    assert stay.state == "returned"
    assert [entry["item"] for entry in Completion.objects.get().missing] == ["address", "phone"]
    assert Message.objects.get().kind == "file_returned"


def test_B7_what_could_be_seen_the_first_time_is_not_asked_for_again() -> None:
    stay, officer, who = _returned("address")
    stays.complete(
        stay_id=stay.id,
        declared=factories.declared(at=stay.community),
        by=visitors.resident_actor(who=who),
        at=factories.NOW,
    )
    with pytest.raises(Refusal) as refused:
        stays.give_back(stay_id=stay.id, missing=[("address", ""), ("phone", "")], by=officer, at=factories.NOW)
    assert refused.value.code == "told_before"
    assert "联系电话" in refused.value.text.zh
    again = stays.give_back(stay_id=stay.id, missing=[("address", "房间号还是没有")], by=officer, at=factories.NOW)
    assert again.missing == [{"item": "address", "note": "房间号还是没有"}]


def test_B7_what_was_not_told_in_five_working_days_is_not_asked_for_any_more() -> None:
    here = factories.community()
    one, other = factories.filed(at=here).main, factories.filed(at=here).main
    officer = factories.actor(factories.registrar(of=here))
    # five working days after Wednesday 4 March end with Wednesday 11 March
    stays.give_back(stay_id=one.id, missing=[("phone", "")], by=officer, at=factories.later(days=7))
    with pytest.raises(Refusal) as refused:
        stays.give_back(stay_id=other.id, missing=[("phone", "")], by=officer, at=factories.later(days=8))
    assert (refused.value.code, refused.value.rule) == ("told_too_late", "B7")
    assert stays.accept(stay_id=other.id, by=officer, at=factories.later(days=8)).number.startswith("PZ")


@pytest.mark.parametrize(("missing", "code"), [([], "nothing_missing"), ([("diploma", "")], "unknown_item")])
def test_B4_a_return_names_known_items_and_at_least_one(missing: list[tuple[str, str]], code: str) -> None:
    here = factories.community()
    filed = factories.filed(at=here)
    with pytest.raises(Refusal) as refused:
        stays.give_back(
            stay_id=filed.main.id, missing=missing, by=factories.actor(factories.registrar(of=here)), at=factories.NOW
        )
    assert refused.value.code == code


def test_an_officer_with_a_stale_page_overwrites_nothing() -> None:
    here = factories.community()
    filed = factories.filed(at=here)
    officer = factories.actor(factories.registrar(of=here))
    stays.verify(stay_id=filed.main.id, found="here", note="", by=officer, at=factories.NOW)
    with pytest.raises(Refusal) as refused:
        stays.accept(stay_id=filed.main.id, by=officer, at=factories.NOW, version=1)
    assert refused.value.code == "stale"
    assert Stay.objects.get(id=filed.main.id).state == "to_verify"


def test_B3_a_visit_and_a_lapse_leave_a_file_to_verify() -> None:
    here = factories.community()
    one, other = factories.filed(at=here).main, factories.filed(at=here).main
    stays.verify(
        stay_id=one.id,
        found="nobody",
        note="敲门无人",
        by=factories.actor(factories.registrar(of=here)),
        at=factories.NOW,
    )
    stays.lapse(stay_id=other.id, at=factories.later(days=20))
    assert list(Stay.objects.values_list("state", flat=True)) == ["to_verify", "to_verify"]
    assert Visit.objects.get().found == "nobody"


def test_a_number_settled_with_the_person_present_lets_them_see_their_record() -> None:
    here = factories.community()
    number = factories.id_number()
    first = factories.registered(at=here, id_number=number)
    who = factories.resident()
    second = factories.filed(at=here, who=who, id_number=number)
    stays.accept(
        stay_id=second.main.id,
        by=factories.actor(factories.registrar(of=here)),
        at=factories.NOW,
        same_as=first.person_id,
        present=True,
    )
    assert [binding.person_id for binding in visitors.bound_people(who=who)] == [first.person_id]


def test_same_as_must_be_the_holder_of_the_number() -> None:
    here = factories.community()
    number = factories.id_number()
    factories.registered(at=here, id_number=number)
    second = factories.filed(at=here, id_number=number)
    with pytest.raises(Refusal) as refused:
        stays.accept(
            stay_id=second.main.id,
            by=factories.actor(factories.registrar(of=here)),
            at=factories.NOW,
            same_as=uuid.uuid4(),
        )
    assert refused.value.code == "same_number_on_file"
