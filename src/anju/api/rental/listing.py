"""The office's list and flats. Source: I6, L2, O1."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query

from anju.actions import reading
from anju.api import cursors, entry
from anju.api.acting import operation
from anju.api.rental.base import OFFICE, router
from anju.api.schema.rental import FlatsAnswer, WaitingPlacesAnswer
from anju.law.absent import Absent
from anju.queries.rental import desk, within
from anju.web import clock

Mark = Annotated[str, Query(max_length=400, description="The `next` of the page before.")]


@router.get("/rental", **operation(OFFICE, WaitingPlacesAnswer, asks=("show", "cursor")))
def rental_list(
    request: HttpRequest, show: Annotated[str, Query(max_length=20)] = "listed", cursor: Mark = ""
) -> dict[str, Any]:
    """List the places of your office and those below it, in the order of the list. Source: I6.

    `show`: listed, offered, unanswered, accepted, measures, declines, unconfirmed, years, housed or ended.
    """
    machine = _housing(request)
    reading.listed(scope=machine.scope, subject=("rental", show), at=clock.now())
    purpose = f"rental:{machine.actor.owner}:{show}"
    held = cursors.opened(cursor, purpose=purpose)
    found = desk.page(machine.scope, on=clock.today(), show=show, after=held.split("|") if held else ())
    rows = found[: desk.PAGE]
    mark = "|".join(str(part) for part in rows[-1].key) if len(found) > desk.PAGE else ""
    return {"rows": [_place(row) for row in rows], "next": cursors.sealed(mark, purpose=purpose) if mark else None}


@router.get("/rental/flats", **operation(OFFICE, FlatsAnswer, asks=("cursor",)))
def rental_flats(request: HttpRequest, cursor: Mark = "") -> dict[str, Any]:
    """List the flats of your office and those below it, with whose turn it is. Source: I6."""
    machine, on = _housing(request), clock.today()
    purpose = f"rental_flats:{machine.actor.owner}"
    held = cursors.opened(cursor, purpose=purpose)
    found = desk.flats(machine.scope, on=on, after=held.split("|") if held else ())
    rows = [desk.flat(machine.scope, flat_id=row.flat.id, on=on) for row in found[: desk.PAGE]]
    mark = "|".join(str(part) for part in desk.flat_key(rows[-1])) if len(found) > desk.PAGE else ""
    return {"rows": [flat(row) for row in rows], "next": cursors.sealed(mark, purpose=purpose) if mark else None}


def flat(row: desk.FlatRow) -> dict[str, Any]:
    """Return a flat as machines read it."""
    one = row.flat
    return {
        "id": str(one.id),
        "estate": one.estate,
        "number": one.number,
        "rooms": one.rooms,
        "size": one.size,
        "rent_fen": one.rent_fen,
        "accessible": one.accessible,
        "state": one.state,
        "next": row.next.number if row.next is not None else None,
    }


def _housing(request: HttpRequest) -> entry.Machine:
    machine = entry.of(request)
    if not within.allowed(machine.scope):
        raise Absent("rental")
    return machine


def _place(row: desk.Row) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "number": row.number,
        "name": row.name,
        "people": row.people,
        "ranked_on": row.ranked_on,
        "lot": row.lot,
        "waits_until": row.waits_until,
        "near": row.near,
        "confirm_by": row.confirm_by,
        "declines": row.declines,
        "unit": row.unit,
    }
