"""Lists and figures of disputes: the own subtree and nothing else, small numbers hidden, one statement each. Source: I9, N6, O1."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import disputing, factories
from tests.disputing import NOW

from anju.actions import dispute as disputes
from anju.law.dispute import kinds
from anju.law.refusal import Refusal
from anju.models import Unit
from anju.queries.dispute import aid, copying, figures, lines, queue
from anju.queries.dispute.figures import Cell, Lawyers

pytestmark = pytest.mark.django_db
START = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
END = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)


@pytest.fixture
def here() -> disputing.World:
    return disputing.world()


def scope(here: disputing.World, unit: Unit | None = None):
    return factories.scope(here.post(unit))


def listed(found: queue.Page) -> list[str]:
    return [row.number for row in found.rows]


def test_each_office_lists_its_own_subtree_and_department(here: disputing.World) -> None:
    wages, mediation = disputing.sent(here), disputing.sent(here, kinds.MEDIATION)
    quarrel, legal = disputing.sent(here, kinds.PEOPLES), disputing.sent(here, kinds.AID)
    expected = {
        here.labour_city: [wages.number, mediation.number],
        here.labour: [wages.number, mediation.number],
        here.labour_street: [mediation.number],
        here.justice: [quarrel.number],
    }
    for unit, numbers in expected.items():
        assert listed(queue.page(scope=scope(here, unit), on=factories.DAY)) == numbers
    assert legal.number not in listed(queue.page(scope=scope(here, here.justice), on=factories.DAY))
    desk = factories.scope(factories.post(unit=here.labour, role="overseer"))
    police = factories.scope(factories.post(unit=factories.station(of=here.community), role="officer"))
    assert [listed(queue.page(scope=one, on=factories.DAY)) for one in (desk, police)] == [[], []]


def test_a_list_masks_names_and_shows_the_next_meeting(here: disputing.World) -> None:
    made, officer = disputing.begun(here)
    disputes.call(case_id=made.case_id, raw=disputing.SESSION, by=officer, at=NOW)
    with CaptureQueriesContext(connection) as asked:
        (row,) = queue.page(scope=scope(here), on=factories.DAY, state="mediation").rows
    assert here.person.name not in row.name
    assert row.urgent
    assert row.starts_at == datetime.datetime(2026, 3, 10, 1, 30, tzinfo=datetime.UTC)
    assert len([one for one in asked.captured_queries if "service_case" in one["sql"]]) == 1


def test_what_is_late_and_what_waits_to_be_closed_stand_in_lists_of_their_own(here: disputing.World) -> None:
    made, _ = disputing.failed(here)
    late = made.case.limit_on + datetime.timedelta(days=60)
    assert listed(queue.page(scope=scope(here), on=factories.DAY, state="close")) == [made.case.number]
    assert listed(queue.page(scope=scope(here), on=late, state="late")) == []
    other, _ = disputing.begun(disputing.world("002"))
    assert listed(queue.page(scope=scope(here), on=late, state="late")) == [other.case.number]
    with pytest.raises(Refusal, match="unknown_filter"):
        queue.page(scope=scope(here), on=factories.DAY, state="")


def test_pages_follow_one_another_over_equal_limits(here: disputing.World) -> None:
    made = {disputing.sent(disputing.world(f"00{number}")).number for number in (2, 3, 4, 5)}
    seen, after = list[str](), None
    while True:
        page = queue.page(scope=scope(here), on=factories.DAY, after=after, size=2)
        seen += listed(page)
        if not page.more:
            break
        after = queue.cursor(tuple(str(part) for part in queue.key(page.rows[-1])))
    assert sorted(seen) == sorted(made)


def test_N6_small_numbers_are_hidden_beyond_ones_own_unit(here: disputing.World) -> None:
    disputing.agreed(here)
    shown = figures.of(scope=scope(here), start=START, end=END)
    assert shown.own is False
    assert shown.rows["wages"]["agreed"] == Cell(None, None)
    assert shown.rows["wages"]["failed"] == Cell(0, None)
    for number in ("002", "003"):
        disputing.agreed(disputing.world(number))
    assert figures.of(scope=scope(here), start=START, end=END).rows["wages"]["agreed"] == Cell(3, 0.0)
    none = figures.of(scope=scope(here), start=END, end=END + datetime.timedelta(days=1))
    assert none.rows["wages"]["agreed"] == Cell(0, None)


def test_an_office_sees_every_number_of_its_own(here: disputing.World) -> None:
    disputing.failed(here, kinds.PEOPLES)
    found, owed = disputing.granted_aid(here)
    disputes.name_lawyer(case_id=found.case_id, raw=disputing.LAWYER, by=owed, at=NOW)
    shown = figures.of(scope=scope(here, here.justice), start=START, end=END)
    assert (shown.own, shown.rows["people"]["failed"]) == (True, Cell(1, 0.0))
    assert shown.aid == Lawyers(1, 1, 1)
    above = figures.of(scope=scope(here, here.justice_city), start=START, end=END)
    assert above.aid == Lawyers(None, None, None)


def test_lawyers_owed_are_listed_for_justice_and_for_whom_they_are_late(here: disputing.World) -> None:
    found, _ = disputing.granted_aid(here)
    assert [row.number for row in aid.waiting(scope=scope(here, here.justice))] == [found.case.number]
    assert aid.waiting(scope=scope(here)) == []
    (row,) = aid.waiting(scope=scope(here, here.justice_city))
    assert here.person.name not in row.name
    key = (str(row.due_on), str(row.key))
    assert aid.waiting(scope=scope(here, here.justice), after=aid.cursor(key)) == []
    assert aid.cursor(None) is None


def test_a_persons_list_has_their_disputes_and_aid_alone(here: disputing.World) -> None:
    made, _ = disputing.begun(here)
    disputing.begun(disputing.world("002"))
    (line,) = lines.of(people=[here.person.id])
    assert (line.number, line.state, line.limit_on) == (made.case.number, "mediating", made.limit_on)
    assert lines.has(case_id=made.case_id)


def test_L5_the_copy_has_what_was_said_agreed_and_who_the_lawyer_is(here: disputing.World) -> None:
    made, _ = disputing.agreed(here)
    found, officer = disputing.granted_aid(here)
    disputes.name_lawyer(case_id=found.case_id, raw=disputing.LAWYER, by=officer, at=NOW)
    one, other = copying.of_person(person=here.person)
    assert (one["number"], one["kind"], one["state"]) == (made.case.number, "讨要工资", "达成协议，等着履行")
    assert one["other_side"] == {"name": disputing.BOSS, "contact": "13900001111"}
    assert one["agreement"] == {
        "text": "公司三月底前付清工资。",
        "amount": "18,000元",
        "due_on": "2026-03-31",
        "outcome": "",
    }
    assert [step["what"] for step in one["steps"]] == ["开始调解", "双方签了协议"]
    assert (other["kind"], other["lawyer"]) == ("法律援助", disputing.LAWYER)
    assert copying.of_person(person=disputing.world("002").person) == []


def test_legal_aid_that_was_asked_for_is_found_from_the_dispute(here: disputing.World) -> None:
    made, _ = disputing.begun(here)
    assert lines.aid(case_id=made.case_id) is None
    asked = disputes.seek_aid(case_id=made.case_id, by=here.me, at=NOW)
    assert lines.aid(case_id=made.case_id) == asked.id
    assert lines.aid(case_id=asked.id) is None
