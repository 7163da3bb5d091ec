"""Applying, completing, withdrawing. Source: B7, B8, E1–E4, E9, G1, H1, H2."""

import datetime

import pytest
from tests import factories
from tests import permits as make

from anju.actions import permit as permits
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import Act, Card, Message, PermitFile, PermitProof, PolicyOverride, Stay, Upload
from anju.queries import visitors
from anju.queries.permit import files
from anju.vault import seal

pytestmark = pytest.mark.django_db


def refused(error: pytest.ExceptionInfo[Refusal]) -> tuple[str, str | None, str | None]:
    return error.value.code, error.value.field, error.value.rule


def test_an_application_is_kept_with_its_limit_and_the_person_is_told() -> None:
    file = make.applied()
    assert (file.number[:2], file.state, file.kind, file.channel, file.fee_fen) == (
        "SQ",
        "applied",
        "first",
        "online",
        0,
    )
    # five working days from Friday 4 September 2026
    assert (file.check_due_on, file.check_due_provisional, file.due_on) == (datetime.date(2026, 9, 11), False, None)
    assert (file.authority.code, file.collect_at_id) == ("ga-371302", file.station_id)
    act = Act.objects.get(what="apply_permit")
    assert (act.subject_id, act.person_id, act.actor_kind) == (str(file.id), file.person_id, "resident")
    assert act.detail == {"kind": "first", "ground": "dwelling", "channel": "online", "cause": ""}
    told = Message.objects.get(kind="permit_received")
    assert (told.link, told.params) == (f"/my/permit/files/{file.id}/", {"number": file.number, "until": "2026-09-11"})


def test_E9_ethnicity_and_the_agents_number_are_sealed_and_stand_in_no_act() -> None:
    agent = {"name": "李代办", "id_number": factories.id_number(), "relation": "sibling", "why": "unable"}
    file = make.applied(agent=agent)
    assert file.ethnicity is not None
    assert file.agent_id_number is not None
    assert seal.unseal(data=bytes(file.ethnicity), column="permit_file.ethnicity", owner=file.id) == "汉"
    assert files.plain(file=file, field="agent_id_number") == agent["id_number"]
    assert (file.agent_name, file.agent_relation, file.agent_why) == ("李代办", "sibling", "unable")
    said = str(list(Act.objects.values_list("detail", "reason")))
    assert not any(word in said for word in ("汉", "李代办", agent["id_number"]))


def test_the_pictures_belong_to_the_file_from_then_on() -> None:
    file = make.applied()
    assert set(Upload.objects.values_list("subject_kind", "subject_id", "person_id")) == {
        ("permit_file", file.id, file.person_id)
    }
    proof = PermitProof.objects.get()
    assert (proof.ground, proof.kind, proof.source, proof.stay_id, proof.address_id, proof.checked_at) == (
        "dwelling", "lease", "upload", file.stay_id, file.stay.address_id, None,
    )  # fmt: skip


@pytest.mark.parametrize("field", ["portrait", "proofs.0.upload"])
def test_another_persons_picture_is_unknown_and_the_field_is_named(field: str) -> None:
    stay = make.registered(who=factories.resident())
    by = make.sender(stay)
    other = make.upload(by=visitors.resident_actor(who=factories.resident()))
    proofs = [{"kind": "lease", "source": "upload", "upload": str(other.id)}]
    said = make.asked(stay=stay, by=by, **({"portrait": str(other.id)} if field == "portrait" else {"proofs": proofs}))
    with pytest.raises(Refusal) as error:
        permits.apply(person_id=stay.person_id, stay_id=stay.id, asked=said, channel="online", by=by, at=make.when())
    assert refused(error) == ("upload_unknown", field, "E2")
    assert not PermitFile.objects.exists()


def test_E1_too_early_an_application_is_received_all_the_same() -> None:
    assert make.applied(at=factories.NOW).state == "applied"


def test_E1_without_a_registration_in_force_nothing_can_be_asked_for() -> None:
    stay = make.registered(who=factories.resident())
    by = make.sender(stay)
    said = make.asked(stay=stay, by=by)
    Stay.objects.filter(id=stay.id).update(state="ended", ended_on=make.HALF_YEAR)
    with pytest.raises(Refusal) as error:
        permits.apply(person_id=stay.person_id, stay_id=stay.id, asked=said, channel="online", by=by, at=make.when())
    assert refused(error) == ("not_registered", None, "E1")


def test_another_persons_stay_is_absent() -> None:
    stay, other = make.registered(who=factories.resident()), make.registered(who=factories.resident())
    by = make.sender(stay)
    with pytest.raises(Absent):
        permits.apply(
            person_id=stay.person_id,
            stay_id=other.id,
            asked=make.asked(stay=stay, by=by),
            channel="online",
            by=by,
            at=make.when(),
        )


