"""Changing over to the next index key. Source: L2.

All rows go on under the old key while the next indexes are computed beside them, in batches. The changeover is one
transaction: writers wait for it, readers do not, and every row changes at the same moment, so that at no time two
values of one number stand side by side and what is unique stays unique.
"""

import datetime
import json
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pgtrigger
from django.db import OperationalError, connection, transaction
from psycopg.errors import LockNotAvailable

from anju.actions import record
from anju.law.actor import SYSTEM
from anju.law.place import Parts
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import NextIndex
from anju.vault import ring, seal

BATCH = 1000
NO_KEY = uuid.UUID(int=0)
# a request that looked at the ring a moment before it changed has written by then
SETTLE = 0.2
# long enough for a busy day, and an end all the same
TRIES, PAUSE = 600, 0.1
_BUSY = Text(
    zh="数据库太忙，换钥没有完成，请稍后再运行一次。",
    en="The database is too busy; nothing has changed. Run it again later.",
)
# the rows say the same as before, so no snapshot is taken of them
_RESTING = ("anju.Person:update_update", "anju.Address:update_update")


@dataclass(frozen=True)
class _Indexed:
    table: str
    index: str
    # the columns the text is made of, the first of them sealed
    columns: tuple[str, ...]
    text: Callable[..., str]
    kind: str


def _opened(column: str) -> Callable[..., str]:
    def text(owner: object, sealed: bytes) -> str:
        return seal.unseal(data=bytes(sealed), column=column, owner=str(owner))

    return text


def _line(owner: object, sealed: bytes, community: str) -> str:
    parts = json.loads(seal.unseal(data=bytes(sealed), column="address.parts", owner=str(owner)))
    return f"{community} {Parts(**parts).line}"


INDEXED = (
    _Indexed("person", "id_index", ("id_number",), _opened("person.id_number"), "id_number"),
    _Indexed("person", "phone_index", ("phone",), _opened("person.phone"), "phone"),
    _Indexed("exempt_stay", "id_index", ("id_number",), _opened("exempt_stay.id_number"), "id_number"),
    _Indexed("resident", "phone_index", ("phone",), _opened("resident.phone"), "phone"),
    _Indexed("resident", "subject_index", ("subject",), _opened("resident.subject"), "province"),
    _Indexed("nomination", "phone_index", ("phone",), _opened("nomination.phone"), "phone"),
    _Indexed("address", "line_index", ("parts", "community_id"), _line, "address"),
)
_TABLES = "person, id_number, exempt_stay, resident, address, nomination, phone_code"


def under_way() -> bool:
    """Tell whether there is a next index key to change over to."""
    return len(ring.current().indexes) > 1


def prepare(*, batch: int = BATCH) -> Iterator[int]:
    """Compute the next index of every row that has none yet and yield how many each batch did."""
    for indexed in INDEXED:
        after = NO_KEY
        while rows := _rows(indexed, "was", size=batch, after=after):
            _compute(indexed, rows)
            after = rows[-1][0]
            yield len(rows)


def change_over(*, at: datetime.datetime) -> int:
    """Put every next index in place and promote its key; return how many rows changed. Writers wait, readers do not.

    Cut short at any point, it is taken up again: before the commit nothing has changed; after it the rows say that
    only the key is left to promote, and after that only what was written meanwhile is left to mend.
    """
    held = ring.current()
    if under_way():
        version = held.indexes[-1].version
        changed = 0 if _changed() else _exchange(version=version, at=at)
        # at once: until then readers look for what is no longer there
        ring.promote_index_key(path=held.path)
        time.sleep(SETTLE)
    else:
        changed = 0
    changed += sum(_mend(indexed) for indexed in INDEXED)
    NextIndex.objects.all().delete()
    return changed


def unfinished() -> bool:
    """Tell whether a changeover was cut short."""
    return NextIndex.objects.exists()


