"""Requests in these tests take the short way for machines, as they do in service."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _short_way(settings: Settings) -> None:
    settings.MIDDLEWARE = settings.API_MIDDLEWARE
