"""A crash at any statement of endorsing, restoring, ending or undoing: nothing lost, nothing half, and the next try does it."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from tests import endorsing
from tests.endorsing import CLOSES, OPENS, Held, at

from anju.actions import endorsement as acts
from anju.actions import stay as stays
from anju.actions.permit import ending
from anju.law.permit.application import Given
from anju.law.permit.ground import ProofKind
from anju.models import Act, Card, Endorsement, Message, Permit, PermitEnding, PermitProof, Stay, Suspension
from anju.queries import direct

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
LEASE = [Given(kind=ProofKind.LEASE, source="paper")]
TABLES = (Act, Card, Endorsement, Message, Permit, PermitEnding, PermitProof, Stay, Suspension)


class PowerCut(Exception):
    """The machine went dark."""


class Counter:
    """Lets so many statements through, and none after them."""

    def __init__(self, most: int | None = None) -> None:
        self.most, self.seen = most, 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Count a statement of Django's."""
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            self.pass_one()
        return execute(sql, params, many, context)

    def pass_one(self) -> None:
        """Count a statement, or cut the power."""
        if self.most is not None and self.seen >= self.most:
            raise PowerCut
        self.seen += 1


def everything() -> list[list[dict[str, Any]]]:
    return [list(table.objects.order_by("pk").values()) for table in TABLES]


def endorse(held: Held) -> Callable[[], object]:
    Stay.objects.update(confirmed_on=OPENS)
    return lambda: acts.ask(permit_id=held.permit.id, channel="online", by=held.me, at=at(OPENS))


def restore(held: Held) -> Callable[[], object]:
    return lambda: acts.at_counter(
        permit_id=held.permit.id, proofs_seen=LEASE, by=held.registrar, at=at(CLOSES + 9 * DAY)
    )


def withhold(held: Held) -> Callable[[], object]:
    made = acts.ask(permit_id=held.permit.id, proofs_given=LEASE, channel="online", by=held.me, at=at(OPENS))
    return lambda: acts.withhold(endorsement_id=made.id, basis="visit", why="已离职", by=held.registrar, at=at(OPENS))


def end(held: Held) -> Callable[[], object]:
    endorsing.card(permit=held.permit, state="to_make")
    said = {"reason": "no_ground", "basis": "visit", "note": "空房", "on": OPENS}
    made = ending.propose(permit_id=held.permit.id, by=held.registrar, at=at(OPENS), **said)
    return lambda: ending.end(ending_id=made.id, by=held.registrar, at=at(CLOSES))


def undo(held: Held) -> Callable[[], object]:
    ending.hand_back(permit_id=held.permit.id, by=held.me, at=at(OPENS))
    return lambda: ending.undo(permit_id=held.permit.id, why="误操作", by=held.chief, at=at(CLOSES + 9 * DAY))


def leave(held: Held) -> Callable[[], object]:
    endorsing.card(permit=held.permit, state="to_make")
    return lambda: stays.leave(stay_id=held.stay.id, on=CLOSES + 300 * DAY, by=held.me, at=at(CLOSES + 300 * DAY))


def undo_leaving(held: Held) -> Callable[[], object]:
    leave(held)()
    return lambda: stays.undo_end(stay_id=held.stay.id, why="误操作", by=held.chief, at=at(CLOSES + 301 * DAY))


def attempt(do: Callable[[], object], counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    """Do it with the power cut after so many statements: Django's own, and those that go to the driver directly."""
    with monkeypatch.context() as patched:
        for name in ("ask", "tell"):
            plain = getattr(direct, name)

            def counted(sql: str, values: Any = (), plain: Callable[..., Any] = plain) -> Any:
                counter.pass_one()
                return plain(sql, values)

            patched.setattr(direct, name, counted)
        # the act's own transaction, here a savepoint, is all that holds it together
        with connection.execute_wrapper(counter):
            do()


@pytest.mark.parametrize(
    "prepare", [endorse, restore, withhold, end, undo, leave, undo_leaving], ids=lambda one: one.__name__
)
def test_a_power_cut_at_any_statement_leaves_nothing_half(
    prepare: Callable[[Held], Callable[[], object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    held = endorsing.held(proven=prepare is not withhold)
    do = prepare(held)
    before = everything()
    cut = 0
    while True:
        counter = Counter(cut)
        try:
            attempt(do, counter, monkeypatch)
        except PowerCut:
            assert everything() == before, f"half done after {cut} statements"
            cut += 1
            continue
        break
    assert cut == counter.seen > 8
    after = everything()
    assert after != before
    assert all(len(now) >= len(then) for now, then in zip(after, before, strict=True))
