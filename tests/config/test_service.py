"""One whole life of the service: started, killed, started again, stopped, with nothing lost and nobody left."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import psycopg
import pytest

from anju.config.launch import embedded, places


def of_this_home(home: Path) -> list[str]:
    """These are the live processes that were started for this data folder."""
    found = []
    for process in psutil.process_iter():
        try:
            mine = process.environ().get("ANJU_HOME") == str(home) or process.cwd().startswith(str(home))
        except (psutil.Error, OSError):
            continue
        if mine and process.pid != os.getpid() and process.status() != psutil.STATUS_ZOMBIE:
            found.append(" ".join(process.cmdline()) or process.name())
    return found


def wait_until_gone(home: Path, *, but: str) -> list[str]:
    for _ in range(200):
        left = [line for line in of_this_home(home) if but not in line]
        if not left:
            break
        time.sleep(0.1)
    return left


def start(environment: dict[str, str]) -> tuple[subprocess.Popen[str], list[str]]:
    process = subprocess.Popen([places.ROOT / "anju", "start"], env=environment, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    said = []
    for line in process.stderr:
        said.append(line)
        if "is ready" in line:
            return process, said
    raise AssertionError("".join(said))


@pytest.fixture
def environment(clean: dict[str, str], data: Path) -> dict[str, str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    venv = Path(sys.executable).parent.parent
    return {**clean, "ANJU_VENV": str(venv), "ANJU_VAR": str(data / "var"), "ANJU_PORT": str(port)}


def test_started_killed_started_again_and_stopped(environment: dict[str, str], data: Path) -> None:
    server = embedded.Server(folder=data / "pg")
    launcher, _ = start(environment)
    with psycopg.connect(server.url()) as link:
        link.execute("CREATE TABLE kept AS SELECT 7 AS n")

    twice = subprocess.run(
        [places.ROOT / "anju", "start"], env=environment, capture_output=True, text=True, check=False
    )
    where = f"http://localhost:{environment['ANJU_PORT']}/"
    assert (twice.returncode, twice.stderr) == (
        1,
        f"anju: Anju already runs over {data} at {where} ./anju stop ends it.\n",
    )

    launcher.kill()
    launcher.wait()
    assert wait_until_gone(data, but="postgres") == []
    first = embedded.postmaster(folder=data / "pg")
    assert first is not None

    again, _ = start(environment)
    adopted = embedded.postmaster(folder=data / "pg")
    assert adopted is not None
    assert adopted.pid == first.pid
    with psycopg.connect(server.url()) as link:
        assert link.execute("SELECT n FROM kept").fetchone() == (7,)
    link_up = http.client.HTTPConnection("127.0.0.1", int(environment["ANJU_PORT"]), timeout=10)
    link_up.request("GET", "/static/icons.svg")
    assert link_up.getresponse().status == 200
    link_up.close()

    again.send_signal(signal.SIGINT)
    assert again.wait(timeout=30) == 0
    assert again.stderr is not None
    assert again.stderr.read().splitlines()[-1] == "Stopped. Nothing is lost."
    assert wait_until_gone(data, but="nothing") == []
