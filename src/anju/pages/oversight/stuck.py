"""Stuck and shared cases of all departments for whoever coordinates them, and the offices' answers; no person. Source: D6, I9."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode

from anju.actions import offering as acts
from anju.law import coordination
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.queries.offering import stuck
from anju.web import access, clock, once, problems


@access.staff_page("overseer")
def index(request: HttpRequest) -> HttpResponse:
    """List the cases, those late longest first, with the figures of the offices above them."""
    return _shown(request, {}, status=200)


@access.staff_page("overseer")
def urge(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Urge one case."""
    scope = access.of(request).scope

    def do() -> dict[str, Any]:
        return {"id": str(acts.urge(case_id=case_id, scope=scope, at=clock.now()).id)}

    try:
        once.post(request, action="urge_case", content={"case": str(case_id)}, do=do)
    except Refusal as error:
        return _shown(request, problems.of(error), status=422)
    kept = {key: request.POST[key] for key in ("reason", "after") if request.POST.get(key)}
    return HttpResponseRedirect("/oversight/stuck/?" + urlencode({**kept, "done": "1"}))


@access.staff_page("officer")
def urged(request: HttpRequest) -> HttpResponse:
    """List what the own office was urged about."""
    return _urged(request, {}, None, status=200)


@access.staff_page("officer")
def answer(request: HttpRequest, urge_id: uuid.UUID) -> HttpResponse:
    """Answer one urge: how it stands, and the day it will be settled."""
    scope = access.of(request).scope
    told = {"answer": request.POST.get("answer", ""), "expected": request.POST.get("expected", "")}

    def do() -> dict[str, Any]:
        return {"id": str(acts.answer(urge_id=urge_id, scope=scope, at=clock.now(), **told).id)}

    try:
        once.post(request, action="answer_urge", content={"urge": str(urge_id), **told}, do=do)
    except Refusal as error:
        return _urged(request, problems.of(error), urge_id, status=422)
    return HttpResponseRedirect("/oversight/urged/")


def _shown(request: HttpRequest, errors: dict[str, Text], *, status: int) -> HttpResponse:
    scope, at = access.of(request).scope, clock.now()
    given = request.POST if errors else request.GET
    reason = given.get("reason", "")
    try:
        page = stuck.page(scope=scope, reason=reason, after=stuck.cursor(given.get("after", "")))
    except Refusal as error:
        # a filter or cursor that nobody offered is nothing, never everything
        raise Absent("filter") from error
    acts.listed(scope=scope, at=at)
    context = {
        "page": page,
        "reason": reason,
        "after": given.get("after", ""),
        "reasons": coordination.REASONS.items(),
        "figures": stuck.figures(scope=scope),
        "counted": stuck.counted(),
        "today": clock.today(),
        "errors": errors,
    }
    return render(request, "oversight/stuck.html", context, status=status)


def _urged(request: HttpRequest, errors: dict[str, Text], urge_id: uuid.UUID | None, *, status: int) -> HttpResponse:
    context = {
        "rows": stuck.urged(scope=access.of(request).scope),
        "answers": coordination.ANSWERS.items(),
        "wrong": urge_id,
        "typed": request.POST,
        "today": clock.today(),
        "errors": errors,
    }
    return render(request, "oversight/urged.html", context, status=status)
