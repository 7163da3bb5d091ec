"""The front page: one thing to do, and the ways to the rest."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def front(request: HttpRequest) -> HttpResponse:
    """Show what one can do here."""
    return render(request, "public/front.html")
