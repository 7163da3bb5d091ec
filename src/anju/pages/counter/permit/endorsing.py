"""Endorsing at the counter, and what was asked for from the phone: endorsed, or withheld with the reasons. Source: F2–F7, I10."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import endorsement as acts
from anju.actions import hold
from anju.actions.permit import ending as endings
from anju.actions.permit import reading
from anju.law.permit import application, life
from anju.law.permit.application import Given
from anju.law.permit.ground import Proof
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.counter import desk, words
from anju.pages.counter.permit import holding, pictures, proving
from anju.pages.counter.permit.proving import Line
from anju.queries import endorsement, endorsement_queue
from anju.queries.permit import files, proofs, within
from anju.web import access, clock, uploads

BASES = {name: endings.BASES[name] for name in endings.CHOSEN}
_CHOICE = Text(zh="请选择怎样办理。", en="Please choose what to do.")


@uploads.taking
@access.staff_page(*desk.ROLES)
def at_counter(request: HttpRequest, permit_id: uuid.UUID) -> HttpResponse:
    """Endorse for whoever stands at the counter; a late one restores the permit at once."""
    scope, at, today = access.of(request).scope, clock.now(), clock.today()
    permit = reading.open_permit(scope=scope, permit_id=permit_id, purpose="handling", at=at)
    standing = proofs.standing(stay=permit.stay, on=today)
    lines = proving.lines(request, standing=standing[0] if standing else None)
    errors: dict[str, Text] = {}
    if request.method == "POST" and not proving.again(lines):
        seen, late = desk.version(request), permit.state == "suspended"

        def work() -> dict[str, Any]:
            within.permit(scope, permit_id=permit_id)
            acts.at_counter(
                permit_id=permit_id, proofs_seen=_seen(lines, standing), by=scope.actor, at=at, version=seen
            )
            return {"done": "restored" if late else "endorsed"}

        answer, errors = desk.attempt(request, action="endorse", work=work)
        if answer is not None:
            hold.release(stay_id=permit.stay_id, by=scope.actor)
            return HttpResponseRedirect(f"/counter/permits/{permit_id}/?done={answer['done']}")
    context = {
        "permit": permit,
        "name": words.masked(permit.person.name),
        "outlook": endorsement.outlook(permit=permit, on=today),
        "state": life.STATES[permit.state],
        "errors": errors,
        "version": request.POST.get("version", permit.version),
        **_proofs(lines, errors, standing=bool(standing)),
    }
    return render(request, "counter/permit/endorse.html", context, status=422 if errors else 200)


@uploads.taking
@access.staff_page(*desk.ROLES)
def one(request: HttpRequest, endorsement_id: uuid.UUID) -> HttpResponse:
    """Answer one request for endorsement: endorse, withhold with the reasons, or take it back at the person's word."""
    scope, at, today = access.of(request).scope, clock.now(), clock.today()
    asked = within.endorsement(scope, endorsement_id=endorsement_id)
    permit = reading.open_permit(scope=scope, permit_id=asked.permit_id, purpose="handling", at=at)
    standing = proofs.standing(stay=permit.stay, on=today)
    lines = proving.lines(request)
    errors: dict[str, Text] = {}
    if request.method == "POST" and not proving.again(lines):
        work = _answer(request, asked.id, lines, standing)
        answer, errors = desk.attempt(request, action="answer_endorsement", work=work)
        if answer is not None:
            hold.release(stay_id=permit.stay_id, by=scope.actor)
            return HttpResponseRedirect(f"/counter/permits/endorsements/{asked.id}/?done={answer['done']}")
    outlook = endorsement.outlook(permit=permit, on=today)
    given = files.papers(subject_id=asked.id)
    found = pictures.of([paper.proof.upload_id for paper in given], purpose="handling")
    context = {
        "asked": asked,
        "done": holding.DONE.get(request.GET.get("done", "")),
        "permit": permit,
        "waits": asked.state == "asked",
        "held": hold.take(stay_id=permit.stay_id, by=scope.actor, at=at) if asked.state == "asked" else None,
        "name": words.masked(permit.person.name),
        "outlook": outlook,
        "reasons": outlook.plain.reasons,
        "state": life.ENDORSEMENT.states[asked.state],
        "permit_state": life.STATES[permit.state],
        "proofs": [(paper, found.get(paper.proof.upload_id)) for paper in given],
        "may_withhold": access.of(request).may("withhold_endorsement"),
        "bases": BASES.items(),
        "basis": request.POST.get("basis", ""),
        "why": request.POST.get("why", ""),
        "errors": errors,
        "version": request.POST.get("version", asked.version),
        **_proofs(lines, errors, standing=bool(standing)),
    }
    return render(request, "counter/permit/endorsement.html", context, status=422 if errors else 200)


@access.staff_page(*desk.ROLES)
def following(request: HttpRequest, endorsement_id: uuid.UUID) -> HttpResponse:
    """Go to the request after this one, or to the first of the list, or back to an empty list."""
    scope, today = access.of(request).scope, clock.today()
    asked = within.endorsement(scope, endorsement_id=endorsement_id)
    for after in (endorsement_queue.Cursor(on=asked.due_on, id=asked.id), None):
        rows = endorsement_queue.page(scope=scope, on=today, which="asked", after=after, size=2).rows
        other = next((row.id for row in rows if row.id != asked.id), None)
        if other is not None:
            return HttpResponseRedirect(f"/counter/permits/endorsements/{other}/")
    return HttpResponseRedirect("/counter/permits/?state=asked")


def _answer(
    request: HttpRequest, key: uuid.UUID, lines: list[Line], standing: tuple[Proof, ...]
) -> Callable[[], dict[str, Any]]:
    scope, at, posted, seen = access.of(request).scope, clock.now(), request.POST, desk.version(request)
    choice = posted.get("choice", "")
    known: Any = {"endorsement_id": key, "by": scope.actor, "at": at}

    def work() -> dict[str, Any]:
        late = within.endorsement(scope, endorsement_id=key).permit.state == "suspended"
        if choice == "endorse":
            acts.endorse(proofs_seen=_seen(lines, standing), version=seen, **known)
            return {"done": "restored" if late else "endorsed"}
        if choice == "withhold":
            if posted.get("basis", "") not in BASES:
                raise Refusal("basis_missing", _BASIS, field="basis", rule="D6")
            acts.withhold(basis=posted["basis"], why=posted.get("why", ""), version=seen, **known)
            return {"done": "withheld"}
        if choice == "withdraw":
            acts.withdraw(**known)
            return {"done": "unasked"}
        raise Refusal("not_an_option", _CHOICE, field="choice", rule="F6")

    return work


_BASIS = Text(zh="请选择核实的依据。", en="Please choose what it was found by.")


def _seen(lines: list[Line], standing: tuple[Proof, ...]) -> tuple[Given, ...]:
    proven = frozenset(proof.ground for proof in standing)
    given = application.read_proofs(proving.raw(lines), proven=proven, today=clock.today())
    return tuple(given)


def _proofs(lines: list[Line], errors: dict[str, Text], *, standing: bool) -> dict[str, Any]:
    return {
        "lines": proving.marked(lines, errors),
        "papers": proving.options(),
        "sources": proving.SOURCES.items(),
        "house_proves": standing,
        "proofs_error": errors.get("proofs"),
    }
