"""Endorsing a permit: in the window, late, asked for, withheld, and earlier time that counts (F1–F8)."""

import datetime

import pytest
from tests import endorsing, factories, permits
from tests.endorsing import CLOSES, ISSUED, OPENS, Held, at

from anju.actions import endorsement as acts
from anju.law.absent import Absent
from anju.law.permit.application import Given
from anju.law.permit.ground import ProofKind
from anju.law.refusal import Refusal
from anju.models import (
    Act,
    Endorsement,
    Message,
    PastResidence,
    Permit,
    PermitEnding,
    PermitProof,
    PolicyOverride,
    Stay,
    Suspension,
)
from anju.queries import endorsement as queries

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
LEASE = Given(kind=ProofKind.LEASE, source="paper")
CONTRACT = Given(kind=ProofKind.LABOUR_CONTRACT, source="paper")


def confirmed(held: Held, on: datetime.date) -> None:
    Stay.objects.filter(id=held.stay.id).update(confirmed_on=on)


def ask(held: Held, on: datetime.date, *given: Given) -> Endorsement:
    return acts.ask(permit_id=held.permit.id, proofs_given=given, channel="online", by=held.me, at=at(on))


def refused(held: Held, on: datetime.date, *given: Given) -> str:
    with pytest.raises(Refusal) as found:
        ask(held, on, *given)
    return found.value.code


def told() -> list[str]:
    return list(Message.objects.filter(kind__contains="endorse").order_by("id").values_list("kind", flat=True)) + list(
        Message.objects.filter(kind__startswith="permit_").order_by("id").values_list("kind", flat=True)
    )


def test_F7_where_nothing_changed_it_is_done_at_once_from_the_phone() -> None:
    held = endorsing.held()
    confirmed(held, OPENS)
    made = ask(held, OPENS)
    permit = held.fresh()
    assert (made.state, made.number, made.late, made.done_on) == ("done", 1, False, OPENS)
    assert (permit.state, permit.endorsed, permit.suspended_on) == ("valid", 1, None)
    assert (permit.window_opens_on, permit.window_closes_on) == (datetime.date(2026, 6, 10), datetime.date(2026, 7, 10))
    assert made.until == permit.window_closes_on
    act = Act.objects.get(what="endorse")
    assert (act.actor_kind, act.person_id, act.rules) == ("resident", held.stay.person_id, "F2,F5,F6,F7")
    assert Message.objects.get(kind="permit_endorsed").params == {"number": permit.number, "until": "2026-07-10"}


@pytest.mark.parametrize(("ahead", "code"), [(-1, "window_not_open"), (0, None)])
def test_F2_the_window_opens_on_its_day(ahead: int, code: str | None) -> None:
    held = endorsing.held()
    confirmed(held, OPENS - DAY)
    if code:
        assert refused(held, OPENS + ahead * DAY) == code
        assert not Endorsement.objects.exists()
    else:
        assert ask(held, OPENS + ahead * DAY).state == "done"


def test_F2_the_last_day_of_the_window_is_in_time() -> None:
    held = endorsing.held()
    confirmed(held, CLOSES)
    assert not ask(held, CLOSES).late
    assert not Suspension.objects.exists()


def test_F4_F5_the_day_after_it_is_late_even_before_the_night_has_run() -> None:
    held = endorsing.held()
    confirmed(held, CLOSES)
    made = ask(held, CLOSES + DAY)
    assert (made.late, made.number, held.fresh().state) == (True, 1, "valid")
    assert Suspension.objects.values_list("number", "start", "end").get() == (1, CLOSES + DAY, CLOSES + DAY)
    assert list(
        Act.objects.filter(what__in=["suspend", "restore"]).order_by("seq").values_list("what", "actor_kind")
    ) == [
        ("suspend", "system"),
        ("restore", "resident"),
    ]
    assert not Message.objects.filter(kind="permit_suspended").exists()


