"""Doing a thing once from a page, with what is wrong as its answer."""

from collections.abc import Callable

from django.http import HttpRequest

from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.web import once, problems


def once_only(
    request: HttpRequest, *, action: str, content: dict[str, object], do: Callable[[], object]
) -> dict[str, Text]:
    """Do it once under the form's key; return what is wrong, or nothing."""

    def work() -> dict[str, object]:
        do()
        return dict(content)

    try:
        once.post(request, action=action, content=content, do=work)
    except Refusal as refusal:
        return problems.of(refusal)
    return {}
