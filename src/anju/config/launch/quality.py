"""This module runs what ./anju test and ./anju check consist of."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from anju.config.launch import assets, messages, places, testing
from anju.config.launch.trouble import Trouble

NO_TESTS = 5  # pytest's status when it collected nothing
CHECKS = {
    "style": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "floors": ["lint-imports"],
    "types": ["mypy"],
    "system": ["python", "-m", "django", "check"],
    "migrations": ["python", "-m", "django", "makemigrations", "--check", "--dry-run"],
}


def test(*, arguments: Sequence[str]) -> int:
    """This runs the whole suite, or what the arguments name, and hands back pytest's status."""
    assets.ready(dev=True)
    messages.build()
    spread = [] if any(argument.startswith(("-n", "--pdb")) for argument in arguments) else ["-n", "2"]
    status = _run(command=["python", "-m", "pytest", *spread, *arguments])
    if status == NO_TESTS:
        raise Trouble("No test ran.", status=NO_TESTS)
    return status


def check() -> None:
    """This runs every check to its end, then says which failed."""
    testing.start()
    messages.build()
    failed = []
    for name, command in CHECKS.items():
        print(f"== {name}: {' '.join(command)}", flush=True)
        if _run(command=command):
            failed.append(name)
    if failed:
        raise Trouble(f"These checks failed: {', '.join(failed)}.")
    print("All checks passed.")


def _run(*, command: Sequence[str]) -> int:
    program = Path(sys.executable).parent / command[0]
    return subprocess.run([str(program), *command[1:]], cwd=places.ROOT, env=os.environ, check=False).returncode
