"""Declaring, completing, withdrawing and registering at the counter."""

import datetime

import pytest
from tests import factories

from anju.actions import stay as stays
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import Act, Binding, Guardianship, Person, Receipt, Stay
from anju.queries import visitors

pytestmark = pytest.mark.django_db


def test_B1_a_declaration_knows_its_limits_and_its_station() -> None:
    here = factories.community()
    stay = factories.filed(at=here).main
    assert (stay.state, stay.station_id) == ("declared", factories.station(of=here).id)
    # three and ten working days after Wednesday 4 March 2026
    assert (stay.due_on, stay.check_due_on) == (datetime.date(2026, 3, 9), datetime.date(2026, 3, 18))


def test_B2_lateness_never_blocks() -> None:
    stay = factories.filed(at=factories.community(), arrived_on="2025-06-01").main
    assert stay.due_on < factories.DAY
    assert stay.state == "declared"


def test_B5_the_sender_is_told_of_their_own_open_file_only() -> None:
    here = factories.community()
    who, number = factories.resident(), factories.id_number()
    first = factories.filed(at=here, who=who, id_number=number).main
    with pytest.raises(Refusal) as refused:
        factories.filed(at=here, who=who, id_number=number)
    assert refused.value.code == "already_open"
    assert first.number in refused.value.text.zh
    assert factories.filed(at=here, id_number=number).main.state == "declared"


def test_a_strangers_declaration_is_received_like_any_other() -> None:
    here = factories.community()
    number = factories.id_number()
    own = factories.filed(at=here, id_number=number).main
    other = factories.filed(at=here, id_number=number).main
    assert own.person_id != other.person_id
    assert own.state == other.state == "declared"


def test_A1_someone_of_this_county_need_not_register() -> None:
    with pytest.raises(Refusal) as refused:
        factories.filed(at=factories.community(), hukou_county="371302")
    assert (refused.value.code, refused.value.rule) == ("not_in_scope", "A1")
    assert Stay.objects.count() == 0


def test_an_unknown_community_is_refused() -> None:
    here = factories.community()
    with pytest.raises(Refusal) as refused:
        factories.filed(at=here, community="999999999999")
    assert refused.value.code == "community_unknown"


def test_a_community_without_a_station_says_where_to_ask() -> None:
    here = factories.community()
    who = factories.resident()
    with pytest.raises(Refusal) as refused:
        stays.declare(
            declared=factories.declared(at=here),
            channel="online",
            by=visitors.resident_actor(who=who),
            at=factories.NOW,
            resident=who,
        )
    assert refused.value.code == "station_unset"


def test_L11_minors_get_stays_of_their_own_under_the_same_filing() -> None:
    here = factories.community()
    who = factories.resident()
    child = {
        "name": "王小小",
        "id_kind": "household_book",
        "id_number": factories.id_number(born="20180601"),
        "relation": "parent",
    }
    filed = factories.filed(at=here, who=who, minors=[child])
    assert [stay.filing for stay in filed.stays] == [filed.main.filing] * 2
    assert Guardianship.objects.get().guardian_id == filed.main.person_id
    assert list(Binding.objects.order_by("kind").values_list("kind", flat=True)) == ["self", "ward"]
    assert Act.objects.filter(what="declare").count() == 2


def test_B8_the_agents_id_is_recorded_sealed() -> None:
    agent = {"name": "王大明", "id_number": factories.id_number(), "relation": "parent"}
    stay = factories.filed(at=factories.community(), id_number=factories.id_number(born="20150601"), agent=agent).main
    assert (stay.agent_name, stay.agent_relation) == ("王大明", "parent")
    assert agent["id_number"].encode() not in bytes(stay.agent_id_number or b"")


def test_a_second_household_member_declared_from_one_phone_is_a_ward() -> None:
    here = factories.community()
    who = factories.resident()
    factories.filed(at=here, who=who)
    factories.filed(at=here, who=who, name="王大力")
    assert sorted(Binding.objects.filter(resident=who).values_list("kind", flat=True)) == ["self", "ward"]


def test_a_withdrawn_declaration_can_be_made_again() -> None:
    here = factories.community()
    who, number = factories.resident(), factories.id_number()
    filed = factories.filed(at=here, who=who, id_number=number)
    assert (
        stays.withdraw(stay_id=filed.main.id, by=visitors.resident_actor(who=who), at=factories.NOW).state
        == "withdrawn"
    )
    again = factories.filed(at=here, who=who, id_number=number)
    assert (again.main.state, again.main.person_id) == ("declared", filed.main.person_id)


def test_a_returned_file_is_completed_with_new_entries_and_a_new_limit() -> None:
    here = factories.community()
    who = factories.resident()
    filed = factories.filed(at=here, who=who)
    officer = factories.actor(factories.registrar(of=here))
    stays.give_back(stay_id=filed.main.id, missing=[("name", "")], by=officer, at=factories.NOW)
    better = factories.declared(at=here, name="王晓明", workplace="兰田市场")
    done = stays.complete(
        stay_id=filed.main.id, declared=better, by=visitors.resident_actor(who=who), at=factories.later(days=5)
    )
    assert (done.state, done.workplace, Person.objects.get(id=done.person_id).name) == (
        "declared",
        "兰田市场",
        "王晓明",
    )
    assert done.check_due_on == datetime.date(2026, 3, 23)
    assert done.completions.get().answered_at == factories.later(days=5)


def test_a_file_that_is_not_there_cannot_be_completed() -> None:
    here = factories.community()
    factories.station(of=here)
    with pytest.raises(Absent):
        stays.withdraw(stay_id=here_id(), by=visitors.resident_actor(who=factories.resident()), at=factories.NOW)


def here_id() -> "factories.uuid.UUID":
    """Return an id that nothing has."""
    return factories.uuid.uuid4()


def test_B6_a_walk_in_is_registered_with_the_children_in_one_act_a_person() -> None:
    here = factories.community()
    officer = factories.actor(factories.registrar(of=here))
    child = {
        "name": "王小小",
        "id_kind": "household_book",
        "id_number": factories.id_number(born="20180601"),
        "relation": "parent",
    }
    filed, receipts = stays.register(
        declared=factories.declared(at=here, minors=[child]), channel="counter", by=officer, at=factories.NOW
    )
    assert [stay.state for stay in filed.stays] == ["registered", "registered"]
    assert Receipt.objects.count() == len(receipts) == 2
    assert list(Act.objects.values_list("what", flat=True)) == ["register", "register"]
    assert Guardianship.objects.get().guardian_id == filed.main.person_id


def test_a_clerk_cannot_register() -> None:
    here = factories.community()
    factories.station(of=here)
    clerk = factories.actor(
        factories.post(
            unit=factories.unit(code="bm", kind="hall", department="government", level="street", covers=here.parent),
            role="clerk",
        )
    )
    with pytest.raises(Absent):
        stays.register(declared=factories.declared(at=here), channel="counter", by=clerk, at=factories.NOW)
    assert Stay.objects.count() == 0
