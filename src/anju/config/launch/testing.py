"""This module has the test database ready; `plugin` calls it before Django's settings load."""

import atexit
import os
import shutil
import tempfile
from contextlib import ExitStack

from anju.config.launch import embedded, places

_held = ExitStack()


def start() -> None:
    """This starts or adopts the test server once; child processes, xdist's workers too, inherit its address.

    The data folder of a run is a fresh one below the system's temporary folder and goes with it.
    """
    if os.environ.get("ANJU_TEST_PARENT"):
        return
    if not os.environ.get("DATABASE_URL"):
        folder = places.writable(folder=places.home() / "test") / "pg"
        server = _held.enter_context(embedded.running(folder=folder, fast=True))
        os.environ["DATABASE_URL"] = server.url()
    home = tempfile.mkdtemp(prefix="anju-test-")
    _held.callback(shutil.rmtree, home, ignore_errors=True)
    os.environ.update(ANJU_MODE="test", ANJU_HOME=home, ANJU_TEST_PARENT=str(os.getpid()))
    atexit.register(finish)


def finish() -> None:
    """This lets go of the test server; the last run to do so stops it."""
    _held.close()
