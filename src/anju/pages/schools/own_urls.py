"""Addresses of a guardian's own, below /my/school/."""

from django.urls import path

from anju.pages.schools import own

urlpatterns = [
    path("", own.home, name="my_school"),
    path("rounds/<uuid:round_id>/of/<uuid:person_id>/", own.join, name="my_school_join"),
    path("wishes/<uuid:wish_id>/", own.wish, name="my_school_wish"),
    path("wishes/<uuid:wish_id>/change/", own.change, name="my_school_change"),
    path("wishes/<uuid:wish_id>/admission.pdf", own.paper, name="my_school_paper"),
]
