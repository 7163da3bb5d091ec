"""A health office's lists: who can be vaccinated now, by community; a child at the desk; coverage. Source: L2, N6, O1."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.actions import immunisation
from anju.law import coverage
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.queries import queue
from anju.queries.immunisation import figures as counted
from anju.queries.immunisation import listing
from anju.web import access, clock, problems

OFFICER = "officer"
_DAY = Text(zh="请填写出生日期，例如 2025-03-03。", en="Please give the date of birth, such as 2025-03-03.")


@access.staff_page(OFFICER)
def index(request: HttpRequest) -> HttpResponse:
    """Show a list of children, masked, or those born on a day; that it was shown is on record."""
    visitor = access.of(request)
    show, community = request.GET.get("show", "due"), request.GET.get("community", "")
    immunisation.listed(scope=visitor.scope, at=clock.now(), show=show if show in listing.FILTERS else "")
    errors: dict[str, Text] = {}
    page, found = listing.Page(rows=(), after=None), None
    try:
        if request.GET.get("born"):
            found = listing.found(scope=visitor.scope, birth_on=_day(request.GET["born"]), on=clock.today())
        else:
            after = queue.cursor(request.GET.get("after", ""))
            page = listing.page(
                scope=visitor.scope, on=clock.today(), show=show, community=community, after=after, held=visitor.known
            )
    except Refusal as refusal:
        errors = problems.of(refusal)
    context = {
        "page": page,
        "found": found,
        "show": show,
        "filters": listing.FILTERS.items(),
        "community": community,
        "places": listing.places(scope=visitor.scope),
        "born": request.GET.get("born", "")[:10],
        "first": "after" not in request.GET,
        "errors": errors,
    }
    return render(request, "health/office.html", context, status=422 if errors else 200)


@access.staff_page(OFFICER)
def figures(request: HttpRequest) -> HttpResponse:
    """Show coverage by vaccine and street; nobody is named, small cells are not shown."""
    table = counted.coverage_of(scope=access.of(request).scope, on=clock.today())
    return render(request, "health/figures.html", {"table": table, "means": coverage.DEFINITION})


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError as error:
        raise Refusal("not_a_date", _DAY, field="born") from error
