"""This module runs the PostgreSQL that comes as a wheel: started once, shared by all, stopped by the last one out.

Whoever needs the server holds a shared lock on `<folder>.users` while it runs. A process that ends, even by
kill -9, loses its lock; so the one that closes knows whether somebody else still needs the server.
"""

import fcntl
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psutil
import psycopg

from anju.config.launch import binaries, tuning
from anju.config.launch.trouble import Trouble

LONGEST_SOCKET = 90  # bytes; the kernel stops at 107, and the file name needs 14 of them
PATIENCE = 300  # seconds; recovery after a power cut replays at most max_wal_size


@dataclass(frozen=True, kw_only=True)
class Server:
    """This is one embedded server over one data folder."""

    folder: Path
    fast: bool = False

    @property
    def sockets(self) -> Path:
        """This is the folder of its Unix socket: the data folder unless its path is too long or splits PostgreSQL's list."""
        if len(os.fsencode(self.folder)) <= LONGEST_SOCKET and not set(str(self.folder)) & set(",\"'"):
            return self.folder
        name = sha256(os.fsencode(self.folder)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"anju-{name}"

    def url(self, *, database: str = "anju", user: str = "postgres") -> str:
        """This is the address for Django and psycopg; no password, the folder's mode guards the socket."""
        return f"postgresql://{user}@/{database}?host={quote(str(self.sockets))}"


@contextmanager
def running(*, folder: Path, fast: bool = False) -> Iterator[Server]:
    """This keeps the server over `folder` running for as long as the block lasts.

    `fast` gives up durability, for tests only. Adopts a live server; never starts a second one over the same folder.
    """
    server = Server(folder=folder, fast=fast)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        users = folder.with_name(folder.name + ".users").open("a")
    except OSError as error:
        raise Trouble(f"Can't write to {folder.parent}: {error.strerror}. Set ANJU_HOME to another folder.") from error
    with users:
        fcntl.flock(users, fcntl.LOCK_SH)
        with _alone(folder=folder):
            _start_or_adopt(server=server)
        try:
            yield server
        finally:
            with _alone(folder=folder):
                if _last(users=users):
                    stop(server=server)


def stop(*, server: Server) -> bool:
    """This stops the server if it is up, and says whether it was."""
    if postmaster(folder=server.folder) is None:
        return False
    try:
        run(server=server, program="pg_ctl", arguments=["stop", "-w", "-m", "fast", "-t", "60"])
    except Trouble:
        if postmaster(folder=server.folder) is not None:  # else it died by itself in this very moment
            raise
    if server.sockets != server.folder:
        shutil.rmtree(server.sockets, ignore_errors=True)
    return True


def keep(*, server: Server) -> None:
    """This starts the server again if it has died."""
    if postmaster(folder=server.folder) is None:
        with _alone(folder=server.folder):
            _start_or_adopt(server=server)


def postmaster(*, folder: Path) -> psutil.Process | None:
    """This is the live server process over `folder`, told apart from a stranger that got its number."""
    try:
        number = int((folder / "postmaster.pid").read_text().split("\n", 1)[0])
        process = psutil.Process(number)
        ours = process.name().startswith("postgres") and Path(process.cwd()) == folder.resolve()
    except (OSError, ValueError, psutil.Error):
        return None
    return process if ours else None


def run(*, server: Server, program: str, arguments: Sequence[str]) -> str:
    """This runs one of the wheel's programs against the server, as root under the server's own account.

    Hands back what it printed; Trouble with its last line if it failed.
    """
    place = {"PGDATA": str(server.folder), "PGHOST": str(server.sockets), "PGUSER": "postgres"}
    root = os.geteuid() == 0
    with tempfile.TemporaryFile("w+") as output:  # not a pipe: the server inherits it and would keep it open
        done = subprocess.run(
            [binaries.folder(home=server.folder.parent) / program, *arguments],
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "PGDATABASE": "postgres", **place},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd="/",
            check=False,
            user=binaries.ACCOUNT if root else None,
            group=binaries.ACCOUNT if root else None,
            extra_groups=[] if root else None,
        )
        output.seek(0)
        said = output.read().strip()
    if done.returncode:
        raise Trouble(_reason(server=server, program=program, said=said))
    return said