def test_E3_a_second_file_and_a_second_permit_are_refused_with_the_number_of_the_first() -> None:
    file = make.applied()
    with pytest.raises(Refusal) as error:
        make.applied(stay=file.stay)
    assert refused(error) == ("file_open", None, "E3")
    assert file.number in error.value.text.zh
    permits.accept(file_id=file.id, by=make.registrar(file.stay), at=make.when())
    permit = permits.sign(file_id=file.id, by=make.county_police(file.stay), at=make.when())
    with pytest.raises(Refusal) as error:
        make.applied(stay=file.stay)
    assert refused(error) == ("has_permit", "kind", "E3")
    assert permit.number in error.value.text.zh


@pytest.mark.parametrize("kind", ["exchange", "replace"])
def test_G1_without_a_permit_there_is_no_card_to_replace(kind: str) -> None:
    with pytest.raises(Refusal) as error:
        make.applied(stay=make.registered(who=factories.resident()), kind=kind)
    assert refused(error) == ("no_permit", "kind", "G1")


def test_G1_a_card_under_way_is_neither_damaged_nor_lost_but_its_data_may_have_changed() -> None:
    permit = make.signed()
    with pytest.raises(Refusal) as error:
        make.applied(stay=permit.stay, kind="exchange")
    assert refused(error) == ("card_under_way", "cause", "G1")
    assert make.applied(stay=permit.stay, kind="exchange", cause="changed").permit_id == permit.id


def test_G1_asking_for_a_replacement_reports_the_loss() -> None:
    permit = make.signed()
    Card.objects.update(state="held")
    file = make.applied(stay=permit.stay, kind="replace")
    assert (file.permit_id, file.cause, file.ground, file.ethnicity) == (permit.id, "lost", "", None)
    assert Card.objects.get().state == "lost"
    assert Act.objects.filter(what="report_lost").count() == 1


def test_H2_a_new_card_costs_what_the_city_set_on_the_day_and_a_first_one_nothing() -> None:
    permit = make.signed()
    Card.objects.update(state="held")
    PolicyOverride.objects.create(
        key="replacement_fee_fen",
        place="371300000000",
        value=1000,
        effective_from=make.HALF_YEAR + datetime.timedelta(days=1),
        basis="市文件",
        created_at=factories.NOW,
    )
    before = make.applied(stay=permit.stay, kind="exchange")
    assert before.fee_fen == 0
    permits.withdraw(file_id=before.id, by=make.sender(permit.stay), at=make.when())
    assert make.applied(stay=permit.stay, kind="exchange", at=make.when(days=1)).fee_fen == 1000
    assert make.applied(at=make.when(days=1)).fee_fen == 0


def test_G2_a_card_is_collected_where_the_person_belongs() -> None:
    far = factories.station(of=factories.community(county="371311"))
    with pytest.raises(Refusal) as error:
        make.applied(collect_at=str(far.id))
    assert refused(error) == ("not_an_option", "collect_at", "G2")


def test_E9_a_station_below_no_county_police_can_not_receive_files() -> None:
    stay = make.registered(who=factories.resident())
    stay.station.path = f"{stay.station.code}/"
    stay.station.save(update_fields=["path"])
    with pytest.raises(Refusal) as error:
        make.applied(stay=stay)
    assert refused(error) == ("authority_unset", None, "E9")


def test_E4_what_was_checked_before_is_not_asked_for_again_while_the_address_stays() -> None:
    first = make.accepted(proofs=[{"kind": "lease", "source": "paper", "valid_until": "2027-06-30"}])
    permits.withdraw(file_id=first.id, by=make.sender(first.stay), at=make.when())
    house = [{"kind": "title", "source": "house"}]
    second = make.applied(stay=first.stay, proofs=house, proven=frozenset({"dwelling"}))
    proof = PermitProof.objects.get(subject_id=second.id)
    # kept as what was checked then, with the end it had
    assert (proof.kind, proof.source, proof.valid_until, proof.checked_at) == (
        "lease", "house", datetime.date(2027, 6, 30), make.when(),
    )  # fmt: skip


def test_E4_what_nobody_checked_proves_nothing() -> None:
    first = make.applied()
    permits.withdraw(file_id=first.id, by=make.sender(first.stay), at=make.when())
    with pytest.raises(Refusal) as error:
        make.applied(stay=first.stay, proofs=[{"kind": "lease", "source": "house"}], proven=frozenset({"dwelling"}))
    assert refused(error) == ("not_proven", "proofs.0.source", "E4")


