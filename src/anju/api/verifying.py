"""Verifying papers by machine: one at a time for any office, many for a body that accepts them. Source: B6, D4, L12."""

import dataclasses
from http import HTTPStatus
from typing import Any

import pydantic_core
from django.http import HttpRequest, HttpResponse
from ninja import Body, Router

from anju.actions import acceptor, reading
from anju.api import entry, problems, writing
from anju.api.problems import Problem
from anju.api.schema.base import ProblemAnswer
from anju.api.schema.verifying import ManyAnswer, ManySent, VerdictAnswer, VerifySent
from anju.law import authority
from anju.law.wording import Text
from anju.queries import acceptors, verifying
from anju.queries.verifying import Verdict
from anju.web import clock

router = Router(tags=["Verifying"])
# five hundred scanned addresses
LARGEST_BODY = 320 * 1024
_MANY = Text(
    zh="这个令牌属于一个认可单位，请用 /verify/many 并写明用途。",
    en="This token belongs to a body that accepts papers: please use /verify/many and state the purpose.",
)
_NO_BODY = Text(
    zh="这个令牌不属于任何已公布的认可单位。", en="This token belongs to no published body that accepts papers."
)


@router.post(
    "/verify",
    auth=entry.Token("verify"),
    response={200: VerdictAnswer, problems.CODES: ProblemAnswer},
    openapi_extra=entry.scope_note("verify"),
)
def verify(request: HttpRequest, sent: Body[VerifySent]) -> dict[str, Any]:
    """Tell whether a receipt or a permit holds now: the same few things as the public page. Source: B6."""
    machine = entry.of(request)
    # a body's questions are counted, and the people asked about can see them
    if acceptors.is_bound(client_id=machine.actor.id):
        raise Problem(status=HTTPStatus.FORBIDDEN, detail=_MANY)
    reading.listed(scope=machine.scope, subject=("receipt", ""), at=clock.now())
    return _told(verifying.verify(text=sent.text, on=clock.today()))


@router.post(
    "/verify/many",
    auth=entry.Token("verify", largest=LARGEST_BODY),
    response={200: ManyAnswer, problems.CODES: ProblemAnswer},
    openapi_extra=entry.scope_note("verify"),
)
def many(request: HttpRequest, key: writing.Key, sent: Body[ManySent]) -> HttpResponse:
    """Verify up to 500 papers with one purpose, for a published body. Source: D4.

    Each question is counted, and leaves a trace with your name that the person can see; you learn no more than the
    public page shows. A retry under the same key gets the first answer again and is not counted again.
    """
    machine, at = entry.of(request), clock.now()
    authority.demand(by=machine.actor, act="verify_paper")
    body = acceptors.of_client(client_id=machine.actor.id)
    if body is None:
        raise Problem(status=HTTPStatus.FORBIDDEN, detail=_NO_BODY)

    def do() -> dict[str, Any]:
        checked = verifying.many(texts=sent.papers, on=clock.today())
        counted = acceptor.verified(body=body, purpose=sent.purpose, checked=checked, by=machine.actor, at=at)
        answer = {"answers": [_told(one.verdict) for one in checked], **counted}
        # as it is kept, so that a retry reads the same
        plain: dict[str, Any] = pydantic_core.to_jsonable_python(answer)
        return plain

    return writing.once_only(request, key=key, action="verify_paper", content=sent, at=at, do=do)


def _told(verdict: Verdict) -> dict[str, Any]:
    return dataclasses.asdict(verdict)
