"""Lists of relief and help calls: as many statements for three rows as for one. Source: design.md 10 (9)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import factories, relieving

from anju.queries import helping
from anju.queries.relief import figures, record

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_requests_takes_two_statements_however_long_it_is(count: int) -> None:
    world = relieving.world()
    for _ in range(count):
        world.taken("coordinator", registered=False)
    scope = world.scope("clerk")
    with CaptureQueriesContext(connection) as asked:
        rows = record.page(scope=scope).rows
    assert (len(rows), len(asked)) == (count, 2)


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_calls_takes_one_statement_however_long_it_is(count: int) -> None:
    world = relieving.world()
    for _ in range(count):
        world.called()
    scope = world.scope("officer")
    with CaptureQueriesContext(connection) as asked:
        rows = helping.page(scope=scope, at=factories.NOW).rows
    assert (len(rows), len(asked)) == (count, 1)


def test_pages_of_requests_go_on_where_the_last_one_ended() -> None:
    world = relieving.world()
    made = {world.taken("coordinator", registered=False).code for _ in range(3)}
    scope, codes, after = world.scope("clerk"), [], None
    for _ in range(3):
        page = record.page(scope=scope, after=after, size=1)
        codes += [row.code for row in page.rows]
        after = page.after
    assert (set(codes), after) == (made, None)


def test_figures_count_a_month_by_what_became_of_it() -> None:
    world = relieving.world()
    world.approved()
    world.taken("coordinator", registered=False, urgent=True)
    world.called(who="minor")
    found = figures.of(scope=world.scope("officer"), on=factories.DAY)
    assert [(row.key, row.cells) for row in found.relief] == [("2026-03", ("2", "1", "1", "0", "1", "0"))]
    assert [(row.key, row.cells) for row in found.help] == [("2026-03", ("1", "1", "0", "0", "0", "0"))]
