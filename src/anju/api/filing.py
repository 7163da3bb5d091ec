"""Declaring a stay, and registering a walk-in by a station's own system."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Body, Router

from anju.actions import once
from anju.actions import stay as stays
from anju.actions.once import Answer, Keep
from anju.actions.stay import Filed
from anju.api import entry, problems, writing
from anju.api.entry import Machine
from anju.api.schema.base import ProblemAnswer
from anju.api.schema.filing import DeclarationAnswer, DeclarationSent, RegistrationAnswer, RegistrationSent
from anju.law import authority, declaration, registration
from anju.law.codes import Channel
from anju.law.declaration import Declared
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.queries import places, scope
from anju.web import clock

router = Router(tags=["Filing"])

_ELSEWHERE = Text(zh="这个社区不在本单位的辖区。", en="This community lies outside your unit's area.")
_SAME_AS = Text(zh="请填写检索结果里的人员编号。", en="Please give a person's id from a search.")


@router.post(
    "/declarations",
    auth=entry.Token("declare"),
    response={201: DeclarationAnswer, problems.CODES: ProblemAnswer},
    openapi_extra=entry.scope_note("declare"),
)
def declare(request: HttpRequest, key: writing.Key, sent: Body[DeclarationSent]) -> HttpResponse:
    """Receive a declaration for the station to check.

    The answer never tells whether the person is on file. Source: B1, L11.
    """
    at, machine = clock.now(), entry.of(request)
    authority.demand(by=machine.actor, act="declare")

    def do() -> Answer:
        declared = _read(machine, sent)
        filed = stays.declare(declared=declared, channel=str(Channel.API), by=machine.actor, at=at)
        return {"files": [_received(stay) for stay in filed.stays], "warnings": _words(declared)}

    content = {"content": sent.model_dump(mode="json")}
    done = once.perform(by=machine.actor, key=key, action="declare", content=content, at=at, do=do)
    return writing.answered(done, status=201)


@router.post(
    "/registrations",
    auth=entry.Token("register"),
    response={201: RegistrationAnswer, problems.CODES: ProblemAnswer},
    openapi_extra=entry.scope_note("register"),
)
def register(request: HttpRequest, key: writing.Key, sent: Body[RegistrationSent]) -> HttpResponse:
    """Register someone who stands at the counter: file, check and receipt in one act.

    409 `same_number_on_file`: search for the number, compare, and send `same_as` once an officer has found the
    records to be one person. Source: B2, B4, B5, B6.
    """
    at, machine = clock.now(), entry.of(request)
    authority.demand(by=machine.actor, act="register")

    def do(keep: Keep) -> Answer:
        declared = _read(machine, sent)
        answer: Answer = {"warnings": _words(declared)}

        def beside(filed: Filed, receipts: tuple[Any, ...]) -> list[Any]:
            answer["stays"] = [_registered(*pair) for pair in zip(filed.stays, receipts, strict=True)]
            return [keep(answer)]

        stays.register(
            declared=declared,
            channel=str(Channel.API),
            by=machine.actor,
            at=at,
            same_as=_same_as(sent),
            held=machine.held,
            beside=beside,
        )
        return answer

    content = {"content": sent.model_dump(mode="json")}
    done = once.perform_beside(by=machine.actor, key=key, action="register", content=content, at=at, do=do)
    return writing.answered(done, status=201)


def _received(stay: Any) -> Answer:
    return {
        "id": str(stay.id),
        "number": stay.number,
        "state": stay.state,
        "due_on": stay.due_on.isoformat(),
        "check_due_on": stay.check_due_on.isoformat(),
        "provisional": stay.due_provisional or stay.check_due_provisional,
    }


def _registered(stay: Any, receipt: Any) -> Answer:
    return {
        "id": str(stay.id),
        "person": str(stay.person_id),
        "number": stay.number,
        "state": stay.state,
        "registered_on": stay.registered_on.isoformat(),
        "counted_from": stay.counted_from.isoformat(),
        "permit_from": registration.permit_from(registered_on=stay.counted_from).isoformat(),
        "receipt": {
            "number": receipt.number,
            "code": receipt.code,
            "issued_on": receipt.issued_on.isoformat(),
        },
    }


def _read(machine: Machine, sent: DeclarationSent) -> Declared:
    held, today = machine.held, clock.today()
    raw = sent.model_dump(exclude_none=True)
    declared = declaration.read(raw, today=today, counties=places.known_counties(held=held))
    known = scope.community_of(code=declared.community, held=held)
    if known is not None and not scope.reaches(machine.scope, community=known, on=today, held=held):
        raise Refusal("not_your_area", _ELSEWHERE, field="community", rule="O1")
    return declared


def _same_as(sent: RegistrationSent) -> uuid.UUID | None:
    if sent.same_as is None:
        return None
    try:
        return uuid.UUID(sent.same_as)
    except ValueError:
        raise Refusal("not_an_id", _SAME_AS, field="same_as", rule="B5") from None


def _words(declared: Declared) -> list[dict[str, str]]:
    return [{"zh": text.zh, "en": text.en} for text in declared.warnings]
