"""Addresses below /api/."""

from django.urls import URLPattern, URLResolver, path, re_path

from anju.api import docs, problems
from anju.api.service import service

urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/docs", docs.page),
    path("v1/", service.urls),
    re_path(r"^.*$", problems.absent),
]
