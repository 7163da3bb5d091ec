"""Addresses of a resident's cases and times."""

from django.urls import path

from anju.pages.citizen.cases import listing, new, one, times

urlpatterns = [
    path("cases/", listing.listed, name="my_cases"),
    path("cases/new/<slug:office>/<slug:name>/", new.new, name="my_case_new"),
    path("cases/<uuid:case_id>/", one.one, name="my_case"),
    path("cases/<uuid:case_id>/complete/", one.complete, name="my_case_complete"),
    path("cases/<uuid:case_id>/withdraw/", one.withdraw, name="my_case_withdraw"),
    path("cases/<uuid:case_id>/time/", times.for_case, name="my_case_time"),
    path("cases/<uuid:case_id>/<slug:paper>.pdf", one.paper, name="my_case_paper"),
    path("times/", times.listed, name="my_times"),
    path("times/new/<slug:office>/<slug:name>/", times.new_time, name="my_time_new"),
    path("times/<uuid:booking_id>/cancel/", times.cancel, name="my_time_cancel"),
]
