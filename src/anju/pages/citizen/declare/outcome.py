"""When there is nothing to fill in: not in scope, or exempt and free to register all the same. Source: A1, A2."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.law import registration
from anju.law.codes import ExemptKind
from anju.law.decision import Decision
from anju.pages.citizen import guard
from anju.queries import mine, places

_MAY_END = {"community", "hukou", "length"}
_NIGHTS = {"short": 1}


def community(answers: Mapping[str, Any]) -> places.Place | None:
    """Return the community answered, if people can live in it today."""
    return places.community(code=str(answers.get("community") or ""))


def decide(answers: Mapping[str, Any]) -> Decision | None:
    """Return whether the person must register, as far as the answers tell; None while they don't."""
    place = community(answers)
    hukou = str(answers.get("hukou_county") or "")
    if answers.get("until") == "short":
        return registration.must_register(hukou_county="", residence_county="here", nights=_NIGHTS["short"])
    if place is None or not hukou:
        return None
    kind = answers.get("exempt")
    exempt = next((one for one in ExemptKind if str(one) == kind), None)
    return registration.must_register(
        hukou_county=hukou, residence_county=places.legal_county(path=place.path), exempt=exempt
    )


def detour(*, kind: str, slug: str, answers: Mapping[str, Any], edit: bool) -> str:
    """Return the page that an answer leads to instead of the next question, or nothing."""
    tail = "?edit=1" if edit else ""
    if slug in _MAY_END:
        decision = decide(answers)
        if decision is not None and decision.is_no:
            return f"{_base(kind)}not-needed/"
    if slug == "exempt" and answers.get("exempt") and kind == "declare":
        return f"{_base(kind)}exempt/info/{tail}"
    return ""


@guard.page
def not_needed(request: HttpRequest, kind: str) -> HttpResponse:
    """Explain why there is nothing to register, with the article; the answers can be changed."""
    draft = mine.draft(who=guard.who(request), kind=kind)
    decision = decide(draft.answers) if draft is not None else None
    if draft is None or decision is None or not decision.is_no:
        return HttpResponseRedirect(_base(kind))
    short = draft.answers.get("until") == "short"
    change = ["length"] if short else ["community", "hukou"]
    return render(
        request,
        "citizen/declare/not_needed.html",
        {"decision": decision, "draft": draft, "kind": kind, "base": _base(kind), "change": change},
    )


@guard.page
def exempt(request: HttpRequest, kind: str) -> HttpResponse:
    """Say that nobody has to register from such a place, and offer to register all the same."""
    draft = mine.draft(who=guard.who(request), kind=kind)
    decision = decide(draft.answers) if draft is not None else None
    if draft is None or not draft.answers.get("exempt"):
        return HttpResponseRedirect(_base(kind))
    onward = "check" if request.GET.get("edit") else "minors"
    return render(
        request,
        "citizen/declare/exempt.html",
        {"decision": decision, "draft": draft, "base": _base(kind), "onward": f"{_base(kind)}{onward}/"},
    )


def _base(kind: str) -> str:
    return {"declare": "/declare/", "move": "/my/move/", "complete": "/my/complete/"}[kind]
