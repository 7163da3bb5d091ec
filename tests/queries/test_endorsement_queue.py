"""Whose permits wait for an officer: each list cut by the post, in pages, in one statement (O1, F4, F7, D6)."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import endorsing, factories
from tests.endorsing import CLOSES, OPENS, Held, at

from anju.actions import endorsement as acts
from anju.actions import night
from anju.actions.permit import ending
from anju.law.permit.application import Given
from anju.law.permit.ground import ProofKind
from anju.law.refusal import Refusal
from anju.queries import endorsement_queue as queues
from anju.queries.scope import Scope

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
LEASE = [Given(kind=ProofKind.LEASE, source="paper")]


def scopes(held: Held) -> dict[str, Scope]:
    town = held.stay.community.parent
    hall = factories.unit(code="hall", kind="hall", department="government", level="street", covers=town)
    elsewhere = factories.community(street="002")
    return {
        "station": factories.scope(factories.post(unit=held.stay.station)),
        "clerk": factories.scope(factories.post(unit=hall, role="clerk")),
        "coordinator": factories.scope(factories.post(unit=hall, role="coordinator")),
        "other": factories.scope(factories.registrar(of=elsewhere)),
    }


def listed(held: Held, which: str, on: datetime.date = OPENS) -> dict[str, int]:
    return {name: len(queues.page(scope=scope, on=on, which=which).rows) for name, scope in scopes(held).items()}


SEEN = {"station": 1, "clerk": 1, "coordinator": 0, "other": 0}
NOBODY = dict.fromkeys(SEEN, 0)


def test_F7_what_was_asked_for_stands_with_its_limit_and_masked() -> None:
    held = endorsing.held(proven=False)
    made = acts.ask(permit_id=held.permit.id, proofs_given=LEASE, channel="online", by=held.me, at=at(OPENS))
    assert listed(held, "asked") == SEEN
    (row,) = queues.page(scope=scopes(held)["station"], on=OPENS, which="asked").rows
    assert row == (
        made.id,
        held.permit.id,
        held.permit.number,
        "asked",
        "王*明",
        held.stay.community.name,
        made.due_on,
        False,
    )
    acts.endorse(endorsement_id=made.id, by=held.registrar, at=at(OPENS))
    assert listed(held, "asked") == NOBODY


def test_F2_F4_due_from_the_window_on_then_suspended() -> None:
    held = endorsing.held()
    assert listed(held, "due", OPENS - DAY) == NOBODY
    assert (listed(held, "due"), listed(held, "suspended")) == (SEEN, NOBODY)
    night.suspend_permits(on=CLOSES + DAY, at=at(CLOSES + DAY))
    assert (listed(held, "due", CLOSES + DAY), listed(held, "suspended")) == (NOBODY, SEEN)


def test_D6_ends_under_way_stand_in_the_order_of_their_windows() -> None:
    held = endorsing.held()
    said = {"reason": "no_ground", "basis": "visit", "note": "空房", "on": OPENS}
    made = ending.propose(permit_id=held.permit.id, by=held.registrar, at=at(OPENS), **said)
    assert listed(held, "ending") == SEEN
    ending.drop(ending_id=made.id, why="补交了", by=held.registrar, at=at(OPENS))
    assert listed(held, "ending") == NOBODY


@pytest.mark.parametrize("many", [1, 3])
def test_a_page_is_one_statement_however_many_wait(many: int) -> None:
    held = [endorsing.held(number=f"{number:03}") for number in range(1, many + 1)]
    scope = scopes(held[0])["station"]
    with CaptureQueriesContext(connection) as seen:
        assert len(queues.page(scope=scope, on=OPENS, which="due").rows) == many
    assert len(seen) == 1


def test_pages_follow_one_another_without_gap() -> None:
    held = [endorsing.held(number=f"{number:03}") for number in range(1, 6)]
    scope, after, found = scopes(held[0])["station"], None, []
    while True:
        page = queues.page(scope=scope, on=OPENS, which="due", after=after, size=2)
        found += [row.permit_id for row in page.rows]
        if page.after is None:
            break
        after = queues.cursor(page.after.text)
    assert found == sorted(one.permit.id for one in held)


def test_a_list_or_page_that_does_not_exist_is_refused() -> None:
    scope = scopes(endorsing.held())["station"]
    for ask, code in [
        (lambda: queues.page(scope=scope, on=OPENS, which="all"), "unknown_list"),
        (lambda: queues.cursor("2026_x"), "bad_cursor"),
    ]:
        with pytest.raises(Refusal) as refused:
            ask()
        assert refused.value.code == code
    assert queues.cursor("") is None
