"""Decisions: by the named officer the token stands for, with reason and article; no machine decides (I10)."""

import datetime
import uuid

from django.http import HttpRequest, HttpResponse
from ninja import Body

from anju.actions import case as cases
from anju.actions.once import Answer
from anju.api import writing
from anju.api.acting import operation, written
from anju.api.case.base import OFFICE, router, standing
from anju.api.entry import Machine
from anju.api.schema.case import CaseAnswer, ProposeSent, ReasonedSent, SayingSent


@router.post("/cases/{uuid:case_id}/propose", **operation(OFFICE, CaseAnswer))
def case_propose(request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[ProposeSent]) -> HttpResponse:
    """Propose a decision to a second officer, where the service asks for two. Source: I10."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        found = cases.propose(
            case_id=case_id, outcome=sent.outcome, words=sent.words, by=machine.actor, at=at, version=sent.version
        )
        return standing(found)

    return written(request, key=key, act="propose_case", about=case_id, sent=sent, do=do)


@router.post("/cases/{uuid:case_id}/send-back", **operation(OFFICE, CaseAnswer))
def case_send_back(request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[SayingSent]) -> HttpResponse:
    """Send a proposal back with the reason. Source: I10."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        return standing(
            cases.send_back(case_id=case_id, words=sent.words, by=machine.actor, at=at, version=sent.version)
        )

    return written(request, key=key, act="send_back_case", about=case_id, sent=sent, do=do)


@router.post("/cases/{uuid:case_id}/grant", **operation(OFFICE, CaseAnswer))
def case_grant(request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[SayingSent]) -> HttpResponse:
    """Grant a case; 409 `second_needed` or `four_eyes` where a second officer decides. Source: I9, I10."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        return standing(cases.grant(case_id=case_id, words=sent.words, by=machine.actor, at=at, version=sent.version))

    return written(request, key=key, act="grant_case", about=case_id, sent=sent, do=do)


@router.post("/cases/{uuid:case_id}/refuse", **operation(OFFICE, CaseAnswer))
def case_refuse(request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[ReasonedSent]) -> HttpResponse:
    """Refuse a case in writing, with the reason and the article; the remedy is told with it. Source: I10."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        found = cases.refuse(
            case_id=case_id,
            reason=sent.reason,
            article=sent.article,
            by=machine.actor,
            at=at,
            version=sent.version,
        )
        return standing(found)

    return written(request, key=key, act="refuse_case", about=case_id, sent=sent, do=do)


@router.post("/cases/{uuid:case_id}/confirm", **operation(OFFICE, CaseAnswer))
def case_confirm(request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[ReasonedSent]) -> HttpResponse:
    """Confirm a decision on review, by somebody else than who decided. Source: I10."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        found = cases.confirm(
            case_id=case_id,
            reason=sent.reason,
            article=sent.article,
            by=machine.actor,
            at=at,
            version=sent.version,
        )
        return standing(found)

    return written(request, key=key, act="confirm_case", about=case_id, sent=sent, do=do)


@router.post("/cases/{uuid:case_id}/change", **operation(OFFICE, CaseAnswer))
def case_change(request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[ReasonedSent]) -> HttpResponse:
    """Change a decision on review, by somebody else than who decided. Source: I10."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        found = cases.change(
            case_id=case_id,
            reason=sent.reason,
            article=sent.article,
            by=machine.actor,
            at=at,
            version=sent.version,
        )
        return standing(found)

    return written(request, key=key, act="change_case", about=case_id, sent=sent, do=do)
