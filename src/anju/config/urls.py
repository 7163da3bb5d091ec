"""Every address of the site: one line an audience."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    # first, for machines ask most
    path("api/", include("anju.api.urls")),
    # then what begins with a word of its own; whatever doesn't is asked address by address
    path("disputes/", include("anju.pages.disputes.urls")),
    path("my/disputes/", include("anju.pages.disputes.own_urls")),
    # files for the card maker, beside the pages that lead to them
    path("counter/cards/", include("anju.exchange.urls")),
    path("counter/", include("anju.pages.counter.urls")),
    path("cases/", include("anju.pages.cases.urls")),
    path("schools/desk/", include("anju.pages.schools.desk_urls")),
    path("schools/", include("anju.pages.schools.urls")),
    path("my/school/", include("anju.pages.schools.own_urls")),
    path("field/", include("anju.pages.field.urls")),
    path("staff/", include("anju.pages.staff.urls")),
    path("staff/places/", include("anju.pages.places.urls")),
    path("staff/complaints/", include("anju.pages.complaints.urls")),
    path("oversight/", include("anju.pages.oversight.urls")),
    path("partner/", include("anju.pages.partner.urls")),
    path("", include("anju.pages.public.urls")),
    path("", include("anju.pages.citizen.urls")),
    path("", include("anju.pages.health.urls")),
    path("", include("anju.pages.relief.urls")),
    path("", include("anju.pages.jobs.urls")),
    path("", include("anju.pages.rental.urls")),
    path("", include("anju.pages.awards.urls")),
    path("", include("anju.pages.settlement.urls")),
]

handler400 = "anju.web.errors.bad_request"
handler404 = "anju.web.errors.not_found"
handler500 = "anju.web.errors.server_error"
