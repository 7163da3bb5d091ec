"""What a newcomer's machine lacks is said in one line, without a traceback."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from anju.config.launch import places

SCRIPT = places.ROOT / "anju"


def say(*, arguments: list[str], environment: dict[str, str], script: Path = SCRIPT) -> tuple[int, list[str]]:
    done = subprocess.run(
        [script, *arguments], env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    return done.returncode, [line for line in done.stderr.splitlines() if not line.endswith("...")]


@pytest.fixture
def running(clean: dict[str, str]) -> dict[str, str]:
    """This environment uses the virtual environment of this test run."""
    return {**clean, "ANJU_VENV": str(Path(sys.executable).parent.parent)}


@pytest.fixture
def closed_port() -> int:
    """This is a port of this machine at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_no_python_at_all(clean: dict[str, str], tmp_path: Path) -> None:
    for tool in ("sh", "dirname", "cksum", "grep", "pwd"):
        (tmp_path / tool).symlink_to(shutil.which(tool) or tool)
    status, lines = say(
        arguments=["demo"], environment={**clean, "PATH": str(tmp_path), "ANJU_VENV": str(tmp_path / "v")}
    )
    assert (status, len(lines)) == (1, 1)
    assert lines[0].startswith("anju: Python 3.11 or newer is needed, and this machine has no Python.")


def test_a_python_that_is_too_old(clean: dict[str, str], tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\ncase "$1" in --version) echo Python 3.9.2;; *) exit 1;; esac\n')
    old.chmod(0o755)
    environment = {
        **clean,
        "ANJU_PYTHON": str(old),
        "ANJU_VENV": str(tmp_path / "v"),
        "PATH": f"{tmp_path}:{clean['PATH']}",
    }
    status, lines = say(arguments=["demo"], environment=environment)
    assert (status, len(lines)) == (1, 1)
    assert "this machine has Python 3.9.2" in lines[0]


def test_a_python_registry_out_of_reach(clean: dict[str, str], tmp_path: Path, closed_port: int) -> None:
    index = f"http://127.0.0.1:{closed_port}/simple"
    environment = {**clean, "ANJU_VENV": str(tmp_path / "v"), "ANJU_PYTHON": sys.executable, "PIP_INDEX_URL": index}
    status, lines = say(arguments=["setup"], environment=environment)
    assert (status, len(lines)) == (1, 1)
    assert lines[0].startswith("anju: Can't reach the Python package registry.")
    assert not (tmp_path / "v" / "anju-installed").exists()


def test_an_npm_registry_out_of_reach(running: dict[str, str], tmp_path: Path, closed_port: int) -> None:
    clone = tmp_path / "clone"
    clone.mkdir()
    for name in ("anju", "package.json", "package-lock.json", ".npmrc", "requirements.lock"):
        shutil.copy(SCRIPT.parent / name, clone / name)
    shutil.copytree(SCRIPT.parent / "src" / "anju" / "config", clone / "src" / "anju" / "config")
    (clone / "src" / "anju" / "__init__.py").touch()
    cache = {"npm_config_registry": f"http://127.0.0.1:{closed_port}/", "npm_config_cache": str(tmp_path / "cache")}
    environment = {**running, **cache, "PYTHONPATH": str(clone / "src")}
    status, lines = say(arguments=["setup"], environment=environment, script=clone / "anju")
    assert (status, len(lines)) == (1, 1)
    assert lines[0].startswith("anju: Can't reach the npm registry.")


@pytest.mark.parametrize("command", [["demo"], ["start"], ["manage", "check"]])
def test_a_data_folder_that_cannot_be_written(running: dict[str, str], tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "file").touch()
    status, lines = say(arguments=command, environment={**running, "ANJU_HOME": str(tmp_path / "file" / "home")})
    assert (status, lines) == (
        1,
        [f"anju: Can't write to {tmp_path}/file/home: Not a directory. Set ANJU_HOME or ANJU_VAR to another folder."],
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk(running: dict[str, str], data: Path) -> None:
    (data / ".probe").symlink_to("/dev/full")
    status, lines = say(arguments=["demo"], environment=running)
    assert (status, lines) == (1, [f"anju: The disk is full: no space left in {data}."])


def test_a_busy_port(running: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        status, lines = say(arguments=["demo"], environment={**running, "ANJU_PORT": str(port)})
    line = f"anju: Port {port} is busy: another program listens there. Set ANJU_PORT to a free one."
    assert (status, lines) == (1, [line])


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1"])
def test_a_port_that_is_none(running: dict[str, str], port: str) -> None:
    status, lines = say(arguments=["demo"], environment={**running, "ANJU_PORT": port})
    assert (status, lines) == (1, [f"anju: ANJU_PORT is {port!r}; it must be a number from 1 to 65535."])


def test_a_database_that_does_not_answer(running: dict[str, str], closed_port: int) -> None:
    url = f"postgresql://nobody@127.0.0.1:{closed_port}/anju"
    status, lines = say(arguments=["manage", "check"], environment={**running, "DATABASE_URL": url})
    assert (status, len(lines)) == (1, 1)
    assert lines[0].startswith("anju: No database at DATABASE_URL: ")


def test_demo_and_real_data_never_share_a_folder(running: dict[str, str], data: Path) -> None:
    (data / "mode").write_text("demo\n")
    status, lines = say(arguments=["start"], environment=running)
    line = f"anju: The data folder {data} holds the demo service. Set ANJU_HOME to another folder for real."
    assert (status, lines) == (1, [line])


def test_a_command_that_does_not_exist(running: dict[str, str]) -> None:
    assert say(arguments=["frob"], environment=running) == (
        2,
        ["anju: There is no command 'frob'. ./anju help lists them."],
    )


def test_no_test_at_all_is_a_failure(running: dict[str, str]) -> None:
    shared = {name: os.environ[name] for name in ("DATABASE_URL", "ANJU_TEST_PARENT", "ANJU_MODE", "ANJU_HOME")}
    arguments = [
        "test",
        "-n0",
        "-q",
        "-p",
        "no:cacheprovider",
        "tests/config/test_script.py",
        "-k",
        "nothing_of_the_kind",
    ]
    status, lines = say(arguments=arguments, environment={**running, **shared})
    assert (status, lines) == (5, ["anju: No test ran."])
