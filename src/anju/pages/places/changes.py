"""Changes of divisions: planned with a preview, approved by another administrator. Source: O2."""

import datetime
import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import divisions as acts
from anju.law.absent import Absent
from anju.law.division import KINDS, STATES, Wish
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.pages.places import changeform
from anju.pages.places.divisions import ADMIN
from anju.queries import divisions, places
from anju.web import access, clock, once, problems

COUNTS = {
    "divisions": Text(zh="区划", en="Divisions"),
    "addresses": Text(zh="随之转移的地址", en="Addresses that move along"),
    "active_stays": Text(zh="随之转移的在办和有效登记", en="Open files and registrations that move along"),
    "kept_stays": Text(zh="已结束的登记，保留原代码", en="Ended stays, which keep the old code"),
    "units": Text(zh="随之调整的单位范围", en="Offices whose area follows"),
    "jurisdictions": Text(zh="随之调整的派出所辖区", en="Jurisdictions that follow"),
    "policy_values": Text(zh="随之沿用的本地政策值", en="Local policy values that follow"),
    "handed_over": Text(zh="已转给新派出所的登记", en="Files handed to another station"),
}


@access.staff_page(ADMIN)
def index(request: HttpRequest) -> HttpResponse:
    """List what waits for approval or its day, and what is done."""
    rows = [(row, KINDS[row.kind], STATES[row.state]) for row in divisions.changes()]
    return render(request, "places/changes.html", {"rows": rows})


@access.staff_page(ADMIN)
def new(request: HttpRequest) -> HttpResponse:
    """Ask what shall change, show what that moves, and put it on file for another to approve."""
    data = request.POST if request.method == "POST" else request.GET
    place = places.place(code=data.get("old", "")[:12])
    kind = data.get("kind", "")
    if place is None or kind not in KINDS or not place.current or place.level not in {"county", "street", "community"}:
        raise Absent("division")
    form = changeform.form(kind=kind, place=place, data=request.POST)
    errors: dict[str, Text] = {}
    preview = None
    if request.method == "POST":
        try:
            wish, effective_on = changeform.read(form, data=request.POST)
            if request.POST.get("go") == "plan":
                return _planned(request, form, wish, effective_on)
            divisions.check(wish, effective_on=effective_on, on=clock.today())
            preview = divisions.preview(wish, on=clock.today())
        except (Refusal, Refusals) as error:
            errors = dict(problems.of(error))
    context = {
        "place": place,
        "kind": kind,
        "kind_text": KINDS[kind],
        "fields": changeform.shown(form, errors),
        "errors": errors,
        "preview": preview,
        "counts": _counts(preview.counts) if preview is not None else (),
    }
    return render(request, "places/change_new.html", context, status=422 if errors else 200)


def _planned(request: HttpRequest, form: changeform.Form, wish: Wish, effective_on: datetime.date) -> HttpResponse:
    basis = request.POST.get("basis", "")
    content = {"wish": wish.as_dict(), "on": effective_on, "basis": basis}

    def do() -> dict[str, str]:
        made = acts.plan(wish=wish, effective_on=effective_on, basis=basis, by=access.of(request).actor, at=clock.now())
        return {"id": str(made.id)}

    answer, _ = once.post(request, action="plan_divisions", content=content, do=do)
    return HttpResponseRedirect(f"/staff/places/changes/{answer['id']}/")


@access.staff_page(ADMIN)
def one(request: HttpRequest, change_id: uuid.UUID) -> HttpResponse:
    """Show a change as it was planned; approve it or withdraw it."""
    errors: dict[str, Text] = {}
    if request.method == "POST":
        by, at = access.of(request).actor, clock.now()
        try:
            if request.POST.get("go") == "approve":
                acts.approve(change_id=change_id, by=by, at=at)
                # its day may be today: nobody waits for the night
                acts.apply_due(on=clock.today(), at=at)
            else:
                acts.withdraw(change_id=change_id, by=by, at=at)
            return HttpResponseRedirect(f"/staff/places/changes/{change_id}/")
        except Refusal as error:
            errors = dict(problems.of(error))
    change = divisions.change(change_id=change_id)
    names = divisions.names(change)
    context = {
        "change": change,
        "kind": KINDS[change.kind],
        "state": STATES[change.state],
        "moves": [(code, names.get(code, ""), targets) for code, targets in sorted(change.mapping.items())][:200],
        "counts": _counts(change.counts),
        "mine": change.planned_by == access.of(request).actor.id,
        "errors": errors,
    }
    return render(request, "places/change.html", context, status=422 if errors else 200)


def _counts(counts: dict[str, int]) -> list[tuple[Text, int]]:
    return [(COUNTS[name], number) for name, number in counts.items() if name in COUNTS]
