"""What the application may do to snapshots: nothing, but for people erased on record (L7, L10)."""

import uuid

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.utils import InternalError, ProgrammingError
from tests import factories as make
from tests.leaving import LATE, LATER, answered, everything, left, tables_with

from anju.actions import retention
from anju.law.actor import SYSTEM
from anju.models import (
    Person,
)

pytestmark = pytest.mark.django_db


ROLE = "anju_test_application"


@pytest.fixture
def application() -> None:
    """Lend this test the rights of the application's own role."""
    call_command("grant_app_role", ROLE)


def as_application(sql: str, *values: object) -> object:
    """Run one statement as the application's role and return its first value, or the error's class."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {ROLE}")
            cursor.execute(
                "SELECT set_config('pgtrigger.ignore', (SELECT array_agg(tgname)::text FROM pg_trigger), true)"
            )
            cursor.execute(sql, values)
            row = cursor.fetchone() if cursor.description else None
            return row[0] if row else cursor.rowcount
    except (ProgrammingError, InternalError) as error:
        return str(error).splitlines()[0]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")


@pytest.mark.parametrize(
    "table", ["act", "act_seal", "anju_personevent", "anju_stayevent", "anju_endingevent", "anju_receiptevent"]
)
def test_L10_the_application_can_not_change_what_is_append_only_even_with_triggers_off(
    application: None, table: str
) -> None:
    left()
    column = "at" if table.startswith("act") else "pgh_created_at"
    assert as_application(f"UPDATE {table} SET {column} = now()") == f"permission denied for table {table}"
    assert as_application(f"DELETE FROM {table}") == f"permission denied for table {table}"
    assert as_application(f"ALTER TABLE {table} DISABLE TRIGGER ALL") == f"must be owner of table {table}"


def test_L10_the_application_can_not_empty_snapshots_of_someone_who_is_not_erased(application: None) -> None:
    stay = left()
    told = "anju: somebody here has not been erased on record"
    assert as_application("SELECT anju_erase_snapshots(%s::uuid[])", [str(stay.person_id)]) == told
    Person.objects.filter(id=stay.person_id).update(state="erased")
    assert as_application("SELECT anju_erase_snapshots(%s::uuid[])", [str(stay.person_id)]) == told
    assert as_application("SELECT anju_erase_snapshots(%s::uuid[])", [str(uuid.uuid4())]) == told


def test_L10_one_that_still_lives_here_is_never_emptied(application: None) -> None:
    stay = make.registered(at=make.community())
    Person.objects.filter(id=stay.person_id).update(state="erased")
    retention.record.write(
        what="erase", by=SYSTEM, at=make.NOW, subject=("person", stay.person_id), person_id=stay.person_id
    )
    told = "anju: somebody here has not been erased on record"
    assert as_application("SELECT anju_erase_snapshots(%s::uuid[])", [str(stay.person_id)]) == told


def test_L10_after_an_erasure_on_record_the_application_empties_these_snapshots_only(application: None) -> None:
    stay, other = left(), make.registered(at=make.community(), name="上官云")
    retention.anonymise_due(on=LATER, at=LATE)
    assert as_application("SELECT anju_erase_snapshots(%s::uuid[])", [str(stay.person_id)]) == 0
    assert "anju_personevent" in tables_with(everything(), "上官云")
    assert other.person.name == "上官云"


def test_L10_a_complaint_that_stands_keeps_its_snapshots(application: None) -> None:
    made = answered()
    told = "anju: a complaint here has not been emptied"
    assert as_application("SELECT anju_erase_complaint_snapshots(%s::uuid[])", [str(made.id)]) == told


def test_the_application_can_do_its_daily_work(application: None) -> None:
    assert as_application("SELECT nextval('file_seq')") is not None
    assert as_application("UPDATE person SET state = state") == 0
    assert as_application("SELECT count(*) FROM act") == 0
