"""A backup holds the database and the keys, and fills an empty place with both, never one in use."""

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from anju.config.launch import embedded, places


@pytest.fixture
def environment(clean: dict[str, str]) -> dict[str, str]:
    return {**clean, "ANJU_VENV": str(Path(sys.executable).parent.parent)}


def say(*arguments: str, environment: dict[str, str]) -> tuple[int, str]:
    done = subprocess.run(
        [places.ROOT / "anju", *arguments], env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr.strip()


def test_what_was_saved_comes_back_elsewhere_and_overwrites_nothing(environment: dict[str, str], data: Path) -> None:
    old, new, saved = data / "old", data / "new", data / "saved"
    old.mkdir()
    (old / "mode").write_text("demo\n")
    (old / "keyring.json").write_text("{}")
    (old / "keyring.json").chmod(0o600)
    with embedded.running(folder=old / "pg") as server, psycopg.connect(server.url()) as link:
        link.execute("CREATE TABLE kept AS SELECT 7 AS n")
        link.commit()
        assert say("backup", str(saved), environment={**environment, "ANJU_HOME": str(old)}) == (0, "")

    there = {**environment, "ANJU_HOME": str(new)}
    assert say("restore", str(saved), environment=there) == (0, "")
    with embedded.running(folder=new / "pg") as server, psycopg.connect(server.url()) as link:
        assert link.execute("SELECT n FROM kept").fetchone() == (7,)
    assert ((new / "keyring.json").read_text(), (new / "keyring.json").stat().st_mode & 0o777) == ("{}", 0o600)
    assert saved.stat().st_mode & 0o777 == 0o700

    again = say("restore", str(saved), environment=there)
    assert again[0] == 1
    assert again[1].endswith("is there already. Set ANJU_HOME to an empty folder.")
    for name in ("mode", "keyring.json"):
        (new / name).unlink()
    assert say("restore", str(saved), environment=there) == (
        1,
        "anju: The database is not empty. Restore into an empty one.",
    )


def test_a_backup_is_never_written_over_another(environment: dict[str, str], data: Path) -> None:
    line = f"anju: {data} is there already. Name a new folder for each backup."
    assert say("backup", str(data), environment=environment) == (1, line)


def test_a_backup_cut_short_is_not_restored(environment: dict[str, str], tmp_path: Path) -> None:
    assert say("restore", str(tmp_path), environment=environment) == (1, f"anju: {tmp_path} holds no complete backup.")
    assert list(tmp_path.iterdir()) == []
