"""Every address of the site, and one that breaks with an ID number in its hands."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from anju.config import urls
from anju.config.urls import handler400, handler404, handler500

__all__ = ["handler400", "handler404", "handler500", "urlpatterns"]


def crash(request: HttpRequest) -> HttpResponse:
    """Break as a fault of ours would, with what was typed in a local variable and in the error."""
    number = request.POST.get("id_number", "")
    raise RuntimeError(f"could not read {number!r} of {dict(request.POST)}")


urlpatterns = [path("crash/", crash), *urls.urlpatterns]
