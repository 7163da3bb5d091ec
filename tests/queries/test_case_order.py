"""The order of an office's lists: claims for wages first, then the nearest limit, by the index alone. Source: I9, D15."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import disputing, factories
from tests.disputing import World

from anju.actions import case as cases
from anju.law.dispute import kinds
from anju.law.refusal import Refusal
from anju.models import Case
from anju.queries import direct
from anju.queries.case import queue
from anju.queries.scope import Scope

pytestmark = pytest.mark.django_db
DAY = factories.DAY


@pytest.fixture
def here() -> World:
    return disputing.world()


@pytest.fixture
def sent(here: World) -> list[Case]:
    """Return four cases in the order that a list has them: the first is due last of the two claims for wages."""
    made = []
    for number, (service, days) in enumerate(
        ((kinds.WAGE_CLAIM, 2), (kinds.WAGE_CLAIM, 3), (kinds.ARBITRATION, 0), (kinds.ARBITRATION, 1))
    ):
        case = disputing.sent(disputing.world(f"00{number + 2}"), service)
        Case.objects.filter(id=case.id).update(limit_on=DAY + datetime.timedelta(days=days))
        made.append(Case.objects.get(id=case.id))
    return made


def scope(here: World) -> Scope:
    return factories.scope(here.post(here.labour_city))


def paged(of: Scope, *, state: str, size: int, on: datetime.date = DAY) -> list[str]:
    """Return the numbers of a list, read page by page by the mark that stands in the address."""
    numbers, after = list[str](), None
    while True:
        page = queue.page(scope=of, on=on, state=state, after=after, size=size)
        numbers += [row.number for row in page.rows]
        if page.after is None:
            return numbers
        after = queue.mark(page.after.text)


@pytest.mark.parametrize("size", [1, 2, 3, 30])
@pytest.mark.parametrize("state", ["open", "sent", "near", "overdue", "waiting", "escalated", "offered"])
def test_D15_claims_for_wages_stand_first_in_every_list(here: World, sent: list[Case], state: str, size: int) -> None:
    own, rows = scope(here), Case.objects.filter(id__in=[case.id for case in sent])
    if state == "waiting":
        rows.update(state="returned")
    if state == "escalated":
        rows.update(escalated_to=here.labour_city)
    if state == "offered":
        rows.update(offered_to=here.labour_city)
    day = DAY + datetime.timedelta(days=9) if state == "overdue" else DAY
    expected = [case.number for case in sent]
    if state == "near":
        near = [case.limit_on for case in sent if case.limit_on <= DAY + datetime.timedelta(days=1)]
        assert len(near) == 2
        expected = expected[2:]
    assert paged(own, state=state, size=size, on=day) == expected


def test_the_next_case_follows_the_same_order(here: World, sent: list[Case]) -> None:
    own = scope(here)
    for one, following in zip(sent, [*sent[1:], sent[0]], strict=True):
        after = queue.marked(one)
        assert queue.following(scope=own, on=DAY, state="open", after=after) == following.id


def test_a_case_taken_keeps_its_place(here: World, sent: list[Case]) -> None:
    by = here.officer(sent[1].unit)
    cases.take(case_id=sent[1].id, by=by, at=factories.NOW)
    assert set(paged(scope(here), state="open", size=2)[:2]) == {sent[0].number, sent[1].number}


@pytest.mark.parametrize("text", ["0_2026-03-04_nothing", "2_2026-03-04_", "x", "_", "0_", "2026-03-04_"])
def test_a_mark_that_no_page_gave_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="bad_cursor"):
        queue.mark(text)


@pytest.mark.parametrize(
    ("state", "index"),
    [
        ("open", "case_office"),
        ("sent", "case_office"),
        ("near", "case_office"),
        ("overdue", "case_office"),
        ("waiting", "case_applicant"),
        ("escalated", "case_escalated"),
        ("offered", "case_offered"),
    ],
)
def test_an_office_runs_down_one_stretch_of_its_index(here: World, state: str, index: str) -> None:
    own = scope(here)
    with CaptureQueriesContext(connection) as asked:
        queue.page(scope=own, on=DAY, state=state)
    (sql,) = [str(one["sql"]) for one in asked if "service_case" in one["sql"]]
    # so few rows are sooner sorted than looked up
    for way in ("seqscan", "bitmapscan", "sort"):
        direct.tell(f"SET LOCAL enable_{way} = off")
    plan = "\n".join(str(line) for (line,) in direct.ask(f"EXPLAIN (GENERIC_PLAN) {sql}"))
    line = next(part for part in plan.split("->") if f"using {index} " in part)
    (found,) = [part for part in line.split("\n") if "Index Cond" in part]
    assert "CASE WHEN" in found
    assert "(ROW(" in found
