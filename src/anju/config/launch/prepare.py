"""This module brings database and static files up to the code at hand; it runs as a step of its own."""

import io
import os
from pathlib import Path

import django
from django.core import management
from django.db import connection

from anju.config.launch import places, stamp

PEOPLE = "2000"


def everything(*, mode: str, signins: Path) -> None:
    """This migrates, collects, loads the city's places, and in demo mode makes people and their sign-ins."""
    django.setup()
    management.call_command("migrate", verbosity=0, interactive=False)
    _collect()
    if not _any(table="division"):
        management.call_command("load_places")
    if mode == "demo":
        if not _seeded():
            management.call_command("seed_demo", people=int(os.environ.get("ANJU_DEMO_PEOPLE", PEOPLE)))
            _seed_note().write_text(os.environ["DATABASE_URL"])
        text = io.StringIO()
        management.call_command("demo_signins", stdout=text)
        signins.write_text(text.getvalue())


def _collect() -> None:
    """This copies, fingerprints and compresses the static files if one of them has changed."""
    folders = [places.ROOT / "src" / "anju" / "static", places.var() / "assets"]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    mark = stamp.of(files=[*files, places.ROOT / "requirements.lock"])
    if not stamp.fresh(name="static", mark=mark):
        management.call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.put(name="static", mark=mark)


def _seeded() -> bool:
    """This says whether seeding was finished in this database; one that was cut short is taken up again."""
    note = _seed_note()
    return note.exists() and note.read_text() == os.environ["DATABASE_URL"] and _any(table="person")


def _seed_note() -> Path:
    return places.home() / "seeded"


def _any(*, table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {connection.ops.quote_name(table)})")  # noqa: S608
        return bool(cursor.fetchone()[0])
