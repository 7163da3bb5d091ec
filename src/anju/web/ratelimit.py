"""How often one address may ask a public page: a bucket an address, in each server process; the answer is plain."""

import functools
import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

P = ParamSpec("P")
MOST = 20_000  # addresses remembered


@dataclass
class Limit:
    """As many as `a_minute` at once, then as many a minute."""

    a_minute: int
    clock: Callable[[], float] = time.monotonic
    _held: dict[str, tuple[float, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, *, who: str) -> int:
        """Count one; return 0, or the seconds to wait where it was one too many."""
        now = self.clock()
        rate = self.a_minute / 60
        with self._lock:
            left, seen = self._held.get(who, (float(self.a_minute), now))
            left = min(float(self.a_minute), left + (now - seen) * rate)
            if left < 1:
                self._held[who] = (left, now)
                return math.ceil((1 - left) / rate)
            if len(self._held) >= MOST:
                # rather forgets everyone once than remembers without bound
                self._held.clear()
            self._held[who] = (left - 1, now)
            return 0

    def forget(self) -> None:
        """Start counting anew."""
        with self._lock:
            self._held.clear()

    def guard(
        self, view: Callable[Concatenate[HttpRequest, P], HttpResponse]
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        """Let a view answer only as often; then tell when to try again."""

        @functools.wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            seconds = self.wait(who=address(request))
            if seconds:
                answer = render(request, "web/busy.html", {"seconds": seconds}, status=429)
                answer["Retry-After"] = str(seconds)
                return answer
            return view(request, *args, **kwargs)

        return guarded


def address(request: HttpRequest) -> str:
    """Return where a request comes from; behind our own proxy the address that the proxy added last."""
    if settings.SECURE_PROXY_SSL_HEADER is not None:
        added = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip()
        if added:
            return added[:64]
    return str(request.META.get("REMOTE_ADDR", ""))
