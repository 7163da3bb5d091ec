"""This module is the whole start of the service: prepare, serve, tell, and stop."""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from anju.config.launch import address, assets, database, embedded, identity, messages, places, supervisor
from anju.config.launch.trouble import Trouble

PATIENCE = 60  # seconds for a running service to stop


def start(*, mode: str) -> None:
    """This serves until Ctrl-C; `mode` is demo or real."""
    home = places.writable(folder=places.home())
    os.environ["ANJU_HOME"] = str(home)
    # `./anju stop` must end a start under way as cleanly as Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with _only_one(home=home):
        identity.settle(home=home, mode=mode)
        address.check_free()
        places.writable(folder=places.var())
        _say("Fetching what the pages need …")
        assets.ready()
        messages.build()
        _say("Starting the database …")
        with database.ready() as base:
            _say("Preparing the database …")
            _prepare(mode=mode, app=base.app)
            # from here on nobody has the owner's rights: acts are only added to (L10)
            os.environ["DATABASE_URL"] = base.app
            _serve(home=home, mode=mode, keep=base.keep)
    _say("Stopped. Nothing is lost.")


def stop() -> None:
    """This ends a service that runs elsewhere, and an embedded server that a killed one left behind."""
    home = places.home()
    ended = False
    for number in _holder(home=home):
        with suppress(psutil.NoSuchProcess):
            launcher = psutil.Process(number)
            launcher.send_signal(signal.SIGTERM)
            launcher.wait(timeout=PATIENCE)
            ended = True
    ended = embedded.stop(server=embedded.Server(folder=home / "pg")) or ended
    _say("Stopped." if ended else "Nothing was running.")


def _prepare(*, mode: str, app: str) -> None:
    command = [sys.executable, "-m", "anju.config.launch", "prepare", mode]
    status = subprocess.run(command, check=False, env={**os.environ, "ANJU_APP_DATABASE_URL": app}).returncode
    if status:
        raise Trouble("Preparing the database failed; the reason stands above.", status=status)


def _serve(*, home: Path, mode: str, keep: supervisor.Tick) -> None:
    logs = None if mode == "real" else places.writable(folder=home / "log")
    children = [
        supervisor.Child(name="web server", command=_web(), log=logs and logs / "web.log"),
        supervisor.Child(name="worker", command=_worker(), log=logs and logs / "worker.log", waits=True),
    ]
    signins = home / "signins.txt"

    def announce() -> None:
        if mode == "demo" and signins.exists():
            print(signins.read_text())
        _say(f"Anju 安居 is ready: {address.url()}   (Ctrl-C stops it{f'; logs: {logs}' if logs else ''})")

    supervisor.Supervisor(children=children, tick=keep).run(ready=address.answers, announce=announce)


def _web() -> list[str]:
    workers = os.environ.get("ANJU_WEB_WORKERS", "2")
    threads = os.environ.get("ANJU_WEB_THREADS", "4")
    options = ["--interface", "wsgi", "--host", address.host(), "--port", str(address.port()), "--workers", workers]
    limits = ["--blocking-threads", threads, "--backpressure", "128", "--workers-kill-timeout", "10"]
    quiet = ["--respawn-failed-workers", "--log-level", "warning", "--no-ws", "--http", "1"]
    return [sys.executable, "-m", "granian", *options, *limits, *quiet, "anju.config.wsgi:application"]


def _worker() -> list[str]:
    return [sys.executable, "-m", "django", "procrastinate", "worker", "--concurrency", "2"]


@contextmanager
def _only_one(*, home: Path) -> Iterator[None]:
    """This holds the data folder for one launcher; the lock goes with the process, even by kill -9."""
    with (home / "running").open("a+") as note:
        try:
            fcntl.flock(note, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            note.seek(0)
            where = note.read().strip().rpartition(" ")[2]
            raise Trouble(f"Anju already runs over {home} at {where} ./anju stop ends it.") from None
        note.truncate(0)
        note.write(f"{os.getpid()} {address.url()}")
        note.flush()
        try:
            yield
        finally:
            note.truncate(0)


def _holder(*, home: Path) -> list[int]:
    """This is the number of the launcher that holds the data folder, if there is one."""
    path = home / "running"
    if not path.exists():
        return []
    with path.open("r+") as note:
        try:
            fcntl.flock(note, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return [int(note.read().split()[0])]
    return []


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
