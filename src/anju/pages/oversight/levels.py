"""The four levels, one at a time: offices, posts, and the work that waits. Source: D7, O1."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.queries import levels
from anju.web import access, clock

ROLES = ("overseer", "chief", "county_police", "clerk")


@access.staff_page(*ROLES)
def index(request: HttpRequest) -> HttpResponse:
    """Show one division of the own subtree and what lies below it; anything else does not exist."""
    scope = access.of(request).scope
    found = levels.level(scope=scope, code=request.GET.get("at", "")[:12], on=clock.today())
    return render(request, "oversight/levels.html", {"level": found})
