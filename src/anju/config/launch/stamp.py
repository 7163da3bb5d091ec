"""This module remembers what is made already, so that a second start takes seconds."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from anju.config.launch import places


def of(*, files: Iterable[Path], words: Iterable[str] = ()) -> str:
    """This is a fingerprint of these words and of the files by name and content."""
    total = sha256("\0".join(words).encode())
    for path in sorted(files):
        total.update(str(path).encode() + b"\0" + sha256(path.read_bytes()).digest())
    return total.hexdigest()


def fresh(*, name: str, mark: str, folder: Path | None = None) -> bool:
    """This says whether the step `name` was last finished with this very fingerprint."""
    path = _path(name=name, folder=folder)
    return path.exists() and path.read_text() == mark


def put(*, name: str, mark: str, folder: Path | None = None) -> None:
    """This notes that the step is finished, in `folder` or among what can be made again."""
    path = _path(name=name, folder=folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(mark)


def _path(*, name: str, folder: Path | None) -> Path:
    return (folder or places.var() / "stamps") / name
