"""Addresses open to everyone."""

from django.urls import include, path
from django.views.decorators.http import require_POST

from anju.pages.public import health, home
from anju.web import preferences

urlpatterns = [
    path("", home.front, name="front"),
    path("healthz", health.healthz, name="healthz"),
    path("language/", require_POST(preferences.language), name="language"),
    path("large-type/", require_POST(preferences.large_type), name="large_type"),
    path("", include("anju.pages.public.verify_urls")),
]
