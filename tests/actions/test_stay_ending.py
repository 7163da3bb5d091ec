"""Ending a stay and bringing it back."""

import datetime

import pytest
from tests import factories

from anju.actions import stay as stays
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import Ending, Stay
from anju.queries import visitors

pytestmark = pytest.mark.django_db
LEFT = datetime.date(2026, 3, 4)


def _registered() -> tuple[Stay, "factories.Actor", "factories.Actor"]:
    here = factories.community()
    who = factories.resident()
    stay = factories.registered(at=here, who=who)
    return stay, factories.actor(factories.post(unit=stay.station, role="chief")), visitors.resident_actor(who=who)


def _proposed(stay: Stay, chief: "factories.Actor", reason: str = "left") -> Ending:
    return stays.propose_end(
        stay_id=stay.id, reason=reason, basis="visit", note="两次上门无人", on=LEFT, by=chief, at=factories.NOW
    )


def test_D3_leaving_ends_at_once() -> None:
    stay, _, me = _registered()
    stays.leave(stay_id=stay.id, on=LEFT, by=me, at=factories.NOW)
    stay.refresh_from_db()
    assert (stay.state, stay.ended_on, stay.end_reason) == ("ended", LEFT, "left")


@pytest.mark.parametrize("on", [datetime.date(2026, 3, 3), datetime.date(2026, 3, 5)])
def test_a_date_of_leaving_before_the_registration_or_ahead_is_refused(on: datetime.date) -> None:
    stay, _, me = _registered()
    with pytest.raises(Refusal) as refused:
        stays.leave(stay_id=stay.id, on=on, by=me, at=factories.NOW)
    assert refused.value.code == "wrong_end_date"


def test_D6_an_end_nobody_asked_for_waits_for_its_window() -> None:
    stay, chief, _ = _registered()
    ending = _proposed(stay, chief)
    assert ending.objection_until == datetime.date(2026, 3, 11)
    with pytest.raises(Refusal) as refused:
        stays.end(ending_id=ending.id, by=chief, at=factories.later(days=7))
    assert refused.value.code == "window_open"
    stays.end_due(ending_id=ending.id, at=factories.later(days=8))
    stay.refresh_from_db()
    assert (stay.state, stay.end_reason) == ("ended", "left")


def test_D4_death_on_proof_needs_no_window() -> None:
    stay, chief, _ = _registered()
    ending = stays.propose_end(
        stay_id=stay.id, reason="death", basis="proof", note="死亡证明", on=LEFT, by=chief, at=factories.NOW
    )
    assert stays.end(ending_id=ending.id, by=chief, at=factories.NOW).state == "done"


def test_D6_an_objection_needs_an_answer_before_the_end() -> None:
    stay, chief, me = _registered()
    ending = stays.object_end(ending_id=_proposed(stay, chief).id, words="我出差了", by=me, at=factories.NOW)
    with pytest.raises(Refusal) as refused:
        stays.end(ending_id=ending.id, by=chief, at=factories.later(days=20))
    assert refused.value.code == "objected"
    assert (
        stays.end(ending_id=ending.id, by=chief, at=factories.later(days=20), why="房东和单位都证明已离开").state
        == "done"
    )


def test_D6_a_dropped_end_leaves_the_registration() -> None:
    stay, chief, _ = _registered()
    stays.drop_end(ending_id=_proposed(stay, chief).id, why="本人在家", by=chief, at=factories.NOW)
    stay.refresh_from_db()
    assert (stay.state, stay.endings.get().state) == ("registered", "withdrawn")


def test_leaving_overtakes_a_proposed_end() -> None:
    stay, chief, me = _registered()
    ending = _proposed(stay, chief)
    stays.leave(stay_id=stay.id, on=LEFT, by=me, at=factories.NOW)
    ending.refresh_from_db()
    assert ending.state == "withdrawn"
    with pytest.raises(Absent):
        stays.end(ending_id=ending.id, by=chief, at=factories.later(days=20))


@pytest.mark.parametrize(
    ("reason", "basis", "note", "code"),
    [
        ("nonsense", "visit", "x", "not_an_option"),
        ("left", "rumour", "x", "basis_missing"),
        ("left", "request", "x", "basis_missing"),
        ("left", "visit", "  ", "basis_missing"),
    ],
)
def test_D5_an_end_names_its_reason_and_basis(reason: str, basis: str, note: str, code: str) -> None:
    stay, chief, _ = _registered()
    with pytest.raises(Refusal) as refused:
        stays.propose_end(stay_id=stay.id, reason=reason, basis=basis, note=note, on=LEFT, by=chief, at=factories.NOW)
    assert refused.value.code == code


def test_an_end_is_proposed_once_at_a_time() -> None:
    stay, chief, _ = _registered()
    _proposed(stay, chief)
    with pytest.raises(Refusal) as refused:
        _proposed(stay, chief)
    assert refused.value.code == "ending_open"


def test_an_undone_end_has_all_its_dates_back() -> None:
    stay, chief, me = _registered()
    stays.leave(stay_id=stay.id, on=LEFT, by=me, at=factories.NOW)
    back = stays.undo_end(stay_id=stay.id, why="误操作", by=chief, at=factories.later(days=3))
    assert (back.state, back.ended_on, back.counted_from) == ("registered", None, factories.DAY)
    assert back.endings.get().state == "undone"


def test_an_end_is_undone_with_a_reason_and_not_beside_another_registration() -> None:
    stay, chief, me = _registered()
    stays.leave(stay_id=stay.id, on=LEFT, by=me, at=factories.NOW)
    with pytest.raises(Refusal) as unexplained:
        stays.undo_end(stay_id=stay.id, why=" ", by=chief, at=factories.NOW)
    assert unexplained.value.code == "reason_missing"
    other = factories.registered(at=factories.community(number="002"))
    Stay.objects.filter(id=other.id).update(person=stay.person)
    with pytest.raises(Refusal) as taken:
        stays.undo_end(stay_id=stay.id, why="误操作", by=chief, at=factories.NOW)
    assert taken.value.code == "another_active"


def test_a_registrar_cannot_undo() -> None:
    stay, _, me = _registered()
    stays.leave(stay_id=stay.id, on=LEFT, by=me, at=factories.NOW)
    with pytest.raises(Absent):
        stays.undo_end(
            stay_id=stay.id, why="误操作", by=factories.actor(factories.registrar(of=stay.community)), at=factories.NOW
        )
    stay.refresh_from_db()
    assert stay.state == "ended"


def test_I10_a_false_declaration_is_closed_with_a_reason_and_can_be_taken_up_again() -> None:
    here = factories.community()
    filed = factories.filed(at=here)
    chief = factories.actor(factories.post(unit=factories.station(of=here), role="chief"))
    for reason, why, code in (("death", "x", "not_an_option"), ("false", " ", "reason_missing")):
        with pytest.raises(Refusal) as refused:
            stays.close(stay_id=filed.main.id, reason=reason, why=why, by=chief, at=factories.NOW)
        assert refused.value.code == code
    assert (
        stays.close(stay_id=filed.main.id, reason="false", why="地址不存在", by=chief, at=factories.NOW).state
        == "closed"
    )
    with pytest.raises(Refusal) as unexplained:
        stays.reopen(stay_id=filed.main.id, why=" ", by=chief, at=factories.NOW)
    assert unexplained.value.code == "reason_missing"
    assert stays.reopen(stay_id=filed.main.id, why="地址已找到", by=chief, at=factories.NOW).state == "to_verify"