def test_F5_after_a_long_time_one_late_endorsement_covers_the_last_window_that_opened() -> None:
    held = endorsing.held()
    for late, number in [(datetime.date(2027, 3, 1), 2), (datetime.date(2027, 6, 20), 3)]:
        Permit.objects.filter(id=held.permit.id).update(
            state="suspended", suspended_on=CLOSES + DAY, endorsed=0, window_closes_on=CLOSES
        )
        Suspension.objects.all().delete()
        Endorsement.objects.all().delete()
        Suspension.objects.create(permit=held.permit, person_id=held.stay.person_id, number=1, start=CLOSES + DAY)
        confirmed(held, late)
        assert ask(held, late).number == number
        assert held.fresh().endorsed == number
        assert held.fresh().window_opens_on == datetime.date(2025 + number, 6, 10)
        assert Suspension.objects.get().end == late


def test_F2_an_anniversary_is_endorsed_once() -> None:
    held = endorsing.held()
    confirmed(held, OPENS)
    ask(held, OPENS)
    assert refused(held, OPENS) == "window_not_open"
    assert Endorsement.objects.count() == 1


def test_F6_without_a_proof_that_holds_one_is_asked_for() -> None:
    held = endorsing.held(proven=False)
    confirmed(held, OPENS)
    assert refused(held, OPENS) == "proof_missing"
    made = ask(held, OPENS, CONTRACT)
    assert (made.state, made.ground, made.due_on) == ("asked", "employment", datetime.date(2025, 6, 24))
    assert refused(held, OPENS, CONTRACT) == "asked_before"
    assert PermitProof.objects.get(subject_id=made.id).checked_at is None
    assert told() == ["endorsement_asked"]


def test_D7_an_unconfirmed_stay_is_looked_at_by_an_officer() -> None:
    held = endorsing.held()
    confirmed(held, OPENS - 200 * DAY)
    made = ask(held, OPENS)
    assert made.state == "asked"
    assert Act.objects.get(what="ask_endorsement").detail["why"] == ["D7"]


def test_E4_a_change_of_work_is_looked_at_by_an_officer() -> None:
    held = endorsing.held()
    confirmed(held, OPENS)
    Stay.objects.update(workplace="新厂")
    made = ask(held, OPENS)
    assert made.state == "asked"
    assert Act.objects.get(what="ask_endorsement").detail["why"] == ["E4"]


def test_F7_an_officer_endorses_what_was_asked_and_checks_its_proofs() -> None:
    held = endorsing.held(proven=False)
    made = ask(held, OPENS, CONTRACT)
    done = acts.endorse(endorsement_id=made.id, by=held.registrar, at=at(OPENS + 2 * DAY), version=made.version)
    assert (done.state, done.late, done.number, held.fresh().endorsed) == ("done", False, 1, 1)
    assert held.fresh().ground == "employment"
    assert PermitProof.objects.get(subject_id=made.id).checked_by == held.registrar.id
    with pytest.raises(Refusal) as again:
        acts.endorse(endorsement_id=made.id, by=held.registrar, at=at(OPENS + 3 * DAY))
    assert again.value.code == "not_allowed_in_state"


def test_two_officers_at_once_do_not_overwrite_each_other() -> None:
    held = endorsing.held(proven=False)
    made = ask(held, OPENS, CONTRACT)
    with pytest.raises(Refusal) as stale:
        acts.endorse(endorsement_id=made.id, by=held.registrar, at=at(OPENS), version=made.version + 1)
    assert stale.value.code == "stale"


def test_F7_who_asked_in_time_is_in_time_however_long_the_office_takes() -> None:
    held = endorsing.held(proven=False)
    made = ask(held, CLOSES, CONTRACT)
    done = acts.endorse(endorsement_id=made.id, by=held.registrar, at=at(CLOSES + 6 * DAY))
    assert (done.late, held.fresh().state) == (False, "valid")
    assert not Suspension.objects.exists()


def test_at_the_counter_the_paper_seen_is_enough() -> None:
    held = endorsing.held(proven=False)
    made = acts.at_counter(permit_id=held.permit.id, proofs_seen=[LEASE], by=held.registrar, at=at(OPENS))
    assert (made.state, made.channel, made.ground) == ("done", "counter", "dwelling")
    assert PermitProof.objects.get(subject_id=made.id).checked_at == at(OPENS)


