"""The lists of applications: nearest limit first, each file once, never more than the scope."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import factories
from tests import permits as make

from anju.actions import permit as permits
from anju.law.refusal import Refusal
from anju.models import Division, PermitFile
from anju.queries import scope as scopes
from anju.queries.permit import queue
from anju.queries.scope import Scope

pytestmark = pytest.mark.django_db


def numbers(scope: Scope, state: str = "open", on: datetime.date = make.HALF_YEAR) -> list[str]:
    return [row.number for row in queue.page(scope=scope, on=on, state=state).rows]


def desk(here: Division) -> Scope:
    return factories.scope(factories.registrar(of=here))


def clerk(here: Division) -> Scope:
    street = here.parent
    assert street is not None
    hall = factories.unit(
        code=f"dt-{street.code[:9]}", kind="hall", department="services", level="street", covers=street
    )
    return factories.scope(factories.post(unit=hall, role="clerk"))


def test_the_nearest_limit_comes_first_for_the_station_and_the_hall_alike() -> None:
    made = [make.applied() for _ in range(3)]
    for file, days in zip(made, (9, 2, 5), strict=True):
        PermitFile.objects.filter(id=file.id).update(check_due_on=make.HALF_YEAR + datetime.timedelta(days=days))
    here = made[0].community
    assert numbers(desk(here)) == [made[1].number, made[2].number, made[0].number]
    assert numbers(clerk(here)) == numbers(desk(here))


def test_a_filter_shows_its_own_and_an_unknown_one_is_an_error_never_everything() -> None:
    applied, returned, accepted = make.applied(), make.applied(), make.accepted()
    permits.give_back(file_id=returned.id, missing=[("portrait", "")], by=make.registrar(returned.stay), at=make.when())
    PermitFile.objects.filter(id=accepted.id).update(
        due_on=make.HALF_YEAR - datetime.timedelta(days=1),
        due_provisional=True,
        due_was=make.HALF_YEAR,
        extended_why="核实",
    )
    scope = desk(applied.community)
    assert {state: set(numbers(scope, state)) for state in queue.FILTERS} == {
        "open": {applied.number, returned.number, accepted.number},
        "applied": {applied.number},
        "returned": {returned.number},
        "accepted": {accepted.number},
        "overdue": {accepted.number},
        "extended": {accepted.number},
        "changed": {accepted.number},
        "provisional": {accepted.number},
    }
    with pytest.raises(Refusal) as refused:
        numbers(scope, "everything")
    assert refused.value.code == "unknown_filter"


def test_E10_a_row_says_who_accepted_it_and_masks_whose_it_is() -> None:
    file = make.accepted()
    row = queue.page(scope=desk(file.community), on=make.HALF_YEAR, state="accepted").rows[0]
    assert (row.accepted_by, row.accepted_by_name, row.version) == (file.accepted_by_id, "张警官", file.version)
    assert (row.name, row.due_on, row.kind) == ("王*明", file.due_on, "first")


def test_pages_of_equal_limits_neither_loop_nor_lose() -> None:
    made = {make.applied().id for _ in range(5)}
    scope = desk(factories.community())
    seen, after = [], None
    for _ in range(3):
        page = queue.page(scope=scope, on=make.HALF_YEAR, after=after, size=2)
        seen += [row.id for row in page.rows]
        after = queue.cursor(page.after.text) if page.after else None
    assert (set(seen), len(seen), after) == (made, 5, None)


def test_the_next_file_follows_and_the_last_leads_to_the_first() -> None:
    made = sorted((make.applied() for _ in range(3)), key=lambda file: file.id)
    scope = desk(made[0].community)
    following = [queue.following(scope=scope, on=make.HALF_YEAR, state="applied", file=file) for file in made]
    assert following == [made[1].id, made[2].id, made[0].id]
    permits.withdraw(file_id=made[1].id, by=make.registrar(made[1].stay), at=make.when())
    permits.withdraw(file_id=made[2].id, by=make.registrar(made[2].stay), at=make.when())
    assert queue.following(scope=scope, on=make.HALF_YEAR, state="applied", file=made[0]) is None


def test_O1_each_sees_its_own_as_the_scope_cuts_it() -> None:
    here = factories.community()
    there, far = factories.community(street="002"), factories.community(county="371311")
    one, two, three = (
        make.applied(stay=factories.registered(at=place, who=factories.resident())) for place in (here, there, far)
    )
    county = factories.scope(make.county_post(one.stay))
    office = factories.unit(code="rs-371302", kind="office", department="labour", level="county", covers=here.parent)
    overseer = factories.post(unit=make.authority(one.stay), role="overseer")
    scopes_of = [desk(here), desk(there), desk(far), clerk(here), clerk(far), county]
    scopes_of += [factories.scope(factories.post(unit=office, role="officer")), factories.scope(overseer)]
    wanted = [{one}, {two}, {three}, {one}, {three}, {one, two}, set(), set()]
    assert [set(numbers(scope)) for scope in scopes_of] == [{file.number for file in files} for files in wanted]
    assert [set(scopes.permit_files(scope)) for scope in scopes_of] == wanted


def test_one_row_and_three_rows_take_the_same_statements() -> None:
    here = make.applied().community
    station, hall = desk(here), clerk(here)

    def statements(of: Scope) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert queue.page(scope=of, on=make.HALF_YEAR).rows
        return len(captured)

    # which communities a hall has is read once, and known until divisions change
    statements(hall)
    before = statements(station), statements(hall)
    make.accepted()
    make.applied()
    statements(hall)
    assert (statements(station), statements(hall)) == before == (1, 2)
