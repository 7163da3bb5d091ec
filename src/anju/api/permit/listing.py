"""What waits, of permits and of cards: the same lists as at the counter. Source: E6, F2, F7, G2, O1."""

import datetime
import uuid
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query

from anju.actions import reading
from anju.api import cursors, entry
from anju.api.permit.base import DESK, operation, router
from anju.api.schema.permitted import CardsAnswer, PermitsAnswer
from anju.queries import cards, endorsement_queue
from anju.web import clock

Mark = Annotated[str, Query(max_length=400, description="The `next` of the page before.")]


@router.get("/permits/waiting", **operation(DESK, PermitsAnswer, asks=("which", "cursor")))
def permits_waiting(
    request: HttpRequest, which: Annotated[str, Query(max_length=20)] = "asked", cursor: Mark = ""
) -> dict[str, Any]:
    """List the permits that wait in your area. `which`: asked (endorsements), due (in their window), suspended, ending."""
    machine = entry.of(request)
    reading.listed(scope=machine.scope, subject=("permits", which), at=clock.now())
    purpose = f"waiting:{machine.actor.owner}:{which}"
    after = endorsement_queue.cursor(cursors.opened(cursor, purpose=purpose))
    page = endorsement_queue.page(scope=machine.scope, on=clock.today(), which=which, after=after, held=machine.held)
    rows = [
        {
            "id": row.id,
            "permit": row.permit_id,
            "number": row.number,
            "state": row.state,
            "name": row.name,
            "community": row.community,
            "on": row.on,
            "provisional": row.provisional,
        }
        for row in page.rows
    ]
    return {"rows": rows, "next": cursors.sealed(page.after.text, purpose=purpose) if page.after else None}


@router.get("/permits/cards", **operation(DESK, CardsAnswer, asks=("show", "cursor")))
def cards_waiting(
    request: HttpRequest, show: Annotated[str, Query(max_length=20)] = "ready", cursor: Mark = ""
) -> dict[str, Any]:
    """List cards of your place. `show`: to_make, making, ready, uncollected or lost."""
    machine = entry.of(request)
    reading.listed(scope=machine.scope, subject=("cards", show), at=clock.now())
    purpose = f"cards:{machine.actor.owner}:{show}"
    mark = cursors.opened(cursor, purpose=purpose)
    after = None
    if mark:
        day, _, key = mark.partition("_")
        after = (datetime.date.fromisoformat(day), uuid.UUID(key))
    found = cards.page(scope=machine.scope, show=show, on=clock.today(), after=after)
    rows = found[: cards.SIZE]
    answer = [
        {
            "id": row.id,
            "state": row.state,
            "name": row.name,
            "number": row.number,
            "due_on": row.due_on,
            "ready_on": row.ready_on,
            "collect_at": row.place,
            "tries": row.tries,
        }
        for row in rows
    ]
    more = None
    if len(found) > cards.SIZE:
        last_on, last = cards.key(rows[-1], show=show)
        more = cursors.sealed(f"{last_on.isoformat()}_{last}", purpose=purpose)
    return {"rows": answer, "next": more}
