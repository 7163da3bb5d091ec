"""Addresses of awards: open to all, one's own, and the office's."""

from django.urls import path

from anju.pages.awards import desk, mine, public

urlpatterns = [
    path("awards/", public.index, name="awards"),
    path("awards/<uuid:award_id>/", public.one, name="award"),
    path("awards/<uuid:award_id>/nominate/", mine.nominate, name="award_nominate"),
    path("awards/names/<uuid:nomination_id>/object/", mine.protest, name="award_object"),
    path("my/awards/", mine.index, name="my_awards"),
    path("awards/desk/", desk.index, name="awards_desk"),
    path("awards/desk/<uuid:award_id>/", desk.one, name="award_desk"),
    path("awards/desk/nominations/<uuid:nomination_id>/", desk.nomination, name="award_nomination"),
]
