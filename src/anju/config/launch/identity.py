"""This module settles what a data folder holds, the demo or the real thing, and never lets the two mix."""

import os
import secrets
from pathlib import Path

from anju.config.launch.trouble import Trouble

MODES = ("demo", "real")


def settle(*, home: Path, mode: str | None) -> str:
    """This puts the mode, and in real mode the secret key, into the environment for Django's settings.

    `None` takes the folder's own mode, or the demo's for a new folder.
    """
    note = home / "mode"
    held = note.read_text().strip() if note.exists() else None
    chosen = mode or os.environ.get("ANJU_MODE") or held or "demo"
    if chosen not in MODES:
        raise Trouble(f"ANJU_MODE is {chosen!r}; it can be demo or real.")
    if held and held != chosen:
        raise Trouble(f"The data folder {home} holds the {held} service. Set ANJU_HOME to another folder for {chosen}.")
    if mode and not held:
        note.write_text(f"{mode}\n")
    os.environ["ANJU_MODE"] = chosen
    if chosen == "real" and not os.environ.get("ANJU_SECRET_KEY"):
        os.environ["ANJU_SECRET_KEY"] = _key(path=home / "secret.key")
    return chosen


def _key(*, path: Path) -> str:
    """This is the key that signs sessions, made once and readable by its owner only."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return path.read_text().strip()
