"""Writes from outside: each carries a key, and a retry gets the first answer again."""

import datetime
from collections.abc import Callable
from typing import Annotated

import pydantic_core
from django.http import HttpRequest, HttpResponse
from ninja import Header
from pydantic import BaseModel

from anju.actions import once
from anju.actions.once import Answer
from anju.api import entry

Do = Callable[[], Answer]
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=64,
        pattern=r"^[A-Za-z0-9._:-]+$",
        description="Chosen by the sender, a new one for each new write, such as a UUID. "
        "The same key with the same content gets the first answer again.",
    ),
]


def once_only(
    request: HttpRequest,
    *,
    key: str,
    action: str,
    content: BaseModel,
    at: datetime.datetime,
    do: Do,
    about: str = "",
) -> HttpResponse:
    """Do it once and answer; `about` names the row in the path, so that a key used on another row is another content."""
    sent = {"about": about, "content": content.model_dump(mode="json")}
    by = entry.of(request).actor
    return answered(once.perform(by=by, key=key, action=action, content=sent, at=at, do=do))


def answered(done: tuple[Answer, bool], *, status: int = 200) -> HttpResponse:
    """Answer what was done, and tell when it was done before."""
    kept, replayed = done
    response = HttpResponse(pydantic_core.to_json(kept), status=status, content_type="application/json")
    if replayed:
        response["Idempotent-Replay"] = "true"
    return response
