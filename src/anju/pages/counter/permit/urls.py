"""Addresses of the permit at the counter, below /counter/permits/."""

from django.urls import path

from anju.pages.counter.permit import (
    batch,
    deciding,
    ending,
    endorsing,
    file,
    holding,
    new,
    papers,
    past,
    shown,
    waiting,
)

urlpatterns = [
    path("", waiting.index, name="counter_permits"),
    path("sign/", batch.sign, name="counter_permit_sign_many"),
    path("new/<uuid:stay_id>/", new.take_in, name="counter_permit_new"),
    path("files/<uuid:file_id>/", file.show, name="counter_permit_file"),
    path("files/<uuid:file_id>/next/", waiting.following, name="counter_permit_file_next"),
    path("files/<uuid:file_id>/show/", shown.show, name="counter_permit_file_show"),
    path("files/<uuid:file_id>/history/", file.history, name="counter_permit_file_history"),
    path("files/<uuid:file_id>/accept/", deciding.accept, name="counter_permit_file_accept"),
    path("files/<uuid:file_id>/return/", deciding.give_back, name="counter_permit_file_return"),
    path("files/<uuid:file_id>/complete/", new.complete, name="counter_permit_file_complete"),
    path("files/<uuid:file_id>/sign/", deciding.sign, name="counter_permit_file_sign"),
    path("files/<uuid:file_id>/extend/", deciding.extend, name="counter_permit_file_extend"),
    path("files/<uuid:file_id>/refuse/", deciding.refuse, name="counter_permit_file_refuse"),
    path("files/<uuid:file_id>/reopen/", deciding.reopen, name="counter_permit_file_reopen"),
    path("files/<uuid:file_id>/withdraw/", deciding.withdraw, name="counter_permit_file_withdraw"),
    path("files/<uuid:file_id>/print/<slug:paper>/", papers.of_file, name="counter_permit_file_print"),
    path("endorsements/<uuid:endorsement_id>/", endorsing.one, name="counter_endorsement"),
    path("endorsements/<uuid:endorsement_id>/next/", endorsing.following, name="counter_endorsement_next"),
    path("endorsements/<uuid:endorsement_id>/print/", papers.withheld, name="counter_endorsement_print"),
    path("endings/<uuid:ending_id>/", ending.one, name="counter_permit_ending"),
    path("<uuid:permit_id>/", holding.show, name="counter_permit"),
    path("<uuid:permit_id>/history/", holding.history, name="counter_permit_history"),
    path("<uuid:permit_id>/endorse/", endorsing.at_counter, name="counter_permit_endorse"),
    path("<uuid:permit_id>/end/", ending.start, name="counter_permit_end"),
    path("<uuid:permit_id>/undo/", ending.undo, name="counter_permit_undo"),
    path("<uuid:permit_id>/past/", past.add, name="counter_permit_past"),
    path("<uuid:permit_id>/past/<uuid:past_id>/remove/", past.remove, name="counter_permit_past_remove"),
    path("<uuid:permit_id>/suspension/", papers.suspended, name="counter_permit_suspension"),
]