def test_F6_at_the_counter_too_one_ground_has_to_hold() -> None:
    held = endorsing.held(proven=False)
    with pytest.raises(Refusal) as found:
        acts.at_counter(permit_id=held.permit.id, by=held.registrar, at=at(OPENS))
    assert (found.value.code, found.value.rule) == ("proof_missing", "F6")
    assert not Endorsement.objects.exists()


def test_the_counter_finishes_what_was_asked_from_the_phone() -> None:
    held = endorsing.held(proven=False)
    made = ask(held, OPENS, CONTRACT)
    done = acts.at_counter(permit_id=held.permit.id, by=held.registrar, at=at(OPENS + DAY))
    assert (done.id, done.state) == (made.id, "done")


def test_a_resident_cannot_endorse_what_an_officer_has_to_look_at() -> None:
    held = endorsing.held(proven=False)
    made = ask(held, OPENS, CONTRACT)
    with pytest.raises(Absent):
        acts.endorse(endorsement_id=made.id, by=held.me, at=at(OPENS))
    with pytest.raises(Absent):
        acts.at_counter(permit_id=held.permit.id, proofs_seen=[LEASE], by=held.me, at=at(OPENS))
    assert held.fresh().endorsed == 0


def test_F6_withholding_tells_the_reasons_and_proposes_the_end() -> None:
    held = endorsing.held(proven=False)
    made = ask(held, OPENS, CONTRACT)
    with pytest.raises(Refusal) as found:
        acts.withhold(endorsement_id=made.id, basis="match", why=" ", by=held.registrar, at=at(OPENS))
    assert found.value.code == "reason_missing"
    acts.withhold(endorsement_id=made.id, basis="match", why="合同已经解除", by=held.registrar, at=at(OPENS))
    ending = PermitEnding.objects.get()
    assert (ending.state, ending.reason, ending.basis) == ("noticed", "no_ground", "match")
    assert ending.objection_until == datetime.date(2025, 6, 17)
    assert (held.fresh().state, Endorsement.objects.get().state) == ("valid", "withheld")
    assert told() == ["endorsement_asked", "endorsement_withheld", "permit_end_proposed"]
    assert ask(held, OPENS + DAY, LEASE).state == "asked"


def test_who_takes_the_wish_back_can_ask_again() -> None:
    held = endorsing.held(proven=False)
    made = ask(held, OPENS, CONTRACT)
    acts.withdraw(endorsement_id=made.id, by=held.me, at=at(OPENS))
    assert Endorsement.objects.get().state == "withdrawn"
    assert ask(held, OPENS, LEASE).ground == "dwelling"


def test_D3_without_a_registration_nothing_is_endorsed() -> None:
    held = endorsing.held()
    Stay.objects.update(state="ended", ended_on=factories.DAY)
    assert refused(held, OPENS) == "not_registered"


def test_an_ended_permit_is_not_endorsed() -> None:
    held = endorsing.held()
    Permit.objects.update(state="ended", ended_on=OPENS)
    assert refused(held, OPENS) == "not_allowed_in_state"


def override(key: str, value: object, on: datetime.date) -> None:
    PolicyOverride.objects.create(
        key=key, place="371300000000", value=value, effective_from=on, basis="市规定", created_at=factories.NOW
    )


def test_F2_a_city_that_opens_windows_earlier_does_so_from_its_day_on() -> None:
    first, second = endorsing.held(), endorsing.held(number="002")
    override("endorsement_window_months", 2, OPENS + DAY)
    for held, on in [(first, OPENS), (second, OPENS + DAY)]:
        confirmed(held, on)
        ask(held, on)
    assert first.fresh().window_opens_on == datetime.date(2026, 6, 10)
    assert second.fresh().window_opens_on == datetime.date(2026, 5, 10)


def test_F1_a_city_that_anchors_on_the_registration_does_so_from_its_day_on() -> None:
    override("endorsement_anchor", "registration", datetime.date(2024, 8, 1))
    before = endorsing.held(issued_on=datetime.date(2024, 7, 31))
    after = endorsing.held(issued_on=datetime.date(2024, 8, 1), number="002")
    assert (before.permit.anchor_on, after.permit.anchor_on) == (datetime.date(2024, 7, 31), endorsing.REGISTERED)
    assert after.permit.window_opens_on == datetime.date(2024, 12, 8)


