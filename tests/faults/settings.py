"""The service as it runs, over a throw-away database: real connections, real log lines, two helping addresses."""

from anju.config import logging as anju_logging
from anju.config.settings import *  # noqa: F403

# connections last as they do outside tests
DATABASES["default"]["CONN_MAX_AGE"] = None  # noqa: F405
DATABASES["default"]["OPTIONS"]["prepare_threshold"] = 1  # noqa: F405
ROOT_URLCONF = "tests.faults.urls"
anju_logging.configure(mode="real")
