"""The lists and figures of a health office: its own area, masked, page by page; small cells hidden. Source: L2, N6, O1."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import factories, vaccinating
from tests.vaccinating import World

from anju.actions import immunisation as acts
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import VaccineDose
from anju.models.base import new_id
from anju.queries import reference
from anju.queries.immunisation import figures, listing

pytestmark = pytest.mark.django_db
DAY = factories.DAY


@pytest.fixture
def world() -> World:
    """Return a family and its county's health office, after a night."""
    made = vaccinating.world()
    acts.plan_children(on=DAY, at=factories.NOW)
    return made


def test_a_list_shows_whom_it_is_due_masked_and_without_anything_else(world: World) -> None:
    (row,) = listing.page(scope=world.scope, on=DAY, show="due").rows
    assert (row.id, row.name, row.birth_on, row.community) == (
        world.child.id,
        "王*苗",
        world.child.birth_on,
        world.community.name,
    )
    assert listing.page(scope=world.scope, on=DAY, show="overdue").rows[0].day == datetime.date(2025, 3, 4)
    assert listing.page(scope=world.scope, on=DAY, show="noted").rows == ()
    assert listing.page(scope=world.scope, on=DAY, show="soon").rows == ()
    with pytest.raises(Refusal, match="unknown_filter"):
        listing.page(scope=world.scope, on=DAY, show="everybody")


def test_a_list_can_be_cut_to_a_community_of_the_area_and_to_no_other(world: World) -> None:
    far = factories.community(county="371311")
    assert [one.code for one in listing.places(scope=world.scope)] == [world.community.code]
    assert len(listing.page(scope=world.scope, on=DAY, community=world.community.code).rows) == 1
    assert listing.page(scope=world.scope, on=DAY, community=far.code).rows == ()


def test_pages_go_on_where_the_last_one_ended_though_all_are_due_on_one_day(world: World) -> None:
    for name in ("甲", "乙", "丙"):
        vaccinating.family(at=world.community, name=name)
    acts.plan_children(on=DAY, at=factories.NOW)
    seen, after = [], None
    for _ in range(4):
        page = listing.page(scope=world.scope, on=DAY, after=after, size=1)
        seen += [row.id for row in page.rows]
        after = page.after
    assert (len(set(seen)), after) == (4, None)


@pytest.mark.parametrize("more", [0, 2])
def test_a_page_is_one_statement_however_many_stand_on_it(more: int, world: World) -> None:
    for _ in range(more):
        vaccinating.family(at=world.community)
    acts.plan_children(on=DAY, at=factories.NOW)
    scope = world.scope
    held = reference.current()
    listing.page(scope=scope, on=DAY, held=held)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        rows = listing.page(scope=scope, on=DAY, held=held).rows
    assert (len(rows), len(asked)) == (more + 1, 1)


def test_a_child_at_the_desk_is_found_by_birth_date(world: World) -> None:
    (row,) = listing.found(scope=world.scope, birth_on=world.child.birth_on, on=DAY)
    assert (row.id, row.name) == (world.child.id, "王*苗")
    assert listing.found(scope=world.scope, birth_on=datetime.date(2025, 3, 4), on=DAY) == []
    assert listing.found(scope=world.scope, birth_on=datetime.date(1990, 3, 7), on=DAY) == []


def test_coverage_is_told_by_dose_and_street_and_never_of_fewer_than_ten(world: World) -> None:
    families = [vaccinating.family(at=world.community)[1].person_id for _ in range(9)]
    for person in families:
        VaccineDose.objects.create(
            id=new_id(),
            person_id=person,
            vaccine="hepb",
            given_on=DAY,
            state="given",
            recorded_at=factories.NOW,
        )
    table = figures.coverage_of(scope=world.scope, on=DAY)
    first = next(line for line in table.lines if (line.name.zh, line.number) == ("乙肝疫苗", 1))
    assert [(cell.children, cell.covered, cell.share) for cell in first.cells] == [(10, 9, 90)]
    assert table.places == (world.community.parent.name,)  # type: ignore[union-attr]
    toddlers = next(line for line in table.lines if (line.name.zh, line.number) == ("乙脑减毒活疫苗", 2))
    assert [(cell.children, cell.covered) for cell in toddlers.cells] == [(None, None)]


def test_a_note_that_nobody_confirmed_is_no_coverage(world: World) -> None:
    for _ in range(9):
        vaccinating.family(at=world.community)
    acts.note(
        person_id=world.child.id,
        vaccine="hepb",
        given_on="2025-03-03",
        place="",
        upload_ids=[],
        by=world.me,
        at=factories.NOW,
    )
    first = figures.coverage_of(scope=world.scope, on=DAY).lines[0]
    assert (first.cells[0].children, first.cells[0].covered) == (10, 0)


def test_no_other_post_has_figures(world: World) -> None:
    for post in (
        factories.registrar(of=world.community),
        factories.post(unit=vaccinating.office(of=world.community, department="education"), role="officer"),
    ):
        with pytest.raises(Absent):
            figures.coverage_of(scope=factories.scope(post), on=DAY)
