"""This file gives launch tests a data folder that the embedded server's account can reach, also as root."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from anju.config.launch import embedded


@pytest.fixture
def data() -> Iterator[Path]:
    """This is a short, open folder; whatever server a test leaves in it is stopped."""
    folder = Path(tempfile.mkdtemp(prefix="anju-l-", dir="/var/tmp")).resolve()
    folder.chmod(0o755)
    yield folder
    embedded.stop(server=embedded.Server(folder=folder / "pg"))
    shutil.rmtree(folder)


@pytest.fixture
def clean(data: Path) -> dict[str, str]:
    """This is an environment as a newcomer has it: nothing of the test run's own, and `data` as home."""
    ours = ("ANJU_", "DATABASE_URL", "PYTEST", "COV_", "PIP_", "DJANGO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "ANJU_HOME": str(data), "PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
