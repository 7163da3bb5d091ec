"""This module is the pytest plugin that has the test database ready before Django's settings load."""

from anju.config.launch import testing


def pytest_unconfigure() -> None:
    """This lets go of the test server at the end of the run."""
    testing.finish()


# On import, not in a hook: pytest-django reads the settings before any conftest is loaded.
testing.start()
