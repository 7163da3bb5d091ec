"""The supervisor restarts what dies, gives up in time, and leaves no process behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from anju.config.launch import supervisor
from anju.config.launch.trouble import Trouble

FAMILY = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
open(sys.argv[1], "a").write(f"{child.pid}\\n")
time.sleep(60)
"""
LAUNCHER = """
import sys
from anju.config.launch import supervisor
child = supervisor.Child(name="family", command=[sys.executable, "-c", sys.argv[1], sys.argv[2]])
supervisor.Supervisor(children=[child], tick=lambda: None).run(ready=lambda: True, announce=lambda: None)
"""


def grandchildren(note: Path, *, count: int) -> list[psutil.Process]:
    for _ in range(100):
        lines = note.read_text().split() if note.exists() else []
        if len(lines) >= count:
            return [psutil.Process(int(line)) for line in lines]
        time.sleep(0.05)
    raise AssertionError(f"only {len(lines)} of {count} were born")


def gone(process: psutil.Process) -> bool:
    for _ in range(100):
        if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


def launch(note: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", LAUNCHER, FAMILY, str(note)])


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_stop_takes_children_and_grandchildren_down(tmp_path: Path, how: signal.Signals) -> None:
    launcher = launch(tmp_path / "note")
    [grandchild] = grandchildren(tmp_path / "note", count=1)
    launcher.send_signal(how)
    assert launcher.wait(timeout=20) == 0
    assert gone(grandchild)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
def test_a_killed_launcher_takes_its_children_along(tmp_path: Path) -> None:
    launcher = launch(tmp_path / "note")
    [grandchild] = grandchildren(tmp_path / "note", count=1)
    [child] = psutil.Process(launcher.pid).children()
    launcher.kill()
    launcher.wait()
    assert gone(child)
    os.kill(grandchild.pid, signal.SIGKILL)


def test_a_child_that_dies_is_started_again_without_its_old_family(tmp_path: Path) -> None:
    launcher = launch(tmp_path / "note")
    [first] = grandchildren(tmp_path / "note", count=1)
    psutil.Process(launcher.pid).children()[0].kill()
    [_, second] = grandchildren(tmp_path / "note", count=2)
    assert gone(first)
    assert second.is_running()
    launcher.terminate()
    launcher.wait(timeout=20)


def test_a_child_that_keeps_dying_ends_the_start_with_its_last_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(supervisor, "PAUSES", (0.0, 0.0))
    words = [sys.executable, "-c", "print('no such table'); raise SystemExit(3)"]
    child = supervisor.Child(name="worker", command=words, log=tmp_path / "worker.log")
    watch = supervisor.Supervisor(children=[child], tick=lambda: None)
    with pytest.raises(Trouble, match=r"The worker stopped 3 times in a row \(status 3\).* no such table"):
        watch.run(ready=lambda: False, announce=lambda: None)
    assert capsys.readouterr().err.count("it is started again") == 2


def test_a_child_that_has_worked_is_started_again_however_often_it_dies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "PAUSES", (0.0,))
    monkeypatch.setattr(supervisor, "CALM", 0.3)
    note = tmp_path / "lives"
    lives = f'if [ -s "{note}" ]; then echo >> "{note}"; else echo >> "{note}"; sleep 0.6; fi'
    child = supervisor.Child(name="worker", command=["sh", "-c", lives], log=tmp_path / "worker.log")
    watch = supervisor.Supervisor(children=[child], tick=lambda: None)

    def look() -> bool:
        watch.stopping = note.exists() and len(note.read_text()) >= 5
        return False

    watch.run(ready=look, announce=lambda: None)
    assert len(note.read_text()) >= 5


def test_who_waits_begins_when_the_others_are_ready_and_not_before() -> None:
    sleeps = [sys.executable, "-c", "import time; time.sleep(60)"]
    first = supervisor.Child(name="first", command=sleeps)
    second = supervisor.Child(name="second", command=sleeps, waits=True)
    seen: list[tuple[bool, bool]] = []

    def tick() -> None:
        seen.append((first.process is not None, second.process is not None))
        if second.process is not None:
            os.kill(os.getpid(), signal.SIGTERM)

    supervisor.Supervisor(children=[first, second], tick=tick).run(ready=lambda: len(seen) > 1, announce=lambda: None)
    assert seen[:2] == [(True, False), (True, False)]
    assert seen[-1] == (True, True)
