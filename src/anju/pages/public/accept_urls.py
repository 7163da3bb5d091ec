"""Addresses of the bodies that accept the papers."""

from django.urls import path
from django.views.decorators.http import require_safe

from anju.pages.public import acceptors

urlpatterns = [
    path("accept/", require_safe(acceptors.index), name="accept"),
    path("accept/new/", acceptors.ask, name="accept_new"),
    path("accept/follow/", require_safe(acceptors.find), name="accept_find"),
    path("accept/<str:code>/", require_safe(acceptors.one), name="accept_one"),
]
