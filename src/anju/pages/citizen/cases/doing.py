"""Doing a thing once from a page, with all that is wrong as its answer."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.web import once, problems


def once_only(
    request: HttpRequest, *, action: str, content: dict[str, object], do: Callable[[], dict[str, Any]]
) -> tuple[dict[str, Any], dict[str, Text]]:
    """Do it once under the form's key; return its answer, or what is wrong."""
    try:
        answer, _ = once.post(request, action=action, content=content, do=do)
    except (Refusal, Refusals) as error:
        return {}, problems.of(error)
    return answer, {}


def version(request: HttpRequest) -> int | None:
    """Return the version of the case that the page showed."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
