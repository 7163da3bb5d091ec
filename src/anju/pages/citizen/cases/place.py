"""Where somebody lives, asked only where nothing is on record: the office in charge depends on it. Source: I9."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.law.service import Service
from anju.pages.citizen.cases.whom import One
from anju.queries import places

MOST = 20


def chosen(request: HttpRequest) -> str:
    """Return the code of the community chosen, if any."""
    return (request.POST.get("community") or request.GET.get("community", ""))[:20]


def ask(request: HttpRequest, *, service: Service, one: One) -> HttpResponse:
    """Search for the community by name or pinyin; each line found leads on."""
    text = request.GET.get("q", "")[:60].strip()
    found = places.search_communities(text=text, limit=MOST) if text else []
    return render(request, "citizen/cases/place.html", {"service": service, "one": one, "q": text, "found": found})
