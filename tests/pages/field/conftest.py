"""A coordinator of one community, signed in, and a stranger: the coordinator of the next."""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from tests import factories

from anju.models import Division, Post
from anju.web import clock


@dataclass(frozen=True)
class Walker:
    """Someone who walks a community."""

    here: Division
    post: Post
    client: Client

    def send(self, path: str, **data: str):
        """Post a form with a key of its own."""
        return self.client.post(path, {"once": str(uuid.uuid4()), **data})


def walker(number: str) -> Walker:
    here = factories.community(number=number)
    factories.station(of=here)
    unit = factories.unit(
        code=f"sq-{here.code}", kind="community", department="community", level="community", covers=here
    )
    post = factories.post(unit=unit, role="coordinator")
    client = Client()
    client.force_login(post.staff)
    return Walker(here=here, post=post, client=client)


@pytest.fixture
def own(db: None) -> Walker:
    """The coordinator of the first community."""
    return walker("001")


@pytest.fixture
def stranger(db: None) -> Walker:
    """The coordinator of the next one."""
    return walker("002")


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime.datetime], None]:
    """Set the clock of the pages."""

    def turn(moment: datetime.datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)
        monkeypatch.setattr(
            clock, "today", lambda: moment.astimezone(datetime.timezone(datetime.timedelta(hours=8))).date()
        )

    return turn


@pytest.fixture(autouse=True)
def morning(at: Callable[[datetime.datetime], None]) -> None:
    """Let it be the morning of the factories' day."""
    at(factories.NOW)
