"""What the county plans and guides by: the demand forecast, and each school's year. Source: N6; notice 三."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.law.absent import Absent
from anju.law.school import places as law
from anju.law.school import stage
from anju.pages.schools import doing
from anju.queries.school import demand
from anju.queries.school import figures as queries
from anju.web import access, clock, paging


@access.staff_page("officer")
def forecast(request: HttpRequest) -> HttpResponse:
    """Show how many registered children reach a level in the next three years, by street or community."""
    level, street = request.GET.get("level", "primary"), request.GET.get("street", "")[:12]
    if level not in stage.STAGES:
        raise Absent("level")
    found = demand.forecast(access.of(request).scope, level=level, on=clock.today(), street=street)
    context = {"found": found, "level": level, "levels": law.levels(), "street": street}
    return render(request, "schools/desk/forecast.html", context)


@access.staff_page("officer")
def figures(request: HttpRequest) -> HttpResponse:
    """Show places, admissions, share and objections by school."""
    year, cursor = doing.year(request), request.GET.get("after", "")
    rows = queries.of(access.of(request).scope, year=year, after=paging.decode(cursor) or ())
    page = paging.page(rows=rows, size=queries.PAGE, cursor=cursor, key=queries.key)
    context = {"page": page, "year": year, "years": doing.years(), "levels": dict(law.levels())}
    return render(request, "schools/desk/figures.html", context)
