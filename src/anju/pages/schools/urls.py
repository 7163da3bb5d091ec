"""Addresses of schools for everyone, below /schools/."""

from django.urls import path

from anju.pages.schools import public

urlpatterns = [
    path("", public.index, name="schools"),
    path("rounds/", public.rounds_, name="schools_rounds"),
    path("rounds/<uuid:round_id>/", public.round_, name="schools_round"),
    path("rounds/<uuid:round_id>/list.csv", public.listing, name="schools_list"),
    path("<uuid:school_id>/", public.school, name="school"),
]
