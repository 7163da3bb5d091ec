"""Help calls by machine: taken anywhere without a name, handed over at once, accepted and followed up. Source: J2."""

import datetime
import uuid
from http import HTTPStatus
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Body, Query

from anju.actions import helping
from anju.actions.once import Answer
from anju.api import cursors, writing
from anju.api.acting import admitted, operation, written
from anju.api.entry import Machine
from anju.api.relief.base import DESK, OFFICE, router
from anju.api.schema.relief import AcceptSent, FollowSent, HelpAnswer, HelpsAnswer, HelpSent
from anju.queries import helping as seen


@router.post("/help-calls", **operation(DESK, HelpAnswer, status=201))
def help_call(request: HttpRequest, key: writing.Key, sent: Body[HelpSent]) -> HttpResponse:
    """Take a call and hand it over in the same moment; a minor is told to police and women's federation. Source: J2."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        made = helping.call(
            who=sent.who,
            how=sent.how,
            place=sent.place,
            seen_there=sent.seen,
            area=sent.area,
            scope=machine.scope,
            at=at,
        )
        return _standing(made)

    return written(request, key=key, act="call_help", about="", sent=sent, do=do, status=HTTPStatus.CREATED)


@router.get("/help-calls", **operation(OFFICE, HelpsAnswer, asks=("show", "limit", "cursor")))
def help_list(
    request: HttpRequest,
    show: Annotated[str, Query(max_length=20)] = "open",
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: Annotated[str, Query(max_length=400, description="The `next` of the page before.")] = "",
) -> dict[str, Any]:
    """List the calls your office gave or received; what was seen is not in it. Source: J2.

    `show`: open, received, late, accepted, declined or done.
    """
    machine, at = admitted(request, act="call_help")
    helping.listed(scope=machine.scope, at=at, show=show if show in seen.FILTERS else "")
    purpose = f"help:{machine.actor.owner}:{show}"
    after = seen.cursor(cursors.opened(cursor, purpose=purpose))
    page = seen.page(scope=machine.scope, at=at, show=show, after=after, size=limit)
    rows = [
        {
            "id": row.id,
            "code": row.code,
            "minor": row.minor,
            "state": row.state,
            "area": row.area,
            "due_at": row.due_at,
            "late": row.late,
        }
        for row in page.rows
    ]
    return {"rows": rows, "next": cursors.sealed(page.after.text, purpose=purpose) if page.after else None}


@router.post("/help-calls/{uuid:call_id}/accept", **operation(OFFICE, HelpAnswer))
def help_accept(request: HttpRequest, call_id: uuid.UUID, key: writing.Key, sent: Body[AcceptSent]) -> HttpResponse:
    """Accept a call handed to your office; from now on it owns it. Source: J2."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        return _standing(helping.accept(call_id=call_id, scope=machine.scope, at=at, version=sent.version))

    return written(request, key=key, act="accept_help", about=call_id, sent=sent, do=do)


@router.post("/help-calls/{uuid:call_id}/follow", **operation(OFFICE, HelpAnswer))
def help_follow(request: HttpRequest, call_id: uuid.UUID, key: writing.Key, sent: Body[FollowSent]) -> HttpResponse:
    """Put down how an accepted call stands and when it is looked at next. Source: I9."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        return _standing(helping.follow_up(call_id=call_id, scope=machine.scope, at=at, **sent.model_dump()))

    return written(request, key=key, act="follow_help", about=call_id, sent=sent, do=do)


def _standing(call: Any) -> Answer:
    return {
        "id": str(call.id),
        "code": call.code,
        "state": call.state,
        "minor": call.minor,
        "receiver": call.receiver.name,
        "due_at": call.due_at.isoformat(),
        "version": call.version,
    }
