"""Accompanying minors: each on a small page of their own. Source: L11, L6."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from anju.law import declaration, identity
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.citizen import guard
from anju.pages.citizen.declare import asking, fields, flow
from anju.pages.citizen.declare.flow import Page
from anju.web import clock, forms

GUARDIAN_BELOW = 14
_FULL = Text(
    zh="一次最多随带8名未成年人，其余的可以提交后再登记。",
    en="At most eight minors at once; register the others after sending.",
)


def some(request: HttpRequest, at: Page) -> HttpResponse:
    """Ask whether minors came along, and show those given."""
    errors: dict[str, Text] = {}
    if request.method == "POST":
        kept = flow.keep(request, at, changes=_without(at, request.POST.get("remove", "")))
        removed = bool(request.POST.get("remove"))
        if isinstance(kept, HttpResponse):
            return redirect(at.here) if removed and kept.status_code == 302 else kept
        errors = kept
    rows = [
        {"name": minor.get("name"), "relation": asking.relation_to_child(str(minor.get("relation"))), "place": place}
        for place, minor in enumerate(given(at))
    ]
    return flow.show(
        request,
        at,
        template="citizen/declare/minors.html",
        errors=errors,
        rows=rows,
        full=len(rows) >= declaration.MOST_MINORS,
    )


@guard.page
def one(request: HttpRequest, kind: str, place: int) -> HttpResponse:
    """Add or change one minor; place 0 is a new one."""
    at = flow.page(request, kind=kind, slug="minors")
    if isinstance(at, HttpResponse):
        return at
    minors = given(at)
    if place > len(minors):
        raise Http404
    errors: dict[str, Text] = {}
    values: dict[str, Any] = {**(minors[place - 1] if place else {}), **guard.kept(request)}
    if request.method == "POST":
        values = dict(fields.posted(request.POST))
        minor = {one.name: values.get(one.name, "") for one in asking.minor()}
        index = place - 1 if place else len(minors)
        changed = [*minors[:index], minor, *minors[index + 1 :]]
        answer = _keep(request, at, changed, index)
        if isinstance(answer, HttpResponse):
            return answer
        errors = answer
    shown = forms.filled(fields=asking.minor(), values=values, errors=errors)
    return flow.show(request, at, template="citizen/declare/minor.html", errors=errors, fields=shown, place=place)


def given(at: Page) -> list[dict[str, Any]]:
    """Return the minors answered so far."""
    held = at.draft.answers.get("minors")
    return [dict(one) for one in held] if isinstance(held, list) else []


def under_guardian(minors: list[dict[str, Any]]) -> bool:
    """Tell whether one of them is under 14, so that the guardian is told of their data by a notice of its own. Source: L6."""
    for minor in minors:
        try:
            number = identity.check_id_number(str(minor.get("id_number") or "")[:60], on=clock.today())
        except Refusal:
            continue
        if number.age(on=clock.today()) < GUARDIAN_BELOW:
            return True
    return False


def _keep(
    request: HttpRequest, at: Page, changed: list[dict[str, Any]], index: int
) -> "dict[str, Text] | HttpResponse":
    if len(changed) > declaration.MOST_MINORS:
        return {"name": _FULL}
    answer = flow.keep(request, at, changes={"minors": changed})
    if isinstance(answer, HttpResponse):
        return redirect(at.here) if answer.status_code == 302 else answer
    prefix = f"minors.{index}."
    # an error of another child stands on that child's page, and on the list
    return {
        path.removeprefix(prefix): text for path, text in answer.items() if path.startswith(prefix) or not path
    } or {"": next(iter(answer.values()))}


def _without(at: Page, place: str) -> dict[str, Any]:
    minors = given(at)
    if place.isascii() and place.isdigit() and int(place) < len(minors):
        del minors[int(place)]
    return {"minors": minors}
