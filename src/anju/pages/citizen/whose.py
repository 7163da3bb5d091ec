"""Whose sign-in a phone is: asked before anything is shown, since numbers are given out again. Source: L8, L12."""

import datetime
import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import disowning
from anju.pages.citizen import guard
from anju.queries import mine, sign_ins, visitors
from anju.web import clock

WAITING = "whose"
# the code was right just now; later a new one is asked for
LASTS = datetime.timedelta(minutes=10)


def ask(request: HttpRequest, *, resident: mine.Resident, onward: str) -> str:
    """Sign in whom the phone can only be; else keep them waiting at the question. Return where to go."""
    if sign_ins.belongs(who=resident) is None:
        guard.enter(request, resident=resident)
        return onward
    keep = guard.over(request)
    request.session.flush()
    request.session.update(keep)
    request.session[WAITING] = {"who": str(resident.id), "onward": onward, "at": clock.now().isoformat()}
    return "/sign-in/whose/"


def whose(request: HttpRequest) -> HttpResponse:
    """Tell, masked, whose sign-in it is; "this is not me" gives the phone a sign-in of its own."""
    held = request.session.get(WAITING)
    late = held is not None and clock.now() - datetime.datetime.fromisoformat(held["at"]) > LASTS
    resident = visitors.resident(resident_id=uuid.UUID(held["who"])) if held and not late else None
    if held is None or resident is None:
        request.session.pop(WAITING, None)
        return HttpResponseRedirect("/sign-in/")
    choice = request.POST.get("choice") if request.method == "POST" else None
    if choice == "other":
        resident = disowning.disown(who=resident, by=visitors.resident_actor(who=resident), at=clock.now())
        guard.enter(request, resident=resident)
        return HttpResponseRedirect("/my/?done=disowned")
    found = sign_ins.belongs(who=resident)
    if choice == "me" or found is None:
        guard.enter(request, resident=resident)
        return HttpResponseRedirect(held["onward"])
    return render(request, "citizen/sign_in_whose.html", {"found": found, "sure": request.GET.get("sure") == "1"})
