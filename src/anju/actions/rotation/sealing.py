"""Sealing anew under the key in use, in small batches, while everything runs. Source: L2.

A value is exchanged only where it is still the one that was read, so nobody's write is lost. The text does not change,
so no snapshot is taken of it; the snapshots themselves are append-only and resealed by the tables' owner alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pgtrigger
from django.db import connection, transaction

from anju.vault import ring, seal

BATCH = 500
# pictures are half a megabyte each
FEW = 20


@dataclass(frozen=True)
class Column:
    """One sealed column: its table, and the name and owner its seals carry."""

    table: str
    column: str
    name: str
    owner: str = "id"
    key: str = "id"
    batch: int = BATCH

    @property
    def snapshot(self) -> bool:
        """Whether it stands in a table that only its owner can change."""
        return self.key == "pgh_id"


LIVE = (
    Column("person", "id_number", "person.id_number"),
    Column("person", "phone", "person.phone"),
    Column("exempt_stay", "id_number", "exempt_stay.id_number"),
    Column("resident", "phone", "resident.phone"),
    Column("resident", "subject", "resident.subject"),
    Column("address", "parts", "address.parts"),
    Column("stay", "agent_id_number", "stay.agent_id_number"),
    Column("correction", "wanted", "correction.wanted"),
    Column("complaint", "text", "complaint.text"),
    Column("complaint", "contact", "complaint.contact"),
    Column("draft", "answers", "draft.answers"),
    Column("message", "phone", "message.phone"),
    Column("permit_file", "ethnicity", "permit_file.ethnicity"),
    Column("permit_file", "agent_id_number", "permit_file.agent_id_number"),
    Column("permit", "ethnicity", "permit.ethnicity"),
    Column("upload", "content", "upload.content", batch=FEW),
    Column("case_form", "answers", "case_form.answers"),
    Column("case_question", "words", "case_question.words"),
    Column("case_question", "answer", "case_question.answer"),
    Column("case_part", "words", "case_part.words"),
    Column("case_part", "answer", "case_part.answer"),
    Column("case_decision", "objection", "case_decision.objection"),
    Column("case_rating", "words", "case_rating.words"),
    Column("case_rating", "outcome", "case_rating.outcome"),
    Column("relief_step", "words", "relief_step.words"),
    Column("help_step", "words", "help_step.words"),
    Column("rental_round", "seed", "rental_round.seed"),
    Column("rental_objection", "words", "rental_objection.words"),
    Column("nomination", "phone", "nomination.phone"),
    Column("nomination", "story", "nomination.story"),
    Column("award_objection", "words", "award_objection.words"),
    Column("dispute_other", "words", "dispute_other.words"),
    Column("dispute_step", "words", "dispute_step.words"),
    Column("dispute_agreement", "text", "dispute_agreement.text"),
    Column("legal_aid", "lawyer", "legal_aid.lawyer"),
    Column("school_round", "seed", "school_round.seed"),
    Column("job_words", "words", "job_words.words"),
)
SNAPSHOTS = tuple(
    Column(f"anju_{kept.table.replace('_', '')}event", kept.column, kept.name, owner="pgh_obj_id", key="pgh_id")
    for kept in LIVE
    if kept.table in {"person", "address", "stay", "complaint", "permit_file", "permit", "school_round"}
)
COLUMNS = (*LIVE, *SNAPSHOTS)
# what would take a snapshot of a row that says the same as before, and what guards the snapshots
_RESTING = {
    "person": ("anju.Person:update_update",),
    "address": ("anju.Address:update_update",),
    "stay": ("anju.Stay:update_update",),
    "complaint": ("anju.Complaint:update_update",),
    "permit_file": ("anju.PermitFile:update_update",),
    "permit": ("anju.Permit:update_update",),
    "school_round": ("anju.SchoolRound:update_update",),
    "anju_personevent": ("anju.PersonEvent:append_only",),
    "anju_addressevent": ("anju.AddressEvent:append_only",),
    "anju_stayevent": ("anju.StayEvent:append_only",),
    "anju_complaintevent": ("anju.ComplaintEvent:append_only",),
    "anju_permitfileevent": ("anju.PermitFileEvent:append_only",),
    "anju_permitevent": ("anju.PermitEvent:append_only",),
    "anju_schoolroundevent": ("anju.SchoolRoundEvent:append_only",),
}


def left() -> dict[str, int]:
    """Return how many values of each column are sealed under an older key than the one in use."""
    return {f"{column.table}.{column.column}": number for column in COLUMNS if (number := _count(column))}


def reseal(*, column: Column, batch: int | None = None) -> Iterator[int]:
    """Seal a column anew and yield how many values each batch did; cut short, it simply goes on the next time."""
    after: Any = None
    while True:
        done, after = _batch(column, after, batch or column.batch)
        if after is None:
            return
        yield done


def may(*, column: Column) -> bool:
    """Tell whether this connection's role may change the column; a snapshot's only as the tables' owner."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, 'UPDATE')", [column.table])
        return bool(cursor.fetchone()[0])


def _batch(column: Column, after: Any, size: int) -> tuple[int, Any]:
    table, name, key = (connection.ops.quote_name(part) for part in (column.table, column.column, column.key))
    further = f"AND {key} > %s" if after is not None else ""
    values: list[Any] = [_version(), *([after] if after is not None else []), size]
    with pgtrigger.ignore(*_RESTING.get(column.table, ())), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key}, {column.owner}, {name} FROM {table} WHERE {_old(name)} {further} ORDER BY {key} LIMIT %s",
            values,
        )
        rows = cursor.fetchall()
        done = 0
        for row, owner, sealed in rows:
            fresh = seal.reseal(data=bytes(sealed), column=column.name, owner=owner)
            cursor.execute(
                f"UPDATE {table} SET {name} = %s WHERE {key} = %s AND {name} = %s", [fresh, row, bytes(sealed)]
            )
            done += cursor.rowcount
        return done, rows[-1][0] if rows else None


def _count(column: Column) -> int:
    table, name = connection.ops.quote_name(column.table), connection.ops.quote_name(column.column)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {_old(name)}", [_version()])
        return int(cursor.fetchone()[0])


def _old(name: str) -> str:
    # the first byte of a sealed value is the version of its key, cut out first: a whole picture need not be fetched for
    # it; what is empty holds nothing
    return f"length({name}) > 0 AND get_byte(substring({name} FROM 1 FOR 1), 0) <> %s"


def _version() -> int:
    return ring.current().sealing.version
