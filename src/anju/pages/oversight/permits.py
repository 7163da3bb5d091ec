"""What became of residence permits in the own units, by month and unit, each figure with its rule. Source: E6, N5."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.queries.permit import figures
from anju.web import access, clock

ROLES = ("registrar", "chief", "county_police")


@access.staff_page(*ROLES)
def index(request: HttpRequest) -> HttpResponse:
    """Show twelve months, and the units of all of them or of one."""
    scope = access.of(request).scope
    found = figures.of(scope=scope, on=clock.today(), month=request.GET.get("month", "")[:7])
    return render(request, "oversight/permits.html", {"found": found, "figures": figures.FIGURES})
