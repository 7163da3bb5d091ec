"""The last look: everything answered, each with its way back, and the sending, which counts once. Source: B1, B7."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import draft as drafts
from anju.law import codes, place
from anju.law.codes import DwellingKind, ExemptKind, IdKind, StayReason
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.pages.citizen import guard
from anju.pages.citizen.declare import asking, fields, flow, minors, outcome, returned, steps
from anju.pages.citizen.declare.steps import Step
from anju.queries import mine, places
from anju.queries.mine import OpenDraft
from anju.web import access, clock, problems

_NONE = Text(zh="没有", en="None")
_SKIPPED = Text(zh="没有填", en="Left empty")


@guard.page
def check(request: HttpRequest, kind: str) -> HttpResponse:
    """Show everything once more, and send it."""
    draft = flow.open_draft(request, kind=kind)
    if isinstance(draft, HttpResponse):
        return draft
    errors: dict[str, Text] = {}
    if request.method == "POST":
        answer = _send(request, draft)
        if isinstance(answer, HttpResponse):
            return answer
        errors = answer
        draft = flow.open_draft(request, kind=kind)
        if isinstance(draft, HttpResponse):
            return draft
    return render(
        request, "citizen/declare/check.html", _context(request, draft, errors), status=422 if errors else 200
    )


def _send(request: HttpRequest, draft: OpenDraft) -> "dict[str, Text] | HttpResponse":
    decision = outcome.decide(draft.answers)
    if decision is not None and decision.is_no:
        return HttpResponseRedirect(flow.address(draft.kind, "not-needed"))
    try:
        sent = drafts.send(
            draft_id=draft.id,
            version=flow.version(request),
            who=guard.who(request),
            by=access.of(request).actor,
            at=clock.now(),
        )
    except (Refusal, Refusals) as error:
        return problems.of(error)
    return HttpResponseRedirect(f"/my/files/{sent['stay']}/?sent=1")


def _context(request: HttpRequest, draft: OpenDraft, errors: Mapping[str, Text]) -> dict[str, object]:
    answers, today = draft.answers, clock.today()
    asked = steps.of(kind=draft.kind, answers=answers, today=today)
    done = steps.answered(answers)
    wrong = mine.problems(answers=answers, today=today)
    missing = returned.missing(who=guard.who(request), draft=draft, on=today)
    rows = [
        {
            "step": step,
            "says": _says(step, answers) if step.slug in done or draft.kind != "declare" or step.optional else None,
            "errors": [one.text for one in wrong if step.owns(one)]
            if step.slug in done or draft.kind != "declare"
            else [],
            "asked_for": returned.notes(missing, step.slug),
            "href": flow.address(draft.kind, step.slug) + "?edit=1",
        }
        for step in asked
    ]
    whole = all(
        (row["says"] is not None or step.optional) and not row["errors"] for row, step in zip(rows, asked, strict=True)
    )
    return {
        "kind": draft.kind,
        "draft": draft,
        "rows": rows,
        "whole": whole,
        "missing": missing,
        "errors": {
            path: text
            for path, text in errors.items()
            if not path or not any(step.owns(Refusal("", text, field=path)) for step in asked)
        },
        "warnings": mine.warnings(answers=answers, today=today) if not wrong else [],
        "guardian": minors.under_guardian([one for one in answers.get("minors") or [] if isinstance(one, dict)]),
        "total": len(asked) + 1,
        "back": flow.address(draft.kind, asked[-1].slug),
    }


def _says(step: Step, answers: Mapping[str, Any]) -> list[object]:
    """Return an answer in words, one line each."""
    shown = _WORDS[step.slug](answers)
    lines = [line for line in (shown if isinstance(shown, list) else [shown]) if line]
    return lines or [_SKIPPED]


def _community(answers: Mapping[str, Any]) -> list[object]:
    found = places.community(code=str(answers.get("community") or ""))
    return [Text(zh=found.label, en=found.label_en)] if found is not None else []


def _address(answers: Mapping[str, Any]) -> list[object]:
    held = answers.get("address")
    try:
        return [place.read(held if isinstance(held, Mapping) else {}).line]
    except Refusals:
        return []


def _county(answers: Mapping[str, Any]) -> list[object]:
    found = places.county(code=str(answers.get("hukou_county") or ""))
    return [found.full_name] if found is not None else []


def _minors(answers: Mapping[str, Any]) -> list[object]:
    return [one.get("name") for one in answers.get("minors") or [] if isinstance(one, dict)] or [_NONE]


def _agent(answers: Mapping[str, Any]) -> list[object]:
    agent = answers.get("agent") or {}
    return [agent.get("name"), codes.label(codes.Relation, str(agent.get("relation") or "")), agent.get("id_number")]


def _wards(answers: Mapping[str, Any]) -> list[object]:
    return [Text(zh="{n}人", en="{n}").format(n=len(answers.get("wards") or [])) if answers.get("wards") else _NONE]


_WORDS = {
    "community": _community,
    "address": _address,
    "dwelling": lambda answers: codes.label(DwellingKind, str(answers.get("dwelling") or "")),
    "arrived": lambda answers: Text(zh="{on}", en="{on}").format(on=_day(answers)),
    "length": lambda answers: asking.LENGTHS.get(str(answers.get("until")), ""),
    "hukou": _county,
    "reason": lambda answers: codes.label(StayReason, str(answers.get("reason") or "")),
    "who": lambda answers: [
        answers.get("name"),
        codes.label(IdKind, str(answers.get("id_kind") or "")),
        answers.get("id_number"),
    ],
    "phone": lambda answers: answers.get("phone"),
    "work": lambda answers: answers.get("workplace"),
    "exempt": lambda answers: codes.label(ExemptKind, str(answers["exempt"])) if answers.get("exempt") else _NONE,
    "minors": _minors,
    "agent": _agent,
    "wards": _wards,
}


def _day(answers: Mapping[str, Any]) -> object:
    return fields.day(str(answers.get("arrived_on") or ""))
