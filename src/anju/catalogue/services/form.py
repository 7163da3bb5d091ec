"""This module reads the papers and the form of a service."""

import re
from collections.abc import Collection, Mapping
from typing import Any, get_args

from anju.catalogue.reading import Reader
from anju.law.facts import FACTS
from anju.law.service import Field, FieldKind, Paper
from anju.law.wording import Text

PAPER_KEYS = frozenset({"id", "zh", "en", "required", "proves", "confirmed_by", "reused"})
FIELD_KEYS = frozenset({"id", "kind", "zh", "en", "help", "required", "choices", "tells"})
ID = re.compile(r"[a-z][a-z0-9_]{0,38}")
MOST = 40


def papers(reader: Reader, data: Mapping[str, Any], *, departments: Collection[str]) -> tuple[Paper, ...]:
    """This reads [[papers]]."""
    found = []
    for table in _tables(reader, data, "papers"):
        reader.known_keys("papers", table, PAPER_KEYS)
        confirmed_by = table.get("confirmed_by", "")
        if confirmed_by and (not isinstance(confirmed_by, str) or confirmed_by not in departments):
            reader.problem("papers", f"'confirmed_by' names the unknown department {confirmed_by!r}")
            confirmed_by = ""
        found.append(
            Paper(
                id=_id(reader, "papers", table),
                name=reader.text("papers", table),
                required=_flag(reader, "papers", table, "required", default=True),
                proves=_fact(reader, "papers", table, "proves"),
                confirmed_by=confirmed_by,
                reused=_flag(reader, "papers", table, "reused", default=False),
            )
        )
    _once(reader, "papers", [one.id for one in found])
    return tuple(found)


def fields(reader: Reader, data: Mapping[str, Any]) -> tuple[Field, ...]:
    """This reads [[fields]]."""
    found = []
    for table in _tables(reader, data, "fields"):
        reader.known_keys("fields", table, FIELD_KEYS)
        kind: FieldKind = reader.one_of("fields", table, "kind", get_args(FieldKind))
        choices = _choices(reader, table)
        if (kind == "choice") != bool(choices):
            reader.problem("fields", "a choice needs its 'choices', and only a choice has them")
        found.append(
            Field(
                id=_id(reader, "fields", table),
                kind=kind,
                label=reader.text("fields", table),
                help=reader.text("fields", table, "help") if "help" in table else None,
                required=_flag(reader, "fields", table, "required", default=True),
                choices=choices,
                tells=_fact(reader, "fields", table, "tells"),
            )
        )
    _once(reader, "fields", [one.id for one in found])
    return tuple(found)


def _tables(reader: Reader, data: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    value = data.get(name, [])
    if not isinstance(value, list) or len(value) > MOST or not all(isinstance(one, Mapping) for one in value):
        reader.problem(name, f"{name!r} must be tables [[{name}]], {MOST} at most")
        return []
    return value


def _id(reader: Reader, name: str, table: Mapping[str, Any]) -> str:
    value = table.get("id")
    if not isinstance(value, str) or not ID.fullmatch(value):
        reader.problem(name, f"'id' must be small letters, digits and _, not {value!r}")
        return ""
    return value


def _once(reader: Reader, name: str, ids: list[str]) -> None:
    for one in sorted({one for one in ids if one and ids.count(one) > 1}):
        reader.problem(name, f"the id {one!r} stands twice")


def _fact(reader: Reader, name: str, table: Mapping[str, Any], key: str) -> str:
    value = table.get(key, "")
    if value and (not isinstance(value, str) or value not in FACTS):
        reader.problem(name, f"{key!r} names the unknown fact {value!r}; facts: {', '.join(sorted(FACTS))}")
        return ""
    return str(value)


def _flag(reader: Reader, name: str, table: Mapping[str, Any], key: str, *, default: bool) -> bool:
    value = table.get(key, default)
    if not isinstance(value, bool):
        reader.problem(name, f"{key!r} must be true or false")
        return default
    return value


def _choices(reader: Reader, table: Mapping[str, Any]) -> tuple[tuple[str, Text], ...]:
    value = table.get("choices", [])
    if not isinstance(value, list) or not all(isinstance(one, Mapping) and "id" in one for one in value):
        reader.problem("fields", "'choices' must list { id, zh, en }")
        return ()
    _once(reader, "fields", [str(one["id"]) for one in value])
    return tuple((_id(reader, "fields", one), reader.text("fields", one)) for one in value)
