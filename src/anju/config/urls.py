"""Every address of the site: one line an audience."""

import importlib.util

from django.urls import URLPattern, URLResolver, include, path

AUDIENCES = (
    # first, for machines ask most
    ("api/", "anju.api.urls"),
    ("", "anju.pages.public.urls"),
    ("", "anju.pages.citizen.urls"),
    ("", "anju.pages.receipts.urls"),
    ("counter/", "anju.pages.counter.urls"),
    ("field/", "anju.pages.field.urls"),
    ("staff/", "anju.pages.staff.urls"),
    ("staff/places/", "anju.pages.places.urls"),
    ("staff/complaints/", "anju.pages.complaints.urls"),
    ("oversight/", "anju.pages.oversight.urls"),
    ("partner/", "anju.pages.partner.urls"),
)


def _present(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


urlpatterns: list[URLPattern | URLResolver] = [
    path(prefix, include(module)) for prefix, module in AUDIENCES if _present(module)
]

handler400 = "anju.web.errors.bad_request"
handler404 = "anju.web.errors.not_found"
handler500 = "anju.web.errors.server_error"
