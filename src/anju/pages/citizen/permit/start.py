"""The first page of an application: for whom, what it takes, and when one is too early. Source: A2, B8, E1, E3, G1."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from anju.actions import draft as drafts
from anju.law.absent import Absent
from anju.pages.citizen import guard
from anju.pages.citizen.permit import flow, people
from anju.pages.citizen.permit.people import One
from anju.queries import mine
from anju.queries.permit import offer
from anju.web import clock

# what a new card can be asked for, with the cause (G1)
NEW_CARDS = {"lost": "replace", "damaged": "exchange", "changed": "exchange"}


@guard.page
def start(request: HttpRequest) -> HttpResponse:
    """Ask for whom, where there is a choice; else lead to the one page there is."""
    everyone = people.everyone(request)
    if len(everyone) == 1:
        return HttpResponseRedirect(f"{everyone[0].base}apply/")
    return render(
        request, "citizen/permit/whom.html" if everyone else "citizen/permit/nobody.html", {"everyone": everyone}
    )


@guard.page
def apply(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Tell what it takes and by when; begin or go on."""
    one = people.one(request, person_id=person_id)
    now = one.now
    if now.stay is None or now.has_permit or now.file_open:
        return HttpResponseRedirect(one.base)
    held = mine.draft(who=guard.who(request), kind="permit")
    mine_here = held is not None and flow.stands(held, one)
    if request.method == "POST":
        return _begin(request, one, kind="first", cause="", afresh=not mine_here or "anew" in request.POST)
    context = {
        "one": one,
        "now": now,
        "offer": offer.of(stay=now.stay, on=now.on),
        "held": held if mine_here else None,
        "other": held if held is not None and not mine_here else None,
        "resume": flow.resume(held, one) if held is not None else "",
    }
    return render(request, "citizen/permit/start.html", context)


@guard.page
def new_card(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Begin the application for a new card: 换领 or 补领, by what happened to the old one."""
    one = people.one(request, person_id=person_id)
    if request.method != "POST":
        return HttpResponseRedirect(f"{one.base}card/")
    cause = request.POST.get("cause", "")
    if cause not in NEW_CARDS:
        raise Absent("cause")
    if one.now.stay is None or not one.now.has_permit or one.now.file_open:
        return HttpResponseRedirect(one.base)
    held = mine.draft(who=guard.who(request), kind="permit")
    same = held is not None and flow.stands(held, one) and held.answers.get("cause") == cause
    return _begin(request, one, kind=NEW_CARDS[cause], cause=cause, afresh=not same)


@require_POST
@guard.page
def drop(request: HttpRequest) -> HttpResponse:
    """Throw the draft away."""
    who = guard.who(request)
    held = mine.draft(who=who, kind="permit")
    if held is not None:
        drafts.drop(draft_id=held.id, who=who)
    return HttpResponseRedirect(flow.HOME)


def _begin(request: HttpRequest, one: One, *, kind: str, cause: str, afresh: bool) -> HttpResponse:
    who = guard.who(request)
    answers = drafts.of_person(who=who, person_id=one.key, kind=kind, cause=cause)
    draft = drafts.begin(who=who, kind="permit", answers=answers, at=clock.now(), afresh=afresh)
    return HttpResponseRedirect(flow.resume(draft, one))
