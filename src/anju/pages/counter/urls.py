"""Addresses of the counter, below /counter/."""

from django.urls import path

from anju.pages.counter import answering, aside, check, compare, ending, record, search, shown, waiting, walkin

urlpatterns = [
    path("", waiting.index),
    path("new/", walkin.new),
    path("new/number/", walkin.number),
    path("communities/", walkin.communities),
    path("counties/", walkin.counties),
    path("search/", search.index),
    path("endings/", ending.index),
    path("endings/<uuid:ending_id>/", ending.one),
    path("corrections/", answering.corrections),
    path("corrections/<uuid:correction_id>/", answering.correction),
    path("requests/", answering.data_requests),
    path("requests/<uuid:request_id>/", answering.data_request),
    path("files/<uuid:stay_id>/", record.show),
    path("files/<uuid:stay_id>/next/", waiting.following),
    path("files/<uuid:stay_id>/show/", shown.show),
    path("files/<uuid:stay_id>/accept/", check.accept),
    path("files/<uuid:stay_id>/return/", check.give_back),
    path("files/<uuid:stay_id>/notice/", aside.notice),
    path("files/<uuid:stay_id>/close/", check.close),
    path("files/<uuid:stay_id>/reopen/", check.reopen),
    path("files/<uuid:stay_id>/compare/<uuid:person_id>/", compare.compare),
    path("files/<uuid:stay_id>/end/", ending.start),
    path("files/<uuid:stay_id>/undo/", ending.undo),
    path("files/<uuid:stay_id>/confirm/", ending.confirm),
    path("files/<uuid:stay_id>/history/", aside.history),
    path("files/<uuid:stay_id>/bind/", aside.bind),
    path("files/<uuid:stay_id>/receipt/", aside.receipt),
    path("files/<uuid:stay_id>/door/", aside.door),
]
