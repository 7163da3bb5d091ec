"""Statements in SQL of our own, where one round trip and a plan kept by the server count."""

from collections.abc import Sequence
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections


def ask(sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Return the rows of a statement with $1, $2 …; prepared by the server where the connection allows it."""
    with _cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def tell(sql: str, values: Sequence[Any] = ()) -> None:
    """Carry out a statement that answers nothing."""
    with _cursor() as cursor:
        cursor.execute(sql, values)


def _cursor() -> Any:
    # the driver's raw cursor binds on the server, so that a plan can be kept; Django's binds in the text
    base = connections[DEFAULT_DB_ALIAS]
    base.ensure_connection()
    bare: Any = psycopg.RawCursor(base.connection)
    return base.make_debug_cursor(bare) if base.queries_logged else base.make_cursor(bare)
