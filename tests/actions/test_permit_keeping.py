"""Permits where records are merged, moved, copied and forgotten. Source: B5, L5, L7, O2."""

import datetime

import pytest
from tests import factories
from tests import permits as make
from tests.leaving import everything, tables_with

from anju.actions import jurisdictions, retention
from anju.actions import permit as permits
from anju.actions import stay as stays
from anju.actions.permit import following
from anju.law.refusal import Refusal
from anju.models import (
    Card,
    Endorsement,
    PastResidence,
    Permit,
    PermitEnding,
    PermitFile,
    PermitNotice,
    PermitProof,
    Stay,
    Suspension,
)
from anju.queries import mine

pytestmark = pytest.mark.django_db
LATER = datetime.date(2030, 1, 4)
LATE = datetime.datetime(2030, 1, 4, 2, 0, tzinfo=datetime.UTC)
WHY, NOTE, AGENT, PLACE = "租赁合同是伪造的某某某", "第二页看不清某某某", "诸葛白薇", "临沂某某木业公司"


def everything_of_a_permit() -> Permit:
    """Return the permit of somebody of whom every table of permits holds a row with words in it."""
    agent = {"name": AGENT, "id_number": factories.id_number(), "relation": "sibling", "why": "unable"}
    stay = make.registered(who=factories.resident(), workplace=PLACE)
    refused = make.applied(stay=stay, agent=agent)
    permits.give_back(file_id=refused.id, missing=[("proof_unclear", NOTE)], by=make.registrar(stay), at=make.when())
    said = make.asked(stay=stay, by=make.sender(stay), agent=agent)
    permits.complete(file_id=refused.id, asked=said, by=make.sender(stay), at=make.when())
    permits.refuse(file_id=refused.id, basis="false", why=WHY, by=make.chief(stay), at=make.when())
    permit = make.signed(stay=stay, agent=agent)
    person = permit.person
    Endorsement.objects.create(
        permit=permit,
        person_id=person.id,
        station=stay.station,
        number=1,
        state="withheld",
        channel="online",
        ground="dwelling",
        asked_at=make.when(),
        due_on=make.HALF_YEAR,
        reason=WHY,
    )
    Suspension.objects.create(permit=permit, person_id=person.id, number=1, start=make.HALF_YEAR, end=make.HALF_YEAR)
    PermitEnding.objects.create(
        permit=permit,
        person_id=person.id,
        state="withdrawn",
        reason="no_ground",
        basis="visit",
        basis_note=WHY,
        objection=WHY,
        undone_why=WHY,
        ended_on=make.HALF_YEAR,
    )
    PastResidence.objects.create(
        person=person,
        from_on=datetime.date(2020, 1, 1),
        until_on=datetime.date(2021, 1, 1),
        months=12,
        proof=WHY,
        added_at=make.when(),
    )
    return permit


def leave(stay: Stay) -> None:
    stays.leave(stay_id=stay.id, on=make.HALF_YEAR, by=make.sender(stay), at=make.when(hours=1))


def test_L7_a_permit_in_force_and_a_file_being_handled_keep_everything() -> None:
    permit = make.signed()
    Stay.objects.filter(id=permit.stay_id).update(state="ended", ended_on=make.HALF_YEAR)
    with pytest.raises(Refusal) as refused:
        retention.delete(person_id=permit.person_id, by=make.chief(permit.stay), at=LATE, reason="")
    assert (refused.value.code, refused.value.rule) == ("permit_live", "L7")
    file = make.applied()
    Stay.objects.filter(id=file.stay_id).update(state="ended", ended_on=make.HALF_YEAR)
    assert retention.anonymise_due(on=LATER, at=LATE) == 0
    assert retention.seal_ended(on=make.HALF_YEAR, at=LATE) == 0
    permits.withdraw(file_id=file.id, by=make.sender(file.stay), at=make.when())
    assert retention.anonymise_due(on=LATER, at=LATE) == 1


def test_L7_a_refusal_that_can_still_be_objected_to_is_kept() -> None:
    file = make.applied()
    permits.refuse(file_id=file.id, basis="no_ground", why=WHY, by=make.chief(file.stay), at=make.when(days=900))
    Stay.objects.filter(id=file.stay_id).update(state="ended", ended_on=make.HALF_YEAR)
    assert retention.anonymise_due(on=LATER, at=LATE) == 0


