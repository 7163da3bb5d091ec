"""What the permit's operations share: who is let in, what is in scope, one write once."""

import datetime
import uuid
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from anju.actions import once
from anju.actions.once import Answer
from anju.api import entry, problems, writing
from anju.api.entry import Machine
from anju.api.schema.base import ProblemAnswer, Sent
from anju.law import authority
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.queries.permit import files, within
from anju.web import clock

router = Router(tags=["Residence permits"])
# the token's scopes: what a desk does, and what the county police alone does
DESK, COUNTY = "permit", "issue"

_NOT_A_DATE = Text(
    zh="请按 年-月-日 填写日期，例如 2026-03-04。", en="Please write the date as year-month-day, such as 2026-03-04."
)


def operation(scope: str, answer: Any, *, status: int = 200, **token: Any) -> dict[str, Any]:
    """Return what every operation names: its token, its answers, the note of its scope."""
    return {
        "auth": entry.Token(scope, **token),
        "response": {status: answer, problems.CODES: ProblemAnswer},
        "openapi_extra": entry.scope_note(scope),
    }


def admitted(request: HttpRequest, *, act: str) -> tuple[Machine, datetime.datetime]:
    """Return the machine and the moment, if its post may perform the act."""
    machine = entry.of(request)
    authority.demand(by=machine.actor, act=act)
    return machine, clock.now()


def written(
    request: HttpRequest,
    *,
    key: str,
    act: str,
    about: uuid.UUID | str,
    sent: Sent,
    do: Callable[[Machine, datetime.datetime], Answer],
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Do a write once and answer; `do` checks the scope, so that a stranger gets the answer for what isn't there."""
    machine, at = admitted(request, act=act)
    content = {"about": str(about), "content": sent.model_dump(mode="json")}
    done = once.perform(by=machine.actor, key=key, action=act, content=content, at=at, do=lambda: do(machine, at))
    return writing.answered(done, status=status)


def own_file(machine: Machine, file_id: uuid.UUID) -> None:
    """Raise Absent unless a file is in the machine's scope."""
    files.one(machine.scope, file_id=file_id)


def own_permit(machine: Machine, permit_id: uuid.UUID) -> None:
    """Raise Absent unless a permit is in the machine's scope."""
    within.permit(machine.scope, permit_id=permit_id)


def day(text: str, *, field: str) -> datetime.date:
    """Read a date; raises Refusal on the field."""
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError as error:
        raise Refusal("not_a_date", _NOT_A_DATE, field=field) from error


def standing(file: Any) -> Answer:
    """Return where an application stands."""
    return {
        "id": str(file.id),
        "number": file.number,
        "kind": file.kind,
        "state": file.state,
        "version": file.version,
        "check_due_on": file.check_due_on.isoformat(),
        "due_on": file.due_on.isoformat() if file.due_on else None,
        "provisional": file.due_provisional if file.due_on else file.check_due_provisional,
        "permit": str(file.permit_id) if file.permit_id else None,
        "fee_fen": file.fee_fen,
    }


def validity(permit: Any) -> Answer:
    """Return where a permit stands."""
    return {
        "id": str(permit.id),
        "number": permit.number,
        "state": permit.state,
        "version": permit.version,
        "issued_on": permit.issued_on.isoformat(),
        "code": permit.code,
        "endorsed": permit.endorsed,
        "window_opens_on": permit.window_opens_on.isoformat(),
        "window_closes_on": permit.window_closes_on.isoformat(),
        "provisional": permit.window_provisional,
        "suspended_on": permit.suspended_on.isoformat() if permit.suspended_on else None,
        "ended_on": permit.ended_on.isoformat() if permit.ended_on else None,
    }


def ended(found: Any) -> Answer:
    """Return what became of an end: done, or noticed and open to objection until a day."""
    return {
        "id": str(found.id),
        "permit": str(found.permit_id),
        "state": found.state,
        "ended_on": found.ended_on.isoformat(),
        "objection_until": found.objection_until.isoformat() if found.objection_until else None,
    }
