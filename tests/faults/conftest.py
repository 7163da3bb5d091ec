"""One throw-away service for all tests that break something."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.faults import running
from tests.faults.running import Service


@pytest.fixture(scope="session")
def _service() -> Iterator[Service]:
    # not below pytest's own folder: as root the database's account must be able to pass
    folder = Path(tempfile.mkdtemp(prefix="anju-f-", dir="/var/tmp")).resolve()
    folder.chmod(0o755)
    try:
        with running.service(folder=folder) as made:
            yield made
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def service(_service: Service) -> Iterator[Service]:
    """This is the service, up again for whoever comes next."""
    yield _service
    if _service.web is None or _service.web.poll() is not None:
        _service.start()
