"""This module finds the database: the one at DATABASE_URL, or the embedded server."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from anju.config.launch import embedded, places
from anju.config.launch.trouble import Trouble

OLDEST = 15
ROLE = "anju_app"


@dataclass(frozen=True, kw_only=True)
class Base:
    """This is the database in use; `server` is None where DATABASE_URL was given."""

    url: str
    server: embedded.Server | None

    @property
    def app(self) -> str:
        """This is the address for web and worker, whose role may only add to acts; the owner's where none is set."""
        if self.server is not None:
            return self.server.url(user=ROLE)
        return os.environ.get("ANJU_APP_DATABASE_URL") or self.url

    def keep(self) -> None:
        """This starts the embedded server again if it has died; a database of others is theirs to keep."""
        if self.server is not None:
            embedded.keep(server=self.server)


@contextmanager
def ready() -> Iterator[Base]:
    """This keeps a database ready while the block lasts, with its address in DATABASE_URL for Django to find."""
    if given := os.environ.get("DATABASE_URL"):
        check(url=given)
        yield Base(url=given, server=None)
        return
    home = places.writable(folder=places.home())
    os.environ.setdefault("ANJU_HOME", str(home))
    with embedded.running(folder=home / "pg") as server:
        os.environ["DATABASE_URL"] = server.url()
        try:
            yield Base(url=server.url(), server=server)
        finally:
            del os.environ["DATABASE_URL"]


def check(*, url: str) -> None:
    """This makes sure that a database new enough answers at the address."""
    try:
        with psycopg.connect(url, connect_timeout=5) as link:
            version = link.info.server_version // 10000
    except psycopg.Error as error:
        reason = " ".join(str(error).split())
        raise Trouble(f"No database at DATABASE_URL: {reason}") from error
    if version < OLDEST:
        raise Trouble(f"The database at DATABASE_URL is PostgreSQL {version}; Anju needs {OLDEST} or newer.")
