"""this module keeps the ring's file safe: only its owner may read it, and it is whole at every moment."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from anju.vault.errors import VaultError

# Any right for the group or for others.
OPEN_TO_OTHERS = 0o077

Stamp = tuple[int, int, int]


def stamp(path: Path) -> Stamp | None:
    """this changes whenever the file is replaced; None where there is no file to see."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_ino, found.st_size)


def read(path: Path) -> dict[str, object]:
    """this reads the file as JSON; VaultError no_ring, ring_mode or broken_ring."""
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            raw = file.read()
    except OSError as error:
        raise VaultError("no_ring", f"The key ring {path} cannot be read: {error.strerror}.") from None
    if mode & OPEN_TO_OTHERS:
        raise VaultError(
            "ring_mode",
            f"The key ring {path} can be read by others (mode {mode:04o}). Run: chmod 600 {path}",
        )
    try:
        data = json.loads(raw)
    except ValueError:
        raise VaultError("broken_ring", f"The key ring {path} is not valid JSON.") from None
    if not isinstance(data, dict):
        raise VaultError("broken_ring", f"The key ring {path} is not a JSON object.")
    return data


def write(*, path: Path, data: dict[str, object], replace: bool) -> None:
    """this writes the file in one step, mode 0600; without `replace` an existing file stays (ring_exists)."""
    raw = json.dumps(data, indent=2).encode("ascii") + b"\n"
    try:
        _put(path, raw, replace)
    except OSError as error:
        raise VaultError("ring_unwritable", f"The key ring {path} cannot be written: {error.strerror}.") from None


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """this lets one process at a time change the file (a lock file stands beside it)."""
    try:
        handle = os.open(path.with_name(path.name + ".lock"), os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise VaultError("ring_unwritable", f"The key ring {path} cannot be locked: {error.strerror}.") from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _put(path: Path, raw: bytes, replace: bool) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # mkstemp makes the file with mode 0600 from its first moment.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            os.replace(name, path)
        else:
            _claim(name, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
    _sync(path.parent)


def _claim(name: str, path: Path) -> None:
    try:
        # A link fails where the name is taken: two processes starting at once cannot overwrite each other.
        os.link(name, path)
    except FileExistsError:
        raise VaultError("ring_exists", f"The key ring {path} exists already; it is never overwritten.") from None


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
