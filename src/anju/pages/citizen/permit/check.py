"""The last look: everything answered, each with its way back, the word that it is true, and the sending. Source: B7, E2, H1, H2."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import draft as drafts
from anju.law import codes, identity
from anju.law.codes import PermitFileKind, Relation
from anju.law.permit import card, ethnicity
from anju.law.permit.ground import ProofKind
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.pages.citizen import guard
from anju.pages.citizen.permit import flow, proving, questions, steps, words
from anju.pages.citizen.permit.people import One
from anju.queries.mine import OpenDraft, Stay
from anju.queries.permit import offer
from anju.web import access, clock, problems

_PICTURES = Text(zh="照片{n}张", en="{n} photos")
_HOUSE = Text(zh="这里已有的登记可以证明，不用交材料", en="The record here proves it; nothing to give")
_UNTIL = Text(zh="到期：{until}", en="Runs until {until}")
_GIVEN = Text(zh="已上传", en="Given")
_SKIPPED = Text(zh="没有填，用原来的", en="Left empty; the earlier one is used")


@guard.page
def check(request: HttpRequest) -> HttpResponse:
    """Show everything once more, and send it."""
    found = flow.opened(request)
    if isinstance(found, HttpResponse):
        return found
    errors: dict[str, Text] = {}
    if request.method == "POST":
        answer = _send(request, found[0])
        if isinstance(answer, HttpResponse):
            return answer
        errors = answer
        found = flow.opened(request)
        if isinstance(found, HttpResponse):
            return found
    context = _context(*found, errors)
    return render(request, "citizen/permit/check.html", context, status=422 if errors else 200)


def _send(request: HttpRequest, draft: OpenDraft) -> "dict[str, Text] | HttpResponse":
    try:
        sent = drafts.send(
            draft_id=draft.id,
            version=flow.version(request),
            who=guard.who(request),
            by=access.of(request).actor,
            at=clock.now(),
            said={"truth": request.POST.get("truth", "")},
        )
    except (Refusal, Refusals) as error:
        return problems.of(error)
    return HttpResponseRedirect(f"/my/permit/files/{sent['file']}/?sent=1")


def _context(draft: OpenDraft, one: One, stay: Stay, errors: Mapping[str, Text]) -> dict[str, object]:
    answers = draft.answers
    asked, done = steps.of(answers=answers, young=one.young), steps.answered(answers)
    wrong = flow.wrong(stay, answers)
    completing = bool(answers.get("file"))
    offered = offer.of(stay=stay, on=one.now.on)
    rows: list[dict[str, Any]] = []
    for step in asked:
        told = step.slug in done or completing
        faults = [fault.text for fault in wrong if step.owns(fault)] if told else []
        says = _SAYS[step.slug](answers, offered) if told else []
        # a question passed over says so; one not come to yet has nothing to say
        says = says or ([_SKIPPED] if told and step.optional(answers) else [])
        href = flow.address(step.slug) + "?edit=1"
        rows.append({"step": step, "says": says, "errors": faults, "href": href})
    whole = all((row["says"] or row["step"].optional(answers)) and not row["errors"] for row in rows)
    notice = one.now.notice if completing else None
    return {
        "draft": draft,
        "one": one,
        "rows": rows,
        "whole": whole,
        "kind": codes.label(PermitFileKind, str(answers.get("kind"))),
        "cause": card.CAUSES.get(str(answers.get("cause") or "")),
        "completing": completing,
        "missing": words.missing(notice.missing) if notice is not None else [],
        "errors": {path: text for path, text in errors.items() if path == "truth" or not _owned(path, asked)},
        "truth_error": errors.get("truth", ""),
        "fee": words.yuan(offered.fee_fen) if answers.get("kind") != "first" else "",
        "early": answers.get("kind") == "first" and not one.now.eligible,
        "back": one.base if completing else flow.address(asked[-1].slug),
    }


def _owned(path: str, asked: list[steps.Step]) -> bool:
    # a fault of a question stands in its row
    return bool(path) and any(step.owns(Refusal("", _GIVEN, field=path)) for step in asked)


def _proof(answers: Mapping[str, Any], offered: offer.Offer) -> list[object]:
    held = proving.held(answers)
    if held.source == "house":
        return [_HOUSE]
    if not held.uploads:
        return []
    said: list[object] = [codes.label(ProofKind, held.kind), _PICTURES.format(n=len(held.uploads))]
    return [*said, _UNTIL.format(until=held.valid_until)] if held.valid_until else said


def _agent(answers: Mapping[str, Any], offered: offer.Offer) -> list[object]:
    agent = answers.get("agent") or {}
    number = str(agent.get("id_number") or "")
    said = [agent.get("name"), codes.label(Relation, str(agent.get("relation") or "")), identity.mask_id(number)]
    return [line for line in said if line] if agent.get("name") else []


def _collect(answers: Mapping[str, Any], offered: offer.Offer) -> list[object]:
    chosen = next((unit for unit in offered.collect_points if str(unit.id) == answers.get("collect_at")), None)
    if chosen is None:
        return []
    return [Text(zh=chosen.name, en=chosen.name_en or chosen.name), *([chosen.place] if chosen.place else [])]


def _ethnicity(answers: Mapping[str, Any], offered: offer.Offer) -> list[object]:
    name = str(answers.get("ethnicity") or "")
    return [ethnicity.ETHNICITIES[name]] if name in ethnicity.ETHNICITIES else []


_SAYS = {
    "ground": lambda answers, offered: [questions.GROUNDS.get(str(answers.get("ground")), "")],
    "proof": _proof,
    "portrait": lambda answers, offered: [_GIVEN] if answers.get("portrait") else [],
    "ethnicity": _ethnicity,
    "agent": _agent,
    "collect": _collect,
}
