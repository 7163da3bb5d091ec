"""Addresses of relief and of help calls."""

from django.urls import path

from anju.pages.relief import desk, help_calls, mine, one

urlpatterns = [
    path("relief/", desk.index, name="relief"),
    path("relief/new/", desk.new, name="relief_new"),
    path("relief/case/<uuid:case_id>/", desk.of_case, name="relief_case"),
    path("relief/figures/", desk.figures, name="relief_figures"),
    path("relief/<uuid:relief_id>/", one.one, name="relief_one"),
    path("relief/help/", help_calls.index, name="help_calls"),
    path("relief/help/new/", help_calls.new, name="help_call_new"),
    path("relief/help/<uuid:call_id>/", help_calls.one, name="help_call"),
    path("my/relief/", mine.index, name="my_reliefs"),
    path("my/relief/<uuid:relief_id>/", mine.one, name="my_relief"),
]
