"""One question's page, whatever the draft is for."""

from django.http import HttpRequest, HttpResponse

from anju.pages.citizen import guard
from anju.pages.citizen.declare import flow, minors, searching, wards

_PAGES = {"community": searching.community, "hukou": searching.hukou, "minors": minors.some, "wards": wards.some}


@guard.page
def question(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Show or take one question."""
    at = flow.page(request, kind=kind, slug=slug)
    if isinstance(at, HttpResponse):
        return at
    return _PAGES.get(slug, flow.plain)(request, at)