def test_L7_afterwards_no_table_holds_ethnicity_agent_reasons_or_notes() -> None:
    permit = everything_of_a_permit()
    words = [WHY, NOTE, AGENT, PLACE]
    ethnicity = [bytes(permit.ethnicity).hex(), permit.code]
    ethnicity += [bytes(row.ethnicity).hex() for row in PermitFile.objects.all() if row.ethnicity is not None]
    before = tables_with(everything(), *words, *ethnicity)
    assert {
        "permit_file", "permit", "permit_proof", "permit_notice", "endorsement", "permit_ending", "past_residence",
        "anju_permitfileevent", "anju_permitevent", "anju_endorsementevent", "anju_permitendingevent", "anju_permitproofevent",
    } <= before  # fmt: skip
    leave(permit.stay)
    assert retention.anonymise_due(on=LATER, at=LATE) == 1
    # what officers gave as the reason of an act stays with the act, which is never touched (L1)
    assert tables_with(everything(), *words, *ethnicity) - {"act"} == set()
    after = PermitFile.objects.order_by("applied_at", "id")[0]
    assert (after.state, after.refusal_basis, after.ground, after.number != "") == (
        "refused",
        "false",
        "dwelling",
        True,
    )


def test_B5_what_a_record_has_of_permits_follows_it() -> None:
    permit = everything_of_a_permit()
    kept = make.registered(who=factories.resident(), name="王小明").person
    following.person(kept=kept, gone=permit.person)
    tables = (PermitFile, Permit, PermitProof, PastResidence, PermitNotice, PermitEnding, Card, Endorsement, Suspension)
    assert {table._meta.db_table: set(table.objects.values_list("person_id", flat=True)) for table in tables} == {
        table._meta.db_table: {kept.id} for table in tables
    }


def test_B5_two_records_that_turn_out_one_person_keep_their_one_file() -> None:
    here, number = factories.community(), factories.id_number()
    who = factories.resident()
    first = make.applied(stay=factories.registered(at=here, who=who, id_number=number))
    second = factories.filed(at=here, who=factories.resident(), id_number=number).main
    stays.accept(
        stay_id=second.id, by=make.registrar(first.stay), at=make.when(), same_as=first.person_id, present=True
    )
    assert PermitFile.objects.get().person_id == first.person_id
    # the file went along with the move inside the county
    accepted = permits.accept(file_id=complete_anew(first).id, by=make.registrar(first.stay), at=make.when(hours=1))
    assert (accepted.stay_id, accepted.state) == (second.id, "accepted")


def complete_anew(file: PermitFile) -> PermitFile:
    """Return a file whose proof of the home was for the address before, completed with one for the present address."""
    permits.give_back(file_id=file.id, missing=[("proof_other", "")], by=make.registrar(file.stay), at=make.when())
    by = make.sender(file.stay)
    said = make.asked(stay=make.again(file).stay, by=by)
    return permits.complete(file_id=file.id, asked=said, by=by, at=make.when())


def test_O2_a_changed_jurisdiction_hands_open_files_and_permits_to_the_other_station() -> None:
    file, permit = make.applied(), make.signed()
    done = PermitFile.objects.get(state="signed")
    town = file.community.parent
    assert town is not None
    other = factories.unit(
        code="pcs-other", kind="station", department="police", level="street", parent=make.authority(file.stay)
    )
    admin = factories.actor(factories.post(unit=make.authority(file.stay), role="system_admin"))
    moved = jurisdictions.assign(station=other.code, division=town.code, by=admin, at=make.when())
    assert moved[1] == 2
    assert (make.again(file).station_id, Permit.objects.get(id=permit.id).station_id) == (other.id, other.id)
    assert (make.again(file).version, make.again(done).station_id) == (file.version + 1, permit.station_id)


def test_L5_the_persons_copy_holds_everything_of_the_permit_in_full() -> None:
    permit = everything_of_a_permit()
    binding = permit.person.bindings.select_related("resident").get(until=None)
    copied = mine.copy(who=binding.resident, person=permit.person, at=make.when())["residence_permit"]
    assert {name: len(rows) for name, rows in copied.items()} == {
        "applications": 2,
        "permits": 1,
        "proofs": 2,
        "cards": 1,
        "endorsements": 1,
        "without_function": 1,
        "earlier_residence": 1,
        "pictures": 6,
    }
    refused, signed = copied["applications"]
    assert (refused["state"], refused["refused_because"], refused["ethnicity"]) == ("不予发放", WHY, "汉")
    assert refused["told_missing"][0]["items"] == [{"item": "证明材料看不清或者不完整", "note": NOTE}]
    assert (signed["state"], signed["agent"]) == ("已签发", {"name": AGENT, "relation": "兄弟姐妹"})
    assert (copied["permits"][0]["ethnicity"], copied["permits"][0]["number"]) == ("汉", permit.number)


def test_D2_a_file_being_handled_moves_to_the_station_of_the_new_address_at_once() -> None:
    who, number = factories.resident(), factories.id_number()
    here, there = factories.community(), factories.community(street="002")
    file = make.applied(stay=factories.registered(at=here, who=who, id_number=number))
    moved = factories.filed(at=there, who=who, id_number=number).main
    stays.accept(stay_id=moved.id, by=make.registrar(moved), at=make.when())
    after = make.again(file)
    assert (after.stay_id, after.community_id, after.station.code, after.version) == (
        moved.id, there.code, "pcs-371302002", file.version + 1,
    )  # fmt: skip
