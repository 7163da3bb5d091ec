"""What is looked up often and changes seldom, kept in memory for as long as its version in the database stands.

One small statement asks for the version; a change by anybody, in any process, shows at the very next question.
"""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from anju.queries import direct

T = TypeVar("T")
MOST = 50_000


@dataclass
class Reference:
    """Everything read at one version."""

    version: int | None
    _kept: dict[Hashable, Any] = field(default_factory=dict)

    def get(self, key: Hashable, read: Callable[[], T]) -> T:
        """Return what was read under a key at this version, or read it now.

        None is not remembered: nobody fills the memory with what isn't there.
        """
        found: T | None = self._kept.get(key)
        if found is not None:
            return found
        fresh = read()
        if fresh is not None:
            if len(self._kept) >= MOST:
                self._kept.clear()
            self._kept[key] = fresh
        return fresh


_lock = threading.Lock()
_held = Reference(version=None)


def current() -> Reference:
    """Return what is known at the present version."""
    global _held
    # the version first, then what is read under it: newer rows under an older number are only read once too often
    rows = direct.ask("SELECT version FROM reference_version WHERE id = 1")
    if not rows:
        return Reference(version=None)
    row = rows[0]
    held = _held
    if held.version == row[0]:
        return held
    with _lock:
        if _held.version != row[0]:
            _held = Reference(version=row[0])
        return _held
