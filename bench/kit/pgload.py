"""pgbench with a log of every transaction, so that it has quantiles too."""

import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from anju.config.launch import binaries
from anju.config.launch.embedded import Server


@dataclass(frozen=True)
class Figures:
    """Milliseconds and transactions a second."""

    p50: float
    p95: float
    rate: float


def run(*, server: Server, folder: Path, script: str, clients: int, seconds: float, each: int = 0) -> Figures:
    """This runs a script of prepared statements for so long, or so often for each client where a number is given."""
    program = binaries.folder(home=folder) / "pgbench"
    place = Path(tempfile.mkdtemp(dir=folder))
    try:
        (place / "script.sql").write_text(script)
        command = [
            *(str(program), "-n", "-M", "prepared", "-c", str(clients), "-j", "1"),
            *(("-t", str(each)) if each else ("-T", str(max(1, int(seconds))))),
            *(
                "-f",
                str(place / "script.sql"),
                "-h",
                str(server.sockets),
                "-U",
                "postgres",
                "-l",
                "--log-prefix",
                str(place / "log"),
                "anju",
            ),
        ]
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"}, cwd="/"
        )
        if done.returncode:
            raise SystemExit(f"pgbench: {done.stderr[:900]}")
        times = sorted(
            int(line.split()[2]) / 1000 for log in place.glob("log*") for line in log.read_text().splitlines()
        )
    finally:
        shutil.rmtree(place)
    rate = re.search(r"^tps = ([\d.]+)", done.stdout, re.MULTILINE)
    assert rate is not None, done.stdout
    return Figures(p50=times[len(times) // 2], p95=times[int(len(times) * 0.95)], rate=float(rate[1]))
