"""A database of one's own is checked before anything else, and left alone."""

import os

import pytest

from anju.config.launch import database
from anju.config.launch.trouble import Trouble


def test_a_database_given_is_used_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    with database.ready() as base:
        assert (base.url, base.server) == (os.environ["DATABASE_URL"], None)
        base.keep()
    assert os.environ["DATABASE_URL"] == base.url


def test_a_database_that_is_too_old_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "OLDEST", 99)
    with pytest.raises(Trouble, match=r"is PostgreSQL 1\d; Anju needs 99 or newer\."):
        database.check(url=os.environ["DATABASE_URL"])


@pytest.mark.parametrize("url", ["postgresql://127.0.0.1:1/anju", "nonsense", "postgresql:///anju?nothing=known"])
def test_an_address_that_leads_nowhere_is_one_line(url: str) -> None:
    with pytest.raises(Trouble) as caught:
        database.check(url=url)
    line = str(caught.value)
    assert line.startswith("No database at DATABASE_URL: ")
    assert "\n" not in line
