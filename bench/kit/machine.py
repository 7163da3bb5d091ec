"""A database and a web server of their own in a temporary folder, for the time of one measurement."""

import os
import platform
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from anju.config.launch import binaries, embedded
from anju.vault import ring

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def home() -> Iterator[Path]:
    """This is a temporary data folder that the server's account can pass, gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="anju-bench-", dir=os.environ.get("ANJU_BENCH_DIR", "/var/tmp")))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database(folder: Path, *, mode: str = "demo") -> Iterator[embedded.Server]:
    """This is an embedded PostgreSQL as in real use: fsync and synchronous_commit on."""
    with embedded.running(folder=folder / "pg") as server:
        os.environ.update(
            ANJU_MODE=mode,
            ANJU_HOME=str(folder),
            DATABASE_URL=server.url(),
            DJANGO_SETTINGS_MODULE="anju.config.settings",
            ANJU_API_RATE="1000000",
            ANJU_SECRET_KEY=secrets.token_urlsafe(64),
        )
        ring.ensure(path=folder / "keyring.json")
        yield server


def manage(*arguments: str) -> None:
    """This runs one management command against the database."""
    subprocess.run([sys.executable, "-m", "django", *arguments], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


@contextmanager
def web(application: str, *, workers: int, threads: int, folder: Path) -> Iterator[tuple[int, int]]:
    """This is granian as `./anju start` runs it, on a free port; gives the port and the number of its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", str(threads), "--workers-kill-timeout", "10"),
        *("--log-level", "warning", "--no-ws", "--http", "1", application),
    ]
    with (folder / "web.log").open("ab") as log:
        # the bare endpoints stand beside the benchmarks
        paths = os.pathsep.join([str(ROOT / "bench"), os.environ.get("PYTHONPATH", "")])
        child = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env={**os.environ, "PYTHONPATH": paths})
        try:
            _wait(port, child)
            yield port, child.pid
        finally:
            child.terminate()
            child.wait(timeout=30)


def _wait(port: int, child: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        if child.poll() is not None:
            raise SystemExit("The web server did not start; see its log.")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("The web server does not answer.")


def pgbench(folder: Path, server: embedded.Server, *, script: Path, clients: int, seconds: int) -> str:
    """This runs the wheel's pgbench with prepared statements and gives its words."""
    program = binaries.folder(home=folder) / "pgbench"
    command = [
        *(str(program), "-n", "-M", "prepared", "-c", str(clients), "-j", "1", "-T", str(seconds)),
        *("-f", str(script), "-h", str(server.sockets), "-U", "postgres", "-r", "anju"),
    ]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd="/").stdout


def described() -> str:
    """This names the machine."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [
            line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        model = names[0] if names else model
    gib = psutil.virtual_memory().total / 2**30
    return (
        f"{psutil.cpu_count()} cores ({model}), {gib:.0f} GiB, Python {platform.python_version()}, {platform.system()}"
    )
