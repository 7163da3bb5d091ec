"""The desk's check: told once, accepted with both limits, never before the half year. Source: B7, E1–E6."""

import datetime

import pytest
from tests import factories
from tests import permits as make

from anju.actions import permit as permits
from anju.actions import stay as stays
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import Act, Message, PermitFile, PermitNotice, PermitProof, PolicyOverride, Stay

pytestmark = pytest.mark.django_db


def returned(*items: str) -> PermitFile:
    file = make.applied()
    permits.give_back(
        file_id=file.id, missing=[(item, "") for item in items], by=make.registrar(file.stay), at=make.when()
    )
    return make.again(file)


def completed(file: PermitFile) -> PermitFile:
    by = make.sender(file.stay)
    return permits.complete(file_id=file.id, asked=make.asked(stay=file.stay, by=by), by=by, at=make.when(days=3))


def test_B7_a_return_lists_everything_and_tells_the_person() -> None:
    file = returned("portrait", "proof_unclear")
    assert (file.state, file.version) == ("returned", 2)
    assert PermitNotice.objects.get().missing == [
        {"item": "portrait", "note": ""},
        {"item": "proof_unclear", "note": ""},
    ]
    told = Message.objects.get(kind="permit_returned")
    assert told.link == f"/my/permit/files/{file.id}/"
    assert Act.objects.get(what="return_permit").detail == {"items": ["portrait", "proof_unclear"]}


@pytest.mark.parametrize(("missing", "code"), [([], "nothing_missing"), ([("diploma", "")], "unknown_item")])
def test_B7_a_return_names_known_items_and_at_least_one(missing: list[tuple[str, str]], code: str) -> None:
    file = make.applied()
    with pytest.raises(Refusal) as error:
        permits.give_back(file_id=file.id, missing=missing, by=make.registrar(file.stay), at=make.when())
    assert (error.value.code, error.value.field, error.value.rule) == (code, "missing", "B7")


def test_B7_what_could_be_seen_the_first_time_is_not_asked_for_again() -> None:
    file = completed(returned("portrait"))
    officer = make.registrar(file.stay)
    with pytest.raises(Refusal) as error:
        permits.give_back(file_id=file.id, missing=[("portrait", ""), ("agent", "")], by=officer, at=make.when(days=3))
    assert (error.value.code, error.value.rule) == ("told_before", "B7")
    assert "代办人" in error.value.text.zh
    assert "相片" not in error.value.text.zh
    again = permits.give_back(
        file_id=file.id, missing=[("portrait", " 头发遮住了眼睛 ")], by=officer, at=make.when(days=3)
    )
    assert again.missing == [{"item": "portrait", "note": "头发遮住了眼睛"}]


def test_B7_what_was_not_told_in_five_working_days_is_not_asked_for_any_more() -> None:
    one, other = make.applied(), make.applied()
    officer = make.registrar(one.stay)
    # five working days after Friday 4 September end with Friday 11 September
    permits.give_back(file_id=one.id, missing=[("portrait", "")], by=officer, at=make.when(days=7))
    with pytest.raises(Refusal) as error:
        permits.give_back(file_id=other.id, missing=[("portrait", "")], by=officer, at=make.when(days=8))
    assert (error.value.code, error.value.rule) == ("told_too_late", "B7")
    assert "2026-09-11" in error.value.text.en


def test_B7_an_untold_file_counts_as_accepted_from_the_day_it_came_in() -> None:
    file = make.applied()
    done = permits.accept(file_id=file.id, by=make.registrar(file.stay), at=make.when(days=10))
    assert (done.accepted_at, done.due_on) == (make.when(), make.due(file.stay, on=make.HALF_YEAR))
    act = Act.objects.get(what="accept_permit")
    assert (act.at, act.detail) == (
        make.when(days=10),
        {"due_on": "2026-09-18", "untold_since": make.when().isoformat()},
    )


def test_B7_after_a_completion_the_time_to_tell_runs_from_there() -> None:
    file = completed(returned("portrait"))
    done = permits.accept(file_id=file.id, by=make.registrar(file.stay), at=make.when(days=13))
    assert done.accepted_at == make.when(days=3)


def test_E1_an_untold_file_that_came_too_early_is_accepted_when_it_is() -> None:
    file = make.applied(at=factories.NOW)
    done = permits.accept(file_id=file.id, by=make.registrar(file.stay), at=make.when(days=3))
    assert done.accepted_at == make.when(days=3)


def test_E5_E6_acceptance_takes_the_earlier_of_both_limits_and_checks_the_proofs() -> None:
    file = make.applied()
    officer = make.registrar(file.stay)
    done = permits.accept(file_id=file.id, by=officer, at=make.when())
    # ten working days: 18 September; fifteen days: 19 September, a Saturday, worked before the National Day
    assert (done.state, done.due_on, done.due_provisional) == ("accepted", datetime.date(2026, 9, 18), False)
    assert (done.accepted_at, done.accepted_by_id) == (make.when(), officer.id)
    proof = PermitProof.objects.get()
    assert (proof.checked_at, proof.checked_by) == (make.when(), officer.id)
    assert Message.objects.get(kind="permit_accepted").params == {"number": done.number, "until": "2026-09-18"}


