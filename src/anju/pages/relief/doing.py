"""What these pages share: writing once, and which version of a row was seen."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.web import once, problems

_STAMPS = frozenset({"csrfmiddlewaretoken", "once"})


def attempt(
    request: HttpRequest, *, action: str, work: Callable[[], dict[str, Any]]
) -> tuple[dict[str, Any] | None, dict[str, Text]]:
    """Do a page's write once; return its answer, or None and what is wrong, by field."""
    content = {name: request.POST.getlist(name) for name in request.POST if name not in _STAMPS}
    try:
        return once.post(request, action=action, content={"path": request.path, **content}, do=work)[0], {}
    except (Refusal, Refusals) as error:
        return None, problems.of(error)


def version(request: HttpRequest) -> int:
    """Return the version that was seen; a page without one saw none."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 9 else -1


def typed(request: HttpRequest, *names: str) -> Any:
    """Return what was typed into fields."""
    return {name: request.POST.get(name, "").strip() for name in names}
