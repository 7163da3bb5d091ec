"""What is kept of people: every sealed column is resealed, every row of a person follows a merge and has its end. Source: L2, L7, B5.

Found by looking at the tables themselves: whoever adds a column or a table about a person has to say here what becomes of it.
"""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from tests import casing, disputing, factories, relieving, test_permissions

import anju
from anju.actions import merge, rotation
from anju.actions.rotation import sealing
from anju.models import Person, Stay

SOURCE = Path(anju.__file__).parent
# bytes that are no sealed text: indexes, digests, the seal of the acts themselves
PLAIN = {
    "id_number.index", "person.id_index", "person.phone_index", "exempt_stay.id_index", "resident.phone_index",
    "resident.subject_index", "address.line_index", "nomination.phone_index", "phone_code.phone_index", "phone_code.digest",
    "api_client.digest", "idempotency.digest", "act_seal.before", "act_seal.digest", "next_index.was", "next_index.value",
    "acceptor.follow",
}  # fmt: skip
# the code of a message stands sealed inside its parameters, what was typed in a session: worth nothing soon after;
# the fields of a permit's file stand above by their names
PASSING = {"message.{name}", "permit_file.{field}", "session.phone", "session.typed"}
# a person's rows that stay with a merged record: what was done to it, its number, sign-ins that ended, messages as sent,
# last night's list
STAY = {
    "Act.person_id", "Binding.person", "Guardianship.guardian", "Guardianship.ward", "IdNumber.person_id", "Merge.gone",
    "Merge.kept", "Message.person_id", "StuckCase.person_id",
}  # fmt: skip
# rows that go over to the record that is kept, or go with the other one
FOLLOW = {
    "Booking.person_id", "Card.person_id", "Case.person", "CaseDecision.person_id", "CaseForm.person_id",
    "CaseNotice.person_id", "CasePaper.person_id", "CasePart.person_id", "CaseQuestion.person_id", "CaseRating.person_id",
    "CaseStep.person_id", "CaseUrge.person_id", "DataRequest.person", "Dispute.person_id", "DisputeAgreement.person_id",
    "DisputeOther.person_id", "DisputeSession.person_id", "DisputeStep.person_id", "Employment.person",
    "Endorsement.person_id", "Entitlement.person_id", "EntitlementNews.person_id", "JobApplication.person",
    "JobWords.person_id", "LegalAid.person_id", "Nomination.person_id", "PastResidence.person", "Permit.person",
    "PermitEnding.person_id", "PermitFile.person", "PermitNotice.person_id", "PermitProof.person", "Receipt.person_id",
    "Relief.person", "RentalEntry.person", "RentalLease.person_id", "RentalMeasure.person_id",
    "RentalObjection.person_id", "RentalOffer.person_id", "SchoolNote.person_id", "SchoolWish.person", "Stay.person",
    "Suspension.person_id", "Upload.person", "VaccineDose.person", "VaccinePlan.person",
}  # fmt: skip


def tables() -> list[type[models.Model]]:
    """Return the tables of the house; snapshots stand beside them."""
    return [one for one in apps.get_app_config("anju").get_models() if not one.__name__.endswith("Event")]


def of_person() -> dict[str, tuple[type[models.Model], str]]:
    """Return every column that names a person, with its table."""
    return {
        f"{model.__name__}.{field.name}": (model, field.attname)
        for model in tables()
        for field in model._meta.concrete_fields
        if field.name == "person_id" or (field.is_relation and field.related_model is Person)
    }


def test_L2_every_column_of_bytes_is_resealed_or_known_to_be_no_sealed_text() -> None:
    columns = {
        f"{model._meta.db_table}.{field.column}"
        for model in tables()
        for field in model._meta.concrete_fields
        if isinstance(field, models.BinaryField)
    }
    resealed = {f"{one.table}.{one.column}" for one in sealing.LIVE}
    assert columns - resealed == PLAIN
    assert resealed <= columns


def test_L2_every_name_that_seals_a_text_is_one_of_those_resealed() -> None:
    found = {
        name
        for path in SOURCE.rglob("*.py")
        for name in re.findall(r'column=f?"([a-z_]+\.[a-z_{}]+)"', path.read_text(encoding="utf-8"))
    }
    assert found - {one.name for one in sealing.LIVE} == PASSING


def test_L2_the_snapshots_of_resealed_columns_are_resealed_too() -> None:
    kept = {
        one._meta.db_table: one for one in apps.get_app_config("anju").get_models() if one.__name__.endswith("Event")
    }
    names = {one.table: f"anju_{one.table.replace('_', '')}event" for one in sealing.LIVE}
    wanted = {
        (names[one.table], one.column)
        for one in sealing.LIVE
        if names[one.table] in kept and one.column in {field.column for field in kept[names[one.table]]._meta.fields}
    }
    assert {(one.table, one.column) for one in rotation.COLUMNS if one.snapshot} == wanted


def test_B5_of_every_table_about_a_person_it_is_said_what_a_merge_does() -> None:
    assert set(of_person()) == STAY | FOLLOW


@pytest.mark.django_db
def test_B5_nothing_of_a_merged_record_is_left_behind() -> None:
    world = test_permissions._made()
    disputing.spoken(casing.spoken(world.stay))
    relieving.spoken(world.stay)
    gone, kept = world.stay.person, factories.registered(at=world.stay.community).person
    officer = factories.actor(factories.registrar(of=world.stay.community))
    # two in force at one time don't merge: those tests stand with their parts
    Stay.objects.filter(person=kept).update(state="ended", ended_on=factories.DAY)
    held = {name for name, (model, column) in of_person().items() if model._default_manager.filter(**{column: gone.id})}
    merge.settle(kept=kept, gone=gone, present=True, by=officer, at=factories.NOW)
    left = {name for name, (model, column) in of_person().items() if model._default_manager.filter(**{column: gone.id})}
    assert left <= STAY
    assert len(held & FOLLOW) > len(FOLLOW) // 2