def test_a_returned_file_can_be_accepted_after_all_and_its_notice_is_closed() -> None:
    file = returned("old_card")
    done = permits.accept(file_id=file.id, by=make.registrar(file.stay), at=make.when(days=1))
    assert (done.state, done.notices.get().answered_at) == ("accepted", make.when(days=1))


def test_E1_nothing_is_accepted_a_day_before_the_half_year_and_the_date_is_said() -> None:
    file = make.applied(at=factories.NOW)
    with pytest.raises(Refusal) as error:
        permits.accept(file_id=file.id, by=make.registrar(file.stay), at=make.when(days=-1))
    assert (error.value.code, error.value.rule) == ("not_yet", "E1")
    assert "2026-09-04" in error.value.text.en
    assert permits.accept(file_id=file.id, by=make.registrar(file.stay), at=make.when()).state == "accepted"


def test_E1_an_ended_registration_accepts_nothing_until_it_is_undone() -> None:
    file = make.applied()
    stays.leave(stay_id=file.stay_id, on=make.HALF_YEAR, by=make.sender(file.stay), at=make.when())
    with pytest.raises(Refusal) as error:
        permits.accept(file_id=file.id, by=make.registrar(file.stay), at=make.when())
    assert (error.value.code, error.value.rule) == ("not_registered", "E1")
    assert make.again(file).state == "applied"
    stays.undo_end(stay_id=file.stay_id, why="本人没有离开", by=make.chief(file.stay), at=make.when())
    assert permits.accept(file_id=file.id, by=make.registrar(file.stay), at=make.when()).state == "accepted"


def test_D2_a_move_inside_the_county_carries_the_file_along_but_not_the_proof_of_the_home() -> None:
    work = [{"kind": "labour_contract", "source": "paper"}]
    home, job = make.applied(), make.applied(ground="employment", proofs=work)
    there = factories.community(street="002")
    for file in (home, job):
        _move(file, there.code)
    officer = make.registrar(home.stay)
    with pytest.raises(Refusal) as error:
        permits.accept(file_id=home.id, by=officer, at=make.when(days=1))
    assert (error.value.code, error.value.rule) == ("no_ground", "E2")
    done = permits.accept(file_id=job.id, by=officer, at=make.when(days=1))
    assert (done.stay_id != job.stay_id, done.community_id, done.station.code) == (True, there.code, "pcs-371302002")


def _move(file: PermitFile, to: str) -> Stay:
    before = file.stay
    before.state, before.ended_on = "moved", make.HALF_YEAR
    before.save(update_fields=["state", "ended_on"])
    there = factories.Division.objects.get(code=to)
    after = make.registered(who=factories.resident())
    Stay.objects.filter(id=after.id).update(
        person=file.person, community=there, station=factories.station(of=there), counted_from=before.counted_from
    )
    return after


def test_D3_in_another_county_the_file_has_nothing_to_rest_on() -> None:
    file = make.applied()
    _move(file, factories.community(county="371311").code)
    with pytest.raises(Refusal) as error:
        permits.accept(file_id=file.id, by=make.registrar(file.stay), at=make.when())
    assert error.value.code == "not_registered"


def test_E2_a_proof_that_ran_out_meanwhile_proves_nothing() -> None:
    file = make.applied(proofs=[{"kind": "lease", "source": "paper", "valid_until": "2026-09-05"}])
    with pytest.raises(Refusal) as error:
        permits.accept(file_id=file.id, by=make.registrar(file.stay), at=make.when(days=3))
    assert (error.value.code, error.value.rule) == ("no_ground", "E2")


def test_an_officer_with_a_stale_page_overwrites_nothing() -> None:
    file = completed(returned("portrait"))
    with pytest.raises(Refusal) as error:
        permits.accept(file_id=file.id, by=make.registrar(file.stay), at=make.when(days=3), version=1)
    assert error.value.code == "stale"
    assert make.again(file).state == "applied"


def test_E10_a_machine_accepts_as_the_person_who_holds_its_post() -> None:
    file = make.applied()
    post = factories.post(unit=file.station, role="registrar")
    machine = factories.Actor(
        kind="client", id=make.stranger(), role="registrar", level="street", post_id=post.id, unit_id=post.unit_id
    )
    assert permits.accept(file_id=file.id, by=machine, at=make.when()).accepted_by_id == post.staff_id


def test_E6_a_citys_own_limits_hold_from_their_date_on_only() -> None:
    earlier, later = make.applied(), make.applied()
    for key, value in (("permit_working_days", 5), ("permit_calendar_days", 15), ("permit_after_months", 6)):
        PolicyOverride.objects.create(
            key=key,
            place="371302000000",
            value=value,
            effective_from=make.HALF_YEAR + datetime.timedelta(days=3),
            basis="区文件",
            created_at=factories.NOW,
        )
    officer = make.registrar(earlier.stay)
    before = permits.accept(file_id=earlier.id, by=officer, at=make.when())
    after = permits.accept(file_id=later.id, by=officer, at=make.when(days=3))
    assert (before.due_on, after.due_on) == (datetime.date(2026, 9, 18), datetime.date(2026, 9, 14))


def test_nothing_is_accepted_that_does_not_exist() -> None:
    stay = make.registered(who=factories.resident())
    with pytest.raises(Absent):
        permits.accept(file_id=make.stranger(), by=make.registrar(stay), at=make.when())
