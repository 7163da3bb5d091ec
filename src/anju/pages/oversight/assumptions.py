"""What is assumed and has to be confirmed: what it says, where it stands, who confirmed it from which source. Source: I3."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from anju.actions import offering as acts
from anju.actions.offering import confirming
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.queries.offering import assumptions
from anju.web import access, clock, forms, once, problems

ROLES = ("system_admin", "overseer")


@access.staff_page(*ROLES)
def index(request: HttpRequest) -> HttpResponse:
    """List the assumptions of one kind, those to confirm first, and how many of each kind are open."""
    kind = request.GET.get("kind", next(iter(assumptions.KINDS)))
    today = clock.today()
    rows = assumptions.listed(on=today, kind=kind)
    waiting = assumptions.listed(on=today, only_open=True)
    context = {
        "kind": kind,
        "kinds": [(key, text, sum(one.kind == key for one in waiting)) for key, text in assumptions.KINDS.items()],
        "rows": rows,
        "open": len(waiting),
    }
    return render(request, "oversight/assumptions.html", context)


@access.staff_page(*ROLES)
def one(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Show one assumption; the system administrator confirms it, or says that it was changed."""
    found = assumptions.one(kind=kind, key=key, on=clock.today())
    errors: dict[str, Text] = {}
    typed: dict[str, Any] = {}
    if request.method == "POST":
        typed = forms.typed(fields=_FORM, data=request.POST)
        try:
            content = {"kind": kind, "key": key, "digest": found.digest, **typed}
            once.post(request, action="confirm_assumption", content=content, do=lambda: _done(request, found, typed))
            return HttpResponseRedirect(f"/oversight/assumptions/?kind={kind}")
        except (Refusal, Refusals) as error:
            errors = problems.of(error)
    context = {
        "found": found,
        "kind_name": assumptions.KINDS[found.kind],
        "outcomes": confirming.OUTCOMES,
        "may": access.of(request).may("confirm_assumption"),
        "fields": forms.filled(fields=_FORM, values=typed, errors=errors),
        "errors": errors,
    }
    return render(request, "oversight/assumption.html", context, status=422 if errors else 200)


def _done(request: HttpRequest, found: assumptions.Assumption, typed: dict[str, Any]) -> dict[str, Any]:
    row = acts.confirm(
        kind=found.kind,
        key=found.key,
        outcome=typed["outcome"],
        source=typed["source"],
        by=access.of(request).actor,
        at=clock.now(),
        on=clock.today(),
    )
    return {"id": str(row.id)}


_FORM = (
    forms.Field(
        name="outcome", label=_("核对的结果"), kind="radio", options=tuple(confirming.OUTCOMES.items()), why="I3"
    ),
    forms.Field(
        name="source",
        label=_("出处"),
        hint=_("文件名、文号和条款，或者哪个单位哪天答复的"),
        maxlength=confirming.LENGTH,
    ),
)
