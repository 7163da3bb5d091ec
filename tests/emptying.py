"""What empties the database after a test that committed: only what has rows, since truncating all tables takes a second."""

from django.db import connection, transaction
from psycopg import sql

# written by the migrations and the same for every test
KEPT = {"django_content_type", "auth_permission"}


def filled() -> list[str]:
    """Return the tables that have rows."""
    names = sorted(set(connection.introspection.django_table_names(only_existing=True, include_views=False)) - KEPT)
    parts = [
        sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(sql.Literal(name), sql.Identifier(name))
        for name in names
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(" UNION ALL ").join(parts).as_string(cursor.connection))
        return [row[0] for row in cursor.fetchall()]


def empty() -> None:
    """Delete every row that a test committed, past triggers and foreign keys where the account may."""
    names = filled()
    if not names:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchone() == (True,):
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("; ".join(f'DELETE FROM "{name}"' for name in names))
        else:
            listed = ", ".join(f'"{name}"' for name in names)
            cursor.execute(f"TRUNCATE {listed} CASCADE")
