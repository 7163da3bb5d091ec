"""A write of a page: once, with what is wrong in place."""

from collections.abc import Callable

from django.http import HttpRequest

from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.web import once, problems

_STAMPS = frozenset({"csrfmiddlewaretoken", "once"})


def once_only(request: HttpRequest, *, action: str, do: Callable[[], object]) -> dict[str, Text]:
    """Do it once under the key of the form; return what is wrong, or nothing."""
    content = {name: request.POST.getlist(name) for name in request.POST if name not in _STAMPS}

    def work() -> dict[str, object]:
        do()
        return {"done": action}

    try:
        once.post(request, action=action, content={"path": request.path, **content}, do=work)
    except (Refusal, Refusals) as error:
        return problems.of(error)
    return {}
