"""What every template can use."""

from django.conf import settings
from django.http import HttpRequest

from anju.web import access


def everywhere(request: HttpRequest) -> dict[str, object]:
    """Return the visitor, the mode and the city's name for every template."""
    return {
        "visitor": getattr(request, "visitor", None) and access.of(request),
        "demo": settings.MODE == "demo",
        "city_name": settings.CITY_NAME,
        "number": getattr(request, "number", ""),
    }
