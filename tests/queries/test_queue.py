"""The queue: nearest limit first, each file once, never more than the scope."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import factories

from anju.actions import hold
from anju.actions import stay as stays
from anju.law.refusal import Refusal
from anju.models import Division, Stay
from anju.queries import queue
from anju.queries.scope import Scope

pytestmark = pytest.mark.django_db


def ids(scope: Scope, state: str = "open", on: datetime.date = factories.DAY) -> list[str]:
    return [row.number for row in queue.page(scope=scope, at=factories.NOW, on=on, state=state).rows]


def clerk(here: Division) -> Scope:
    street = here.parent
    assert street is not None
    hall = factories.unit(
        code=f"dt-{street.code[:9]}", kind="hall", department="services", level="street", covers=street
    )
    return factories.scope(factories.post(unit=hall, role="clerk"))


def test_B3_the_nearest_limit_comes_first_whichever_way_it_came_in() -> None:
    here = factories.community()
    made = [factories.filed(at=here).main for _ in range(3)]
    days = [factories.DAY + datetime.timedelta(days=left) for left in (9, 2, 5)]
    for stay, day in zip(made, days, strict=True):
        Stay.objects.filter(id=stay.id).update(check_due_on=day)
    scope = factories.scope(factories.registrar(of=here))
    assert ids(scope) == [made[1].number, made[2].number, made[0].number]
    assert ids(clerk(here)) == ids(scope)


def test_a_filter_shows_its_own_and_an_unknown_one_is_an_error_never_everything() -> None:
    here = factories.community()
    declared, returned, verified = (factories.filed(at=here).main for _ in range(3))
    officer = factories.actor(factories.registrar(of=here))
    stays.give_back(stay_id=returned.id, missing=[("phone", "")], by=officer, at=factories.NOW)
    stays.verify(stay_id=verified.id, found="here", note="", by=officer, at=factories.NOW)
    Stay.objects.filter(id=verified.id).update(
        check_due_on=factories.DAY - datetime.timedelta(days=1), check_due_provisional=True, check_due_was=factories.DAY
    )
    scope = factories.scope(factories.registrar(of=here))
    shown = {state: set(ids(scope, state)) for state in queue.FILTERS}
    assert shown == {
        "open": {declared.number, returned.number, verified.number},
        "declared": {declared.number},
        "to_verify": {verified.number},
        "returned": {returned.number},
        "overdue": {verified.number},
        "changed": {verified.number},
        "provisional": {verified.number},
    }
    with pytest.raises(Refusal) as refused:
        ids(scope, "everything")
    assert refused.value.code == "unknown_filter"


def test_registered_and_closed_files_are_not_in_the_queue() -> None:
    here = factories.community()
    factories.registered(at=here)
    gone = factories.filed(at=here).main
    officer = factories.registrar(of=here)
    stays.close(stay_id=gone.id, reason="duplicate", why="重复", by=factories.actor(officer), at=factories.NOW)
    assert ids(factories.scope(officer)) == []


def test_pages_of_equal_dates_neither_loop_nor_lose() -> None:
    here = factories.community()
    made = {factories.filed(at=here).main.id for _ in range(5)}
    scope = factories.scope(factories.registrar(of=here))
    seen, after = [], None
    for _ in range(3):
        page = queue.page(scope=scope, at=factories.NOW, on=factories.DAY, after=after, size=2)
        seen += [row.id for row in page.rows]
        after = queue.cursor(page.after.text) if page.after else None
    assert (set(seen), len(seen), after) == (made, 5, None)


def test_a_broken_page_mark_is_an_error() -> None:
    with pytest.raises(Refusal) as refused:
        queue.cursor("2026-03-04_nothing")
    assert refused.value.code == "bad_cursor"


def test_O1_each_sees_its_own_and_county_police_all_of_the_county() -> None:
    here, there = factories.community(), factories.community(street="002")
    far = factories.community(county="371311")
    one, two, three = (factories.filed(at=place).main for place in (here, there, far))
    county = factories.station(of=here).parent
    assert county is not None
    police = factories.scope(factories.post(unit=county, role="county_police"))
    assert [ids(factories.scope(factories.registrar(of=place))) for place in (here, there, far)] == [
        [one.number],
        [two.number],
        [three.number],
    ]
    assert set(ids(police)) == {one.number, two.number}
    assert [ids(clerk(place)) for place in (here, far)] == [[one.number], [three.number]]
    office = factories.unit(code="rs-371302", kind="office", department="labour", level="county", covers=here.parent)
    assert ids(factories.scope(factories.post(unit=office, role="officer"))) == []


def test_who_holds_a_file_stands_in_its_row_until_the_hold_expires() -> None:
    here = factories.community()
    filed = factories.filed(at=here).main
    officer = factories.registrar(of=here)
    hold.take(stay_id=filed.id, by=factories.actor(officer), at=factories.NOW)
    scope = factories.scope(officer)
    assert queue.page(scope=scope, at=factories.later(minutes=10), on=factories.DAY).rows[0].held_by == "张警官"
    assert queue.page(scope=scope, at=factories.later(minutes=20), on=factories.DAY).rows[0].held_by is None


def test_the_next_file_follows_and_the_last_leads_to_the_first() -> None:
    here = factories.community()
    first, second, third = sorted((factories.filed(at=here).main for _ in range(3)), key=lambda stay: stay.id)
    scope = factories.scope(factories.registrar(of=here))
    following = [
        queue.following(scope=scope, on=factories.DAY, state="open", stay=stay) for stay in (first, second, third)
    ]
    assert following == [second.id, third.id, first.id]


def test_one_row_and_three_rows_take_the_same_statements() -> None:
    here = factories.community()
    factories.filed(at=here)
    scope, desk = factories.scope(factories.registrar(of=here)), clerk(here)

    def statements(of: Scope) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            for row in queue.page(scope=of, at=factories.NOW, on=factories.DAY).rows:
                assert row.name
                assert row.community
        return len(captured)

    # the first question of an area also reads its communities, kept until places change
    statements(desk)
    before = statements(scope), statements(desk)
    factories.filed(at=here)
    factories.filed(at=here)
    assert (statements(scope), statements(desk)) == before == (1, 2)
