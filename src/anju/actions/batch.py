"""New rows of several tables, written in one statement: one round trip, all or none."""

import functools
import itertools
from collections.abc import Iterator, Sequence

from django.db import models
from psycopg.types.json import Jsonb

from anju.queries import direct


def insert(rows: Sequence[models.Model]) -> None:
    """Insert rows that have their keys already; keys between them are checked when all stand. Part of a larger act."""
    tables = tuple(type(row) for row in rows)
    direct.tell(_statement(tables), [_value(row, field) for row in rows for field in _fields(type(row))])


def insert_new(row: models.Model) -> bool:
    """Insert a row unless a unique key of it stands already; tell whether it was inserted."""
    sql = _insert(type(row), itertools.count(1)) + " ON CONFLICT DO NOTHING RETURNING 1"
    return bool(direct.ask(sql, [_value(row, field) for field in _fields(type(row))]))


def update(row: models.Model, *, names: Sequence[str]) -> None:
    """Write some fields of a row that is locked. Part of a larger act."""
    sql, fields = _update(type(row), tuple(names))
    direct.tell(sql, [row.pk, *(_value(row, field) for field in fields)])


@functools.lru_cache(maxsize=256)
def _update(
    table: type[models.Model], names: tuple[str, ...]
) -> tuple[str, tuple["models.Field[object, object]", ...]]:
    known = {name: field for field in table._meta.concrete_fields for name in (field.name, field.attname)}
    fields = tuple(known[name] for name in names)
    sets = ", ".join(f'"{field.column}" = ${place}' for place, field in enumerate(fields, start=2))
    # names come from our own models, never from outside
    return f'UPDATE "{table._meta.db_table}" SET {sets} WHERE id = $1', fields  # noqa: S608


@functools.lru_cache(maxsize=256)
def _statement(tables: tuple[type[models.Model], ...]) -> str:
    numbers = itertools.count(1)
    inserts = [_insert(table, numbers) for table in tables]
    named = [f"row_{place} AS ({text})" for place, text in enumerate(inserts[:-1])]
    return (f"WITH {', '.join(named)} " if named else "") + inserts[-1]


def _insert(table: type[models.Model], numbers: Iterator[int]) -> str:
    columns = [f'"{field.column}"' for field in _fields(table)]
    places = [f"${next(numbers)}" for _ in columns]
    # names come from our own models, never from outside
    return f'INSERT INTO "{table._meta.db_table}" ({", ".join(columns)}) VALUES ({", ".join(places)})'  # noqa: S608


@functools.cache
def _fields(table: type[models.Model]) -> tuple["models.Field[object, object]", ...]:
    # what the database fills by itself is left out
    return tuple(field for field in table._meta.concrete_fields if not field.has_db_default())


def _value(row: models.Model, field: "models.Field[object, object]") -> object:
    value = getattr(row, field.attname)
    if isinstance(field, models.JSONField):
        return Jsonb(value)
    return value
