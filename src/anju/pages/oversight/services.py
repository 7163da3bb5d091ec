"""Changing what a service publishes, for the city or a county from a day on: proposed, seen before and after, reviewed.

Source: R9, C4, I3, E10.
"""

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from anju.actions import offering as acts
from anju.actions.offering import changing
from anju.law.offering import change as law
from anju.law.offering import proposal
from anju.law.refusal import Refusal, Refusals
from anju.law.service import Service
from anju.law.wording import Text
from anju.queries import places
from anju.queries.entitlement import offering
from anju.queries.offering import changes, laid
from anju.queries.scope import Scope
from anju.web import access, clock, forms, once, problems

ROLES = ("officer", "overseer")
_CHOOSE = Text(zh="请选择怎样办理。", en="Please choose what to do.")
_STAMPS = frozenset({"csrfmiddlewaretoken", "once", "step"})


@access.staff_page(*ROLES)
def index(request: HttpRequest) -> HttpResponse:
    """List the services of the own department, for an overseer of all, and what waits for a review."""
    scope, today = access.of(request).scope, clock.today()
    context = {
        "rows": [
            (row, offering.department(key=row.service.department).name(on=today))
            for row in changes.listed(scope, on=today)
        ],
        "waiting": changes.waiting(scope, on=today),
        "today": today,
    }
    return render(request, "oversight/services.html", context)


@access.staff_page(*ROLES)
def one(request: HttpRequest, office: str, name: str) -> HttpResponse:
    """Show a service with its changes; propose one: fill in, look at before and after, send."""
    scope, today = access.of(request).scope, clock.today()
    file = changes.known(scope, key=f"{office}/{name}")
    where = changes.where(scope) if access.of(request).may("change_service") else {}
    code = request.POST.get("where") or request.GET.get("where") or next(iter(where), "")
    place = laid.codes(where[code].path) if code in where else laid.city()
    now = changes.on_first_day(file=file, place=place, begins=law.earliest(today=today))
    errors: dict[str, Text] = {}
    preview: tuple[law.Difference, ...] = ()
    typed = {key: request.POST.get(key, "") for key in request.POST if key not in _STAMPS}
    if request.method == "POST" and request.POST.get("step") != "edit":
        try:
            if request.POST.get("step") == "send":
                return _sent(request, file, code, typed)
            checked = changing.checked(service_id=file.id, place=code, raw=typed, scope=scope, at=clock.now())
            preview = changes.preview(file=file, place=place, what=checked.what, begins=checked.begins)
        except (Refusal, Refusals) as error:
            errors = problems.of(error)
    context = {
        "file": file,
        "now": [(law.LABELS[key], law.shown(now, name=key, on=today)) for key in law.LABELS],
        "places": [(key, places.shown(row)) for key, row in where.items()],
        "code": code,
        "fields": _fields(now, typed, errors) if where else (),
        "typed": typed,
        "preview": preview,
        "errors": errors,
        "history": changes.history(scope, key=file.id, on=today),
    }
    return render(request, "oversight/service.html", context, status=422 if errors else 200)


@access.staff_page(*ROLES)
def change(request: HttpRequest, change_id: uuid.UUID) -> HttpResponse:
    """Show one change before and after; approve, decline or withdraw it."""
    scope, today = access.of(request).scope, clock.today()
    found = changes.one(scope, change_id=change_id, on=today)
    errors: dict[str, Text] = {}
    if request.method == "POST":
        content = {key: value for key, value in request.POST.items() if key not in _STAMPS}
        try:
            once.post(
                request,
                action="review_service",
                content={"change": str(change_id), **content},
                do=lambda: _reviewed(request, change_id),
            )
            return HttpResponseRedirect(request.path)
        except (Refusal, Refusals) as error:
            errors = problems.of(error)
    context = {
        "found": found,
        "possible": [step.act for step in _possible(request, found, scope)],
        "own": found.row.proposed_by_id == access.of(request).staff_id,
        "why": request.POST.get("why", ""),
        "errors": errors,
    }
    return render(request, "oversight/change.html", context, status=422 if errors else 200)


