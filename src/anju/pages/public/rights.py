"""“If I had …”: what one would be entitled to, tried without signing in; nothing is stored, nothing stands in the address.

Source: I1–I3, design.md 2.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.law import entitlement
from anju.queries.entitlement import offering
from anju.web import clock, rights

# what is asked at first; the rest only where it would tell more
FIRST = ("registered", "registered_since", "permit", "born_on", "has_minor", "youngest_born_on")


def tried(request: HttpRequest) -> HttpResponse:
    """Show the questions, and after they were sent the answers above them."""
    if request.method != "POST":
        return render(request, "public/rights.html", {"fields": rights.fields(names=FIRST, data={})})
    today = clock.today()
    told, errors = rights.read(data=request.POST, on=today)
    items = entitlement.weigh(services=offering.services(on=today).values(), facts=told, on=today)
    asked = [name for name in rights.missing(items) if name not in FIRST]
    further = [name for name in (*told, *errors) if name not in FIRST]
    more = rights.fields(names=[name for name in asked if name not in further], data={})
    context = {
        "errors": errors,
        "parts": [] if errors else rights.parts(items, on=today),
        "fields": rights.fields(names=(*FIRST, *further), data=request.POST.dict(), errors=errors),
        "more": more[: rights.OPEN],
        "rest": more[rights.OPEN :],
    }
    return render(request, "public/rights.html", context, status=422 if errors else 200)
