"""Somebody needs help: taken without a name, handed over at once, accepted, followed up. Source: J2, L2, L7."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import helping
from anju.law import helping as law
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.relief import doing, fields
from anju.pages.relief.one import Form
from anju.queries import helping as seen
from anju.queries.helping import Detail
from anju.queries.relief import offices
from anju.queries.scope import Scope
from anju.web import access, clock, forms, problems
from anju.web.forms import Field

_DONE = {
    "taken": Text(zh="已转交，对方会马上处理。", en="Handed over; the receiver acts at once."),
    "accept": Text(zh="已接收，由本单位负责。", en="Accepted; your office owns it now."),
    "decline": Text(zh="已退回首问单位。", en="Back with the first receiver."),
    "hand": Text(zh="已转交，对方会马上处理。", en="Handed over; the receiver acts at once."),
    "follow": Text(zh="进展已记录。", en="It is on record."),
    "close": Text(zh="已办结。", en="Closed."),
}


@access.staff_page(*law.ANYONE)
def index(request: HttpRequest) -> HttpResponse:
    """Show the calls one's office gave or received; nobody is named, and that they were shown is on record."""
    scope, at, show = access.of(request).scope, clock.now(), request.GET.get("show", "open")
    helping.listed(scope=scope, at=at, show=show if show in seen.FILTERS else "")
    page, errors = seen.Page(rows=(), after=None), {}
    try:
        page = seen.page(scope=scope, at=at, show=show, after=seen.cursor(request.GET.get("after", "")))
    except Refusal as refusal:
        errors = problems.of(refusal)
    context = {
        "page": page,
        "above": seen.above(scope, at=at),
        "show": show,
        "filters": seen.FILTERS.items(),
        "first": "after" not in request.GET,
        "errors": errors,
    }
    return render(request, "relief/help_index.html", context, status=422 if errors else 200)


@access.staff_page(*law.ANYONE)
def new(request: HttpRequest) -> HttpResponse:
    """Take a call: where, and whether it is a minor; it is handed over in the same moment."""
    scope = access.of(request).scope
    errors: dict[str, Text] = {}
    if request.method == "POST":
        answer, errors = doing.attempt(request, action="call_help", work=lambda: _call(request))
        if answer is not None:
            return HttpResponseRedirect(f"/relief/help/{answer['id']}/?done=taken")
    asked = fields.called(offices.around(scope))
    shown = forms.filled(fields=asked, values=request.POST, errors=errors) if errors else asked
    context = {"fields": shown, "errors": errors}
    return render(request, "relief/help_new.html", context, status=422 if errors else 200)


@access.staff_page(*law.ANYONE)
def one(request: HttpRequest, call_id: uuid.UUID) -> HttpResponse:
    """Show one call to its two offices, and do what this one may do with it."""
    scope, at = access.of(request).scope, clock.now()
    errors: dict[str, Text] = {}
    choice = request.POST.get("choice", "")
    if request.method == "POST":
        seen.one(scope, call_id=call_id)
        answer, errors = doing.attempt(request, action="help_call", work=lambda: _do(request, call_id, choice))
        if answer is not None:
            return HttpResponseRedirect(f"/relief/help/{call_id}/?done={choice}")
    held = helping.open_one(scope=scope, call_id=call_id, at=at)
    found = seen.detail(held, scope=scope, at=at)
    shown = [
        (form, forms.filled(fields=form.fields, values=request.POST, errors=errors))
        if errors and form.choice == choice
        else (form, form.fields)
        for form in _forms(found, scope)
    ]
    context = {
        "found": found,
        "call": held,
        "forms": shown,
        "done": _DONE.get(request.GET.get("done", "")),
        "errors": errors,
    }
    return render(request, "relief/help_one.html", context, status=422 if errors else 200)


def _forms(found: Detail, scope: Scope) -> list[Form]:
    state, officer = found.call.state, scope.role in law.RECEIVERS
    if state == "handed" and found.receives and officer:
        return [_ACCEPT, _DECLINE]
    if state == "declined" and found.gives:
        return [_hand(found, scope)]
    if state == "accepted" and found.receives and officer:
        return [_follow(), _close()]
    return []


_ACCEPT = Form(
    choice="accept",
    title=Text(zh="接收", en="Accept"),
    hint=Text(zh="接收以后由本单位负责到底。", en="From now on your office owns it."),
    button=Text(zh="接收", en="Accept"),
    main=True,
)
_DECLINE = Form(
    choice="decline",
    title=Text(zh="不接收", en="Decline"),
    hint=Text(zh="退回首问单位，由它转给别的单位。", en="It goes back to the first receiver, who hands it on."),
    fields=(fields.words("why", "为什么不接收", "Why not"),),
    button=Text(zh="不接收", en="Decline"),
)


def _hand(found: Detail, scope: Scope) -> Form:
    others = seen.others(scope=scope, call=found.call, on=clock.today())
    options = tuple((str(key), name) for key, name in others)
    return Form(
        choice="hand",
        title=Text(zh="转给别的单位", en="Hand it to another office"),
        hint=Text(
            zh="没有单位接收以前，由本单位负责。急的马上打110、120。",
            en="Until somebody accepts, your office owns it. If urgent call 110 or 120.",
        ),
        fields=(Field(name="to", label=Text(zh="转给谁", en="To whom"), kind="radio", options=options),),
        button=Text(zh="转交", en="Hand over"),
        main=True,
    )


def _follow() -> Form:
    return Form(
        choice="follow",
        title=Text(zh="记录进展", en="How it stands"),
        fields=tuple(fields.followed()),
        button=Text(zh="记录", en="Put on record"),
        main=True,
    )


def _close() -> Form:
    return Form(
        choice="close",
        title=Text(zh="办结", en="Close"),
        hint=Text(
            zh="受助的人随时可以自己离开。办结90天后，写下的内容自动清除。",
            en="Whoever is helped may leave at any time. What was written is emptied 90 days after the end.",
        ),
        fields=tuple(fields.closed()),
        button=Text(zh="办结", en="Close"),
    )


def _call(request: HttpRequest) -> dict[str, Any]:
    made = helping.call(
        scope=access.of(request).scope,
        at=clock.now(),
        seen_there=request.POST.get("seen", ""),
        **doing.typed(request, "who", "how", "place", "area"),
    )
    return {"id": str(made.id)}


def _do(request: HttpRequest, call_id: uuid.UUID, choice: str) -> dict[str, Any]:
    on: dict[str, Any] = {
        "call_id": call_id,
        "scope": access.of(request).scope,
        "at": clock.now(),
        "version": doing.version(request),
    }
    if choice == "accept":
        helping.accept(**on)
    elif choice == "decline":
        helping.decline(**on, **doing.typed(request, "why"))
    elif choice == "hand":
        helping.hand(**on, **doing.typed(request, "to"))
    elif choice == "follow":
        helping.follow_up(**on, **doing.typed(request, "what", "words", "next_on"))
    elif choice == "close":
        helping.close(**on, **doing.typed(request, "what", "words"))
    else:
        raise Absent("choice")
    return {}