@contextmanager
def _alone(*, folder: Path) -> Iterator[None]:
    with folder.with_name(folder.name + ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _last(*, users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _start_or_adopt(*, server: Server) -> None:
    for _ in range(3):
        if postmaster(folder=server.folder) is None:
            _start(server=server)
        if _answers(server=server):
            return
    raise Trouble(f"The database in {server.folder} runs but does not answer. ./anju stop ends it.")


def _start(*, server: Server) -> None:
    _prepare(server=server)
    if not (server.folder / "PG_VERSION").exists():
        _initialise(server=server)
    _configure(server=server)
    _clear_stale(folder=server.folder)
    log = str(_log(server=server))
    run(server=server, program="pg_ctl", arguments=["start", "-w", "-t", str(PATIENCE), "-l", log])


def _prepare(*, server: Server) -> None:
    for folder in {server.folder, server.sockets}:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.geteuid() == 0:
            binaries.make_account()
            _reachable(folder=folder)
            shutil.chown(folder, binaries.ACCOUNT, binaries.ACCOUNT)
        elif folder.stat().st_uid != os.geteuid():
            raise Trouble(f"{folder} belongs to another account. Set ANJU_HOME to a folder of your own.")


def _reachable(*, folder: Path) -> None:
    """This refuses a folder below one that the server's account may not pass, rather than opening that one to all."""
    closed = [parent for parent in folder.parents if not parent.stat().st_mode & 0o001]
    if closed:
        raise Trouble(
            f"As root, the embedded PostgreSQL runs under the account {binaries.ACCOUNT}, which can't pass {closed[0]}. "
            "Set ANJU_HOME to a folder such as /var/lib/anju."
        )


def _initialise(*, server: Server) -> None:
    options = [
        "--auth=trust",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--locale=C.UTF-8",
        "--username=postgres",
    ]
    run(server=server, program="initdb", arguments=[*options, *(["--no-sync"] if server.fast else [])])
    with (server.folder / "postgresql.conf").open("a") as settings:
        settings.write("include_if_exists = 'anju.conf'\n")


def _configure(*, server: Server) -> None:
    text = tuning.settings(memory=psutil.virtual_memory().total, sockets=server.sockets, fast=server.fast)
    (server.folder / "anju.conf").write_text(text)
    (server.folder / "anju.conf").chmod(0o644)


def _clear_stale(*, folder: Path) -> None:
    """This removes the file of a dead server, whose number may belong to a stranger by now.

    A killed server's helpers take a moment to notice and leave; while one is there, the file must stay.
    """
    for _ in range(100):
        if not any(_works_in(process=process, folder=folder) for process in psutil.process_iter()):
            (folder / "postmaster.pid").unlink(missing_ok=True)
            return
        time.sleep(0.1)


def _works_in(*, process: psutil.Process, folder: Path) -> bool:
    with suppress(OSError, psutil.Error):
        return process.name().startswith("postgres") and Path(process.cwd()) == folder.resolve()
    return False


def _answers(*, server: Server) -> bool:
    """This waits until the server takes connections and has our database; no, if it dies meanwhile."""
    for _ in range(PATIENCE * 5):
        with (
            suppress(psycopg.OperationalError),
            psycopg.connect(server.url(database="postgres"), autocommit=True) as link,
        ):
            if not link.execute("SELECT 1 FROM pg_database WHERE datname = 'anju'").fetchone():
                link.execute("CREATE DATABASE anju")
            return True
        if postmaster(folder=server.folder) is None:
            return False
        time.sleep(0.2)
    return False


def _log(*, server: Server) -> Path:
    return server.folder / "start.log"


def _reason(*, server: Server, program: str, said: str) -> str:
    """This picks the one line that tells a person why a program of the server failed."""
    log = _log(server=server)
    lines = [*said.splitlines(), *(log.read_text(errors="replace").splitlines() if log.exists() else [])]
    if any("No space left on device" in line for line in lines):
        return f"The disk is full: no space left for the database in {server.folder}."
    telling = [line for line in lines if re.search(r"FATAL|PANIC|error:|could not", line)]
    return f"The embedded PostgreSQL failed ({program}): {(telling or said.splitlines() or ['no message'])[-1].strip()}"
