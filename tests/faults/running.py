"""A whole service for tests that break it: a PostgreSQL and a web server of its own, and somebody who asks."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from anju.config.launch import embedded, places

TOKEN = "t" * 32
HIDDEN = re.compile(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"')
PATIENCE = 60


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str

    def json(self) -> Any:
        """Return the body as JSON."""
        return json.loads(self.text)


@dataclass
class Service:
    """One throw-away service."""

    folder: Path
    database: embedded.Server
    port: int
    made: dict[str, Any] = field(default_factory=dict)
    web: subprocess.Popen[bytes] | None = None
    _given: dict[str, int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def environment(self) -> dict[str, str]:
        """The environment of its processes."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("ANJU_", "PYTEST", "COV_"))}
        return {
            **kept,
            "ANJU_MODE": "test",
            "ANJU_HOME": str(self.folder),
            "DATABASE_URL": self.database.url(),
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "PYTHONPATH": os.pathsep.join([str(places.ROOT), str(places.ROOT / "src")]),
            "ANJU_PORT": str(self.port),
        }

    @property
    def logs(self) -> list[Path]:
        """Every log it writes."""
        return [*self.folder.glob("*.log"), *(self.folder / "pg" / "log").iterdir(), self.folder / "pg" / "start.log"]

    def next(self, kind: str) -> Any:
        """Return the next of the people or forms made, one that no other test has."""
        with self._lock:
            place = self._given.get(kind, 0)
            self._given[kind] = place + 1
        return self.made[kind][place]

    def seed(self) -> None:
        """Make its tables and people."""
        command = [sys.executable, "-m", "tests.faults.seeding"]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        self.made = json.loads(done.stdout)

    def start(self) -> None:
        """Start the web server as the service does, under the narrower role, and wait for its first answer."""
        options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port), "--workers", "1"]
        limits = [
            "--blocking-threads",
            "4",
            "--backpressure",
            "128",
            "--no-ws",
            "--http",
            "1",
            "--log-level",
            "warning",
        ]
        environment = {**self.environment, "DATABASE_URL": self.database.url(user="anju_app")}
        with (self.folder / "web.log").open("ab") as log:
            self.web = subprocess.Popen(
                [sys.executable, "-m", "granian", *options, *limits, "tests.faults.wsgi:application"],
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait_for(self._up)

    def kill(self) -> None:
        """End the web server's processes as a power cut would."""
        assert self.web is not None
        os.killpg(self.web.pid, signal.SIGKILL)
        self.web.wait()

    def ask(
        self, method: str, path: str, body: bytes | str | None = None, *, session: str = "", **headers: str
    ) -> Answer:
        """Ask once; raises OSError or HTTPException where the server is gone."""
        sent = {"Cookie": f"csrftoken={TOKEN}" + (f"; anju_session={session}" if session else "")}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            link.request(method, path, body, sent)
            got = link.getresponse()
            return Answer(got.status, dict(got.getheaders()), got.read().decode())
        finally:
            link.close()

    def machine(self, path: str, body: object, *, key: str, **headers: str) -> Answer:
        """Post JSON as the station's own system."""
        sent = json.dumps(body)
        known = {"Authorization": f"Bearer {self.made['token']}", "Idempotency_Key": key}
        return self.ask("POST", f"/api/v1{path}", sent, Content_Type="application/json", **known, **headers)

    def form(self, path: str, values: Mapping[str, str], *, session: str, **headers: str) -> Answer:
        """Post a form as a browser does."""
        sent = urllib.parse.urlencode({"csrfmiddlewaretoken": TOKEN, **values})
        kind = "application/x-www-form-urlencoded"
        return self.ask("POST", path, sent, session=session, Content_Type=kind, **headers)

    def hidden(self, path: str, *, session: str) -> dict[str, str]:
        """Return the draft and version that a page holds."""
        found = dict(HIDDEN.findall(self.ask("GET", path, session=session).text))
        return {name: found[name] for name in ("draft", "version")}

    def sql(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the database as its owner."""
        with psycopg.connect(self.database.url(), autocommit=True) as link:
            cursor = link.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

    def count(self) -> dict[str, int]:
        """Count what a filing leaves behind."""
        tables = ("stay", "person", "receipt", "idempotency")
        found = {table: self.sql(f"SELECT count(*) FROM {table}")[0][0] for table in tables}
        acts = self.sql("SELECT count(*) FROM act WHERE what IN ('declare', 'register')")[0][0]
        return {**found, "act": acts}

    def _up(self) -> bool:
        assert self.web is not None
        assert self.web.poll() is None, (self.folder / "web.log").read_text()[-3000:]
        try:
            return self.ask("GET", "/healthz").status == 200
        except (OSError, http.client.HTTPException):
            return False


def wait_for(true: Callable[[], object], *, seconds: float = PATIENCE) -> None:
    """Wait until something is so; fail when it is not in time."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def free_port() -> int:
    """Return a port that nobody holds."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def service(*, folder: Path) -> Iterator[Service]:
    """Run a service over a folder for as long as the block lasts; its database is as durable as a real one."""
    with embedded.running(folder=folder / "pg") as database:
        made = Service(folder=folder, database=database, port=free_port())
        made.seed()
        try:
            made.start()
            yield made
        finally:
            if made.web is not None and made.web.poll() is None:
                made.kill()
