"""Cases that a part of their department settles: what was decided there is the decision of the case. Source: I9, I10.

Nobody decides twice: the part has asked who may decide and kept two people apart, and its own act names the case.
"""

import datetime
import uuid

from anju.actions.case import clock, closing, deciding, locking, telling
from anju.law import city
from anju.law.actor import Actor
from anju.law.case import life, limits
from anju.models import Case
from anju.queries.offering import laid

# one that was returned, or is reviewed, is not settled this way
STATES = ("sent", "taken", "asked", "proposed")


def waiting(*, person_id: uuid.UUID, service: str, unit_id: uuid.UUID) -> Case | None:
    """Return the locked case of a person that a part of its own office can settle, or None. Part of a larger act."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("person", "community", "unit")
    mine = rows.filter(person_id=person_id, service=service, state__in=STATES, unit_id=unit_id)
    return mine.order_by().first()


def settle(
    case: Case,
    *,
    outcome: str,
    reason: str,
    article: str,
    looked_into: uuid.UUID | None,
    by: Actor,
    at: datetime.datetime,
) -> None:
    """Close a case as its part decided, with who looked into it and who decided. Part of a larger act."""
    staff = locking.staff(by)
    begun: dict[str, object] = {}
    state = case.state
    if state == "sent":
        run = limits.begun(service=laid.promised(case), on=city.day(at), asked_on=clock.asked_on(case))
        begun = {"taken_at": at, "taken_by_id": staff, **clock.running(case, run, at=at)}
        state = life.LIFECYCLE.follow(state=state, act="take_case").target
    step = life.LIFECYCLE.follow(state=state, act="grant_case" if outcome == "granted" else "refuse_case")
    # a clock that stood for a question stands no more
    runs = begun or clock.resumed(case, at=at)
    closing.loose_ends(case, at=at)
    telling.let_go(case, at=at)
    done = {**runs, "decided_at": at, "decided_by_id": staff, "closed_at": at, **closing.NOTHING}
    locking.put(case, step=step, proposed=outcome, proposed_by_id=looked_into, **done)
    deciding.keep(case, outcome=outcome, reason=reason, article=article, by=by, at=at)
