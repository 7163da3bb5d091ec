"""The departments' desk: the library is the only department, and it is the morning of the factories' day."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from tests import casing, factories
from tests.casing import World

from anju.models import Post, Unit
from anju.web import access, clock

SignIn = Callable[[Post], Client]


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(clock, "now", lambda: factories.NOW)
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)
    with casing.opened(tmp_path / "departments", monkeypatch):
        yield


@pytest.fixture
def at(db: None) -> World:
    return casing.world()


class Desk:
    """Somebody at a desk: their post and their browser."""

    def __init__(self, unit: Unit, role: str = "officer") -> None:
        self.post = factories.post(unit=unit, role=role)
        self.by = factories.actor(self.post)
        self.scope = factories.scope(self.post)
        self.client = Client()
        self.client.force_login(self.post.staff)
        session = self.client.session
        session[access.POST] = str(self.post.id)
        session["second_factor"] = "totp"
        session.save()

    def get(self, path: str) -> str:
        """Return a page that is there."""
        answer = self.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return words(answer.content.decode())

    def status(self, path: str) -> int:
        """Return how an address answers."""
        return self.client.get(path).status_code

    def send(self, path: str, **content: object) -> tuple[int, str]:
        """Send the form of a page as a browser does, with its own key; return where it leads, or the page with what is wrong."""
        shown = self.client.get(path)
        keys = dict(re.findall(r'name="(once|version)" value="([^"]+)"', shown.content.decode()))
        return self.post_to(path, **{**keys, **content})

    def post_to(self, path: str, **content: object) -> tuple[int, str]:
        """Send something without looking at the page before."""
        answer = self.client.post(path, {"once": "0", **content})
        return answer.status_code, answer.headers.get("Location") or words(answer.content.decode())


def words(page: str) -> str:
    """Return what a page says, without tags and blanks."""
    body = re.sub(r"<(script|style).*?</\1>", "", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


@pytest.fixture
def desk() -> type[Desk]:
    return Desk
