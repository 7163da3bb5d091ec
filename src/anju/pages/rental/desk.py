"""The housing office's list, figures and objections. Source: I6, O1."""

import datetime
import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import reading, rental
from anju.law.absent import Absent
from anju.law.rental import order
from anju.law.wording import Text
from anju.pages.rental import doing, guard
from anju.queries.rental import desk, figures, mine
from anju.web import access, clock, forms, paging


@guard.housing
def index(request: HttpRequest) -> HttpResponse:
    """Show the list by what waits, in the order of the list."""
    scope, on = access.of(request).scope, clock.today()
    show, cursor = request.GET.get("show", "listed"), request.GET.get("after", "")
    if show not in desk.FILTERS:
        raise Absent("show")
    reading.listed(scope=scope, subject=("rental", show), at=clock.now())
    rows = desk.page(scope, on=on, show=show, after=paging.decode(cursor) or ())
    context = {
        "page": paging.page(rows=rows, size=desk.PAGE, cursor=cursor, key=lambda row: row.key),
        "show": show,
        "filters": desk.FILTERS.items(),
        "tasks": desk.tasks(scope, on=on),
    }
    return render(request, "rental/desk.html", context)


@guard.housing
def counted(request: HttpRequest) -> HttpResponse:
    """Show the figures of the post's offices, each with what it counts."""
    scope = access.of(request).scope
    lines = figures.of(path=scope.unit.path, on=clock.today())
    return render(request, "rental/figures.html", {"lines": lines, "figures": figures.FIGURES})


@guard.housing
def objections(request: HttpRequest) -> HttpResponse:
    """Show the open objections, the nearest limit first."""
    scope = access.of(request).scope
    reading.listed(scope=scope, subject=("rental", "objections"), at=clock.now())
    return render(
        request, "rental/objections.html", {"rows": [(row, mine.about(row)) for row in desk.objections(scope)]}
    )


@guard.housing
def objection(request: HttpRequest, objection_id: uuid.UUID) -> HttpResponse:
    """Show one objection; uphold or reject it, by somebody who had no part."""
    scope = access.of(request).scope
    desk.objection(scope, objection_id=objection_id)
    errors: dict[str, Text] = {}
    if request.method == "POST":
        errors = doing.once_only(request, action="rental_review", do=lambda: _review(request, objection_id))
        if not errors:
            return HttpResponseRedirect("/rental/desk/objections/")
    row = desk.objection(scope, objection_id=objection_id)
    entry = rental.open_one(scope=scope, entry_id=row.entry_id, purpose="complaint", at=clock.now())
    context = {
        "row": row,
        "said": mine.objection(row),
        "entry": entry,
        "may": row.state == "open" and row.unit_id == scope.unit.id,
        "fields": forms.filled(fields=_fields(row.about), values=request.POST, errors=errors),
        "errors": errors,
    }
    return render(request, "rental/objection.html", context, status=422 if errors else 200)


def _fields(about: str) -> list[forms.Field]:
    fields = [
        forms.Field(
            name="answer",
            label=Text(zh="答复和理由，本人看得到", en="Answer and reason; the person reads it"),
            kind="textarea",
            maxlength=1000,
        ),
        guard.article(required=False),
    ]
    if about == "place":
        fields += [
            forms.Field(
                name="need",
                label=Text(zh="异议成立的话：家里有没有特殊需要", en="If upheld: the family's special need"),
                kind="select",
                options=(("", Text(zh="不变", en="As it is")), *order.NEEDS.items()),
                required=False,
            ),
            forms.Field(
                name="complete_on",
                label=Text(zh="异议成立的话：材料齐全的日期", en="If upheld: the day the application was complete"),
                kind="date",
                required=False,
            ),
        ]
    return fields


def _review(request: HttpRequest, key: uuid.UUID) -> object:
    by, at, posted = access.of(request).actor, clock.now(), request.POST
    answer = posted.get("answer", "")
    if posted.get("choice") == "reject":
        return rental.reject(objection_id=key, answer=answer, article=posted.get("article", ""), by=by, at=at)
    if posted.get("choice") != "uphold":
        raise Absent("choice")
    complete = guard.day(posted.get("complete_on", ""), field="complete_on") if posted.get("complete_on") else None
    found: datetime.date | None = complete
    return rental.uphold(objection_id=key, answer=answer, need=posted.get("need", ""), complete_on=found, by=by, at=at)
