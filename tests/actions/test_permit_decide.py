"""The county police's decision: signed by a second officer, refused by a named one, extended where allowed. Source: E3–E10, G1."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from tests import factories
from tests import permits as make

from anju.actions import permit as permits
from anju.actions import stay as stays
from anju.law.absent import Absent
from anju.law.actor import SYSTEM
from anju.law.refusal import Refusal
from anju.models import Act, Card, Message, Permit, PermitFile, PermitProof, PolicyOverride, Stay, Upload
from anju.vault import code, seal
from anju.vault.code import Kind

pytestmark = pytest.mark.django_db


def allow(key: str, value: object, *, from_on: datetime.date = factories.DAY) -> None:
    PolicyOverride.objects.create(
        key=key, place="371300000000", value=value, effective_from=from_on, basis="市文件", created_at=factories.NOW
    )


def refused(error: pytest.ExceptionInfo[Refusal]) -> tuple[str, str | None, str | None]:
    return error.value.code, error.value.field, error.value.rule


def sign(file: PermitFile, **delta: float) -> Permit:
    return permits.sign(file_id=file.id, by=make.county_police(file.stay), at=make.when(**delta))


def test_E9_a_signed_permit_holds_exactly_what_the_card_prints_and_its_code_verifies() -> None:
    file = make.accepted()
    permit = Permit.objects.get(id=sign(file, days=2).id)
    assert (permit.issued_on, permit.anchor_on, permit.since) == (
        datetime.date(2026, 9, 6), datetime.date(2026, 9, 6), factories.DAY,
    )  # fmt: skip
    assert (permit.window_opens_on, permit.window_closes_on) == (datetime.date(2027, 8, 6), datetime.date(2027, 9, 6))
    assert seal.unseal(data=bytes(permit.ethnicity), column="permit.ethnicity", owner=permit.id) == "汉"
    assert (permit.portrait_id, permit.authority.code, permit.county) == (file.portrait_id, "ga-371302", "371302")
    claims = code.decode(permit.code)
    assert (claims.kind, claims.serial, claims.on, claims.county, claims.name) == (
        Kind.PERMIT, permit.id, permit.issued_on, "371302", "王*明",
    )  # fmt: skip
    done = make.again(file)
    assert (done.state, done.permit_id, done.decided_at) == ("signed", permit.id, make.when(days=2))
    card = Card.objects.get()
    assert (card.collect_at_id, card.authority_id, card.due_on, card.person_id) == (
        file.collect_at_id, file.authority_id, file.due_on, file.person_id,
    )  # fmt: skip
    assert Message.objects.get(kind="permit_signed").params == {"number": file.number, "permit": permit.number}


def test_E10_whoever_accepted_a_file_does_not_sign_it_off_in_whatever_post() -> None:
    stay = make.registered(who=factories.resident())
    one = factories.staff()
    desk = factories.actor(factories.post(unit=stay.station, role="registrar", holder=one))
    county = factories.actor(factories.post(unit=make.authority(stay), role="county_police", holder=one))
    file = make.accepted(stay=stay, by=desk)
    with pytest.raises(Refusal) as error:
        permits.sign(file_id=file.id, by=county, at=make.when())
    assert refused(error) == ("four_eyes", None, "E10")
    machine = factories.Actor(
        kind="client", id=make.stranger(), role="county_police", level="county", post_id=county.post_id
    )
    with pytest.raises(Refusal) as error:
        permits.sign(file_id=file.id, by=machine, at=make.when())
    assert refused(error) == ("four_eyes", None, "E10")
    with pytest.raises(IntegrityError), transaction.atomic():
        PermitFile.objects.filter(id=file.id).update(state="signed", decided_by=one)


def test_E1_E2_E3_what_stopped_being_true_keeps_a_file_from_being_signed() -> None:
    left, lapsed, twice, bare = make.accepted(), make.accepted(), make.accepted(), make.accepted()
    stays.leave(stay_id=left.stay_id, on=make.HALF_YEAR, by=make.sender(left.stay), at=make.when())
    PermitProof.objects.filter(subject_id=lapsed.id).update(valid_until=make.HALF_YEAR)
    other = make.signed()
    Permit.objects.filter(id=other.id).update(person=twice.person)
    PermitFile.objects.filter(id=bare.id).update(portrait=None)
    found = []
    for file in (left, lapsed, twice, bare):
        with pytest.raises(Refusal) as error:
            sign(file, days=1)
        found.append(refused(error))
    assert found == [
        ("not_registered", None, "E1"),
        ("no_ground", None, "E2"),
        ("has_permit", None, "E3"),
        ("portrait_missing", None, "E9"),
    ]


def test_E1_a_half_year_that_a_correction_took_away_keeps_a_file_from_being_signed() -> None:
    file = make.accepted()
    Stay.objects.filter(id=file.stay_id).update(counted_from=factories.DAY + datetime.timedelta(days=30))
    with pytest.raises(Refusal) as error:
        sign(file, days=1)
    assert refused(error) == ("not_yet", None, "E1")


def test_E3_the_database_too_keeps_a_second_permit_out() -> None:
    permit = make.signed()
    other = make.signed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Permit.objects.filter(id=other.id).update(person=permit.person)


def test_F1_where_a_city_counts_from_the_registration_no_permit_is_born_suspended() -> None:
    allow("endorsement_anchor", "registration")
    file = make.accepted(at=make.when(days=600))
    permit = permits.sign(file_id=file.id, by=make.county_police(file.stay), at=make.when(days=600))
    # registered in March 2026, issued in April 2028: the next window is that of March 2029
    assert (permit.anchor_on, permit.endorsed, permit.window_opens_on, permit.window_closes_on) == (
        factories.DAY, 2, datetime.date(2029, 2, 4), datetime.date(2029, 3, 5),
    )  # fmt: skip


def test_G1_an_exchange_makes_a_new_card_and_moves_no_anniversary() -> None:
    permit = make.signed()
    Card.objects.update(state="held")
    file = make.accepted(stay=permit.stay, kind="exchange", at=make.when(days=30))
    again = sign(file, days=31)
    assert (again.id, again.issued_on, again.window_closes_on, again.version) == (
        permit.id, permit.issued_on, permit.window_closes_on, permit.version + 1,
    )  # fmt: skip
    # the old card is held until the new one is handed over
    assert list(Card.objects.order_by("id").values_list("state", "file__kind")) == [
        ("held", "first"),
        ("to_make", "exchange"),
    ]
    assert Permit.objects.count() == 1


def test_G1_a_replacement_makes_the_lost_card_void() -> None:
    permit = make.signed()
    Card.objects.update(state="held")
    file = make.accepted(stay=permit.stay, kind="replace", at=make.when(days=30))
    sign(file, days=31)
    assert list(Card.objects.order_by("id").values_list("state", flat=True)) == ["void", "to_make"]
    assert Act.objects.filter(what="void_card").count() == 1


def test_E9_changed_data_put_a_new_photo_and_ethnicity_on_the_permit() -> None:
    permit = make.signed()
    by = make.sender(permit.stay)
    portrait = make.upload(by=by, purpose="portrait")
    permit.person.name = "王大明"
    permit.person.save(update_fields=["name"])
    file = make.accepted(
        stay=permit.stay,
        kind="exchange",
        cause="changed",
        ethnicity="回",
        portrait=str(portrait.id),
        at=make.when(days=9),
    )
    again = Permit.objects.get(id=sign(file, days=10).id)
    assert seal.unseal(data=bytes(again.ethnicity), column="permit.ethnicity", owner=again.id) == "回"
    assert (again.portrait_id, again.number, code.decode(again.code).on) == (
        portrait.id,
        permit.number,
        permit.issued_on,
    )
    assert list(Card.objects.order_by("id").values_list("state", flat=True)) == ["void", "to_make"]


def test_G1_without_a_permit_in_force_no_new_card_is_signed() -> None:
    permit = make.signed()
    Card.objects.update(state="held")
    file = make.accepted(stay=permit.stay, kind="exchange")
    Permit.objects.update(state="ended", ended_on=make.HALF_YEAR)
    with pytest.raises(Refusal) as error:
        sign(file)
    assert refused(error) == ("no_permit", None, "G1")


def test_the_pictures_of_papers_go_after_the_decision_and_the_portrait_stays() -> None:
    make.signed()
    assert dict(Upload.objects.values_list("purpose", "keep_until")) == {
        "portrait": None,
        "proof": Upload.objects.get(purpose="proof").keep_until,
    }
    assert Upload.objects.get(purpose="proof").keep_until is not None


def test_E10_a_batch_is_signed_file_by_file_and_one_that_can_not_be_leaves_the_rest_alone() -> None:
    good, stale, waits, last = make.accepted(), make.accepted(), make.applied(), make.accepted()
    ids = [good.id, stale.id, waits.id, make.stranger(), last.id, good.id]
    outcomes = permits.sign_many(
        file_ids=ids, by=make.county_police(good.stay), at=make.when(), versions={stale.id: 1, good.id: good.version}
    )
    assert [
        (one.file_id, one.permit_id is not None, one.refusal.code if one.refusal else None) for one in outcomes
    ] == [
        (good.id, True, None),
        (stale.id, False, "stale"),
        (waits.id, False, "not_allowed_in_state"),
        (make.stranger(), False, "absent"),
        (last.id, True, None),
    ]
    assert set(Act.objects.filter(what="sign_permit").values_list("subject_id", flat=True)) == {
        str(good.id),
        str(last.id),
    }


def test_E8_a_refusal_names_officer_basis_article_reason_and_remedies_are_told() -> None:
    file = make.accepted()
    officer = make.chief(file.stay)
    done = permits.refuse(
        file_id=file.id, basis="no_ground", why=" 合同不是本人的 ", by=officer, at=make.when(), version=file.version
    )
    assert (done.state, done.refusal, done.refusal_basis, done.decided_by_id, done.decided_at) == (
        "refused", "合同不是本人的", "no_ground", officer.id, make.when(),
    )  # fmt: skip
    act = Act.objects.get(what="refuse_permit")
    assert (act.rules, act.reason, act.detail, act.actor_id) == (
        "E8,I10,E2", "合同不是本人的", {"basis": "no_ground"}, officer.id,
    )  # fmt: skip
    told = Message.objects.get(kind="permit_refused")
    assert told.params == {"number": file.number, "why": "合同不是本人的"}
    # what was found wanting proves nothing any more (E4)
    assert PermitProof.objects.get(subject_id=file.id).checked_at is None
    assert not Upload.objects.filter(keep_until=None).exists()


def test_E4_a_refusal_for_another_reason_leaves_the_checked_proof_standing() -> None:
    file = make.accepted()
    permits.refuse(file_id=file.id, basis="local", why="户口已迁入", by=make.chief(file.stay), at=make.when())
    assert PermitProof.objects.get(subject_id=file.id).checked_at == make.when()
    assert Act.objects.get(what="refuse_permit").rules == "E8,I10,A1"


@pytest.mark.parametrize(
    ("basis", "why", "wanted"),
    [
        ("", "理由", ("basis_missing", "basis", "E8")),
        ("mood", "理由", ("basis_missing", "basis", "E8")),
        ("false", "  ", ("reason_missing", "why", "E8")),
    ],
)
def test_E8_no_refusal_without_a_basis_of_the_law_and_a_reason(
    basis: str, why: str, wanted: tuple[str, str, str]
) -> None:
    file = make.applied()
    with pytest.raises(Refusal) as error:
        permits.refuse(file_id=file.id, basis=basis, why=why, by=make.chief(file.stay), at=make.when())
    assert refused(error) == wanted


def test_E8_the_machine_refuses_nobody() -> None:
    file = make.applied()
    with pytest.raises(Absent):
        permits.refuse(file_id=file.id, basis="no_ground", why="自动", by=SYSTEM, at=make.when(days=90))
    assert make.again(file).state == "applied"


def test_E8_a_refusal_is_taken_back_and_the_limits_run_anew() -> None:
    file = make.accepted()
    permits.refuse(file_id=file.id, basis="no_ground", why="材料不清", by=make.chief(file.stay), at=make.when(days=3))
    by = make.county_police(file.stay)
    done = permits.reopen(file_id=file.id, why="复议决定撤销", by=by, at=make.when(days=10))
    assert (done.state, done.refusal, done.refusal_basis, done.decided_by_id, done.decided_at) == (
        "accepted", "", "", None, None,
    )  # fmt: skip
    assert (done.accepted_by_id, done.due_on) == (
        file.accepted_by_id, make.due(file.stay, on=datetime.date(2026, 9, 14)),
    )  # fmt: skip
    assert Act.objects.get(what="reopen_permit").reason == "复议决定撤销"
    assert Message.objects.filter(kind="permit_reopened").count() == 1
    assert not Upload.objects.exclude(keep_until=None).exists()
    assert PermitProof.objects.get(subject_id=file.id).checked_at == make.when(days=10)
    # whoever took the refusal back did not accept the file: they may sign it
    assert permits.sign(file_id=file.id, by=by, at=make.when(days=10)).state == "valid"


def test_E10_who_takes_a_file_up_that_nobody_had_accepted_has_accepted_it() -> None:
    file = make.applied()
    permits.refuse(file_id=file.id, basis="no_ground", why="材料不清", by=make.chief(file.stay), at=make.when())
    by = make.county_police(file.stay)
    assert permits.reopen(file_id=file.id, why="复议", by=by, at=make.when(days=1)).accepted_by_id == by.id
    with pytest.raises(Refusal) as error:
        permits.sign(file_id=file.id, by=by, at=make.when(days=1))
    assert error.value.code == "four_eyes"


def test_E8_a_refusal_is_not_taken_back_without_reason_against_the_law_or_beside_another_file() -> None:
    file = make.applied(at=factories.NOW)
    permits.refuse(file_id=file.id, basis="not_half_year", why="未满半年", by=make.chief(file.stay), at=factories.NOW)
    by = make.county_police(file.stay)
    found = []
    for why, at in (("", make.when()), ("复议", make.when(days=-1))):
        with pytest.raises(Refusal) as error:
            permits.reopen(file_id=file.id, why=why, by=by, at=at)
        found.append(refused(error))
    make.applied(stay=file.stay)
    with pytest.raises(Refusal) as error:
        permits.reopen(file_id=file.id, why="复议", by=by, at=make.when())
    assert [*found, refused(error)] == [
        ("reason_missing", "why", "E8"),
        ("not_yet", None, "E1"),
        ("file_open", None, "E3"),
    ]


def test_E7_without_a_rule_of_the_place_nothing_is_extended() -> None:
    file = make.accepted()
    with pytest.raises(Refusal) as error:
        permits.extend(file_id=file.id, why="需要核实", by=make.chief(file.stay), at=make.when())
    assert refused(error) == ("extension_not_allowed", None, "E7")


def test_E7_where_allowed_a_limit_is_extended_once_with_a_reason_and_the_person_is_told() -> None:
    allow("permit_extension_allowed", True)
    file = make.accepted()
    done = permits.extend(file_id=file.id, why="需要外地核实", by=make.chief(file.stay), at=make.when(days=5))
    # thirty days from the acceptance, and not rolled: 4 October is a holiday
    assert (done.due_on, done.due_provisional, done.extended_why, done.state) == (
        datetime.date(2026, 10, 4), False, "需要外地核实", "accepted",
    )  # fmt: skip
    assert Message.objects.get(kind="permit_extended").params == {
        "number": file.number, "until": "2026-10-04", "why": "需要外地核实",
    }  # fmt: skip
    with pytest.raises(Refusal) as error:
        permits.extend(file_id=file.id, why="再核实", by=make.chief(file.stay), at=make.when(days=6))
    assert refused(error) == ("extended_before", None, "E7")


@pytest.mark.parametrize(
    ("why", "days", "wanted"),
    [(" ", 1, ("reason_missing", "reason", "E7")), ("核实", 15, ("limit_over", None, "E7"))],
)
def test_E7_not_without_a_reason_and_not_after_the_limit(
    why: str, days: int, wanted: tuple[str, str | None, str]
) -> None:
    allow("permit_extension_allowed", True)
    file = make.accepted()
    with pytest.raises(Refusal) as error:
        permits.extend(file_id=file.id, why=why, by=make.chief(file.stay), at=make.when(days=days))
    assert refused(error) == wanted


def test_E7_the_rule_of_a_place_holds_from_its_day_on_only() -> None:
    allow("permit_extension_allowed", True, from_on=make.HALF_YEAR + datetime.timedelta(days=2))
    file = make.accepted()
    with pytest.raises(Refusal) as error:
        permits.extend(file_id=file.id, why="核实", by=make.chief(file.stay), at=make.when(days=1))
    assert error.value.code == "extension_not_allowed"
    assert permits.extend(file_id=file.id, why="核实", by=make.chief(file.stay), at=make.when(days=2)).extended_why
