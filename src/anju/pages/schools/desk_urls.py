"""Addresses of the education office's desk, below /schools/desk/."""

from django.urls import path

from anju.pages.schools import figures, keeping, rounds, wishes

urlpatterns = [
    path("", keeping.index, name="schools_desk"),
    path("new/", keeping.new, name="schools_desk_new"),
    path("places/", keeping.upload, name="schools_desk_places"),
    path("forecast/", figures.forecast, name="schools_desk_forecast"),
    path("figures/", figures.figures, name="schools_desk_figures"),
    path("rounds/", rounds.index, name="schools_desk_rounds"),
    path("rounds/new/", rounds.new, name="schools_desk_round_new"),
    path("rounds/<uuid:round_id>/", rounds.one, name="schools_desk_round"),
    path("rounds/<uuid:round_id>/wishes/", wishes.index, name="schools_desk_wishes"),
    path("wishes/<uuid:wish_id>/", wishes.one, name="schools_desk_wish"),
    path("<uuid:school_id>/", keeping.one, name="schools_desk_school"),
]
