"""What operations that write share: who is let in, what they name, one write once."""

import datetime
import uuid
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

from anju.actions import once
from anju.actions.once import Answer
from anju.api import entry, problems, writing
from anju.api.entry import Machine
from anju.api.schema.base import ProblemAnswer, Sent
from anju.law import authority
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.web import clock

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


def day(text: str, *, field: str) -> datetime.date:
    """Read a date; raises Refusal on the field."""
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError as error:
        raise Refusal("not_a_date", _NOT_A_DATE, field=field) from error
