"""The first page: who needs to register, what it takes; beginning, going on, starting over. Source: A1, A3, B1, B4, B5."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from anju.actions import draft as drafts
from anju.actions import resident as residents
from anju.pages.citizen import guard
from anju.pages.citizen.declare import flow, steps
from anju.queries import mine, places
from anju.queries.mine import OpenDraft, Resident
from anju.web import access, clock


def start(request: HttpRequest) -> HttpResponse:
    """Tell who registers and what it takes; offer the draft that waits."""
    who = access.of(request).resident
    draft = mine.draft(who=who, kind="declare") if who is not None else None
    return render(request, "citizen/declare/start.html", {"draft": draft, "door": _door(request)})


def door(request: HttpRequest, code: str) -> HttpResponse:
    """Open the form with the address of a door code; nothing tells who lives behind it."""
    found = places.address_by_door_code(code=code[:20])
    if found is None:
        return render(request, "citizen/declare/no_door.html", status=404)
    request.session[guard.DOOR] = found.address.door_code
    return HttpResponseRedirect("/declare/")


@guard.page
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a draft, or go on with the one that waits; whoever has an active stay is offered the move (B5).

    Looking at the address alone begins nothing: who comes from the sign-in finds the button here.
    """
    who = guard.who(request)
    held = mine.draft(who=who, kind="declare")
    for_other = request.GET.get("for") == "other"
    if held is None and not for_other:
        active = mine.registered_stay(who=who)
        if active is not None:
            return HttpResponseRedirect(f"/my/stays/{active.id}/move/?offer=1")
    if request.method != "POST":
        if held is not None and _door(request) is None:
            return HttpResponseRedirect(resume(held))
        return render(request, "citizen/declare/begin.html", {"for_other": for_other, "door": _door(request)})
    draft = drafts.begin(who=who, kind="declare", answers=_first(request, who, for_other=for_other), at=clock.now())
    draft = _at_door(request, who, draft)
    return HttpResponseRedirect(resume(draft))


@require_POST
@guard.page
def afresh(request: HttpRequest) -> HttpResponse:
    """Throw the draft away and start over."""
    who = guard.who(request)
    held = mine.draft(who=who, kind="declare")
    if held is not None:
        drafts.drop(draft_id=held.id, who=who)
    return HttpResponseRedirect("/declare/")


def resume(draft: OpenDraft) -> str:
    """Return the first question without an answer, or the last look."""
    done = steps.answered(draft.answers)
    asked = steps.of(kind=draft.kind, answers=draft.answers, today=clock.today())
    slug = next((step.slug for step in asked if step.slug not in done), "check")
    return flow.address(draft.kind, slug)


def _first(request: HttpRequest, who: Resident, *, for_other: bool) -> dict[str, Any]:
    return {"for": "other" if for_other else "self", "phone": residents.phone_of(who=who)}


def _at_door(request: HttpRequest, who: Resident, draft: OpenDraft) -> OpenDraft:
    """Put the address of the door code scanned into the draft."""
    code = request.session.pop(guard.DOOR, "")
    found = places.address_by_door_code(code=code) if code else None
    if found is None:
        return draft
    answers = drafts.of_door(address=found.address)
    done = sorted(steps.answered(draft.answers) | {"community", "address", "dwelling"})
    return drafts.save(
        draft_id=draft.id, who=who, version=draft.version, changes={**answers, "done": done}, at=clock.now()
    )


def _door(request: HttpRequest) -> "places.Door | None":
    code = request.session.get(guard.DOOR, "")
    return places.address_by_door_code(code=code) if code else None
