"""At a desk of any level: applying for somebody, completing, answering, withdrawing. Source: B7, I3, I4."""

import datetime
import uuid

from django.http import HttpRequest, HttpResponse
from ninja import Body

from anju.actions import case as cases
from anju.actions.once import Answer
from anju.api import writing
from anju.api.acting import operation, written
from anju.api.case.base import DESK, raw, router, standing
from anju.api.entry import Machine
from anju.api.schema.case import ApplySent, CaseAnswer, SayingSent, SeenFormSent, VersionSent
from anju.queries import scope as scopes


@router.post("/cases", **operation(DESK, CaseAnswer, status=201))
def case_apply(request: HttpRequest, key: writing.Key, sent: Body[ApplySent]) -> HttpResponse:
    """Apply for a service for the person of a registered stay; the open case is answered where there is one. Source: I3, I4.

    No condition refuses here: an officer decides (I10).
    """

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        stay = scopes.stay(machine.scope, stay_id=sent.stay)
        found = cases.apply(person_id=stay.person_id, service_id=sent.service, raw=raw(sent), by=machine.actor, at=at)
        return standing(found)

    return written(request, key=key, act="apply_case", about=sent.stay, sent=sent, do=do, status=201)


@router.post("/cases/{uuid:case_id}/complete", **operation(DESK, CaseAnswer))
def case_complete(request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[SeenFormSent]) -> HttpResponse:
    """Put a returned case right. Source: B7."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        return standing(cases.complete(case_id=case_id, raw=raw(sent), by=machine.actor, at=at, version=sent.version))

    return written(request, key=key, act="complete_case", about=case_id, sent=sent, do=do)


@router.post("/cases/{uuid:case_id}/answer", **operation(DESK, CaseAnswer))
def case_answer(request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[SayingSent]) -> HttpResponse:
    """Give the applicant's answer to the office's question; the limit runs on. Source: I9."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        return standing(cases.answer(case_id=case_id, words=sent.words, by=machine.actor, at=at, version=sent.version))

    return written(request, key=key, act="answer_case", about=case_id, sent=sent, do=do)


@router.post("/cases/{uuid:case_id}/withdraw", **operation(DESK, CaseAnswer))
def case_withdraw(request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[VersionSent]) -> HttpResponse:
    """Take an application back at the person's word."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        return standing(cases.withdraw(case_id=case_id, by=machine.actor, at=at, version=sent.version))

    return written(request, key=key, act="withdraw_case", about=case_id, sent=sent, do=do)


@router.post("/cases/{uuid:case_id}/object", **operation(DESK, CaseAnswer))
def case_object(request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[SayingSent]) -> HttpResponse:
    """Object to a decision at the person's word; somebody else reviews it. Source: I10."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        return standing(cases.protest(case_id=case_id, words=sent.words, by=machine.actor, at=at, version=sent.version))

    return written(request, key=key, act="object_case", about=case_id, sent=sent, do=do)
