"""Merging two records: sign-ins, guardians and open requests go to the one that is kept. Source: B5, B8, L5."""

import pytest
from tests import factories as make

from anju.actions import request as requests
from anju.actions import stay as stays
from anju.models import Act, Binding, DataRequest, Guardianship, Merge, Message, Person, Post, Resident, Stay
from anju.queries import mine, pending, visitors

pytestmark = pytest.mark.django_db


def two(*, phone: str = "") -> tuple[Stay, Stay, Resident]:
    """Return a registered stay, a second declaration of the same number, and who sent that one."""
    here, number = make.community(), make.id_number()
    who = make.resident(phone=phone or None)
    kept = make.registered(at=here, id_number=number, **({"phone": phone} if phone else {}))
    return kept, make.filed(at=here, who=who, id_number=number).main, who


def merged(kept: Stay, gone: Stay, *, present: bool) -> None:
    officer = make.actor(make.registrar(of=kept.community))
    stays.accept(stay_id=gone.id, by=officer, at=make.later(days=2), same_as=kept.person_id, present=present)


def ask(person: Person, who: Resident, *, why: str = "", days: int = 0) -> DataRequest:
    by = visitors.resident_actor(who=who)
    return requests.ask_deletion(person=person, why=why, by=by, at=make.later(days=days))


def chief(stay: Stay) -> Post:
    return make.post(unit=stay.station, role="chief")


@pytest.mark.parametrize(("phone", "present"), [("", True), ("13900001111", False)])
def test_L5_an_open_request_follows_the_sign_in_to_the_kept_record(phone: str, present: bool) -> None:
    kept, gone, who = two(phone=phone)
    made = ask(gone.person, who, why="搬走了")
    merged(kept, gone, present=present)
    post = chief(kept)
    assert [row.id for row in pending.requests(scope=make.scope(post))] == [made.id]
    assert pending.request(scope=make.scope(post), request_id=made.id)[0].person_id == kept.person_id
    assert [(row.id, row.state) for row in mine.requests(who=who, person_id=kept.person_id)] == [(made.id, "asked")]
    requests.answer(request_id=made.id, granted=False, words="登记仍然有效", by=make.actor(post), at=make.later(days=3))
    assert DataRequest.objects.get().state == "refused"


def test_L5_of_two_open_requests_the_first_due_stays_open_with_the_reasons_of_both() -> None:
    kept, gone, who = two()
    owner = Binding.objects.get(person=kept.person).resident
    late = ask(kept.person, owner, why="不再住", days=1)
    first = ask(gone.person, who, why="搬走了")
    merged(kept, gone, present=True)
    found = {row.id: (row.state, row.why) for row in mine.requests(who=who, person_id=kept.person_id)}
    assert found == {first.id: ("asked", "搬走了；不再住"), late.id: ("done", "不再住")}
    assert DataRequest.objects.get(id=late.id).answer.startswith("同一个人的两份申请合并办理")
    assert [row.id for row in pending.requests(scope=make.scope(chief(kept)))] == [first.id]


def test_L5_who_may_not_get_at_the_kept_record_is_told_to_come_with_the_card_and_nothing_more() -> None:
    kept, gone, who = two()
    made = ask(gone.person, who)
    merged(kept, gone, present=False)
    found = DataRequest.objects.get(id=made.id)
    assert (found.state, found.person_id, found.answered_at) == ("refused", gone.person_id, make.later(days=2))
    assert "到派出所核对" in found.answer
    told = Message.objects.get(kind="data_at_counter")
    assert (told.resident_id, told.person_id, told.params, told.link) == (who.id, None, {}, "")
    assert pending.requests(scope=make.scope(chief(kept))) == []
    assert list(kept.person.requests.all()) == []


def test_a_copy_taken_before_is_seen_with_the_kept_record() -> None:
    kept, gone, who = two()
    requests.copy(person=gone.person, by=visitors.resident_actor(who=who), at=make.NOW)
    merged(kept, gone, present=True)
    assert [(row.kind, row.state) for row in mine.requests(who=who, person_id=kept.person_id)] == [("copy", "done")]


def test_a_merge_is_one_act_and_keeps_both_records() -> None:
    kept, gone, _ = two()
    merged(kept, gone, present=True)
    assert Merge.objects.values_list("kept_id", "gone_id").get() == (kept.person_id, gone.person_id)
    assert Person.objects.get(id=gone.person_id).state == "merged"
    assert Act.objects.get(what="merge").detail == {"gone": str(gone.person_id), "present": True}


def links() -> list[tuple[str, str]]:
    return sorted((str(row.ward_id), str(row.guardian_id)) for row in Guardianship.objects.filter(until=None))


def link(*, ward: Stay, guardian: Stay) -> None:
    Guardianship.objects.create(ward=ward.person, guardian=guardian.person, relation="parent", since=make.NOW)


def another() -> Stay:
    return make.registered(at=make.community())


def test_B8_wards_go_to_the_kept_guardian() -> None:
    kept, gone, _ = two()
    ward = another()
    link(ward=ward, guardian=gone)
    merged(kept, gone, present=True)
    assert links() == [(str(ward.person_id), str(kept.person_id))]
    ended = Guardianship.objects.get(guardian=gone.person)
    assert (ended.until, Guardianship.objects.get(guardian=kept.person).since) == (make.later(days=2),) * 2


def test_B8_a_ward_held_by_both_records_has_one_guardian_left() -> None:
    kept, gone, _ = two()
    ward = another()
    link(ward=ward, guardian=kept)
    link(ward=ward, guardian=gone)
    merged(kept, gone, present=True)
    assert links() == [(str(ward.person_id), str(kept.person_id))]
    assert Guardianship.objects.count() == 2


def test_B8_a_guardianship_that_had_ended_with_the_kept_record_begins_again() -> None:
    kept, gone, _ = two()
    ward = another()
    Guardianship.objects.create(
        ward=ward.person, guardian=kept.person, relation="parent", since=make.NOW, until=make.later(days=1)
    )
    link(ward=ward, guardian=gone)
    merged(kept, gone, present=True)
    assert links() == [(str(ward.person_id), str(kept.person_id))]


def test_L6_a_child_with_two_records_keeps_its_guardians_once() -> None:
    kept, gone, _ = two()
    one, other = another(), another()
    link(ward=gone, guardian=one)
    link(ward=gone, guardian=other)
    link(ward=kept, guardian=one)
    merged(kept, gone, present=True)
    assert links() == sorted((str(kept.person_id), str(stay.person_id)) for stay in (one, other))


def test_nobody_becomes_their_own_guardian_by_a_merge() -> None:
    kept, gone, _ = two()
    link(ward=kept, guardian=gone)
    merged(kept, gone, present=True)
    assert links() == []
