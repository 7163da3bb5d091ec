"""What every template can use."""

from django.conf import settings
from django.http import HttpRequest

from anju.web import access, tags
from anju.web.preferences import LARGE


def everywhere(request: HttpRequest) -> dict[str, object]:
    """Return the visitor, the mode, the city's name, the type size and the address for every template."""
    return {
        "visitor": access.of(request) if hasattr(request, "visitor") else None,
        "demo": settings.DEMO,
        "city_name": settings.CITY_NAME_EN if tags.english() else settings.CITY_NAME,
        "number": getattr(request, "number", ""),
        "large": request.COOKIES.get(LARGE) == "1",
        "here": request.get_full_path() if request.method == "GET" else request.path,
    }
