"""Addresses of the coordinator's pages."""

from django.urls import path

from anju.pages.field import assist, doors, rounds, sending, stays, sync

urlpatterns = [
    path("", rounds.rounds, name="field"),
    path("stays/<uuid:stay_id>/", stays.stay, name="field_stay"),
    path("stays/<uuid:stay_id>/phone/", stays.phone, name="field_phone"),
    path("stays/<uuid:stay_id>/visit/", stays.visit, name="field_visit"),
    path("stays/<uuid:stay_id>/end/", stays.end, name="field_end"),
    path("new/", doors.find, name="field_new"),
    path("new/door/", doors.new, name="field_new_door"),
    path("new/<uuid:draft_id>/check/", sending.check, name="field_check"),
    path("new/<uuid:draft_id>/drop/", sending.drop, name="field_drop"),
    path("new/<uuid:draft_id>/done/", sending.done, name="field_done"),
    path("new/<uuid:draft_id>/<slug:step>/", assist.step, name="field_step"),
    path("sync/", sync.sync, name="field_sync"),
]
