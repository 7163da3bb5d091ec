"""A draft of an application for a permit knows whose it is, and sends only what its owner may send. Source: B7, B8, E1, E4, E9."""

import uuid

import pytest
from tests import factories, permits

from anju.actions import draft as drafts
from anju.actions import permit as acts
from anju.law.absent import Absent
from anju.law.refusal import Refusal, Refusals
from anju.models import Binding, Draft, PermitFile, PermitProof, Resident, Stay
from anju.queries import visitors

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> Resident:
    return factories.resident()


@pytest.fixture
def stay(who: Resident) -> Stay:
    return permits.registered(who=who)


def _ward(who: Resident, **changes: object) -> Stay:
    stay = permits.registered(name="王苗苗", id_number=factories.id_number(), **changes)
    Binding.objects.create(resident=who, person=stay.person, kind="ward", since=factories.NOW)
    return stay


def _draft(who: Resident, stay: Stay, **changes: object) -> Draft:
    by = visitors.resident_actor(who=who)
    known = drafts.of_person(who=who, person_id=stay.person_id, kind="first")
    answers = {**known, **permits.raw(stay=stay, by=by), **changes}
    opened = drafts.begin(who=who, kind="permit", answers=answers, at=permits.when())
    return Draft.objects.get(id=opened.id)


def _send(who: Resident, draft: Draft, **said: object) -> dict[str, object]:
    by = visitors.resident_actor(who=who)
    return dict(drafts.send(draft_id=draft.id, version=1, who=who, by=by, at=permits.when(), said=said))


def test_one_begins_for_oneself_with_nothing_but_who_it_is(who: Resident, stay: Stay) -> None:
    found = drafts.of_person(who=who, person_id=stay.person_id, kind="replace", cause="lost")
    assert found == {"person": str(stay.person_id), "kind": "replace", "cause": "lost"}


def test_for_a_ward_the_one_who_signs_in_stands_as_the_agent(who: Resident, stay: Stay) -> None:
    found = drafts.of_person(who=who, person_id=_ward(who).person_id, kind="first")
    assert found["ward"] == "yes"
    assert (found["agent"]["name"], found["agent"]["relation"]) == (stay.person.name, "guardian")


def test_the_relation_stands_as_it_was_at_the_registration(who: Resident, stay: Stay) -> None:
    agent = {"name": stay.person.name, "id_number": factories.id_number(), "relation": "parent"}
    child = permits.registered(name="王豆豆", id_number=factories.id_number(born="20160307"), agent=agent)
    Binding.objects.create(resident=who, person=child.person, kind="ward", since=factories.NOW)
    assert drafts.of_person(who=who, person_id=child.person_id, kind="first")["agent"]["relation"] == "parent"


def test_without_a_record_of_their_own_the_agent_is_asked_for(who: Resident) -> None:
    assert drafts.of_person(who=who, person_id=_ward(who).person_id, kind="first")["agent"] == {}


def test_nobody_begins_for_a_stranger(who: Resident) -> None:
    with pytest.raises(Absent):
        drafts.of_person(who=who, person_id=permits.registered().person_id, kind="first")


@pytest.mark.parametrize("person", ["", "nobody", str(uuid.UUID(int=4))])
def test_a_draft_about_somebody_else_sends_nothing(who: Resident, stay: Stay, person: str) -> None:
    draft = _draft(who, stay, person=person)
    with pytest.raises(Absent):
        _send(who, draft)
    assert PermitFile.objects.count() == 0


def test_a_registration_that_ended_meanwhile_is_told(who: Resident, stay: Stay) -> None:
    draft = _draft(who, stay)
    Stay.objects.filter(id=stay.id).update(state="ended", ended_on=permits.HALF_YEAR, end_reason="left")
    with pytest.raises(Refusal) as caught:
        _send(who, draft)
    assert (caught.value.code, caught.value.rule) == ("not_registered", "E1")


def test_what_is_said_with_the_sending_counts_and_the_answers_are_forgotten(who: Resident, stay: Stay) -> None:
    draft = _draft(who, stay, truth="")
    with pytest.raises(Refusals) as caught:
        _send(who, draft)
    assert [one.code for one in caught.value.refusals] == ["truth_missing"]
    first, second = _send(who, draft, truth="on"), _send(who, draft, truth="on")
    assert (first["file"], first["again"], second["again"]) == (second["file"], False, True)
    assert PermitFile.objects.count() == 1


def test_a_returned_application_opens_as_it_was_given(who: Resident, stay: Stay) -> None:
    PermitProof.objects.create(
        id=uuid.uuid4(),
        person_id=stay.person_id,
        ground="dwelling",
        kind="lease",
        source="paper",
        stay_id=stay.id,
        address_id=stay.address_id,
        workplace=stay.workplace,
        given_at=factories.NOW,
        checked_at=factories.NOW,
    )
    proofs = [{"kind": "lease", "source": "house"}]
    agent = {"name": "李大山", "id_number": factories.id_number(), "relation": "spouse", "why": "unable"}
    proven = frozenset({"dwelling"})
    file = permits.applied(stay=stay, proofs=proofs, agent=agent, proven=proven)
    acts.give_back(file_id=file.id, missing=[("portrait", "")], by=permits.registrar(stay), at=permits.when())
    found = drafts.of_returned_permit(who=who, file_id=file.id)
    assert found["proofs"] == proofs
    assert found["agent"] == agent
    assert (found["file"], found["ground"], found["ethnicity"]) == (str(file.id), "dwelling", "汉")
    assert found["portrait"] == str(file.portrait_id)


def test_a_picture_opens_with_its_paper_and_its_end(who: Resident, stay: Stay) -> None:
    file = permits.applied(stay=stay)
    acts.give_back(file_id=file.id, missing=[("portrait", "")], by=permits.registrar(stay), at=permits.when())
    kept = PermitProof.objects.get(subject_id=file.id)
    PermitProof.objects.filter(id=kept.id).update(valid_until=permits.HALF_YEAR)
    assert drafts.of_returned_permit(who=who, file_id=file.id)["proofs"] == [
        {"kind": "lease", "source": "upload", "upload": str(kept.upload_id), "valid_until": "2026-09-04"}
    ]


def test_only_what_was_returned_to_them_can_be_completed(who: Resident, stay: Stay) -> None:
    file = permits.applied(stay=stay)
    for resident in (who, factories.resident()):
        with pytest.raises(Absent):
            drafts.of_returned_permit(who=resident, file_id=file.id)


def test_a_completion_goes_to_the_file_it_began_from(who: Resident, stay: Stay) -> None:
    file = permits.applied(stay=stay)
    acts.give_back(file_id=file.id, missing=[("portrait", "")], by=permits.registrar(stay), at=permits.when())
    answers = drafts.of_returned_permit(who=who, file_id=file.id)
    opened = drafts.begin(who=who, kind="permit", answers=answers, at=permits.when())
    sent = _send(who, Draft.objects.get(id=opened.id), truth="on")
    file.refresh_from_db()
    assert (sent["file"], file.state) == (str(file.id), "applied")
