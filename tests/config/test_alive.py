"""After the database hangs up, the next request has a connection that works."""

import threading

import pytest
from django.db import connection, connections

from anju.config import alive

pytestmark = pytest.mark.django_db(transaction=True)


def _ask(sql: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        row = cursor.fetchone()
        assert row is not None
        return row[0]


def test_a_connection_whose_server_hung_up_is_let_go_before_its_next_use() -> None:
    first = _ask("SELECT pg_backend_pid()")

    def hang_up() -> None:
        try:
            _ask(f"SELECT pg_terminate_backend({first}, 5000)")
        finally:
            connections.close_all()

    other = threading.Thread(target=hang_up)
    other.start()
    other.join()
    alive.let_go_of_the_dead()
    assert _ask("SELECT pg_backend_pid()") != first


def test_a_living_connection_is_kept() -> None:
    first = _ask("SELECT pg_backend_pid()")
    alive.let_go_of_the_dead()
    assert _ask("SELECT pg_backend_pid()") == first
