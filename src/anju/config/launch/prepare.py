"""This module brings database and static files up to the code at hand; it runs as a step of its own."""

import concurrent.futures
import io
import os
import urllib.parse
from pathlib import Path

import django
from django.core import management
from django.db import connection

from anju.config import roles
from anju.config.launch import places, stamp
from anju.config.launch.trouble import Trouble

PEOPLE = "2000"


def everything(*, mode: str, signins: Path) -> None:
    """This migrates, collects, loads the city's places, and in demo mode makes people and their sign-ins."""
    django.setup()
    # neither needs the other: one mostly compresses, which other threads need not wait for
    with concurrent.futures.ThreadPoolExecutor(1) as aside:
        collected = aside.submit(_collect)
        management.call_command("migrate", verbosity=0, interactive=False)
        _grant()
        _load()
        collected.result()
    management.call_command("check_services", verbosity=0)
    if mode == "real":
        try:
            management.call_command("create_keyring", if_missing=True)
        except management.CommandError as error:
            raise Trouble(str(error)) from error
    if mode == "demo":
        _seed()
        text = io.StringIO()
        management.call_command("demo_signins", stdout=text)
        signins.write_text(text.getvalue())


def _grant() -> None:
    """This makes the role of web and worker, where they have an address of their own."""
    role = urllib.parse.urlsplit(os.environ.get("ANJU_APP_DATABASE_URL", "")).username
    if role and role != urllib.parse.urlsplit(os.environ["DATABASE_URL"]).username:
        roles.grant(role=role)


def _collect() -> None:
    """This copies, fingerprints and compresses the static files if one of them has changed."""
    folders = [places.ROOT / "src" / "anju" / "static", places.var() / "assets"]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    mark = stamp.of(files=[*files, places.ROOT / "requirements.lock"])
    if not stamp.fresh(name="static", mark=mark):
        management.call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.put(name="static", mark=mark)


def _load() -> None:
    """This loads divisions and offices into an empty database, and again when the data in the clone are newer."""
    data = places.ROOT / "src" / "anju" / "catalogue" / "data"
    mark = stamp.of(files=(path for path in data.rglob("*") if path.is_file()), words=[os.environ["DATABASE_URL"]])
    note = places.home() / "places-loaded"
    if _empty(table="division") or not note.exists() or note.read_text() != mark:
        management.call_command("load_places")
        note.write_text(mark)


def _seed() -> None:
    """This makes the demo's people once; a seeding that was cut short is taken up again."""
    note = places.home() / "seeded"
    done = note.exists() and note.read_text() == os.environ["DATABASE_URL"]
    if not done or _empty(table="person"):
        management.call_command("seed_demo", people=int(os.environ.get("ANJU_DEMO_PEOPLE", PEOPLE)))
        note.write_text(os.environ["DATABASE_URL"])


def _empty(*, table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT NOT EXISTS (SELECT 1 FROM {connection.ops.quote_name(table)})")  # noqa: S608
        return bool(cursor.fetchone()[0])
