"""This module finds the database: the one at DATABASE_URL, or the embedded server."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from anju.config.launch import embedded, places
from anju.config.launch.trouble import Trouble

OLDEST = 15


@contextmanager
def ready() -> Iterator[str]:
    """This keeps a database ready while the block lasts, with its address in DATABASE_URL for Django to find."""
    if given := os.environ.get("DATABASE_URL"):
        check(url=given)
        yield given
        return
    home = places.writable(folder=places.home())
    os.environ.setdefault("ANJU_HOME", str(home))
    with embedded.running(folder=home / "pg") as server:
        os.environ["DATABASE_URL"] = server.url()
        try:
            yield server.url()
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
