"""What page tests of schools start from: a moment, browsers of officers and guardians."""

import datetime
import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation
from tests.schooling import Family

from anju.models import Post
from anju.web import access, clock


@pytest.fixture(autouse=True)
def _chinese() -> None:
    translation.activate("zh-hans")


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime.datetime], None]:
    """Set the clock of the pages."""

    def set_to(at: datetime.datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: at)
        monkeypatch.setattr(clock, "today", lambda: at.date())

    return set_to


def officer(post: Post) -> Client:
    """Return a browser in which a post's holder is signed in."""
    client = Client()
    client.force_login(post.staff)
    session = client.session
    session.update({access.POST: str(post.id), "second_factor": "totp"})
    session.save()
    return client


def guardian(of: Family) -> Client:
    """Return a phone signed in as a guardian."""
    client = Client()
    session = client.session
    session[access.RESIDENT] = str(of.who.id)
    session.set_expiry(datetime.timedelta(days=3650))
    session.save()
    return client


def form(**more: object) -> dict[str, object]:
    """Return a form with its key."""
    return {"once": str(uuid.uuid4()), **more}
