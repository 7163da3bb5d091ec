"""Lists of relief and help calls: as many statements for three rows as for one. Source: design.md 10 (9)."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import factories, relieving

from anju.law import city
from anju.models import HelpCall, Relief
from anju.queries import helping
from anju.queries.relief import figures, record
from anju.queries.scope import Scope

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


def _overseer(world: relieving.World) -> Scope:
    district = world.community.parent.parent  # type: ignore[union-attr]
    above = factories.unit(
        code="zz-371302", kind="office", department="political_legal", level="county", covers=district
    )
    return factories.scope(factories.post(unit=above, role="overseer"))


@pytest.mark.parametrize(
    "changed",
    [
        # one of four isn't decided, one was decided late, one got money in an emergency
        [{"state": "taken", "decided_at": None, "decided_by": None}],
        [{"decided_at": factories.later(days=60)}],
        [{"paid_fen": 30_000}],
        [{"urgent": False}],
    ],
)
def test_N6_what_a_cell_leaves_of_another_is_hidden_like_the_cell(changed: list[dict[str, object]]) -> None:
    world = relieving.world()
    scope = _overseer(world)
    made = [world.taken("coordinator", registered=False, urgent=True) for _ in range(4)]
    keys = [held.id for held in made]
    decided = {"state": "approved", "decided_at": factories.NOW, "decided_by": world.officer.staff}
    Relief.objects.filter(id__in=keys).update(**decided)
    (row,) = figures.of(scope=scope, on=factories.DAY).relief
    assert row.cells == ("4", "4", "4", "0", "4", "0")
    for key, values in zip(keys, changed, strict=False):
        Relief.objects.filter(id=key).update(**values)
    (row,) = figures.of(scope=scope, on=factories.DAY).relief
    assert row.cells == ("4", None, None, None, None, None)


def test_N6_one_adult_among_minors_is_not_told_apart() -> None:
    world = relieving.world()
    scope = _overseer(world)
    for _ in range(4):
        world.called(who="minor")
    (row,) = figures.of(scope=scope, on=factories.DAY).help
    assert row.cells == ("4", "4", "0", "0", "0", "0")
    HelpCall.objects.filter(id=HelpCall.objects.values("id")[:1]).update(minor=False)
    (row,) = figures.of(scope=scope, on=factories.DAY).help
    assert row.cells == ("4", None, None, None, None, None)


def test_N5_a_month_begins_at_midnight_in_the_city() -> None:
    world = relieving.world()
    held = world.taken("coordinator", registered=False)
    first = datetime.datetime(2025, 4, 1, 1, tzinfo=city.TIME)
    Relief.objects.filter(id=held.id).update(taken_at=first)
    assert [row.key for row in figures.of(scope=world.scope("officer"), on=factories.DAY).relief] == ["2025-04"]
