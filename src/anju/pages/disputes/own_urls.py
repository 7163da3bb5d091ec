"""Addresses below /my/disputes/: a person's own."""

from django.urls import path

from anju.pages.disputes import own, papers

urlpatterns = [
    path("", own.index, name="my_disputes"),
    path("<uuid:case_id>/", own.one, name="my_dispute"),
    path("<uuid:case_id>/invitation/<uuid:session_id>/", papers.own_invited, name="my_dispute_invitation"),
    path("<uuid:case_id>/agreement/", papers.own_agreed, name="my_dispute_agreement"),
]
