"""This module keeps the web server and the worker alive, and takes them down without leaving one behind."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from anju.config.launch.trouble import Trouble

PAUSES = (0.5, 1, 2, 4, 8, 15)  # seconds before each restart in a row; after the last one a start gives up
CALM = 60  # seconds of life after which a death counts as the first again
GRACE = 15  # seconds to finish what is under way after a SIGTERM
PARENT_DIED = 1  # PR_SET_PDEATHSIG
Tick = Callable[[], None]


@dataclass(kw_only=True)
class Child:
    """This is one program to keep alive; its output goes to `log`, or to the terminal if that is None."""

    name: str
    command: Sequence[str]
    log: Path | None = None
    process: subprocess.Popen[bytes] | None = None
    born: float = 0.0
    again_at: float = 0.0
    deaths: int = field(default=0)
    proven: bool = False  # it has worked: what kills it now, a database away for long, will pass
    waits: bool = False  # it begins when the others are ready, so as not to take their processor while they load

    def start(self, *, environment: Mapping[str, str]) -> None:
        """This starts the program in a process group of its own, so that Ctrl-C reaches only the supervisor."""
        output = self.log.open("ab") if self.log else None
        self.process = subprocess.Popen(
            list(self.command),
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=_follow_parent if sys.platform == "linux" else None,  # noqa: PLW1509  one thread only
        )
        if output:
            output.close()
        self.born = time.monotonic()

    def end(self, *, how: signal.Signals) -> None:
        """This signals the whole group, so that a dead master's workers go as well."""
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, how)


class Supervisor:
    """This runs children until a signal says stop, restarting each one that dies."""

    def __init__(self, *, children: Sequence[Child], tick: Tick) -> None:
        self.children = children
        self.tick = tick
        self.stopping = False

    def run(self, *, ready: Callable[[], bool], announce: Callable[[], None]) -> None:
        """This starts the children, announces once `ready` holds, and comes back after a clean stop.

        Trouble if a child keeps dying.
        """
        numbers = [signal.SIGINT, signal.SIGTERM]
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # under nohup it outlives its terminal
            numbers.append(signal.SIGHUP)
        old = {number: signal.signal(number, self._ask) for number in numbers}
        try:
            for child in self.children:
                if not child.waits:
                    child.start(environment=os.environ)
            announced = False
            while not self.stopping:
                if not announced and ready():
                    announced = True
                    announce()
                    for child in self.children:
                        child.waits = False
                self._look_after()
                time.sleep(0.2)
        finally:
            self._take_down()
            for number, handler in old.items():
                signal.signal(number, handler)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _look_after(self) -> None:
        self.tick()
        now = time.monotonic()
        for child in self.children:
            if child.process is None and not child.waits:
                if now >= child.again_at:
                    child.start(environment=os.environ)
            elif child.process and (status := child.process.poll()) is not None:
                self._bury(child=child, status=status, now=now)

    def _bury(self, *, child: Child, status: int, now: float) -> None:
        child.end(how=signal.SIGKILL)
        child.process = None
        calm = now - child.born > CALM
        child.proven = child.proven or calm
        child.deaths = 1 if calm else child.deaths + 1
        if child.deaths > len(PAUSES) and not child.proven:
            raise Trouble(
                f"The {child.name} stopped {child.deaths} times in a row (status {status}).{_where(child=child)}"
            )
        child.again_at = now + PAUSES[min(child.deaths, len(PAUSES)) - 1]
        print(f"anju: the {child.name} stopped (status {status}); it is started again.", file=sys.stderr)

    def _take_down(self) -> None:
        for child in self.children:
            child.end(how=signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        for child in self.children:
            if child.process is not None:
                with suppress(subprocess.TimeoutExpired):
                    child.process.wait(timeout=max(0.1, deadline - time.monotonic()))
        for child in self.children:
            child.end(how=signal.SIGKILL)
            if child.process is not None:
                child.process.wait()


def _where(*, child: Child) -> str:
    if child.log is None or not child.log.exists():
        return ""
    lines = child.log.read_text(errors="replace").strip().splitlines()
    return f" Last line of {child.log}: {lines[-1].strip()}" if lines else ""


def _follow_parent() -> None:
    """This has Linux stop the child when its supervisor is killed; nobody else would."""
    ctypes.CDLL(None).prctl(PARENT_DIED, signal.SIGTERM)
