"""What the board's pages share: who is at the door, a write that counts once, places to choose from."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.queries import places, visitors
from anju.queries.visitors import Resident
from anju.web import access, once, problems

CHOOSE = Text(zh="请选择", en="Please choose")
ALL = Text(zh="全部", en="All")
_STAMPS = frozenset({"csrfmiddlewaretoken", "once"})
Options = tuple[tuple[str, object], ...]


def who(request: HttpRequest) -> Resident:
    """Return the resident behind a page that access.resident_page guards."""
    resident = access.of(request).resident
    if resident is None:
        raise Absent("resident")
    return resident


def me(request: HttpRequest) -> Actor:
    """Return the resident as an actor, whatever else is signed in."""
    return visitors.resident_actor(who=who(request))


def done(request: HttpRequest, *, action: str, do: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Do what a form asks for once, and return the answer; raises Refusal, Refusals."""
    content = {name: request.POST.getlist(name) for name in request.POST if name not in _STAMPS}
    answer, _ = once.post(request, action=action, content={"path": request.path, **content}, do=do)
    return dict(answer)


def tried(
    request: HttpRequest, *, action: str, do: Callable[[], dict[str, Any]]
) -> tuple[dict[str, Any], dict[str, Text]]:
    """Do what a form asks for once; return the answer and what is wrong, one of which is empty."""
    try:
        return done(request, action=action, do=do), {}
    except (Refusal, Refusals) as error:
        return {}, problems.of(error)


def version(request: HttpRequest) -> int | None:
    """Return the version of what the page showed."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def counties() -> Options:
    """Return the counties of the city."""
    return _options(settings.CITY)


def streets(county: str) -> Options:
    """Return the streets of a county; nothing for what is no county of the city."""
    return _options(county) if county in dict(counties()) else ()


def _options(code: str) -> Options:
    return tuple((one.code, Text(zh=one.name, en=one.english)) for one in places.children(code=code))
