"""The application's role, tried as itself."""

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from tests import factories
from tests.factories import later

from anju.actions import audit

ROLE = "anju_app_test"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def app():
    """A connection as the application's role, to a database with an act, a link and a snapshot in it."""
    factories.registered(at=factories.community())
    audit.seal(at=later(days=1))
    call_command("grant_app_role", ROLE)
    settings = connection.get_connection_params()
    with psycopg.connect(dbname=settings["dbname"], host=settings.get("host"), user=ROLE, autocommit=True) as link:
        yield link
    with connection.cursor() as cursor:
        cursor.execute(f"DROP OWNED BY {ROLE}; DROP ROLE {ROLE}")


def append_only():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'pgtrigger_append_only%'")
        return sorted(row[0] for row in cursor.fetchall())


def test_what_only_grows_is_neither_changed_nor_emptied_nor_unguarded(app):
    tables = append_only()
    assert {"act", "act_seal", "anju_stayevent", "anju_personevent"} <= set(tables)
    for table in tables:
        for statement in (
            f"UPDATE {table} SET {column_of(table)} = {column_of(table)}",
            f"DELETE FROM {table}",
            f"TRUNCATE {table} CASCADE",
            f"ALTER TABLE {table} DISABLE TRIGGER ALL",
            f"DROP TABLE {table} CASCADE",
            f"SET session_replication_role = replica; DELETE FROM {table}",
            f"SET pgtrigger.ignore = '{{x}}'; DELETE FROM {table}",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(statement)


def column_of(table):
    return "at" if table in {"act", "act_seal"} else "pgh_created_at"


def test_it_reads_and_adds(app):
    before = app.execute("SELECT count(*) FROM act").fetchone()[0]
    app.execute(
        "INSERT INTO act (id, at, what, actor_kind, subject_kind, subject_id, rules, purpose, reason, detail)"
        " VALUES (gen_random_uuid(), now(), 'remind', 'system', 'stay', '1', '', '', '', '{}')"
    )
    assert app.execute("SELECT count(*) FROM act").fetchone()[0] == before + 1
    app.execute("UPDATE stay SET workplace = workplace")
    assert app.execute("SELECT count(*) FROM anju_stayevent").fetchone()[0] > 0


def test_it_makes_no_tables_and_no_roles(app):
    for statement in (
        "CREATE TABLE act2 (x int)",
        "CREATE ROLE other",
        "GRANT UPDATE ON act TO PUBLIC",
        "ALTER ROLE anju_app_test SUPERUSER",
    ):
        try:
            app.execute(statement)
        except psycopg.errors.InsufficientPrivilege:
            continue
        # a GRANT one has no right to give is a warning in PostgreSQL, and gives nothing
        assert statement.startswith("GRANT")
        assert not app.execute("SELECT has_table_privilege('act', 'UPDATE')").fetchone()[0]


def test_granting_twice_is_the_same(app):
    call_command("grant_app_role", ROLE)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("DELETE FROM act")
