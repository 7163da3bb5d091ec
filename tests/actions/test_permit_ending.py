"""Ending a permit and bringing it back, with its registration and without (D3–D6, D8, F6)."""

import datetime

import pytest
from tests import endorsing, factories
from tests.endorsing import CLOSES, ISSUED, OPENS, Held, at

from anju.actions import stay as stays
from anju.actions.permit import ending as permits
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import Act, Card, Message, Permit, PermitEnding, PolicyOverride, Stay, Suspension

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
# a Wednesday long before the window
EARLY = datetime.date(2025, 3, 5)


def proposed(held: Held, *, reason: str = "no_ground", on: datetime.date = EARLY) -> PermitEnding:
    return permits.propose(
        permit_id=held.permit.id,
        reason=reason,
        basis="visit",
        note="两次上门无人",
        on=on,
        by=held.registrar,
        at=at(EARLY),
    )


def acts(*what: str) -> list[tuple[str, str]]:
    return list(Act.objects.filter(what__in=what).order_by("seq").values_list("what", "actor_kind"))


def told() -> list[str]:
    return list(Message.objects.filter(kind__startswith="permit_").order_by("id").values_list("kind", flat=True))


def test_D8_handing_back_ends_the_permit_and_leaves_the_registration() -> None:
    held = endorsing.held()
    permits.hand_back(permit_id=held.permit.id, by=held.me, at=at(EARLY))
    permit = held.fresh()
    assert (permit.state, permit.ended_on, permit.end_reason) == ("ended", EARLY, "own_request")
    assert Stay.objects.get().state == "registered"
    assert (acts("hand_back"), told()) == ([("hand_back", "resident")], ["permit_ended"])


def test_D3_cards_under_way_are_stopped_and_one_in_hand_is_not() -> None:
    held = endorsing.held()
    ready, kept = endorsing.card(permit=held.permit), endorsing.card(permit=held.permit, state="held")
    permits.hand_back(permit_id=held.permit.id, by=held.me, at=at(EARLY))
    assert dict(Card.objects.values_list("id", "state")) == {ready.id: "void", kept.id: "held"}
    assert acts("void_card") == [("void_card", "system")]


def test_D6_an_end_nobody_asked_for_waits_for_its_window_and_a_named_officer() -> None:
    held = endorsing.held()
    ending = proposed(held)
    assert ending.objection_until == datetime.date(2025, 3, 12)
    with pytest.raises(Refusal) as refused:
        permits.end(ending_id=ending.id, by=held.registrar, at=at(datetime.date(2025, 3, 12)))
    assert refused.value.code == "window_open"
    permits.end(ending_id=ending.id, by=held.registrar, at=at(datetime.date(2025, 3, 13)))
    permit = held.fresh()
    # a decision, so from the day it was made
    assert (permit.state, permit.ended_on, permit.end_reason) == ("ended", datetime.date(2025, 3, 13), "no_ground")
    assert told() == ["permit_end_proposed", "permit_ended"]


def test_D6_a_citys_longer_window_holds_from_its_day_on() -> None:
    held = endorsing.held()
    PolicyOverride.objects.create(
        key="objection_working_days",
        place="371300000000",
        value=10,
        effective_from=EARLY,
        basis="市规定",
        created_at=factories.NOW,
    )
    assert proposed(held).objection_until == datetime.date(2025, 3, 19)


def test_D4_death_on_proof_needs_no_window_and_has_its_own_day() -> None:
    held = endorsing.held()
    ending = proposed(held, reason="death", on=EARLY - 9 * DAY)
    assert permits.end(ending_id=ending.id, by=held.chief, at=at(EARLY)).state == "done"
    assert held.fresh().ended_on == EARLY - 9 * DAY


def test_D6_an_objection_needs_an_answer_before_the_end() -> None:
    held = endorsing.held()
    ending = permits.object_end(ending_id=proposed(held).id, words="我换了工作", by=held.me, at=at(EARLY))
    with pytest.raises(Refusal) as refused:
        permits.end(ending_id=ending.id, by=held.registrar, at=at(EARLY + 30 * DAY))
    assert refused.value.code == "objected"
    done = permits.end(ending_id=ending.id, by=held.registrar, at=at(EARLY + 30 * DAY), why="新单位证明没有此人")
    assert done.state == "done"


