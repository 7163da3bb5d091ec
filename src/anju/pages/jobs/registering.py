"""The register of employment for its officers: a masked list, one entry opened with a purpose, changed, ended. Source: I3, L2."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import job as jobs
from anju.actions import reading
from anju.law import codes
from anju.law.absent import Absent
from anju.law.job import employment as law
from anju.law.job.employment import EndReason, WorkKind
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.jobs import common
from anju.queries.job import review, within
from anju.web import access, clock, forms, paging
from anju.web.forms import Field

_ASK = Text(zh="请选择怎样办理。", en="Please choose what to do.")
_PURPOSE = "service"


@access.staff_page("officer")
def index(request: HttpRequest) -> HttpResponse:
    """Show the register of the office, masked, newest first."""
    scope = access.of(request).scope
    within.demand(scope)
    which = request.GET.get("which", "unemployed")
    if which not in review.REGISTER:
        raise Absent("register")
    reading.listed(scope=scope, subject=("employment", which), at=clock.now())
    cursor = request.GET.get("after", "")
    rows = review.register(scope, which=which, after=paging.decode(cursor))
    context = {
        "page": paging.page(rows=rows, size=review.SIZE, cursor=cursor, key=review.register_key),
        "which": which,
        "parts": review.REGISTER.items(),
    }
    return render(request, "jobs/register.html", context)


@access.staff_page("officer")
def one(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """Show one entry, on record; enter what has changed, or end it with the reason."""
    scope = access.of(request).scope
    errors: dict[str, Text] = {}
    if request.method == "POST":
        answer, errors = common.tried(request, action="job_register_entry", do=lambda: _do(request, entry_id))
        if not errors:
            return HttpResponseRedirect(f"/jobs/review/register/{answer['entry']}/")
    entry = jobs.open_entry(scope=scope, entry_id=entry_id, purpose=_PURPOSE, at=clock.now())
    context = {
        "found": review.history(scope, entry=entry),
        "fields": forms.filled(fields=_fields(), values=request.POST, errors=errors),
        "reasons": [(key, codes.label(EndReason, key)) for key in law.ENDED_BY_OFFICER],
        "until": Field(
            name="until",
            label=Text(zh="从哪一天起不再是这样", en="Since which day it is no longer so"),
            kind="date",
            value=request.POST.get("until", clock.today().isoformat()),
            error=errors.get("until", ""),
        ),
        "errors": errors,
    }
    return render(request, "jobs/register_one.html", context, status=422 if errors else 200)


def _do(request: HttpRequest, entry_id: uuid.UUID) -> dict[str, Any]:
    scope, at, choice = access.of(request).scope, clock.now(), request.POST.get("choice", "")
    if choice == "enter":
        read = law.read({name: request.POST.get(name, "") for name in law.LABELS}, today=clock.today())
        made = jobs.enter(entry_id=entry_id, entry=read, scope=scope, at=at)
        return {"entry": str(made.id)}
    if choice == "end":
        until = law.day(request.POST.get("until", ""))
        reason = request.POST.get("reason", "")
        jobs.end_employment(entry_id=entry_id, reason=reason, until=until, scope=scope, at=at)
        return {"entry": str(entry_id)}
    raise Refusal("not_an_option", _ASK, field="choice", rule="I3")


def _fields() -> tuple[Field, ...]:
    kinds = (("", common.CHOOSE), *codes.choices(WorkKind))
    return (
        Field(name="kind", label=law.LABELS["kind"], kind="select", options=kinds),
        Field(name="since", label=law.LABELS["since"], kind="date"),
        Field(
            name="employer",
            label=law.LABELS["employer"],
            required=False,
            maxlength=law.EMPLOYER_LENGTH,
        ),
    )
