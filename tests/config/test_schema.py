"""What the models say of indexes and constraints stands in the database: changing a field can lose one without a word."""

import pytest
from django.apps import apps
from django.db import connection

pytestmark = pytest.mark.django_db


def test_every_named_index_and_constraint_of_the_models_stands_in_the_database() -> None:
    told = {
        (model._meta.db_table, one.name)
        for model in apps.get_app_config("anju").get_models()
        for one in (*model._meta.indexes, *model._meta.constraints)
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename, indexname FROM pg_indexes WHERE schemaname = 'public' UNION ALL "
            "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype IN ('c', 'u', 'x')"
        )
        there = set(cursor.fetchall())
    assert len(told) > 100
    assert told - there == set()
