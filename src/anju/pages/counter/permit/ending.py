"""The end of a permit: handed back, proposed with basis and notice, carried out or dropped, undone. Source: D3–D6, D8, F6."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from anju.actions import hold
from anju.actions.permit import ending as acts
from anju.actions.permit import reading
from anju.law import codes
from anju.law.codes import PermitEndReason
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.counter import desk, words
from anju.pages.counter.permit import holding
from anju.queries.permit import within
from anju.web import access, clock

WAYS = {
    "hand_back": Text(zh="本人来交回，登记保留", en="The person hands it back; the registration stays"),
    "death": Text(zh="死亡，有证明", en="Death, with proof"),
    "propose": Text(zh="其他原因：先通知本人，等异议期", en="Another reason: notify first, then wait"),
}
REASONS = tuple(code for code in PermitEndReason if code not in {PermitEndReason.DEATH, PermitEndReason.OWN_REQUEST})
BASES = {name: acts.BASES[name] for name in acts.CHOSEN}
_WAY = Text(zh="请选择怎样结束。", en="Please choose how it ends.")
_REASON = Text(zh="请选择原因。", en="Please choose the reason.")
_WHY = Text(zh="请写明理由，本人看得到。", en="Please state the reason; the person will read it.")


@access.staff_page(*desk.ROLES)
def start(request: HttpRequest, permit_id: uuid.UUID) -> HttpResponse:
    """Choose how a permit ends, and end it or give notice."""
    visitor = access.of(request)
    errors: dict[str, Text] = {}
    if request.method == "POST":
        answer, errors = desk.attempt(request, action="end_permit", work=lambda: _end(request, permit_id))
        if answer is not None:
            return _back(permit_id, answer["done"])
    permit = reading.open_permit(scope=visitor.scope, permit_id=permit_id, purpose="handling", at=clock.now())
    posted = request.POST
    ways = [
        (way, text) for way, text in WAYS.items() if visitor.may("hand_back" if way == "hand_back" else "end_permit")
    ]
    context = {
        "permit": permit,
        "name": words.masked(permit.person.name),
        "ways": ways,
        "way": posted.get("way", ""),
        "reasons": [(str(code.value), code.label) for code in REASONS],
        "reason": posted.get("reason", ""),
        "bases": BASES.items(),
        "basis": posted.get("basis", ""),
        "note": posted.get("note", ""),
        "on": posted.get("on", clock.today().isoformat()),
        "today": clock.today().isoformat(),
        "errors": errors,
        "version": posted.get("version", permit.version),
    }
    return render(request, "counter/permit/end.html", context, status=422 if errors else 200)


def _end(request: HttpRequest, permit_id: uuid.UUID) -> dict[str, Any]:
    scope, at, posted, seen = access.of(request).scope, clock.now(), request.POST, desk.version(request)
    permit = within.permit(scope, permit_id=permit_id)
    way = posted.get("way", "")
    if way not in WAYS or not access.of(request).may("hand_back" if way == "hand_back" else "end_permit"):
        raise Refusal("not_an_option", _WAY, field="way", rule="D5")
    if way == "hand_back":
        acts.hand_back(permit_id=permit_id, by=scope.actor, at=at, version=seen)
        done = "handed"
    else:
        reason, basis = ("death", "proof") if way == "death" else (posted.get("reason", ""), posted.get("basis", ""))
        if way == "propose" and reason not in {str(code.value) for code in REASONS}:
            raise Refusal("not_an_option", _REASON, field="reason", rule="D5")
        made = acts.propose(
            permit_id=permit_id,
            reason=reason,
            basis=basis,
            note=posted.get("note", ""),
            on=desk.date(posted.get("on", ""), field="on"),
            by=scope.actor,
            at=at,
            version=seen,
        )
        done = "proposed"
        if way == "death":
            # D4: on proof, at once; nobody is left to object, and a mistake is undone
            acts.end(ending_id=made.id, by=scope.actor, at=at)
            done = "ended"
    hold.release(stay_id=permit.stay_id, by=scope.actor)
    return {"done": done}


@access.staff_page(*desk.POLICE)
def one(request: HttpRequest, ending_id: uuid.UUID) -> HttpResponse:
    """Answer one proposed end: carry it out after its window, or drop it; an objection is answered with a reason."""
    scope = access.of(request).scope
    found = within.ending(scope, ending_id=ending_id)
    errors: dict[str, Text] = {}
    if request.method == "POST":
        answer, errors = desk.attempt(request, action="answer_end_permit", work=lambda: _answer(request, ending_id))
        if answer is not None:
            return _back(found.permit_id, answer["done"])
    permit = reading.open_permit(scope=scope, permit_id=found.permit_id, purpose="handling", at=clock.now())
    until = found.objection_until
    context = {
        "ending": found,
        "permit": permit,
        "name": words.masked(permit.person.name),
        "state_text": holding.ENDINGS[found.state],
        "reason": codes.label(PermitEndReason, found.reason),
        "basis": acts.BASES.get(found.basis),
        "waiting": until is not None and clock.today() <= until and found.state == "noticed",
        "open": found.state in acts.OPEN,
        "why": request.POST.get("why", ""),
        "errors": errors,
    }
    return render(request, "counter/permit/ending.html", context, status=422 if errors else 200)


def _answer(request: HttpRequest, ending_id: uuid.UUID) -> dict[str, Any]:
    by, at, why = access.of(request).actor, clock.now(), request.POST.get("why", "")
    within.ending(access.of(request).scope, ending_id=ending_id)
    choice = request.POST.get("choice", "")
    if choice == "end":
        acts.end(ending_id=ending_id, by=by, at=at, why=why)
        return {"done": "ended"}
    if choice != "drop":
        raise Refusal("not_an_option", _WAY, field="choice", rule="D6")
    if not why.strip():
        raise Refusal("reason_missing", _WHY, field="why", rule="D6")
    acts.drop(ending_id=ending_id, why=why, by=by, at=at)
    return {"done": "dropped"}


@require_POST
@access.staff_page(*desk.CHIEFS)
def undo(request: HttpRequest, permit_id: uuid.UUID) -> HttpResponse:
    """Bring an ended permit back with its dates."""
    why = request.POST.get("why", "")
    seen, scope = desk.version(request), access.of(request).scope
    return _on_permit(
        request,
        permit_id,
        "undo_end_permit",
        lambda: acts.undo(permit_id=permit_id, why=why, by=scope.actor, at=clock.now(), version=seen),
        done="undone",
    )


def _on_permit(
    request: HttpRequest, permit_id: uuid.UUID, action: str, act: Callable[[], object], *, done: str
) -> HttpResponse:
    def work() -> dict[str, Any]:
        within.permit(access.of(request).scope, permit_id=permit_id)
        act()
        return {}

    answer, errors = desk.attempt(request, action=action, work=work)
    return holding.page(request, permit_id=permit_id, errors=errors) if answer is None else _back(permit_id, done)


def _back(permit_id: uuid.UUID, done: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"/counter/permits/{permit_id}/?done={done}")
