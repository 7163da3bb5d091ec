"""This file sets how hypothesis searches and what every test can ask for."""

import os
from pathlib import Path

import hypothesis
import pytest

hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.register_profile("wide", deadline=None, max_examples=2000)
hypothesis.settings.load_profile(os.environ.get("ANJU_HYPOTHESIS", "ci"))


@pytest.fixture
def home() -> Path:
    """This is the data folder of this test run."""
    return Path(os.environ["ANJU_HOME"])
