"""Whom a coordinator calls on: groups, order, own doors first, keyset pages, a constant number of statements."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import factories

from anju.actions import address as addresses
from anju.actions import fieldwork as acts
from anju.actions import stay as stays
from anju.law import deadline
from anju.law.refusal import Refusal
from anju.models import Post, Stay
from anju.queries import fieldwork
from anju.queries.fieldwork import rounds
from anju.queries.scope import Scope

pytestmark = pytest.mark.django_db
DAY = factories.DAY


def coordinator(*, number: str = "001") -> Post:
    here = factories.community(number=number)
    unit = factories.unit(
        code=f"sq-{here.code}", kind="community", department="community", level="community", covers=here
    )
    return factories.post(unit=unit, role="coordinator")


@pytest.fixture
def walks() -> Scope:
    return factories.scope(coordinator())


def ids(page: fieldwork.Page) -> list[object]:
    return [row.stay_id for row in page.rows]


def due(stay: Stay, on: datetime.date) -> Stay:
    Stay.objects.filter(id=stay.id).update(check_due_on=on, confirmed_on=on)
    return stay


def waiting(**changes: object) -> Stay:
    return factories.filed(at=factories.community(), **changes).main


def test_B3_a_lapsed_declaration_is_to_verify_and_a_fresh_one_is_declared(walks: Scope) -> None:
    fresh, late = waiting(), waiting()
    stays.lapse(stay_id=late.id, at=factories.NOW)
    assert ids(fieldwork.page(scope=walks, group="declared", on=DAY)) == [fresh.id]
    assert ids(fieldwork.page(scope=walks, group="to_verify", on=DAY)) == [late.id]
    assert fieldwork.counts(scope=walks, on=DAY) == {"to_verify": 1, "declared": 1, "unconfirmed": 0, "waiting": 0}


def test_D7_a_registration_turns_up_when_its_six_months_have_run_out(walks: Scope) -> None:
    stay = factories.registered(at=factories.community())
    before = deadline.add_months(DAY, 6) - datetime.timedelta(days=1)
    assert ids(fieldwork.page(scope=walks, group="unconfirmed", on=before)) == []
    assert ids(fieldwork.page(scope=walks, group="unconfirmed", on=before + datetime.timedelta(days=1))) == [stay.id]


@pytest.mark.parametrize(
    ("on", "until"),
    [
        ("2026-09-04", "2026-03-04"),
        ("2026-02-28", "2025-08-31"),
        ("2026-02-27", "2025-08-27"),
        ("2026-08-30", "2026-02-28"),
        ("2026-03-31", "2025-09-30"),
    ],
)
def test_D7_months_that_end_on_a_short_months_last_day_end_together(on: str, until: str) -> None:
    day = datetime.date.fromisoformat(on)
    assert rounds.unconfirmed_until(on=day, months=6) == datetime.date.fromisoformat(until)


def test_a_call_in_vain_keeps_a_file_on_the_list_and_a_finding_moves_it_to_those_that_wait(walks: Scope) -> None:
    stay = waiting()
    acts.visit(scope=walks, stay_id=stay.id, found="nobody", note="", at=factories.NOW)
    page = fieldwork.page(scope=walks, group="to_verify", on=DAY)
    assert [(row.stay_id, row.calls, row.last_found.en) for row in page.rows] == [(stay.id, 1, "Nobody was met")]
    acts.visit(scope=walks, stay_id=stay.id, found="here", note="", at=factories.later(hours=1))
    assert ids(fieldwork.page(scope=walks, group="to_verify", on=DAY)) == []
    assert ids(fieldwork.page(scope=walks, group="waiting", on=DAY)) == [stay.id]


def test_a_proposed_end_leaves_the_list_and_comes_back_when_dropped(walks: Scope) -> None:
    stay = factories.registered(at=factories.community())
    on = deadline.add_months(DAY, 7)
    ending = acts.propose_end(
        scope=walks, stay_id=stay.id, reason="left", note="房东说搬走了", on=DAY, at=factories.NOW
    )
    assert ids(fieldwork.page(scope=walks, group="unconfirmed", on=on)) == []
    officer = factories.actor(factories.registrar(of=factories.community()))
    stays.drop_end(ending_id=ending.id, why="本人还在", by=officer, at=factories.NOW)
    assert ids(fieldwork.page(scope=walks, group="unconfirmed", on=on)) == [stay.id]


def test_O3_the_own_doors_come_first_then_the_nearest_date(walks: Scope) -> None:
    early, late, own = (due(waiting(), DAY + datetime.timedelta(days=day)) for day in (1, 2, 3))
    clerk = factories.actor(factories.post(unit=factories.station(of=factories.community()), role="chief"))
    post = Post.objects.get(id=walks.actor.post_id)
    addresses.assign_warden(address=own.address, post=post, by=clerk, at=factories.NOW)
    page = fieldwork.page(scope=walks, group="declared", on=DAY)
    assert ids(page) == [own.id, early.id, late.id]
    assert [block.mine for block in page.blocks] == [True, False]


def test_a_page_is_grouped_by_building_and_names_no_room(walks: Scope) -> None:
    def door(building: str, room: str) -> dict[str, str]:
        return {"form": "road", "road": "沂蒙路", "number": "100", "building": building, "unit": "2", "room": room}

    first = due(waiting(address=door("3", "501")), DAY)
    due(waiting(address=door("5", "101")), DAY + datetime.timedelta(days=1))
    third = due(waiting(address=door("3", "502")), DAY + datetime.timedelta(days=2))
    page = fieldwork.page(scope=walks, group="declared", on=DAY)
    assert [block.label for block in page.blocks] == ["沂蒙路100号3号楼", "沂蒙路100号5号楼"]
    assert [row.stay_id for row in page.blocks[0].rows] == [first.id, third.id]


def test_pages_follow_one_another_without_gap_or_loop_on_equal_dates(walks: Scope) -> None:
    made = [due(waiting(), DAY) for _ in range(7)]
    clerk = factories.actor(factories.post(unit=factories.station(of=factories.community()), role="chief"))
    post = Post.objects.get(id=walks.actor.post_id)
    for stay in made[3:6]:
        addresses.assign_warden(address=stay.address, post=post, by=clerk, at=factories.NOW)
    seen: list[object] = []
    after, pages = None, 0
    while pages == 0 or after is not None:
        page = fieldwork.page(scope=walks, group="declared", on=DAY, after=after, size=2)
        seen += ids(page)
        after = fieldwork.cursor(page.after.text) if page.after is not None else None
        pages += 1
    mine, rest = [stay.id for stay in made[3:6]], [stay.id for stay in (*made[:3], made[6])]
    assert (seen, pages) == (sorted(mine) + sorted(rest), 4)


@pytest.mark.parametrize("group", ["", "all", "registered", "to_verify' OR 1=1 --"])
def test_an_unknown_group_is_an_error_and_never_everything(walks: Scope, group: str) -> None:
    with pytest.raises(Refusal) as refused:
        fieldwork.page(scope=walks, group=group, on=DAY)
    assert refused.value.code == "unknown_filter"


@pytest.mark.parametrize("text", ["1", "2_2026-03-04_" + "0" * 32, "0_x_y", "0_2026-03-04_1", "0_2026-03-04"])
def test_a_broken_cursor_is_an_error(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        fieldwork.cursor(text)
    assert refused.value.code == "bad_cursor"


def test_the_next_communitys_coordinator_sees_nothing(walks: Scope) -> None:
    waiting()
    factories.registered(at=factories.community())
    stranger = factories.scope(coordinator(number="002"))
    on = deadline.add_months(DAY, 8)
    assert [ids(fieldwork.page(scope=stranger, group=group, on=on)) for group in fieldwork.GROUPS] == [[], [], [], []]
    assert set(fieldwork.counts(scope=stranger, on=on).values()) == {0}


def test_a_clerk_and_a_registrar_have_no_rounds(walks: Scope) -> None:
    waiting()
    officer = factories.scope(factories.registrar(of=factories.community()))
    assert ids(fieldwork.page(scope=officer, group="declared", on=DAY)) == []


@pytest.mark.parametrize("group", sorted(fieldwork.GROUPS))
def test_a_page_takes_the_same_statements_for_one_row_and_for_three(walks: Scope, group: str) -> None:
    def measured() -> int:
        with CaptureQueriesContext(connection) as taken:
            assert len(fieldwork.page(scope=walks, group=group, on=on).rows) in {1, 3}
            fieldwork.counts(scope=walks, on=on)
        return len(taken)

    def one() -> None:
        if group == "unconfirmed":
            factories.registered(at=factories.community())
            return
        stay = waiting()
        if group == "to_verify":
            stays.lapse(stay_id=stay.id, at=factories.NOW)
        if group == "waiting":
            acts.visit(scope=walks, stay_id=stay.id, found="here", note="", at=factories.NOW)

    on = deadline.add_months(DAY, 8)
    one()
    measured()
    first = measured()
    one()
    one()
    # a registrar was appointed in between: what is kept in memory is read anew once
    measured()
    assert measured() == first


def test_the_lists_run_down_their_indexes(walks: Scope) -> None:
    waiting()
    factories.registered(at=factories.community())
    with CaptureQueriesContext(connection) as taken:
        fieldwork.page(scope=walks, group="to_verify", on=DAY)
        fieldwork.page(scope=walks, group="unconfirmed", on=DAY)
    plans = []
    for sql in (entry["sql"] for entry in taken if "AS part" in entry["sql"]):
        with connection.cursor() as cursor:
            # with three rows on file any plan costs the same: leave only those that keep the order of an index
            cursor.execute(
                "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off"
            )
            cursor.execute("EXPLAIN (GENERIC_PLAN) " + sql)
            plans.append("\n".join(row[0] for row in cursor.fetchall()))
    assert [name in plan for name, plan in zip(("stay_to_check", "stay_unconfirmed"), plans, strict=True)] == [
        True,
        True,
    ]


def test_doors_are_found_by_road_by_line_and_by_code_inside_the_area_only(walks: Scope) -> None:
    here = waiting(address={"form": "road", "road": "沂蒙路", "number": "100", "building": "3", "room": "501"})
    factories.filed(at=factories.community(number="002"), address={"form": "road", "road": "沂蒙路", "number": "7"})
    lines = [door.line for door in fieldwork.doors(scope=walks, text="沂蒙")]
    assert lines == ["沂蒙路100号3号楼501室"]
    assert [door.line for door in fieldwork.doors(scope=walks, text="沂蒙路100号 3号楼")] == lines
    assert fieldwork.doors(scope=walks, text="沂蒙路7号") == ()
    assert fieldwork.doors(scope=walks) == ()
    code = here.address.door_code
    found = fieldwork.known_door(scope=walks, text=f"https://city.example/d/{code.lower()}/")
    assert found is not None
    assert found.id == here.address_id
    stranger = factories.scope(coordinator(number="002"))
    assert fieldwork.known_door(scope=stranger, text=code) is None
    assert fieldwork.known_door(scope=stranger, text=str(here.address_id)) is None
