"""The office's work on its cases: taken, returned, asked, handed on. Source: B7, I9, J2."""

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
from anju.api.schema.case import CaseAnswer, OfferCaseSent, ReturnCaseSent, SayingSent, VersionSent


@router.post("/cases/{uuid:case_id}/take", **operation(OFFICE, CaseAnswer))
def case_take(request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[VersionSent]) -> HttpResponse:
    """Take a case: the limit of its result runs from today. Source: I9."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        return standing(cases.take(case_id=case_id, by=machine.actor, at=at, version=sent.version))

    return written(request, key=key, act="take_case", about=case_id, sent=sent, do=do)


@router.post("/cases/{uuid:case_id}/return", **operation(OFFICE, CaseAnswer))
def case_return(request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[ReturnCaseSent]) -> HttpResponse:
    """Return a case with everything it lacks, at once; never twice for what could be told before. Source: B7."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        missing = {one.item: one.note for one in sent.missing}
        return standing(
            cases.give_back(case_id=case_id, missing=missing, by=machine.actor, at=at, version=sent.version)
        )

    return written(request, key=key, act="return_case", about=case_id, sent=sent, do=do)


@router.post("/cases/{uuid:case_id}/ask", **operation(OFFICE, CaseAnswer))
def case_ask(request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[SayingSent]) -> HttpResponse:
    """Ask the applicant; the clock stands only where the service's law lets it. Source: I9."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        return standing(cases.ask(case_id=case_id, words=sent.words, by=machine.actor, at=at, version=sent.version))

    return written(request, key=key, act="ask_case", about=case_id, sent=sent, do=do)


@router.post("/cases/{uuid:case_id}/offer", **operation(OFFICE, CaseAnswer))
def case_offer(request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[OfferCaseSent]) -> HttpResponse:
    """Offer a case to another office; yours owns it until that one accepts. Source: J2."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        found = cases.offer(
            case_id=case_id, to=sent.to, words=sent.words, by=machine.actor, at=at, version=sent.version
        )
        return standing(found)

    return written(request, key=key, act="offer_case", about=case_id, sent=sent, do=do)


@router.post("/cases/{uuid:case_id}/accept", **operation(OFFICE, CaseAnswer))
def case_accept(request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[VersionSent]) -> HttpResponse:
    """Accept a case that was offered to your office, and own it. Source: J2."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        return standing(cases.accept(case_id=case_id, by=machine.actor, at=at))

    return written(request, key=key, act="accept_case", about=case_id, sent=sent, do=do)


@router.post("/cases/{uuid:case_id}/decline", **operation(OFFICE, CaseAnswer))
def case_decline(request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[SayingSent]) -> HttpResponse:
    """Decline an offered case with the reason; it stays with the first office. Source: J2."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        return standing(cases.decline(case_id=case_id, why=sent.words, by=machine.actor, at=at))

    return written(request, key=key, act="decline_case", about=case_id, sent=sent, do=do)
