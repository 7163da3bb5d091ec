"""Addresses of what one is entitled to, and of the services."""

from django.urls import path
from django.views.decorators.http import require_safe

from anju.pages.public import rights, services

urlpatterns = [
    path("rights/", rights.tried, name="rights"),
    path("services/", require_safe(services.index), name="services"),
    path("services/<slug:office>/<slug:name>/", require_safe(services.guide), name="service"),
]
