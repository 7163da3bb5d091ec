"""Registering somebody on the coordinator's phone, a few questions a page; every answer is kept at once."""

import dataclasses
import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import fieldwork as acts
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.field import steps
from anju.pages.field.rounds import ROLES
from anju.queries import fieldwork
from anju.queries.fieldwork import OpenDraft
from anju.queries.scope import Scope
from anju.web import access, clock, forms


@access.staff_page(*ROLES)
def step(request: HttpRequest, draft_id: uuid.UUID, step: str) -> HttpResponse:
    """Show one page, or keep what was typed on it and go on; what is wrong stands beside its field."""
    if step not in steps.STEPS:
        raise Http404
    scope = access.of(request).scope
    draft = fieldwork.draft(scope=scope, draft_id=draft_id)
    if draft.sent:
        return HttpResponseRedirect(f"/field/new/{draft.id}/done/")
    if request.method != "POST":
        return _page(request, step, draft, {})
    if step == "minors":
        return _minors(request, scope, draft)
    typed = forms.typed(fields=steps.fields(step, draft.answers), data=request.POST)
    changes, again = steps.kept(step, typed)
    try:
        saved = _save(request, scope, draft, changes)
    except Refusal as refusal:
        # a stale page: what was typed stands below it, over the newer version
        held = fieldwork.draft(scope=scope, draft_id=draft_id)
        return _page(request, step, held, {"": refusal.text}, typed=changes)
    wrong = steps.mine(step, fieldwork.problems(answers=saved.answers, today=clock.today())) | again
    if wrong:
        return _page(request, step, saved, wrong)
    return HttpResponseRedirect(f"/field/new/{draft.id}/{_next(request, step, saved)}/")


def _next(request: HttpRequest, step: str, saved: OpenDraft) -> str:
    following = steps.following(step, saved.answers)
    # whoever came from the last page to change one thing goes back there, unless that opened a new question
    if request.POST.get("back") and not (following == "agent" and not saved.answers.get("agent")):
        return "check"
    return following


def _page(
    request: HttpRequest,
    step: str,
    draft: OpenDraft,
    errors: dict[str, Text],
    *,
    typed: dict[str, Any] | None = None,
) -> HttpResponse:
    answers = {**draft.answers, **(typed or {})}
    shown = [dataclasses.replace(one, error=errors.get(one.name, "")) for one in steps.fields(step, answers)]
    context = {
        "draft": draft,
        "step": step,
        "title": steps.TITLES[step],
        "fields": shown,
        "errors": errors,
        "line": draft.answers.get("line", ""),
        "minors": _named(draft),
        "back": request.POST.get("back") or request.GET.get("back", ""),
    }
    name = "field/assist/minors.html" if step == "minors" else "field/assist/step.html"
    return render(request, name, context, status=400 if errors else 200)


def _named(draft: OpenDraft) -> list[str]:
    return [str(one.get("name", "")) for one in draft.answers.get("minors") or []]


def _minors(request: HttpRequest, scope: Scope, draft: OpenDraft) -> HttpResponse:
    minors = list(draft.answers.get("minors") or [])
    dropped = request.POST.get("drop", "")
    if dropped.isdecimal() and len(dropped) < 9 and int(dropped) < len(minors):
        del minors[int(dropped)]
        _save(request, scope, draft, {"minors": minors})
        return HttpResponseRedirect(f"/field/new/{draft.id}/minors/")
    typed = forms.typed(fields=steps.fields("minors", {}), data=request.POST)
    if not typed["name"] and not typed["id_number"]:
        return HttpResponseRedirect(f"/field/new/{draft.id}/check/")
    wanted = {**draft.answers, "minors": [*minors, typed]}
    here = f"minors.{len(minors)}."
    found = fieldwork.problems(answers=wanted, today=clock.today())
    wrong = {
        path.removeprefix(here): text for path, text in steps.mine("minors", found).items() if path.startswith(here)
    }
    if wrong:
        return _page(request, "minors", draft, wrong, typed={"minor": typed})
    _save(request, scope, draft, {"minors": wanted["minors"]})
    return HttpResponseRedirect(f"/field/new/{draft.id}/minors/")


def _save(request: HttpRequest, scope: Scope, draft: OpenDraft, changes: dict[str, Any]) -> OpenDraft:
    seen = request.POST.get("version", "")
    version = int(seen) if seen.isdecimal() and len(seen) < 9 else 0
    return acts.save(scope=scope, draft_id=draft.id, version=version, changes=changes, at=clock.now())
