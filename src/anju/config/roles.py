"""The application's database role: it reads and writes, but only adds to acts, seals and snapshots. Source: L10."""

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

APP = "anju_app"


def grant(*, role: str = APP, password: str | None = None) -> None:
    """This makes the role if it is missing and grants it anew from nothing; run it as the owner after each migrate.

    It owns nothing, so it can't switch a trigger off, truncate a table or change one. Without a password it keeps the
    one it has; a new role without one can only sign in where the server asks for none, as the embedded one does.
    """
    name = connection.ops.quote_name(role)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE ROLE {name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS")
        if password:
            cursor.execute(f"ALTER ROLE {name} PASSWORD %s", [password])
        for statement in _statements(name=name, database=connection.ops.quote_name(_database(cursor))):
            cursor.execute(statement)
        for table in _append_only(cursor):
            cursor.execute(f"REVOKE UPDATE, DELETE ON {table} FROM {name}")


def _statements(*, name: str, database: str) -> list[str]:
    erasing = "anju_erase_snapshots(uuid[]), anju_erase_complaint_snapshots(uuid[])"
    return [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {name}",
        f"REVOKE CREATE ON SCHEMA public FROM PUBLIC, {name}",
        f"GRANT CONNECT ON DATABASE {database} TO {name}",
        f"GRANT USAGE ON SCHEMA public TO {name}",
        # no TRUNCATE, no TRIGGER, no REFERENCES anywhere
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}",
        f"GRANT EXECUTE ON FUNCTION {erasing} TO {name}",
    ]


def _database(cursor: CursorWrapper) -> str:
    cursor.execute("SELECT current_database()")
    return str(cursor.fetchone()[0])


def _append_only(cursor: CursorWrapper) -> list[str]:
    """This names every table that only grows: those whose trigger says so, so that none is forgotten."""
    cursor.execute(
        "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE %s", ["pgtrigger\\_append\\_only\\_%"]
    )
    return [row[0] for row in cursor.fetchall()]
