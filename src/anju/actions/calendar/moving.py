"""One open limit that a newly loaded year moves, and how the rows with limits are gone through."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from anju.law.deadline import Due
from anju.law.policy import Policy
from anju.queries import rules
from anju.queries.reference import Reference

BATCH = 500


@dataclass(frozen=True)
class Moved:
    """One open limit that the new table changes: in its date, or only in that it is no longer provisional."""

    kind: str  # a key of loading.FIELDS
    number: str
    was: datetime.date
    now: datetime.date

    @property
    def days(self) -> int:
        """How many days later; negative when earlier."""
        return (self.now - self.was).days


Change = tuple[str, Any, Moved]


def locked(rows: "QuerySet[Any]") -> Iterator[Any]:
    """Return rows one by one, locked so that nobody decides while a limit moves; outside a transaction it is a preview."""
    in_transaction = transaction.get_connection().in_atomic_block
    chosen = rows.select_for_update(of=("self",)) if in_transaction else rows
    return iter(chosen.order_by("id").iterator(chunk_size=BATCH))


def policy(*, path: str, on: datetime.date, held: Reference) -> Policy:
    """Return the policy of a division's path on a day."""
    return rules.policy(place=[code for code in path.split("/") if code], on=on, held=held)


def settle(row: Any, *, kind: str, number: str, due: Due, name: str = "due") -> Moved | None:
    """Put a limit on a row, in the columns that begin with its name; None where nothing changes."""
    was, was_open = getattr(row, f"{name}_on"), getattr(row, f"{name}_provisional")
    if (was, was_open) == (due.on, due.provisional):
        return None
    setattr(row, f"{name}_on", due.on)
    setattr(row, f"{name}_provisional", due.provisional)
    if was != due.on:
        setattr(row, f"{name}_was", was)
    return Moved(kind=kind, number=number, was=was, now=due.on)


def grow(row: Any, *, number: str, due: Due) -> Moved | None:
    """Move a window to object; a day someone was told in a notice is theirs, so it only ever grows. Source: D6."""
    was = row.objection_until
    if was is None or due.on <= was:
        return None
    row.objection_until = due.on
    return Moved(kind="objection", number=number, was=was, now=due.on)
