"""Addresses of the counter, below /counter/."""

from django.urls import path

from anju.pages.counter import answering, aside, check, compare, ending, record, search, shown, signins, waiting, walkin

urlpatterns = [
    path("", waiting.index, name="counter"),
    path("new/", walkin.new, name="counter_new"),
    path("new/number/", walkin.number, name="counter_number"),
    path("communities/", walkin.communities, name="counter_communities"),
    path("counties/", walkin.counties, name="counter_counties"),
    path("search/", search.index, name="counter_search"),
    path("endings/", ending.index, name="counter_endings"),
    path("endings/<uuid:ending_id>/", ending.one, name="counter_ending"),
    path("corrections/", answering.corrections, name="counter_corrections"),
    path("corrections/<uuid:correction_id>/", answering.correction, name="counter_correction"),
    path("requests/", answering.data_requests, name="counter_requests"),
    path("requests/<uuid:request_id>/", answering.data_request, name="counter_request"),
    path("files/<uuid:stay_id>/", record.show, name="counter_file"),
    path("files/<uuid:stay_id>/next/", waiting.following, name="counter_file_next"),
    path("files/<uuid:stay_id>/show/", shown.show, name="counter_file_show"),
    path("files/<uuid:stay_id>/accept/", check.accept, name="counter_file_accept"),
    path("files/<uuid:stay_id>/return/", check.give_back, name="counter_file_return"),
    path("files/<uuid:stay_id>/notice/", aside.notice, name="counter_file_notice"),
    path("files/<uuid:stay_id>/close/", check.close, name="counter_file_close"),
    path("files/<uuid:stay_id>/reopen/", check.reopen, name="counter_file_reopen"),
    path("files/<uuid:stay_id>/compare/<uuid:person_id>/", compare.compare, name="counter_file_compare"),
    path("files/<uuid:stay_id>/end/", ending.start, name="counter_file_end"),
    path("files/<uuid:stay_id>/undo/", ending.undo, name="counter_file_undo"),
    path("files/<uuid:stay_id>/confirm/", ending.confirm, name="counter_file_confirm"),
    path("files/<uuid:stay_id>/history/", aside.history, name="counter_file_history"),
    path("files/<uuid:stay_id>/bind/", signins.bind, name="counter_file_bind"),
    path("files/<uuid:stay_id>/unbind/", signins.unbind, name="counter_file_unbind"),
    path("files/<uuid:stay_id>/receipt/", aside.receipt, name="counter_file_receipt"),
    path("files/<uuid:stay_id>/door/", aside.door, name="counter_file_door"),
]
