"""Every address of the site, and one that breaks with an ID number in its hands."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from anju.config import urls
from anju.config.urls import handler400, handler404, handler500
from anju.web import access, uploads

__all__ = ["handler400", "handler404", "handler500", "urlpatterns"]


def crash(request: HttpRequest) -> HttpResponse:
    """Break as a fault of ours would, with what was typed in a local variable and in the error."""
    number = request.POST.get("id_number", "")
    raise RuntimeError(f"could not read {number!r} of {dict(request.POST)}")


@uploads.taking
@access.resident_page
def pictures(request: HttpRequest) -> HttpResponse:
    """Take a picture and say what is wrong with it."""
    field = uploads.taken(request, name="file", purpose="proof", label="材料", where="my_upload")
    return HttpResponse(str(field.error) or "taken", content_type="text/plain; charset=utf-8")


urlpatterns = [path("crash/", crash), path("pictures/", pictures), *urls.urlpatterns]
