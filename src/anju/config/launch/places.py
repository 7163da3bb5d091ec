"""This module knows where Anju keeps its files: the clone, the data folder and what can be rebuilt."""

import errno
import os
from pathlib import Path

from anju.config.launch.trouble import Trouble

ROOT = Path(__file__).resolve().parents[4]


def home() -> Path:
    """This is the data folder: database, keys and outboxes; everything that must survive.

    As root it defaults to /var/lib/anju: the embedded server runs under an account of its own and could not
    reach into root's home without that home being opened to everybody.
    """
    if chosen := os.environ.get("ANJU_HOME"):
        return Path(chosen).expanduser().resolve()
    if os.geteuid() == 0:
        return Path("/var/lib/anju")
    return Path.home() / ".local" / "share" / "anju"


def var() -> Path:
    """This is the folder of what can be made again at any time: assets, collected files, stamps."""
    return Path(os.environ.get("ANJU_VAR") or ROOT / "var").expanduser().resolve()


def writable(*, folder: Path) -> Path:
    """This makes the folder if need be and hands it back, or says in one line why that can't be."""
    probe = folder / ".probe"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"x" * 4096)
        probe.unlink()
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise Trouble(f"The disk is full: no space left in {folder}.") from error
        raise Trouble(
            f"Can't write to {folder}: {error.strerror}. Set ANJU_HOME or ANJU_VAR to another folder."
        ) from error
    return folder
