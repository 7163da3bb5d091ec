"""Mediation by machine: begun, both sides called, agreed or not, kept or not; the lawyer of legal aid. Source: I7, I9."""

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
from anju.api.schema.case import SayingSent, VersionSent
from anju.api.schema.dispute import (
    AgreementSent,
    BeginSent,
    CallSent,
    DisputeAnswer,
    FailSent,
    LawyerAnswer,
    LawyerSent,
    SessionAnswer,
)


@router.post("/disputes/{uuid:case_id}/begin", **operation(OFFICE, DisputeAnswer))
def dispute_begin(request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[BeginSent]) -> HttpResponse:
    """Begin mediation of a case that was taken, or enter its claim for arbitration. Source: I4, I9."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        made = disputes.start(case_id=case_id, name=sent.name, contact=sent.contact, by=machine.actor, at=at)
        return standing(made)

    return written(request, key=key, act="start_dispute", about=case_id, sent=sent, do=do)


@router.post("/disputes/{uuid:case_id}/call", **operation(OFFICE, SessionAnswer))
def dispute_call(request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[CallSent]) -> HttpResponse:
    """Call both sides to mediation, or in arbitration to a hearing; the applicant gets a message. Source: I9."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        made = disputes.call(case_id=case_id, raw=raw(sent), by=machine.actor, at=at, version=sent.version)
        return {"id": str(made.id), "hearing": made.hearing, "starts_at": made.starts_at.isoformat()}

    return written(request, key=key, act="call_session", about=case_id, sent=sent, do=do)


@router.post("/disputes/{uuid:case_id}/agree", **operation(OFFICE, DisputeAnswer))
def dispute_agree(
    request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[AgreementSent]
) -> HttpResponse:
    """Enter the agreement both sides signed. Source: I9."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        made = disputes.agree(case_id=case_id, raw=raw(sent), by=machine.actor, at=at, version=sent.version)
        return standing(made.dispute)

    return written(request, key=key, act="agree_dispute", about=case_id, sent=sent, do=do)


@router.post("/disputes/{uuid:case_id}/fail", **operation(OFFICE, DisputeAnswer))
def dispute_fail(request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[FailSent]) -> HttpResponse:
    """End a mediation without agreement; the person is told what they can do next. Source: I9."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        done = disputes.fail(
            case_id=case_id, code=sent.why, words=sent.words, by=machine.actor, at=at, version=sent.version
        )
        return standing(done)

    return written(request, key=key, act="fail_dispute", about=case_id, sent=sent, do=do)


@router.post("/disputes/{uuid:case_id}/kept", **operation(OFFICE, DisputeAnswer))
def dispute_kept(request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[VersionSent]) -> HttpResponse:
    """Note that an agreement was kept. Source: I9."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        return standing(disputes.keep(case_id=case_id, by=machine.actor, at=at, version=sent.version))

    return written(request, key=key, act="keep_agreement", about=case_id, sent=sent, do=do)


@router.post("/disputes/{uuid:case_id}/not-kept", **operation(OFFICE, DisputeAnswer))
def dispute_not_kept(
    request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[SayingSent]
) -> HttpResponse:
    """Note that an agreement wasn't kept; the person is told what they can do next. Source: I9."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        done = disputes.break_(case_id=case_id, words=sent.words, by=machine.actor, at=at, version=sent.version)
        return standing(done)

    return written(request, key=key, act="break_agreement", about=case_id, sent=sent, do=do)


@router.post("/disputes/{uuid:case_id}/lawyer", **operation(OFFICE, LawyerAnswer))
def dispute_lawyer(request: HttpRequest, case_id: uuid.UUID, key: writing.Key, sent: Body[LawyerSent]) -> HttpResponse:
    """Name the lawyer of granted legal aid; the person is told. Source: I7."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        aid = disputes.name_lawyer(case_id=case_id, raw=raw(sent), by=machine.actor, at=at, version=sent.version)
        return {"case": str(aid.case_id), "named_at": at.isoformat(), "version": aid.version}

    return written(request, key=key, act="name_lawyer", about=case_id, sent=sent, do=do)
