"""Addresses below /staff/places/."""

from django.urls import path

from anju.pages.places import changes, divisions, doors, units, wardens

urlpatterns = [
    path("", divisions.index, name="places"),
    path("divisions/<str:code>/", divisions.one, name="places_division"),
    path("divisions/<str:code>/station/", divisions.station, name="places_station"),
    path("changes/", changes.index, name="places_changes"),
    path("changes/new/", changes.new, name="places_change_new"),
    path("changes/<uuid:change_id>/", changes.one, name="places_change"),
    path("units/", units.index, name="places_units"),
    path("units/new/", units.new, name="places_unit_new"),
    path("units/<str:code>/", units.one, name="places_unit"),
    path("units/<str:code>/edit/", units.edit, name="places_unit_edit"),
    path("units/<str:code>/move/", units.move, name="places_unit_move"),
    path("units/<str:code>/end/", units.end, name="places_unit_end"),
    path("doors/", doors.index, name="places_doors"),
    path("doors/<str:code>/", doors.community, name="places_doors_in"),
    path("doors/<str:code>/new/", doors.new, name="places_door_new"),
    path("doors/<str:code>/sheet/", doors.sheet, name="places_door_sheet"),
    path("wardens/", wardens.index, name="places_wardens"),
    path("wardens/<str:code>/", wardens.assign, name="places_wardens_in"),
]
