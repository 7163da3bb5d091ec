"""The migrated database that every test database is copied from: migrating takes a minute, copying a second."""

import hashlib
import os
import subprocess
import sys
import urllib.parse
from pathlib import Path

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
# what a migrated database hangs on: our own migrations, and the releases of the packages that bring some
SOURCES = (*sorted((ROOT / "src/anju/migrations").glob("*.py")), *sorted(ROOT.glob("requirements*.lock")))
LOCK = 371_300
PREFIX = "anju_made_"


def ready() -> str:
    """Return the name of the template, made now if its migrations are new; of several processes one makes it."""
    digest = hashlib.sha256(b"\0".join(path.read_bytes() for path in SOURCES)).hexdigest()[:16]
    name = PREFIX + digest
    with psycopg.connect(_address("postgres"), autocommit=True) as link:
        link.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        known = [row[0] for row in link.execute("SELECT datname FROM pg_database WHERE datname LIKE 'anju_made_%'")]
        if name not in known:
            for old in known:
                link.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(old)))
            _make(link, name)
    return name


def _make(link: "psycopg.Connection[tuple[object, ...]]", name: str) -> None:
    # under another name until it is whole: what was cut short is never copied
    unfinished = f"{name}_unfinished"
    link.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unfinished)))
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "anju.config.settings",
        "DATABASE_URL": _address(unfinished),
    }
    subprocess.run(command, env=environment, check=True, cwd=ROOT)
    both = (sql.Identifier(unfinished), sql.Identifier(name))
    link.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*both))


def _address(name: str) -> str:
    # the same server, another database: all that stands behind the name stays as it was given
    return urllib.parse.urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
