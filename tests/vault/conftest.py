"""Every vault test has a ring of its own, in both ciphers where it asks for `ring_path`."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from anju import vault
from anju.vault import ring


@pytest.fixture(params=["SM4-GCM", "AES-GCM"])
def ring_path(request: pytest.FixtureRequest, tmp_path: Path, kept: None) -> Path:
    path = tmp_path / "keys" / "ring.json"
    vault.configure(ring.create(path=path, cipher=request.param, on=date(2026, 1, 1)))
    return path


@pytest.fixture
def kept() -> Iterator[None]:
    """This gives the process its own ring back afterwards."""
    before = ring._current
    yield
    ring._current = before
