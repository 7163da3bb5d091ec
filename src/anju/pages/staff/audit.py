"""The audit administrator's pages: search the acts, look at the chain, check it. Reading here is an act too. Source: L10."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from anju.actions import audit as chain
from anju.actions import auditing
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.queries import audit
from anju.web import access, clock, forms, paging, problems


@access.staff_page("audit_admin")
def acts(request: HttpRequest) -> HttpResponse:
    """Search the acts; nothing is shown before something was asked, and each search is on record."""
    fields = _fields()
    typed = {one.name: request.GET.get(one.name, "") for one in fields}
    errors: dict[str, Text] = {}
    found = None
    if "search" in request.GET or request.GET.get("after"):
        try:
            wanted = audit.read(**typed, zone=timezone.get_current_timezone())
            cursor = paging.decode(request.GET.get("after", ""))
            by = access.of(request).actor
            found = auditing.search(wanted=wanted, before=int(cursor[0]) if cursor else None, by=by, at=clock.now())
        except Refusal as refused:
            errors = problems.of(refused)
    shown = {
        "fields": forms.filled(fields=fields, values=typed, errors=errors),
        "errors": errors,
        "found": found,
        "after": paging.encode([found.before]) if found and found.before is not None else "",
        "typed": typed,
    }
    return render(request, "staff/audit.html", shown)


@access.staff_page("audit_admin")
def seals(request: HttpRequest) -> HttpResponse:
    """Show the chain, and check it."""
    verdict = None
    if request.method == "POST":
        verdict = chain.verify(by=access.of(request).actor, at=clock.now())
    return render(request, "staff/seals.html", {"links": audit.links(), "verdict": verdict})


def _fields() -> tuple[forms.Field, ...]:
    acts: tuple[tuple[str, object], ...] = (("", Text(zh="全部", en="All")), *audit.whats())
    return (
        forms.Field(name="number", label=_("档案编号"), required=False),
        forms.Field(name="actor", label=_("办理人登录名"), required=False),
        forms.Field(name="what", label=_("行为"), kind="select", options=acts, required=False),
        forms.Field(name="first", label=_("从"), kind="date", required=False),
        forms.Field(name="last", label=_("到"), kind="date", required=False),
    )
