"""Ending a stay: at the person's word, on proof of death, or with basis, notice and a window to object. Source: D3–D6."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from anju.actions import reading
from anju.actions import stay as stays
from anju.actions.stay import ending as endings
from anju.law import codes
from anju.law.codes import EndReason
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.counter import desk, record
from anju.queries import files, pending
from anju.queries import scope as scopes
from anju.web import access, clock

WAYS = {
    "leave": Text(zh="本人来申报离开", en="The person says they leave"),
    "death": Text(zh="死亡，有证明", en="Death, with proof"),
    "propose_end": Text(zh="其他原因：先通知本人，等异议期", en="Another reason: notify first, then wait"),
}
REASONS = tuple(code for code in EndReason if code not in {EndReason.DEATH, EndReason.OWN_REQUEST})
BASES = {name: text for name, text in endings.BASES.items() if name != "request"}
STATES = {
    "noticed": Text(zh="已通知，异议期内", en="Notified, window open"),
    "objected": Text(zh="本人有异议，待答复", en="Objected: an answer is due"),
    "done": Text(zh="已注销", en="Ended"),
    "withdrawn": Text(zh="已撤销", en="Dropped"),
    "undone": Text(zh="已恢复", en="Undone"),
}
_WAY = Text(zh="请选择怎样结束。", en="Please choose how it ends.")
_WHY = Text(zh="请写明理由，本人看得到。", en="Please state the reason; the person will read it.")


@access.staff_page(*desk.ROLES)
def start(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Choose how a stay ends, and end it or give notice."""
    visitor = access.of(request)
    scope = visitor.scope
    errors: dict[str, Text] = {}
    if request.method == "POST":
        answer, errors = desk.attempt(request, action="end", work=lambda: _end(request, stay_id))
        if answer is not None:
            return HttpResponseRedirect(f"/counter/files/{stay_id}/?done={answer['done']}")
    stay = reading.open_file(scope=scope, stay_id=stay_id, purpose="handling", at=clock.now())
    posted = request.POST
    ways = [(way, text) for way, text in WAYS.items() if visitor.may("leave" if way == "leave" else "propose_end")]
    context = {
        "stay": stay,
        "view": files.view(stay=stay, on=clock.today()),
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
        "version": posted.get("version", stay.version),
    }
    return render(request, "counter/end.html", context, status=422 if errors else 200)


def _end(request: HttpRequest, stay_id: uuid.UUID) -> dict[str, Any]:
    scope, at, posted = access.of(request).scope, clock.now(), request.POST
    scopes.stay(scope, stay_id=stay_id)
    way, seen = posted.get("way", ""), desk.version(request)
    if way not in WAYS:
        raise Refusal("not_an_option", _WAY, field="way", rule="D5")
    on = desk.date(posted.get("on", ""), field="on")
    if way == "leave":
        stays.leave(stay_id=stay_id, on=on, by=scope.actor, at=at, version=seen)
        return {"done": "left"}
    reason, basis = ("death", "proof") if way == "death" else (posted.get("reason", ""), posted.get("basis", ""))
    if way != "death" and reason == EndReason.DEATH:
        raise Refusal("not_an_option", _WAY, field="reason", rule="D5")
    made = stays.propose_end(
        stay_id=stay_id,
        reason=reason,
        basis=basis,
        note=posted.get("note", ""),
        on=on,
        by=scope.actor,
        at=at,
        version=seen,
    )
    if way == "death":
        # D4: on proof, at once; nobody is left to object, and a mistake is undone
        stays.end(ending_id=made.id, by=scope.actor, at=at)
        return {"done": "ended"}
    return {"done": "proposed"}


@access.staff_page(*desk.POLICE)
def index(request: HttpRequest) -> HttpResponse:
    """Show the ends in their window or objected to."""
    scope = access.of(request).scope
    page = desk.page_of(
        request,
        read=lambda after: pending.endings(scope=scope, after=after),
        size=pending.SIZE,
        due=lambda row: row.objection_until,
    )
    reading.listed(scope=scope, subject=("queue", "endings"), at=clock.now(), detail={"rows": len(page.rows)})
    return render(
        request,
        "counter/endings.html",
        {"page": page, "states": STATES, "reasons": {str(code.value): code.label for code in EndReason}},
    )


@access.staff_page(*desk.POLICE)
def one(request: HttpRequest, ending_id: uuid.UUID) -> HttpResponse:
    """Answer one end: carry it out after its window, or drop it; an objection is answered with a reason."""
    scope = access.of(request).scope
    found = pending.ending(scope=scope, ending_id=ending_id)
    errors: dict[str, Text] = {}
    if request.method == "POST":
        answer, errors = desk.attempt(request, action="answer_end", work=lambda: _answer(request, ending_id))
        if answer is not None:
            return HttpResponseRedirect(f"/counter/files/{found.stay_id}/?done={answer['done']}")
    reading.open_file(scope=scope, stay_id=found.stay_id, purpose="handling", at=clock.now())
    context = {
        "ending": found,
        "stay": found.stay,
        "state_text": STATES[found.state],
        "reason": codes.label(EndReason, found.reason),
        "basis": endings.BASES.get(found.basis),
        "waiting": found.objection_until is not None
        and clock.today() <= found.objection_until
        and found.state == "noticed",
        "open": found.state in {"noticed", "objected"},
        "why": request.POST.get("why", ""),
        "errors": errors,
    }
    return render(request, "counter/ending.html", context, status=422 if errors else 200)


def _answer(request: HttpRequest, ending_id: uuid.UUID) -> dict[str, Any]:
    by, at, why = access.of(request).actor, clock.now(), request.POST.get("why", "")
    choice = request.POST.get("choice", "")
    if choice == "end":
        stays.end(ending_id=ending_id, by=by, at=at, why=why)
        return {"done": "ended"}
    if choice != "drop":
        raise Refusal("not_an_option", _WAY, field="choice", rule="D6")
    if not why.strip():
        raise Refusal("reason_missing", _WHY, field="why", rule="D6")
    stays.drop_end(ending_id=ending_id, why=why, by=by, at=at)
    return {"done": "dropped"}


@require_POST
@access.staff_page(*desk.CHIEFS)
def undo(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Bring an ended registration back with its dates."""
    scope = access.of(request).scope
    return _on_record(
        request,
        stay_id,
        "undo_end",
        lambda: stays.undo_end(
            stay_id=stay_id,
            why=request.POST.get("why", ""),
            by=scope.actor,
            at=clock.now(),
            version=desk.version(request),
        ),
        done="undone",
    )


@require_POST
@access.staff_page(*desk.ROLES)
def confirm(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Note that the person still lives here."""
    scope = access.of(request).scope
    return _on_record(
        request,
        stay_id,
        "confirm",
        lambda: stays.confirm(stay_id=stay_id, by=scope.actor, at=clock.now()),
        done="confirmed",
    )


def _on_record(
    request: HttpRequest, stay_id: uuid.UUID, action: str, act: Callable[[], object], *, done: str
) -> HttpResponse:
    def work() -> dict[str, Any]:
        scopes.stay(access.of(request).scope, stay_id=stay_id)
        act()
        return {}

    answer, errors = desk.attempt(request, action=action, work=work)
    if answer is None:
        return record.page(request, stay_id=stay_id, errors=errors)
    return HttpResponseRedirect(f"/counter/files/{stay_id}/?done={done}")
