"""What the pages of schools share: a write that counts once, and what is wrong with it in its place."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest

from anju.law.refusal import Refusal, Refusals
from anju.law.school import stage
from anju.law.wording import Text
from anju.web import clock, once, problems

_STAMPS = frozenset({"csrfmiddlewaretoken", "once"})


def attempt(
    request: HttpRequest, *, action: str, work: Callable[[], object], content: Mapping[str, object] | None = None
) -> dict[str, Text]:
    """Do it once under the form's key; return what is wrong, nothing where it went well.

    `content` tells a second click from another wish where a form brings pictures, which are new each time.
    """
    typed = {name: request.POST.getlist(name) for name in request.POST if name not in _STAMPS}

    def do() -> dict[str, Any]:
        work()
        return {}

    try:
        once.post(request, action=action, content={"path": request.path, **(content or typed)}, do=do)
    except (Refusal, Refusals) as error:
        return problems.of(error)
    return {}


def version(request: HttpRequest) -> int | None:
    """Return the version that was seen."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def year(request: HttpRequest) -> int:
    """Return the school year a page is about: the one asked for, else the one that comes."""
    typed = request.GET.get("year", "")
    try:
        return stage.year(typed) if typed else stage.year_of(today())
    except Refusal:
        return stage.year_of(today())


def today() -> datetime.date:
    """Return the day in the city."""
    return clock.today()


def years() -> tuple[int, ...]:
    """Return the school years an office plans for: this one and those ahead."""
    now = stage.year_of(today())
    return tuple(range(now - 1, now + stage.AHEAD))