def test_D6_a_dropped_end_leaves_the_permit() -> None:
    held = endorsing.held()
    ending = permits.drop(ending_id=proposed(held).id, why="补交了合同", by=held.registrar, at=at(EARLY))
    assert (held.fresh().state, ending.state) == ("valid", "withdrawn")
    with pytest.raises(Absent):
        permits.end(ending_id=ending.id, by=held.registrar, at=at(EARLY + 30 * DAY))
    assert proposed(held).state == "noticed"


@pytest.mark.parametrize(
    ("reason", "basis", "note", "on", "code"),
    [
        ("nonsense", "visit", "x", EARLY, "not_an_option"),
        ("left", "rumour", "x", EARLY, "basis_missing"),
        ("left", "request", "x", EARLY, "basis_missing"),
        ("left", "stay", "x", EARLY, "basis_missing"),
        ("left", "visit", " ", EARLY, "basis_missing"),
        ("left", "visit", "x", EARLY + DAY, "wrong_end_date"),
        ("left", "visit", "x", ISSUED - DAY, "wrong_end_date"),
    ],
)
def test_D5_an_end_names_its_reason_basis_and_day(
    reason: str, basis: str, note: str, on: datetime.date, code: str
) -> None:
    held = endorsing.held()
    with pytest.raises(Refusal) as refused:
        permits.propose(
            permit_id=held.permit.id, reason=reason, basis=basis, note=note, on=on, by=held.chief, at=at(EARLY)
        )
    assert refused.value.code == code


def test_an_end_is_proposed_once_at_a_time_and_what_the_officer_saw_must_stand() -> None:
    held = endorsing.held()
    proposed(held)
    with pytest.raises(Refusal) as twice:
        proposed(held)
    assert twice.value.code == "ending_open"
    with pytest.raises(Refusal) as stale:
        permits.hand_back(permit_id=held.permit.id, by=held.registrar, at=at(EARLY), version=9)
    assert stale.value.code == "stale"


def test_handing_back_overtakes_a_proposed_end() -> None:
    held = endorsing.held()
    ending = proposed(held)
    permits.hand_back(permit_id=held.permit.id, by=held.me, at=at(EARLY))
    ending.refresh_from_db()
    assert ending.state == "withdrawn"


def test_D6_an_undone_end_has_state_and_dates_back() -> None:
    held = endorsing.held()
    permits.hand_back(permit_id=held.permit.id, by=held.me, at=at(EARLY))
    permits.undo(permit_id=held.permit.id, why="误操作", by=held.chief, at=at(EARLY + DAY))
    permit = held.fresh()
    assert (permit.state, permit.ended_on, permit.end_reason) == ("valid", None, "")
    assert (permit.window_opens_on, permit.window_closes_on, permit.since) == (OPENS, CLOSES, endorsing.REGISTERED)
    assert PermitEnding.objects.get().state == "undone"
    assert told() == ["permit_ended", "permit_end_undone"]


def test_F4_a_window_that_passed_meanwhile_suspends_from_the_lawful_day() -> None:
    held = endorsing.held()
    permits.hand_back(permit_id=held.permit.id, by=held.me, at=at(EARLY))
    permits.undo(permit_id=held.permit.id, why="误操作", by=held.chief, at=at(CLOSES + 50 * DAY))
    permit = held.fresh()
    assert (permit.state, permit.suspended_on) == ("suspended", CLOSES + DAY)
    assert Suspension.objects.values_list("number", "start", "end").get() == (1, CLOSES + DAY, None)
    assert acts("undo_end_permit", "suspend") == [("undo_end_permit", "staff"), ("suspend", "system")]