def _exchange(*, version: int, at: datetime.datetime) -> int:
    for _ in range(TRIES):
        try:
            return _exchanged(version=version, at=at)
        except OperationalError as error:
            if not isinstance(error.__cause__, LockNotAvailable):
                raise
            # let go of everything, so that nobody stands in anybody's way, and ask again
            time.sleep(PAUSE)
    raise Refusal("busy", _BUSY)


def _exchanged(*, version: int, at: datetime.datetime) -> int:
    with transaction.atomic():
        _lock()
        changed = _exchange_all()
        # written when the triggers watch again: resting them needs statements of Django's own form
        record.write(what="rotate_key", by=SYSTEM, at=at, subject=("key", f"index:{version}"), detail={"rows": changed})
        return changed


def _lock() -> None:
    with connection.cursor() as cursor:
        # shorter than the time after which PostgreSQL looks for deadlocks and picks somebody to fail
        cursor.execute("SET LOCAL lock_timeout = '100ms'")
        cursor.execute(f"LOCK TABLE {_TABLES} IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute("SET LOCAL lock_timeout = 0")


def _exchange_all() -> int:
    with pgtrigger.ignore(*_RESTING), connection.cursor() as cursor:
        # what was written since the batches passed; nobody writes any more
        for indexed in INDEXED:
            _compute(indexed, _rows(indexed, "was"))
        cursor.execute('UPDATE id_number SET "index" = n.value FROM next_index n WHERE n.was = id_number."index"')
        changed = 0
        for table, column in [(indexed.table, indexed.index) for indexed in INDEXED]:
            cursor.execute(f"UPDATE {table} SET {column} = n.value FROM next_index n WHERE n.was = {table}.{column}")
            changed += cursor.rowcount
        # a code under way is asked for anew: it lives for minutes, and nothing is left to compute it from
        cursor.execute("DELETE FROM phone_code")
        return changed


def _changed() -> bool:
    with connection.cursor() as cursor:
        for indexed in INDEXED:
            cursor.execute(
                f"SELECT EXISTS (SELECT FROM next_index n JOIN {indexed.table} t ON t.{indexed.index} = n.value LIMIT 1)"
            )
            if cursor.fetchone()[0]:
                return True
    return False


def _mend(indexed: _Indexed) -> int:
    """Correct rows whose writer had computed the old index and then waited for the changeover."""
    mended = 0
    with pgtrigger.ignore(*_RESTING), transaction.atomic(), connection.cursor() as cursor:
        for owner, was, *values in _rows(indexed, "value"):
            fresh = seal.index(text=indexed.text(owner, *values), kind=indexed.kind)
            if fresh != bytes(was):
                cursor.execute(f"UPDATE {indexed.table} SET {indexed.index} = %s WHERE id = %s", [fresh, owner])
                cursor.execute('UPDATE id_number SET "index" = %s WHERE "index" = %s', [fresh, bytes(was)])
                mended += 1
    return mended


def _compute(indexed: _Indexed, rows: Sequence[tuple[Any, ...]]) -> None:
    made = {
        bytes(was): seal.indexes(text=indexed.text(owner, *values), kind=indexed.kind)[-1]
        for owner, was, *values in rows
    }
    NextIndex.objects.bulk_create(
        [NextIndex(was=was, value=value) for was, value in made.items()], ignore_conflicts=True
    )


def _rows(indexed: _Indexed, side: str, *, size: int | None = None, after: uuid.UUID = NO_KEY) -> list[tuple[Any, ...]]:
    """Return rows whose index is not on one side of the table of next indexes; what is empty is indexed nowhere."""
    columns = ", ".join(f"t.{column}" for column in ("id", indexed.index, *indexed.columns))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM {indexed.table} t WHERE t.id > %s AND length(t.{indexed.index}) > 0 "
            f"AND NOT EXISTS (SELECT FROM next_index n WHERE n.{side} = t.{indexed.index}) ORDER BY t.id LIMIT %s",
            [after, size],
        )
        return list(cursor.fetchall())
