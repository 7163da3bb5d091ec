"""Keyset pages: the next rows after a signed cursor; no counting, no offset."""

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core import signing

from anju.law.absent import Absent

T = TypeVar("T")
SALT = "anju.cursor"
# the address that is answered: a cursor of one list leads nowhere in another
here: ContextVar[str] = ContextVar("anju_path", default="")


@dataclass(frozen=True)
class Page(Generic[T]):
    """Rows, the cursor to those after them, and whether these are the first."""

    rows: Sequence[T]
    after: str
    first: bool


def encode(values: Sequence[Any], *, salt: str = "") -> str:
    """Return a cursor for the sort values of the last row shown."""
    return signing.dumps([str(value) for value in values], salt=salt or _salt(), compress=True)


def decode(cursor: str, *, salt: str = "") -> tuple[str, ...] | None:
    """Return the sort values of a cursor, None for no cursor; raises Absent for a broken or foreign one."""
    if not cursor:
        return None
    try:
        return tuple(signing.loads(cursor, salt=salt or _salt()))
    except signing.BadSignature as error:
        raise Absent("cursor") from error


def page(*, rows: Sequence[T], size: int, cursor: str, key: Callable[[T], Sequence[Any]], salt: str = "") -> Page[T]:
    """Return a page from size + 1 rows fetched, the last of which only tells that there are more."""
    shown = rows[:size]
    more = len(rows) > size
    return Page(rows=shown, after=encode(key(shown[-1]), salt=salt) if more else "", first=not cursor)


def _salt() -> str:
    return f"{SALT}:{here.get()}"