def _possible(request: HttpRequest, found: changes.Shown, scope: Scope) -> list[Any]:
    if found.lapsed or found.in_force or scope.unit.level not in changes.REVIEWERS:
        return []
    may = access.of(request).may
    return [step for step in proposal.LIFECYCLE.acts_from(found.row.state) if may(step.act)]


def _reviewed(request: HttpRequest, change_id: uuid.UUID) -> dict[str, Any]:
    scope, at, why = access.of(request).scope, clock.now(), request.POST.get("why", "")
    version = int(request.POST["version"]) if request.POST.get("version", "").isdecimal() else None
    choice = request.POST.get("choice", "")
    if choice == "approve":
        acts.approve(change_id=change_id, scope=scope, at=at, version=version)
    elif choice == "decline":
        acts.decline(change_id=change_id, why=why, scope=scope, at=at, version=version)
    elif choice == "withdraw":
        acts.withdraw(change_id=change_id, why=why, scope=scope, at=at, version=version)
    else:
        raise Refusal("not_an_option", _CHOOSE, field="choice", rule="I3")
    return {"done": choice}


def _sent(request: HttpRequest, file: Service, code: str, typed: Mapping[str, str]) -> HttpResponse:
    def do() -> dict[str, Any]:
        scope = access.of(request).scope
        row = acts.propose(service_id=file.id, place=code, raw=typed, scope=scope, at=clock.now())
        return {"id": str(row.id)}

    answer, _kept = once.post(request, action="change_service", content={"service": file.id, **typed}, do=do)
    return HttpResponseRedirect(f"/oversight/services/changes/{answer['id']}/")


def _fields(now: Service, typed: Mapping[str, str], errors: Mapping[str, Text]) -> list[forms.Field]:
    held: dict[str, Any] = {
        "summary_zh": now.summary.zh,
        "summary_en": now.summary.en,
        "place_zh": now.place.zh,
        "place_en": now.place.en,
        "phone": now.phone,
        "limit_count": now.limit.count if now.limit is not None else "",
        "limit_unit": now.limit.unit if now.limit is not None else "WD",
        "opening": "open" if now.ends is None else "closed",
    }
    shown = [one for one in _FORM if now.limit is not None or not one.name.startswith("limit")]
    first = law.earliest(today=clock.today()).isoformat()
    return forms.filled(fields=shown, values={"begins": first, **held, **typed}, errors=errors)


_UNITS = (("WD", Text(zh="工作日", en="working days")), ("CD", Text(zh="自然日", en="calendar days")))
_FORM = (
    forms.Field(
        name="begins", label=_("从哪一天起"), kind="date", hint=_("最早从明天起；已经在办的事项按原来的时限办")
    ),
    forms.Field(name="summary_zh", label=_("说明（中文）"), kind="textarea", rows=2, maxlength=300),
    forms.Field(name="summary_en", label=_("说明（英文）"), kind="textarea", rows=2, maxlength=600),
    forms.Field(name="place_zh", label=_("办理地点（中文）"), maxlength=120),
    forms.Field(name="place_en", label=_("办理地点（英文）"), maxlength=200),
    forms.Field(name="phone", label=_("电话"), kind="tel", maxlength=50),
    forms.Field(name="limit_count", label=_("办结时限"), kind="number", minimum="1", maximum="365"),
    forms.Field(name="limit_unit", label=_("时限怎么算"), kind="select", options=_UNITS),
    forms.Field(
        name="opening",
        label=_("这个事项还办不办"),
        kind="select",
        options=tuple(law.OPENINGS.items()),
        hint=_("还有在办的事项靠它时不能停办"),
    ),
    forms.Field(name="reason", label=_("为什么修改"), kind="textarea", rows=2, maxlength=300),
    forms.Field(name="basis", label=_("依据的文件、文号和条款"), maxlength=200),
)
