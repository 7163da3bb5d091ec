"""Addresses open to everyone."""

from django.urls import include, path
from django.views.decorators.http import require_POST

from anju.pages.public import guide, health, home, law
from anju.web import preferences

urlpatterns = [
    path("", home.front, name="front"),
    path("healthz", health.healthz, name="healthz"),
    path("help/", guide.how, name="help"),
    path("help/where/", guide.where, name="help_where"),
    path("help/other-papers/", guide.other_papers, name="help_other_papers"),
    path("law/", law.rules, name="law"),
    path("privacy/", law.privacy, name="privacy"),
    path("accessibility/", law.accessibility, name="accessibility"),
    path("language/", require_POST(preferences.language), name="language"),
    path("large-type/", require_POST(preferences.large_type), name="large_type"),
    path("", include("anju.pages.public.verify_urls")),
    path("", include("anju.pages.public.accept_urls")),
    path("", include("anju.pages.public.rights_urls")),
]