def test_F5_both_dates_are_kept_and_the_citys_choice_holds_from_its_day_on() -> None:
    held = endorsing.held()
    late = CLOSES + 21 * DAY
    confirmed(held, late)
    ask(held, late)
    override("late_endorsement", "deduct", datetime.date(2025, 12, 1))
    before = queries.years(permit=held.fresh(), on=datetime.date(2025, 11, 30))
    after = queries.years(permit=held.fresh(), on=datetime.date(2025, 12, 1))
    deducted = endorsing.REGISTERED + 20 * DAY
    assert (before.continuity.restart, before.continuity.deduct, before.continuity.since) == (late, deducted, late)
    assert (after.continuity.restart, after.continuity.deduct, after.continuity.since) == (late, deducted, deducted)
    assert (before.years, after.years) == (0, 1)


def test_F8_earlier_time_counts_in_full_months_on_proof_and_can_be_taken_back() -> None:
    held = endorsing.held()
    person = held.stay.person_id
    add = {"person_id": person, "by": held.registrar, "at": at(ISSUED)}
    made = acts.add(from_on=datetime.date(2020, 3, 31), until_on=datetime.date(2022, 2, 28), proof="暂住证 123", **add)
    assert made.months == 23
    assert queries.years(permit=held.permit, on=datetime.date(2025, 1, 7)).years == 2
    assert queries.years(permit=held.permit, on=datetime.date(2025, 2, 8)).years == 3
    for span in [(2022, 2, 27, 2022, 6, 1), (2019, 1, 1, 2020, 4, 1), (2023, 1, 1, 2024, 1, 9)]:
        with pytest.raises(Refusal) as found:
            acts.add(from_on=datetime.date(*span[:3]), until_on=datetime.date(*span[3:]), proof="x", **add)
        assert found.value.code == "counted_before"
    with pytest.raises(Absent):
        acts.remove(past_id=made.id, why="错", by=held.registrar, at=at(ISSUED))
    acts.remove(past_id=made.id, why="证明不实", by=held.chief, at=at(ISSUED))
    assert queries.years(permit=held.permit, on=datetime.date(2025, 2, 8)).years == 1
    assert PastResidence.objects.get().removed_at == at(ISSUED)


@pytest.mark.parametrize(
    ("from_on", "until_on", "proof", "code"),
    [
        ("2020-01-01", "2020-01-31", "x", "wrong_time"),
        ("2020-02-01", "2020-01-01", "x", "wrong_time"),
        ("2020-01-01", "2020-02-01", " ", "proof_missing"),
    ],
)
def test_F8_earlier_time_is_a_month_at_least_and_proven(from_on: str, until_on: str, proof: str, code: str) -> None:
    held = endorsing.held()
    with pytest.raises(Refusal) as found:
        acts.add(
            person_id=held.stay.person_id,
            from_on=datetime.date.fromisoformat(from_on),
            until_on=datetime.date.fromisoformat(until_on),
            proof=proof,
            by=held.registrar,
            at=at(ISSUED),
        )
    assert found.value.code == code


def test_L7_the_picture_of_a_proof_is_the_endorsements_and_goes_when_it_is_over() -> None:
    held = endorsing.held(proven=False)
    picture = permits.upload(by=held.me)
    given = Given(kind=ProofKind.LEASE, source="upload", upload_id=picture.id)
    made = ask(held, OPENS, given)
    picture.refresh_from_db()
    assert (picture.subject_kind, picture.subject_id, picture.keep_until) == ("endorsement", made.id, None)
    acts.endorse(endorsement_id=made.id, by=held.registrar, at=at(OPENS + DAY))
    picture.refresh_from_db()
    assert picture.keep_until is not None
    assert picture.keep_until > at(OPENS + DAY)


def test_nobody_gives_somebody_elses_picture() -> None:
    held = endorsing.held(proven=False)
    stranger = endorsing.held(number="002")
    picture = permits.upload(by=stranger.me)
    given = Given(kind=ProofKind.LEASE, source="upload", upload_id=picture.id)
    assert refused(held, OPENS, given) == "upload_unknown"
    assert not Endorsement.objects.exists()
