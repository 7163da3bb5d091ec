"""The desk's check and the county police's decision. Source: B7, E5–E10."""

import datetime
import uuid

from django.http import HttpRequest, HttpResponse
from ninja import Body

from anju.actions import permit as permits
from anju.actions.once import Answer
from anju.api import writing
from anju.api.entry import Machine
from anju.api.permit.base import COUNTY, DESK, admitted, operation, own_file, router, standing, validity, written
from anju.api.schema.permit import (
    RefusalSent,
    ReturnSent,
    SeenSent,
    SignSent,
    WhySent,
)
from anju.api.schema.permitted import (
    ApplicationAnswer,
    OutcomesAnswer,
    PermitAnswer,
)
from anju.queries.permit import files, preview
from anju.web import clock


@router.post("/permits/files/{uuid:file_id}/return", **operation(DESK, ApplicationAnswer))
def permit_return(request: HttpRequest, file_id: uuid.UUID, key: writing.Key, sent: Body[ReturnSent]) -> HttpResponse:
    """Return an application with everything that is missing, at once. Source: B7."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        own_file(machine, file_id)
        missing = [(one.item, one.note) for one in sent.missing]
        permits.give_back(file_id=file_id, missing=missing, by=machine.actor, at=at, version=sent.version)
        return standing(files.one(machine.scope, file_id=file_id))

    return written(request, key=key, act="return_permit", about=file_id, sent=sent, do=do)


@router.post("/permits/files/{uuid:file_id}/accept", **operation(DESK, ApplicationAnswer))
def permit_accept(request: HttpRequest, file_id: uuid.UUID, key: writing.Key, sent: Body[SeenSent]) -> HttpResponse:
    """Accept an application: both limits run from today and the earlier binds. Source: E5, E6."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        own_file(machine, file_id)
        return standing(permits.accept(file_id=file_id, by=machine.actor, at=at, version=sent.version))

    return written(request, key=key, act="accept_permit", about=file_id, sent=sent, do=do)


@router.post("/permits/files/{uuid:file_id}/extend", **operation(COUNTY, ApplicationAnswer))
def permit_extend(request: HttpRequest, file_id: uuid.UUID, key: writing.Key, sent: Body[WhySent]) -> HttpResponse:
    """Extend the limit with a reason, where the place's policy allows it. Source: E7."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        own_file(machine, file_id)
        return standing(permits.extend(file_id=file_id, why=sent.why, by=machine.actor, at=at, version=sent.version))

    return written(request, key=key, act="extend_permit", about=file_id, sent=sent, do=do)


@router.post("/permits/files/{uuid:file_id}/sign", **operation(COUNTY, PermitAnswer))
def permit_sign(request: HttpRequest, file_id: uuid.UUID, key: writing.Key, sent: Body[SeenSent]) -> HttpResponse:
    """Sign an application off: a first permit is valid from now, and its card waits to be made. Source: E6, E9.

    409 `four_eyes` for whoever accepted it (E10).
    """

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        own_file(machine, file_id)
        return validity(permits.sign(file_id=file_id, by=machine.actor, at=at, version=sent.version))

    return written(request, key=key, act="sign_permit", about=file_id, sent=sent, do=do)


@router.post("/permits/sign", **operation(COUNTY, OutcomesAnswer))
def permit_sign_many(request: HttpRequest, sent: Body[SignSent]) -> Answer:
    """Sign several off, each its own decision and transaction; one that can't be leaves the rest alone. Source: E6, E10.

    A retry needs no key: a file that is signed already answers `not_allowed_in_state` and nothing is done twice.
    """
    machine, at = admitted(request, act="sign_permit")
    lines = preview.signing(scope=machine.scope, file_ids=sent.files, on=clock.today())
    seen = {line.file.id: line.version for line in lines}
    done = permits.sign_many(file_ids=sent.files, by=machine.actor, at=at, versions=seen)
    return {
        "outcomes": [
            {
                "file": one.file_id,
                "permit": one.permit_id,
                "code": one.refusal.code if one.refusal else None,
                "detail": str(one.refusal.text) if one.refusal else None,
            }
            for one in done
        ]
    }


@router.post("/permits/files/{uuid:file_id}/refuse", **operation(COUNTY, ApplicationAnswer))
def permit_refuse(request: HttpRequest, file_id: uuid.UUID, key: writing.Key, sent: Body[RefusalSent]) -> HttpResponse:
    """Refuse in writing, under the name of the officer whose post this machine acts in. Source: E8, I10."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        own_file(machine, file_id)
        done = permits.refuse(
            file_id=file_id, basis=sent.basis, why=sent.why, by=machine.actor, at=at, version=sent.version
        )
        return standing(done)

    return written(request, key=key, act="refuse_permit", about=file_id, sent=sent, do=do)


@router.post("/permits/files/{uuid:file_id}/reopen", **operation(COUNTY, ApplicationAnswer))
def permit_reopen(request: HttpRequest, file_id: uuid.UUID, key: writing.Key, sent: Body[WhySent]) -> HttpResponse:
    """Take a refusal back; the file is reviewed again and its limits run anew. Source: E6, E8."""

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        own_file(machine, file_id)
        return standing(permits.reopen(file_id=file_id, why=sent.why, by=machine.actor, at=at, version=sent.version))

    return written(request, key=key, act="reopen_permit", about=file_id, sent=sent, do=do)
