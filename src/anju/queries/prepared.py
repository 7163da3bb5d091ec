"""A query of the ORM, spelled once and kept by the server: for the few that stand in the way of every decision.

The ORM writes its SQL anew for each query, and PostgreSQL plans it anew; with six tables that takes longer than reading the
row. Here both is done once. Constants of ours stand in the text, so that a kept plan may use a partial index.
"""

import threading
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.query import get_related_populators

from anju.queries import direct

M = TypeVar("M", bound=models.Model)
_SLOTS = tuple(uuid.UUID(int=0x7E57_0000 + place) for place in range(4))


@dataclass(frozen=True)
class _Spelled:
    sql: str
    model: Any
    # where the model's own columns stand in a row, and their names
    own: slice
    names: Sequence[str]
    populators: Sequence[Any]
    converters: Sequence[tuple[int, Sequence[Any], Any]]


class Prepared(Generic[M]):
    """A query whose values are ids: `spell` gets a stand-in for each and returns the query set.

    A value that stands in a list of its own (`person_id__in=[key]`) is asked with a list.
    """

    def __init__(self, spell: Callable[..., "models.QuerySet[M]"], *, values: int = 1) -> None:
        self._spell, self._values = spell, values
        self._lock = threading.Lock()
        self._spelled: _Spelled | None = None

    def all(self, *values: object) -> list[M]:
        """Return the rows, with what the query set selects beside them."""
        spelled = self._spelled or self._once()
        return [_made(spelled, row) for row in direct.ask(spelled.sql, values)]

    def first(self, *values: object) -> M | None:
        """Return the first row, or None."""
        found = self.all(*values)
        return found[0] if found else None

    def _once(self) -> _Spelled:
        with self._lock:
            if self._spelled is None:
                self._spelled = _spelled(self._spell(*_SLOTS[: self._values]))
            return self._spelled


def _spelled(rows: "models.QuerySet[Any]") -> _Spelled:
    compiler: Any = rows.query.get_compiler(DEFAULT_DB_ALIAS)
    sql, values = compiler.as_sql()
    info, select = compiler.klass_info, compiler.select
    chosen = info["select_fields"]
    own = slice(chosen[0], chosen[-1] + 1)
    converters = compiler.get_converters([column[0] for column in select])
    return _Spelled(
        sql=_text(sql, values),
        model=info["model"],
        own=own,
        names=[column[0].target.attname for column in select[own]],
        # the stubs are a version ahead of the framework
        populators=get_related_populators(info, select, DEFAULT_DB_ALIAS),  # type: ignore[call-arg]
        converters=[(place, several, column) for place, (several, column) in converters.items()],
    )


def _text(sql: str, values: Sequence[object]) -> str:
    parts = sql.split("%s")
    text = parts[0]
    for value, rest in zip(values, parts[1:], strict=True):
        if value not in _SLOTS:
            text += _constant(value) + rest
            continue
        number = f"${_SLOTS.index(value) + 1}::uuid"
        if text.endswith("IN (") and rest.startswith(")"):
            text = f"{text.removesuffix('IN (')}= ANY("
            number += "[]"
        text += number + rest
    return text.replace("%%", "%")


def _constant(value: object) -> str:
    # ours, from the code that spells the query; never from outside
    if isinstance(value, bool | int):
        return str(value).upper()
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    raise TypeError(f"A prepared query takes no constant of {type(value)}.")


def _made(spelled: _Spelled, found: Sequence[Any]) -> Any:
    row = list(found)
    for place, several, column in spelled.converters:
        for convert in several:
            row[place] = convert(row[place], column, connections[DEFAULT_DB_ALIAS])
    made = spelled.model.from_db(DEFAULT_DB_ALIAS, spelled.names, row[spelled.own])
    for populator in spelled.populators:
        populator.populate(row, made)
    return made