def test_E4_a_childs_home_is_proven_by_the_guardians_checked_proof_at_the_same_address() -> None:
    parent = make.registered(who=factories.resident(), dwelling="household")
    child = make.registered(who=factories.resident(), id_number=factories.id_number(born="20150307"), agent=_agent())
    parent.person.wards.create(ward=child.person, relation="parent", since=factories.NOW)
    Stay.objects.filter(id=child.id).update(address=parent.address)
    make.signed(stay=parent)
    again = Stay.objects.select_related("person", "station__parent", "community", "address").get(id=child.id)
    house = [{"kind": "lease", "source": "house"}]
    file = make.applied(stay=again, proofs=house, proven=frozenset({"dwelling"}), agent=_agent())
    assert (file.agent_why, PermitProof.objects.get(subject_id=file.id).checked_at) == ("minor", make.when())


def _agent() -> dict[str, str]:
    return {"name": "王大明", "id_number": factories.id_number(), "relation": "parent"}


def test_a_walk_in_is_applied_for_and_accepted_in_one() -> None:
    stay = make.registered(who=factories.resident())
    by = make.registrar(stay)
    said = make.asked(stay=stay, by=by, proofs=[{"kind": "lease", "source": "paper"}])
    file = permits.take_in(person_id=stay.person_id, stay_id=stay.id, asked=said, by=by, at=make.when())
    assert (file.state, file.channel, file.accepted_by_id) == ("accepted", "counter", by.id)
    assert list(Act.objects.filter(subject_id=str(file.id)).order_by("seq").values_list("what", flat=True)) == [
        "apply_permit",
        "accept_permit",
    ]
    assert list(Message.objects.filter(kind__startswith="permit").values_list("kind", flat=True)) == ["permit_accepted"]


def test_a_walk_in_who_is_too_early_leaves_nothing_behind() -> None:
    stay = make.registered(who=factories.resident())
    by = make.registrar(stay)
    said = make.asked(stay=stay, by=by)
    with pytest.raises(Refusal) as error:
        permits.take_in(person_id=stay.person_id, stay_id=stay.id, asked=said, by=by, at=make.when(days=-1))
    assert refused(error) == ("not_yet", None, "E1")
    assert not PermitFile.objects.exists()


def returned() -> PermitFile:
    file = make.applied()
    permits.give_back(
        file_id=file.id, missing=[("proof_unclear", "")], by=make.registrar(file.stay), at=make.when(days=3)
    )
    return make.again(file)


def test_B7_a_completed_file_has_other_papers_and_a_new_limit() -> None:
    file = returned()
    by = make.sender(file.stay)
    said = make.asked(
        stay=file.stay, by=by, ground="study", proofs=[{"kind": "student_card", "source": "paper"}], ethnicity="回"
    )
    done = permits.complete(file_id=file.id, asked=said, by=by, at=make.when(days=4), version=file.version)
    assert (done.state, done.ground, done.check_due_on) == ("applied", "study", datetime.date(2026, 9, 15))
    assert [proof.kind for proof in PermitProof.objects.filter(subject_id=file.id)] == ["student_card"]
    assert files.plain(file=done, field="ethnicity") == "回"
    assert done.notices.get().answered_at == make.when(days=4)


def test_B7_completing_changes_no_kind_and_obeys_no_stale_page() -> None:
    file = returned()
    by = make.sender(file.stay)
    with pytest.raises(Refusal) as error:
        permits.complete(
            file_id=file.id, asked=make.asked(stay=file.stay, by=by, kind="exchange"), by=by, at=make.when(days=4)
        )
    assert refused(error) == ("kind_fixed", "kind", "B7")
    with pytest.raises(Refusal) as error:
        permits.complete(
            file_id=file.id, asked=make.asked(stay=file.stay, by=by), by=by, at=make.when(days=4), version=1
        )
    assert refused(error) == ("stale", None, None)


def test_a_file_is_withdrawn_before_it_is_decided_and_one_can_ask_again() -> None:
    file = returned()
    done = permits.withdraw(file_id=file.id, by=make.sender(file.stay), at=make.when(days=4), version=file.version)
    assert (done.state, done.former_state, done.notices.get().answered_at) == (
        "withdrawn",
        "returned",
        make.when(days=4),
    )
    assert Message.objects.filter(kind="permit_withdrawn").count() == 1
    assert not Upload.objects.filter(keep_until=None).exists()
    assert make.applied(stay=file.stay).state == "applied"
    with pytest.raises(Refusal) as error:
        permits.withdraw(file_id=file.id, by=make.sender(file.stay), at=make.when(days=4))
    assert error.value.code == "not_allowed_in_state"
