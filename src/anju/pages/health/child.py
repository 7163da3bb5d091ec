"""One child at a health office: the plan and no more, a dose put on record, notes confirmed, a mistake corrected. Source: L2, I3."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import immunisation, upload
from anju.law import identity
from anju.law.absent import Absent
from anju.law.wording import Text
from anju.pages.health import doing
from anju.pages.health.office import OFFICER
from anju.queries.immunisation import plans
from anju.queries.immunisation.plans import Dose, Plan
from anju.web import access, clock, forms, uploads
from anju.web.forms import Field

_DONE = {
    "given": Text(zh="已经记上。", en="It is on record."),
    "confirmed": Text(zh="已核对，记上了。", en="Confirmed and on record."),
    "declined": Text(zh="没有记上，监护人会看到原因。", en="Not taken over; the guardian reads why."),
    "corrected": Text(zh="已更正，原来的记录还在。", en="Corrected; the old entry stays."),
}
_BATCH = Text(zh="疫苗批号", en="Batch number")
_SURE = Text(zh="日期没有错，确实是这天打的", en="The day is right: it was given then")
_REMOVE = Text(
    zh="根本没有打过（记错了人），只留更正说明", en="It was never given (the wrong child): keep only the correction"
)
_WHY = Text(zh="为什么更正", en="Why it is corrected")
_WHY_NOT = Text(zh="为什么不记上，监护人看得到", en="Why not; the guardian reads it")


@access.staff_page(OFFICER)
def one(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Show a child's plan, and put a dose on record."""
    scope, at = access.of(request).scope, clock.now()
    stay = immunisation.open_child(scope=scope, person_id=person_id, at=at)
    errors: dict[str, Text] | None = {}
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in ("vaccine", "given_on", "batch", "place")}
        sure = "sure" in request.POST
        errors = doing.attempt(
            request,
            action="give_dose",
            work=lambda: immunisation.give(person_id=person_id, scope=scope, at=at, sure=sure, **typed),
        )
        if errors is None:
            return HttpResponseRedirect(f"/health/children/{person_id}/?done=given")
    found = plans.of(person=stay.person, on=clock.today())
    fields = _fields(found, asked="given_on" in (errors or {}))
    context = {
        "stay": stay,
        "name": identity.mask_name(stay.person.name),
        "plan": found,
        "recorded": tuple(reversed(found.doses)),
        "fields": forms.filled(fields=fields, values=request.POST, errors=errors) if errors else fields,
        "errors": errors,
        "done": _DONE.get(request.GET.get("done", "")),
    }
    return render(request, "health/child.html", context, status=422 if errors else 200)


@access.staff_page(OFFICER)
def dose(request: HttpRequest, person_id: uuid.UUID, dose_id: uuid.UUID) -> HttpResponse:
    """Confirm or leave out a guardian's note; correct an entry of one's own by a new one."""
    scope, at = access.of(request).scope, clock.now()
    stay = immunisation.open_child(scope=scope, person_id=person_id, at=at)
    found = plans.of(person=stay.person, on=clock.today())
    held = next((entry for entry in found.doses if entry.id == dose_id), None)
    if held is None or held.state not in {"noted", "given"}:
        raise Absent("dose")
    errors: dict[str, Text] | None = {}
    if request.method == "POST":
        choice = request.POST.get("choice", "") if held.state == "noted" else "correct"
        errors = doing.attempt(request, action="dose", work=lambda: _settle(request, dose_id, choice))
        if errors is None:
            done = {"confirm": "confirmed", "decline": "declined"}.get(choice, "corrected")
            return HttpResponseRedirect(f"/health/children/{person_id}/?done={done}")
    fields = _correcting(found, held) if held.state == "given" else [_reason(_WHY_NOT, required=False)]
    context = {
        "stay": stay,
        "name": identity.mask_name(stay.person.name),
        "dose": held,
        "fields": forms.filled(fields=fields, values=request.POST, errors=errors) if errors else fields,
        "errors": errors,
    }
    return render(request, "health/dose.html", context, status=422 if errors else 200)


@access.staff_page(OFFICER)
def picture(request: HttpRequest, upload_id: uuid.UUID) -> HttpResponse:
    """Send the photo of a booklet while it waits to be confirmed; that it was looked at is on record first."""
    shown = upload.show(
        scope=access.of(request).scope,
        upload_id=upload_id,
        purpose="service",
        at=clock.now(),
        small="small" in request.GET,
    )
    return uploads.answer(shown)


def _settle(request: HttpRequest, dose_id: uuid.UUID, choice: str) -> None:
    scope, at, posted = access.of(request).scope, clock.now(), request.POST
    if choice == "confirm":
        immunisation.confirm(dose_id=dose_id, scope=scope, at=at)
    elif choice == "decline":
        immunisation.decline(dose_id=dose_id, why=posted.get("why", ""), scope=scope, at=at)
    elif choice == "correct":
        typed = {name: posted.get(name, "") for name in ("vaccine", "given_on", "batch", "place", "why")}
        immunisation.correct(dose_id=dose_id, scope=scope, at=at, remove="remove" in posted, **typed)
    else:
        raise Absent("choice")


def _fields(found: Plan, *, asked: bool) -> list[Field]:
    today = clock.today().isoformat()
    first = found.now[0].vaccine.id if found.now else ""
    fields = [doing.vaccine(found, value=first), doing.given_on(value=today), _batch(), doing.place()]
    # only once the page has asked whether the day is right
    return [*fields, Field(name="sure", label=_SURE, kind="check", required=False)] if asked else fields


def _correcting(found: Plan, held: Dose) -> list[Field]:
    return [
        doing.vaccine(found, value=held.vaccine),
        doing.given_on(value=held.given_on.isoformat()),
        _batch(held.batch),
        doing.place(value=held.place),
        _reason(_WHY),
        Field(name="remove", label=_REMOVE, kind="check", required=False),
    ]


def _batch(value: str = "") -> Field:
    return Field(name="batch", label=_BATCH, value=value, maxlength=40)


def _reason(label: Text, *, required: bool = True) -> Field:
    return Field(name="why", label=label, kind="textarea", rows=2, maxlength=300, required=required)
