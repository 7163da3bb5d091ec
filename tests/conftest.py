"""This file sets how hypothesis searches, which tests are journeys, and what every test can ask for."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.test import TransactionTestCase
from tests import emptying, template

JOURNEYS = Path(__file__).with_name("journeys")
# the headless shell first: the same browser without its windows, a third quicker
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")

hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.register_profile("wide", deadline=None, max_examples=2000)
hypothesis.settings.load_profile(os.environ.get("ANJU_HYPOTHESIS", "ci"))


def browser() -> str | None:
    """This is the path of the chromium that journeys drive; ANJU_CHROMIUM names another one."""
    named = os.environ.get("ANJU_CHROMIUM")
    return named or next((path for name in BROWSERS if (path := shutil.which(name))), None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """This marks what lies in journeys/, and skips it where there is no browser, unless one is required."""
    journeys = [item for item in items if JOURNEYS in item.path.parents]
    for item in journeys:
        item.add_marker("journey")
    if browser() is None and os.environ.get("ANJU_JOURNEYS") != "required":
        for item in journeys:
            item.add_marker(pytest.mark.skip(reason="no chromium is found"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """This says loudly that journeys were skipped, since a green run would hide it."""
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if "journeys/" in report.nodeid]
    if skipped and browser() is None:
        line = f"{len(skipped)} BROWSER JOURNEYS WERE SKIPPED: no chromium is found. Install it or set ANJU_CHROMIUM."
        terminalreporter.write_line(line, red=True, bold=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """This has test databases copied from one that is migrated already."""
    settings.DATABASES["default"]["TEST"]["TEMPLATE"] = template.ready()


@pytest.fixture(autouse=True, scope="session")
def _what_tests_commit_is_deleted() -> Iterator[None]:
    """This replaces Django's truncating of every table after each test that commits."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: emptying.empty())
        yield


@pytest.fixture(scope="session")
def chromium() -> str:
    """This is the path of the browser that journeys drive."""
    path = browser()
    assert path is not None, "the browser journeys are required here, and no chromium is found"
    return path


@pytest.fixture
def home() -> Path:
    """This is the data folder of this test run."""
    return Path(os.environ["ANJU_HOME"])
