"""How often one address may ask a public page, over all server processes together; the answer is plain."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from anju.actions import limiting
from anju.web import clock

P = ParamSpec("P")


@dataclass
class Limit:
    """As many as `a_minute` at once, then as many a minute; `name` tells the counts of two limits apart."""

    name: str
    a_minute: int

    def wait(self, *, who: str) -> int:
        """Count one; return 0, or the seconds to wait where it was one too many."""
        digest = salted_hmac("anju.ratelimit", who, algorithm="sha256").digest()
        return limiting.take(what=self.name, who=digest, a_minute=self.a_minute, at=clock.now())

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
