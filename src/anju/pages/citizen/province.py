"""To the province's service and back: a second way to sign in, and a way to find one's own record. Source: design.md 6."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from anju.actions import province as actions
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.citizen import guard
from anju.web import access, clock, preferences, ratelimit
from anju.web.province import REFUSALS, Begun, begin, finish

LIMIT = ratelimit.Limit(name="province", a_minute=60)
UNDER_WAY = "province"


@require_GET
@LIMIT.guard
def out(request: HttpRequest) -> HttpResponse:
    """Send the visitor to the province's service: to sign in, or, once signed in, to find the own record."""
    if not settings.PROVINCE:
        raise Http404
    resident = access.of(request).resident
    who = str(resident.id) if resident is not None else ""
    onward = preferences.onward(request, otherwise="/my/")
    try:
        begun, where = begin(onward=onward, who=who, at=clock.now())
    except Refusal as refusal:
        return _away(refusal.code, who=who, onward=onward)
    request.session[UNDER_WAY] = begun.kept()
    return HttpResponseRedirect(where)


@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """Take what the province's service says; whatever is wrong with it, one line says so and the phone stays open."""
    if not settings.PROVINCE:
        raise Http404
    # taken out first: the same answer twice finds nothing to answer to
    held = request.session.pop(UNDER_WAY, None)
    begun = Begun(**held) if held else None
    resident = access.of(request).resident
    who = str(resident.id) if resident is not None else ""
    try:
        if begun is not None and begun.who != who:
            # somebody else signed in here, or nobody is any more, since it began
            begun = None
        proven = finish(begun=begun, said=request.GET.dict(), at=clock.now())
        if resident is not None:
            actions.bind(who=resident, proven=proven, by=access.of(request).actor, at=clock.now())
            return HttpResponseRedirect("/my/?done=looked_at_province")
        guard.enter(request, resident=actions.sign_in(proven=proven, at=clock.now()))
    except Refusal as refusal:
        return _away(refusal.code, who=who, onward=begun.onward if begun is not None else "/my/")
    return HttpResponseRedirect(begun.onward if begun is not None else "/my/")


def offered(request: HttpRequest) -> dict[str, bool | Text | None]:
    """Return what a page that offers this way needs: whether it is there, and the line for what went wrong with it."""
    return {"province": bool(settings.PROVINCE), "told": REFUSALS.get(request.GET.get("province", ""))}


def _away(code: str, *, who: str, onward: str) -> HttpResponse:
    # a number that can't be one is told like none at all
    said = {"province": code if code in REFUSALS else "missing"}
    return HttpResponseRedirect(
        "/my/find/?" + urlencode(said) if who else "/sign-in/?" + urlencode({**said, "next": onward})
    )
