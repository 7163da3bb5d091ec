"""Queues of complaints, what a code shows, and how many are late (J1, J2)."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import factories as make
from tests.complaining import clerk, hall, sent

from anju.actions import complaint as complaints
from anju.models import Complaint, Division, Unit
from anju.queries import complaints as queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Division:
    community = make.community()
    make.station(of=community)
    return community


def test_the_queue_goes_by_due_date_in_pages_that_meet(place: Division) -> None:
    first = hall(place)
    scope = make.scope(clerk(first))
    made = [sent(first.code) for _ in range(5)]
    Complaint.objects.filter(id=made[4].id).update(due_on=datetime.date(2026, 3, 5))
    one = queries.owned(scope, limit=2)
    two = queries.owned(scope, limit=2, after=one[-1].cursor)
    three = queries.owned(scope, limit=2, after=two[-1].cursor)
    assert [row.id for row in [*one, *two, *three]] == [made[4].id, *(row.id for row in made[:4])]


def test_an_unreadable_cursor_shows_nothing(place: Division) -> None:
    first = hall(place)
    sent(first.code)
    assert queries.owned(make.scope(clerk(first)), after="all") == []


def test_an_offered_complaint_stands_in_both_queues(place: Division) -> None:
    first, other = hall(place), hall(place, "hall-2")
    made = sent(first.code)
    complaints.offer(complaint_id=made.id, to=other.id, words="", by=make.actor(clerk(first)), at=make.NOW)
    rows = [queries.owned(make.scope(clerk(unit)))[0] for unit in (first, other)]
    assert [(row.to_take, row.offered_to.zh if row.offered_to else "") for row in rows] == [
        (False, "单位hall-2"),
        (True, "单位hall-2"),
    ]
    assert queries.one(make.scope(clerk(other)), complaint_id=made.id).row.state == "offered"


def test_a_queue_takes_as_many_statements_for_three_as_for_one(place: Division) -> None:
    first = hall(place)
    scope = make.scope(clerk(first))
    counts = []
    for more in (1, 2):
        for _ in range(more):
            sent(first.code)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            queries.owned(scope)
        counts.append(len(seen))
    assert counts == [1, 1]


def test_J1_oversight_sees_how_many_are_late_by_unit_only(place: Division) -> None:
    first = hall(place)
    made = [sent("ga-371302") for _ in range(3)]
    Complaint.objects.filter(id=made[0].id).update(due_on=datetime.date(2026, 3, 3))
    sent(first.code)
    police = Unit.objects.get(code="ga-3713")
    rows = queries.late(make.scope(make.post(unit=police, role="overseer")), on=make.DAY)
    assert [(row.code, row.open, row.late) for row in rows] == [("ga-371302", 3, 1)]


@pytest.mark.parametrize("code", ["", "ABCDEFGH2345", "<script>", "甲" * 500])
def test_a_code_nobody_got_shows_nothing(place: Division, code: str) -> None:
    assert queries.by_code(code) is None