def test_F4_what_was_suspended_comes_back_suspended() -> None:
    held = endorsing.held()
    Permit.objects.update(state="suspended", suspended_on=CLOSES + DAY)
    Suspension.objects.create(permit=held.permit, person_id=held.stay.person_id, number=1, start=CLOSES + DAY)
    permits.hand_back(permit_id=held.permit.id, by=held.me, at=at(CLOSES + 9 * DAY))
    permits.undo(permit_id=held.permit.id, why="误操作", by=held.chief, at=at(CLOSES + 10 * DAY))
    assert (held.fresh().state, held.fresh().suspended_on) == ("suspended", CLOSES + DAY)
    assert Suspension.objects.get().end is None


def test_an_end_is_undone_with_a_reason_by_a_chief_on_a_registration_and_not_beside_another_permit() -> None:
    held = endorsing.held()
    permits.hand_back(permit_id=held.permit.id, by=held.me, at=at(EARLY))

    def undo(why: str = "误操作") -> str:
        with pytest.raises(Refusal) as refused:
            permits.undo(permit_id=held.permit.id, why=why, by=held.chief, at=at(EARLY))
        return refused.value.code

    assert undo(" ") == "reason_missing"
    with pytest.raises(Absent):
        permits.undo(permit_id=held.permit.id, why="误操作", by=held.registrar, at=at(EARLY))
    other = endorsing.permit(stay=held.stay)
    assert undo() == "another_active"
    other.delete()
    Stay.objects.update(state="ended", ended_on=factories.DAY)
    assert undo() == "not_registered"
    assert held.fresh().state == "ended"


def test_D3_leaving_ends_the_permit_too_in_the_same_act() -> None:
    held = endorsing.held()
    endorsing.card(permit=held.permit, state="to_make")
    stays.leave(stay_id=held.stay.id, on=factories.DAY, by=held.me, at=factories.NOW)
    permit = held.fresh()
    assert (permit.state, permit.ended_on, permit.end_reason) == ("ended", factories.DAY, "left")
    assert PermitEnding.objects.values_list("basis", "state", "reason").get() == ("stay", "done", "left")
    assert acts("leave", "end_permit", "void_card") == [
        ("leave", "resident"),
        ("void_card", "system"),
        ("end_permit", "system"),
    ]


def test_D6_an_ended_registration_takes_its_reason_to_the_permit_and_brings_it_back() -> None:
    held = endorsing.held()
    ending = stays.propose_end(
        stay_id=held.stay.id,
        reason="settled",
        basis="match",
        note="已落户",
        on=factories.DAY,
        by=held.chief,
        at=factories.NOW,
    )
    stays.end(ending_id=ending.id, by=held.chief, at=factories.later(days=9))
    assert (held.fresh().state, held.fresh().end_reason) == ("ended", "settled")
    stays.undo_end(stay_id=held.stay.id, why="误操作", by=held.chief, at=factories.later(days=10))
    permit = held.fresh()
    # issued in 2024 and never endorsed: the lawful day is long past
    assert (permit.state, permit.suspended_on, permit.ended_on) == ("suspended", CLOSES + DAY, None)
    assert acts("undo_end", "undo_end_permit", "suspend") == [
        ("undo_end", "staff"),
        ("undo_end_permit", "staff"),
        ("suspend", "system"),
    ]


def test_D8_a_permit_handed_back_before_does_not_come_back_with_the_registration() -> None:
    held = endorsing.held()
    permits.hand_back(permit_id=held.permit.id, by=held.me, at=factories.NOW)
    stays.leave(stay_id=held.stay.id, on=factories.DAY, by=held.me, at=factories.NOW)
    stays.undo_end(stay_id=held.stay.id, why="误操作", by=held.chief, at=factories.later(days=1))
    assert held.fresh().state == "ended"


def test_a_permit_issued_after_the_day_of_leaving_ends_on_its_first_day() -> None:
    held = endorsing.held(issued_on=factories.DAY)
    Stay.objects.update(registered_on=factories.DAY - 200 * DAY)
    stays.leave(stay_id=held.stay.id, on=factories.DAY - DAY, by=held.me, at=factories.NOW)
    assert held.fresh().ended_on == factories.DAY
