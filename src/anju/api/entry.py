"""Who asks: a machine with a token, the scopes it was given, and the post it acts in."""

import math
from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest
from ninja.security import HttpBearer

from anju.api import limits, problems
from anju.api.problems import Problem
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.queries import reference, visitors
from anju.queries.reference import Reference
from anju.queries.scope import Scope
from anju.web import clock

LARGEST_BODY = 64 * 1024
_NO_SCOPE = Text(zh="这个令牌没有“{scope}”权限。", en="This token lacks the scope “{scope}”.")
_LARGE = Text(zh="请求不能超过{most} KB。", en="A request may have {most} KB at most.")
_LENGTH = Text(zh="请求要用 Content-Length 写明长度。", en="A request states its length by Content-Length.")
_UNKNOWN = Text(zh="没有这个参数。", en="There is no such parameter.")
_NUL = Text(zh="地址里有不能使用的字符。", en="The address holds a character that can't be used.")

buckets = limits.Buckets(rate=settings.API_RATE)


@dataclass(frozen=True)
class Machine:
    """A machine that was let in."""

    actor: Actor
    scope: Scope
    # what was true when the request came in
    held: Reference


class Token(HttpBearer):
    """Lets machines in whose token has a scope; "" for any token."""

    def __init__(self, scope: str, *, asks: tuple[str, ...] = (), largest: int = LARGEST_BODY) -> None:
        super().__init__()
        self.scope = scope
        self.asks = frozenset(asks)
        self.largest = largest

    def authenticate(self, request: HttpRequest, token: str) -> Machine | None:
        """Return the machine, None for a token that is no good; raises Problem 403, 411, 413, 429."""
        held = reference.current()
        found = visitors.client(token=token, on=clock.today(), held=held)
        if found is None:
            return None
        client, scope = found
        wait = buckets.take(owner=scope.actor.owner)
        if wait:
            raise Problem(status=HTTPStatus.TOO_MANY_REQUESTS, headers={"Retry-After": str(math.ceil(wait))})
        if self.scope and self.scope not in client.scopes:
            raise Problem(status=HTTPStatus.FORBIDDEN, detail=_NO_SCOPE.format(scope=self.scope))
        _sane(request, asks=self.asks, largest=self.largest)
        return Machine(actor=scope.actor, scope=scope, held=held)


def of(request: HttpRequest) -> Machine:
    """Return the machine that asks."""
    machine: Machine = request.auth  # type: ignore[attr-defined]
    return machine


def scope_note(scope: str) -> dict[str, str]:
    """Return the note of a needed scope for the OpenAPI document."""
    return {"x-scope": scope}


def _sane(request: HttpRequest, *, asks: frozenset[str], largest: int) -> None:
    if "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower():
        raise Problem(status=HTTPStatus.LENGTH_REQUIRED, detail=_LENGTH)
    if int(request.META.get("CONTENT_LENGTH") or 0) > largest:
        raise Problem(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail=_LARGE.format(most=largest // 1024))
    # PostgreSQL takes no NUL; no name or number has one
    if "%00" in request.META.get("QUERY_STRING", ""):
        raise Problem(status=HTTPStatus.BAD_REQUEST, detail=_NUL)
    # an unknown filter is an error, never everything
    unknown = sorted(set(request.GET) - asks)
    if unknown:
        raise problems.of_refusals([Refusal("unknown_entry", _UNKNOWN, field=name[:40]) for name in unknown])
