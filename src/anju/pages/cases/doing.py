"""An act on one case, as a page with a form: shown, sent once, led back; what was typed is kept where something is wrong."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.actions import case as cases
from anju.law import identity
from anju.law.wording import Text
from anju.pages.cases import desk, record
from anju.queries.case import detail
from anju.queries.case.detail import Detail
from anju.web import access, clock, forms
from anju.web.forms import Field


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The form of one act: its heading, what it does, its fields, its button."""

    title: Text
    lead: Text
    rules: str
    fields: tuple[Field, ...]
    button: Text
    # what the person will read beside it: heading and words
    preview: tuple[tuple[Text, Text], ...] = ()
    danger: bool = False
    more: dict[str, Any] = field(default_factory=dict)


def seen(request: HttpRequest, case_id: uuid.UUID) -> Any:
    """Return what every act on a case takes: which, by whom, when, and the version that was seen."""
    return {
        "case_id": case_id,
        "by": access.of(request).actor,
        "at": clock.now(),
        "version": desk.version(request),
    }


def typed(request: HttpRequest, *names: str) -> Any:
    """Return what was typed into fields, as the keywords of an act."""
    return {name: request.POST.get(name, "").strip() for name in names}


def at_once(
    request: HttpRequest, case_id: uuid.UUID, action: str, act: Callable[[], object], *, done: str
) -> HttpResponse:
    """Do what needs no form, and lead back; where something is wrong, show the case with it."""
    answer, errors = desk.attempt(request, action=action, work=lambda: _done(act))
    if answer is not None:
        return desk.onward(request, f"/cases/{case_id}/", done=done)
    return record.page(request, case_id=case_id, errors=errors)


def with_form(
    request: HttpRequest,
    case_id: uuid.UUID,
    action: str,
    act: Callable[[], object],
    sheet: Callable[[Detail], Sheet],
    *,
    done: str,
    template: str = "cases/act.html",
) -> HttpResponse:
    """Show the form, do the act once it is sent."""
    errors: dict[str, Text] = {}
    if request.method == "POST":
        answer, errors = desk.attempt(request, action=action, work=lambda: _done(act))
        if answer is not None:
            return desk.onward(request, f"/cases/{case_id}/", done=done)
    case = cases.open_one(scope=access.of(request).scope, case_id=case_id, purpose=desk.PURPOSE, at=clock.now())
    shown = sheet(detail.of(case=case, on=clock.today()))
    context = {
        "case": case,
        "name": identity.mask_name(case.person.name),
        "sheet": shown,
        "fields": list(_filled(shown.fields, request, errors)),
        "state_filter": desk.state(request),
        "version": request.POST.get("version", case.version),
        "errors": errors,
        **shown.more,
    }
    return render(request, template, context, status=422 if errors else 200)


def _filled(fields: Iterable[Field], request: HttpRequest, errors: dict[str, Text]) -> Iterable[Field]:
    return forms.filled(fields=fields, values=request.POST, errors=errors) if request.method == "POST" else fields


def _done(act: Callable[[], object]) -> dict[str, Any]:
    act()
    return {}
