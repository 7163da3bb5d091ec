"""Arbitration by machine, under the name of the officer whose post it acts in: taken or not, put off, awarded. Source: I9, I10."""

import datetime
import uuid

from django.http import HttpRequest, HttpResponse
from ninja import Body

from anju.actions import dispute as disputes
from anju.actions.once import Answer
from anju.api import writing
from anju.api.acting import operation, written
from anju.api.dispute.base import OFFICE, raw, router, standing
from anju.api.entry import Machine
from anju.api.schema.case import ReasonedSent, SayingSent, VersionSent
from anju.api.schema.dispute import AwardSent, DisputeAnswer


@router.post("/disputes/{uuid:case_id}/accept", **operation(OFFICE, DisputeAnswer))
def dispute_accept(request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[VersionSent]) -> HttpResponse:
    """Take a claim for arbitration; the limit of the award runs from today. Source: I9."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        return standing(disputes.accept(case_id=case_id, by=machine.actor, at=at, version=sent.version))

    return written(request, key=key, act="accept_claim", about=case_id, sent=sent, do=do)


@router.post("/disputes/{uuid:case_id}/decline", **operation(OFFICE, DisputeAnswer))
def dispute_decline(
    request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[ReasonedSent]
) -> HttpResponse:
    """Not take a claim: with reason and article; the case is refused. Source: I10."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        done = disputes.decline(
            case_id=case_id,
            reason=sent.reason,
            article=sent.article,
            by=machine.actor,
            at=at,
            version=sent.version,
        )
        return standing(done)

    return written(request, key=key, act="decline_claim", about=case_id, sent=sent, do=do)


@router.post("/disputes/{uuid:case_id}/extend", **operation(OFFICE, DisputeAnswer))
def dispute_extend(request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[SayingSent]) -> HttpResponse:
    """Put an award off once, with leave and the reason. Source: I9."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        done = disputes.extend(case_id=case_id, why=sent.words, by=machine.actor, at=at, version=sent.version)
        return standing(done)

    return written(request, key=key, act="extend_award", about=case_id, sent=sent, do=do)


@router.post("/disputes/{uuid:case_id}/award", **operation(OFFICE, DisputeAnswer))
def dispute_award(request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[AwardSent]) -> HttpResponse:
    """Make the award; the case ends with it. Source: I9, I10."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        done = disputes.award(case_id=case_id, raw=raw(sent), by=machine.actor, at=at, version=sent.version)
        return standing(done)

    return written(request, key=key, act="award_dispute", about=case_id, sent=sent, do=do)


@router.post("/disputes/{uuid:case_id}/settle", **operation(OFFICE, DisputeAnswer))
def dispute_settle(request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[AwardSent]) -> HttpResponse:
    """Record that both sides settled before the panel. Source: I9."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        done = disputes.settle(case_id=case_id, raw=raw(sent), by=machine.actor, at=at, version=sent.version)
        return standing(done)

    return written(request, key=key, act="settle_dispute", about=case_id, sent=sent, do=do)
