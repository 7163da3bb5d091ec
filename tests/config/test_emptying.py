"""What a test committed is gone before the next one begins, whatever guards the rows."""

import pytest
from django.db import connection
from tests import emptying, factories

from anju.models import Act, Stay

pytestmark = pytest.mark.django_db(transaction=True)


def test_rows_with_triggers_and_foreign_keys_go_and_what_migrations_wrote_stays() -> None:
    factories.registered(at=factories.community())
    assert (Act.objects.exists(), Stay.objects.exists()) == (True, True)
    emptying.empty()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) > 0 FROM django_content_type")
        kept = cursor.fetchone()
    assert (emptying.filled(), kept) == ([], (True,))


def test_triggers_stand_again_afterwards() -> None:
    factories.registered(at=factories.community())
    emptying.empty()
    with connection.cursor() as cursor:
        cursor.execute("SHOW session_replication_role")
        assert cursor.fetchone() == ("origin",)


def test_nothing_is_done_where_nothing_was_written() -> None:
    assert emptying.filled() == []
    emptying.empty()
    assert emptying.filled() == []
