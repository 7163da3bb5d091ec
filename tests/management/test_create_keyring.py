"""The key ring of a new installation: made once, never over people who need another."""

import stat
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from tests import factories

from anju.vault import ring

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place for a key ring; the test run's own ring is taken up again afterwards."""
    before = ring.current()
    made = tmp_path / "keyring.json"
    monkeypatch.setattr(settings, "ANJU_KEYRING", made)
    yield made
    ring.configure(before)


def test_it_is_made_once_and_only_its_owner_reads_it(path: Path) -> None:
    out = StringIO()
    call_command("create_keyring", stdout=out)
    assert str(path) in out.getvalue()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(CommandError, match="There is a key ring"):
        call_command("create_keyring", stdout=out)
    call_command("create_keyring", if_missing=True, stdout=out)


def test_a_lost_ring_is_not_replaced_by_one_that_opens_nothing(path: Path) -> None:
    factories.resident()
    with pytest.raises(CommandError, match="Restore it from your backup"):
        call_command("create_keyring", if_missing=True, stdout=StringIO())
    assert not path.exists()
