"""This module saves everything that must survive, and brings it back: the database, and the keys that open it."""

import os
import shutil
import subprocess
from pathlib import Path

import psycopg
from psycopg import conninfo

from anju.config.launch import binaries, database, identity, places
from anju.config.launch.trouble import Trouble

DUMP = "anju.dump"
HOME = "home"
# What can be made again, or belongs to one machine's run, stays behind.
LEFT_OUT = shutil.ignore_patterns(
    "pg", "pg.*", "postgresql-*", "test", "log", "running", "seeded", "places-loaded", "signins.txt", ".probe"
)


def save(*, target: Path) -> None:
    """This writes the database and the data folder's keys and files to a new folder, also while the service runs."""
    home = _settled()
    if target.exists():
        raise Trouble(f"{target} is there already. Name a new folder for each backup.")
    with database.ready() as base:
        target.mkdir(parents=True, mode=0o700)
        _run(program="pg_dump", url=base.url, arguments=["--format=custom", "--no-owner", f"--file={target / DUMP}"])
    shutil.copytree(home, target / HOME, ignore=LEFT_OUT)
    # Done is what has this file: a backup cut short is told apart from a whole one.
    (target / "complete").touch()
    print(f"Saved to {target}. It holds the keys too: keep it where only you can read it.")


def restore(*, source: Path) -> None:
    """This fills an empty database and data folder from a backup; it overwrites nothing."""
    if not (source / "complete").exists():
        raise Trouble(f"{source} holds no complete backup.")
    home = places.writable(folder=places.home())
    kept = [path for path in (source / HOME).iterdir() if (home / path.name).exists()]
    if kept:
        raise Trouble(f"{home / kept[0].name} is there already. Set ANJU_HOME to an empty folder.")
    with database.ready() as base:
        with psycopg.connect(base.url) as link:
            if link.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public'").fetchone():
                raise Trouble("The database is not empty. Restore into an empty one.")
        options = [
            "--no-owner",
            "--exit-on-error",
            "--single-transaction",
            f"--dbname={_name(url=base.url)}",
            str(source / DUMP),
        ]
        _run(program="pg_restore", url=base.url, arguments=options)
    shutil.copytree(source / HOME, home, dirs_exist_ok=True)
    print(f"Restored from {source}. Now start as before.")


def _settled() -> Path:
    home = places.home()
    if not home.is_dir():
        raise Trouble(f"There is no data folder {home} to save. Set ANJU_HOME.")
    identity.settle(home=home, mode=None)
    return home


def _name(*, url: str) -> str:
    return str(conninfo.conninfo_to_dict(url).get("dbname", "anju"))


def _run(*, program: str, url: str, arguments: list[str]) -> None:
    """This runs one of PostgreSQL's programs; the address goes by environment, where no list of processes shows it."""
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    parts = conninfo.conninfo_to_dict(url)
    place = {names[part]: str(value) for part, value in parts.items() if part in names}
    place |= {"PGSSLMODE": str(parts["sslmode"])} if "sslmode" in parts else {}
    tool = binaries.folder(home=places.home()) / program
    done = subprocess.run([tool, *arguments], env={**os.environ, **place}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Trouble(f"{program} failed: {' '.join((done.stderr or 'no message').split())}")
