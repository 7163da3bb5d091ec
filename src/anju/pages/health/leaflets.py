"""Health leaflets for everybody: nobody signs in, nothing is asked, nobody's reading is counted."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju import catalogue
from anju.law import leaflet
from anju.web import clock


def index(request: HttpRequest) -> HttpResponse:
    """Show what is published today, by theme."""
    today = leaflet.published(catalogue.current().leaflets, on=clock.today())
    return render(request, "health/leaflets.html", {"themes": leaflet.by_theme(today)})
