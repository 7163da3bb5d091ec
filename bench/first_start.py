"""How long a newcomer waits: the first start of the demo over an empty data folder, and the second; downloads aside.

Run: .venv/bin/python bench/first_start.py [--runs 3] [--country FOLDER]
The Python and npm packages must be there (./anju setup). With --country, a folder with the CSV files of the whole country's
divisions, the loading of these into the started service is measured too.
"""

import argparse
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from kit import machine

BOUND = 60.0
PATIENCE = 900


def main() -> None:
    """This measures and prints the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--country", type=Path)
    given = asked.parse_args()
    print(f"Machine: {machine.described()}")
    rows: dict[str, list[float]] = {}
    for _ in range(given.runs):
        with machine.home() as folder:
            rows.setdefault("first start, 2,000 people", []).append(_start(folder))
            rows.setdefault("second start", []).append(_start(folder))
            rows.setdefault("load_places once more", []).append(_manage(folder, "load_places"))
            if given.country:
                rows.setdefault("load_country", []).append(
                    _manage(folder, "load_country", "--from", str(given.country))
                )
                rows.setdefault("start with the whole country", []).append(_start(folder))
    for name, times in rows.items():
        each = ", ".join(f"{one:.1f}" for one in times)
        print(f"{name:<30} median {statistics.median(times):6.1f} s   (runs: {each})")
    print(f"bound: first start {BOUND:g} s")


def _environment(folder: Path) -> dict[str, str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    home = folder / "home"
    home.mkdir(exist_ok=True)
    home.chmod(0o755)
    return {**os.environ, "ANJU_HOME": str(home), "ANJU_VAR": str(folder / "var"), "ANJU_PORT": port}


def _start(folder: Path) -> float:
    """This is the time in seconds from the command to the line that says the service is ready."""
    begun = time.perf_counter()
    with (folder / "start.log").open("wb") as log:
        child = subprocess.Popen(
            ["./anju", "demo"], cwd=machine.ROOT, env=_environment(folder), stdout=log, stderr=subprocess.STDOUT
        )
        try:
            while b"is ready" not in (folder / "start.log").read_bytes():
                if child.poll() is not None or time.perf_counter() - begun > PATIENCE:
                    raise SystemExit((folder / "start.log").read_text()[-2000:])
                time.sleep(0.05)
            took = time.perf_counter() - begun
        finally:
            child.send_signal(signal.SIGINT)
            child.wait(timeout=120)
    return took


def _manage(folder: Path, *arguments: str) -> float:
    begun = time.perf_counter()
    subprocess.run(
        ["./anju", "manage", *arguments],
        cwd=machine.ROOT,
        env=_environment(folder),
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
