"""What a visitor's session keeps across the sign-in: the door code scanned, and what was typed when it had run out."""

import functools
import json
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

from anju.law.absent import Absent
from anju.queries import mine
from anju.vault import seal
from anju.vault.errors import VaultError
from anju.web import access

P = ParamSpec("P")
DOOR = "door"
TYPED = "typed"
MOST = 40_000  # characters; a form of ours holds a few hundred
_UNKEPT = {"csrfmiddlewaretoken", "once", "code"}


def page(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let residents in; whoever's session has run out signs in again and finds what they typed."""
    inner = access.resident_page(view)

    @functools.wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method == "POST" and access.of(request).resident is None:
            _keep(request)
        return inner(request, *args, **kwargs)

    return guarded


def who(request: HttpRequest) -> mine.Resident:
    """Return the resident behind a page that `page` guards."""
    resident: mine.Resident | None = access.of(request).resident
    if resident is None:
        raise Absent("resident")
    return resident


def kept(request: HttpRequest) -> dict[str, Any]:
    """Return, once, what was typed into this very page before the sign-in."""
    held = request.session.get(TYPED)
    if not held or held.get("path") != request.path:
        return {}
    del request.session[TYPED]
    try:
        found: dict[str, Any] = json.loads(
            seal.unseal(data=bytes.fromhex(held["sealed"]), column="session.typed", owner=request.path)
        )
    except (VaultError, ValueError):
        return {}
    return found


def over(request: HttpRequest) -> dict[str, Any]:
    """Return what outlives the change of session at sign-in."""
    return {name: request.session[name] for name in (DOOR, TYPED) if name in request.session}


def enter(request: HttpRequest, *, resident: mine.Resident) -> None:
    """Sign a resident in under a new session key."""
    keep = over(request)
    request.session.flush()
    request.session.update(keep)
    request.session[access.RESIDENT] = str(resident.id)


def _keep(request: HttpRequest) -> None:
    typed = {
        name: values if len(values) > 1 else values[0]
        for name, values in request.POST.lists()
        if name not in _UNKEPT and values
    }
    text = json.dumps(typed, ensure_ascii=False)
    if len(text) <= MOST:
        # sealed: a session lies in the database like everything else
        sealed = seal.seal(text=text, column="session.typed", owner=request.path)
        request.session[TYPED] = {"path": request.path, "sealed": sealed.hex()}
