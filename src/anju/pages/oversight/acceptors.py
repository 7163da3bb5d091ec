"""Requests of bodies that accept the papers, reviewed by a person of the county: published, declined, ended. Source: notice 三 D4, I10."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import acceptor as acts
from anju.law import acceptor as law
from anju.law.absent import Absent
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.queries import acceptors
from anju.web import access, clock, once, paging, problems

ROLES = ("county_police", "overseer")
_STAMPS = frozenset({"csrfmiddlewaretoken", "once"})
_CHOOSE = Text(zh="请选择怎样办理。", en="Please choose what to do.")


@access.staff_page(*ROLES)
def index(request: HttpRequest) -> HttpResponse:
    """Show the bodies of the post's counties in one state, those that wait first."""
    scope = access.of(request).scope
    state = request.GET.get("state", law.LIFECYCLE.initial)
    if state not in law.STATES:
        raise Absent("state")
    cursor = request.GET.get("after", "")
    rows = acceptors.of_scope(scope, state=state, after=paging.decode(cursor) or ())
    context = {
        "page": paging.page(rows=rows, size=acceptors.PAGE, cursor=cursor, key=acceptors.key),
        "state": state,
        "states": law.STATES.items(),
        "waiting": acceptors.waiting(scope),
    }
    return render(request, "oversight/acceptors.html", context)


@access.staff_page(*ROLES)
def one(request: HttpRequest, acceptor_id: uuid.UUID) -> HttpResponse:
    """Show one body with its figures; publish, decline or end it."""
    scope = access.of(request).scope
    acceptors.one(scope, acceptor_id=acceptor_id)
    errors: dict[str, Text] = {}
    if request.method == "POST":
        content = {name: request.POST.getlist(name) for name in request.POST if name not in _STAMPS}
        try:
            once.post(
                request,
                action="acceptor",
                content={"path": request.path, **content},
                do=lambda: _do(request, acceptor_id),
            )
            return HttpResponseRedirect(request.path)
        except (Refusal, Refusals) as error:
            errors = problems.of(error)
    found = acceptors.one(scope, acceptor_id=acceptor_id)
    possible = [step.act for step in law.LIFECYCLE.acts_from(found.row.state)]
    context = {"found": found, "possible": possible, "why": request.POST.get("why", ""), "errors": errors}
    return render(request, "oversight/acceptor.html", context, status=422 if errors else 200)


def _do(request: HttpRequest, acceptor_id: uuid.UUID) -> dict[str, Any]:
    scope, at, why = access.of(request).scope, clock.now(), request.POST.get("why", "")
    choice = request.POST.get("choice", "")
    if choice == "publish":
        acts.publish(acceptor_id=acceptor_id, scope=scope, at=at)
    elif choice == "decline":
        acts.decline(acceptor_id=acceptor_id, why=why, scope=scope, at=at)
    elif choice == "end":
        acts.end(acceptor_id=acceptor_id, why=why, scope=scope, at=at)
    else:
        raise Refusal("not_an_option", _CHOOSE, field="choice", rule="I10")
    return {"done": choice}
