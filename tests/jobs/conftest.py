"""What the tests of the jobs share: an outbox of their own."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture
def outbox(settings: Settings, tmp_path: Path) -> Callable[[], list[dict[str, str]]]:
    """This is what the outbox holds, in the order of sending."""
    folder = tmp_path / "outbox"
    settings.SMS_ADAPTER = "outbox"
    settings.SMS_OUTBOX = folder

    def read() -> list[dict[str, str]]:
        files = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns) if folder.exists() else []
        return [json.loads(path.read_text()) for path in files]

    return read
