"""What the desk's pages share: who may sit there, writing once, which version of a case was seen."""

from collections.abc import Callable, Collection
from typing import Any

from django.http import HttpRequest, HttpResponseRedirect

from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.web import once, problems

OFFICER = "officer"
# whoever sits at a window that people come to
WINDOW = ("clerk", "registrar", "chief", "county_police", "coordinator", OFFICER)
FOLLOWING = (OFFICER, "overseer")
# why an officer opens a case of the own department unless another reason is stated
PURPOSE = "service"

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


_CHOOSE = Text(zh="请选择怎样办理。", en="Please choose what to do.")


def chosen(request: HttpRequest, *, among: Collection[str], field: str) -> str:
    """Return what was chosen on a form; raises Refusal on the field: what nobody chose is never done."""
    text = request.POST.get(field, "")
    if text not in among:
        raise Refusal("not_an_option", _CHOOSE, field=field)
    return text


def version(request: HttpRequest) -> int:
    """Return the version of the case that the officer saw; a page without one saw none."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 9 else -1


def state(request: HttpRequest) -> str:
    """Return the list that a case was opened from, as addresses carry it on; "" for the whole."""
    text = request.GET.get("state", "")
    return text if text.isalpha() and text.isascii() else ""


def onward(request: HttpRequest, path: str, *, done: str) -> HttpResponseRedirect:
    """Lead to a page that says what was done; the list it was opened from stays known."""
    more = f"&state={state(request)}" if state(request) else ""
    return HttpResponseRedirect(f"{path}?done={done}{more}")
