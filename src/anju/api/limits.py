"""How often one machine may ask: a bucket of tokens a client in each server process, which has its share of the rate.

A count in the database would be exact, but one more statement in each request of those who register all day; shares cost
nothing and never let more than the whole rate through (settings.API_RATE).
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

BURST = 4  # seconds' worth that may come at once
MOST = 10_000  # clients remembered


@dataclass
class Buckets:
    """Buckets that fill at `rate` tokens a second and hold BURST seconds' worth."""

    rate: float
    clock: Callable[[], float] = time.monotonic
    _held: dict[str, tuple[float, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, *, owner: str) -> float:
        """Take a token and return 0, or return the seconds until there is one."""
        now = self.clock()
        full = self.rate * BURST
        with self._lock:
            left, seen = self._held.get(owner, (full, now))
            left = min(full, left + (now - seen) * self.rate)
            if left < 1:
                self._held[owner] = (left, now)
                return (1 - left) / self.rate
            if len(self._held) >= MOST:
                self._held.clear()
            self._held[owner] = (left - 1, now)
            return 0.0
