"""Applying for a permit or a new card, completing and taking back the application. Source: B7, B8, E1–E4, E9, G1, H2."""

import datetime
import uuid
from typing import Any

from django.db import transaction

from anju.actions import batch, message, record
from anju.actions.permit import carding, locking, numbering, proofs, uploads
from anju.law import authority, city, registration
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.codes import PermitFileKind
from anju.law.permit import file as law
from anju.law.permit import life
from anju.law.permit.application import Asked
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Permit, PermitFile, Stay, Unit
from anju.models.base import new_id
from anju.queries import reference, rules
from anju.queries.permit import facts, places
from anju.queries.prepared import Prepared
from anju.queries.reference import Reference
from anju.queries.rules import Rules
from anju.vault import seal

_OPEN = Text(
    zh="本人已有一份正在办理的居住证申请，编号{number}，请等它办结或者先撤回。",
    en="An application of this person, {number}, is being handled already. Please wait for it, or withdraw it first.",
)
_NO_AUTHORITY = Text(
    zh="这个派出所还没有设定上级县区公安机关，请联系派出所。",
    en="No county police is set over this police station yet. Please ask the station.",
)
_PLACE = Text(zh="请从列出的地点中选择领取地点。", en="Please choose one of the places listed for collecting the card.")
_KIND = Text(
    zh="补正时不能改变申请的种类，请撤回后重新申请。",
    en="Completing can't change what is asked for. Withdraw the application and apply anew.",
)


def apply(
    *, person_id: uuid.UUID, stay_id: uuid.UUID, asked: Asked, channel: str, by: Actor, at: datetime.datetime
) -> PermitFile:
    """Receive an application for a first permit or a new card; too early a one is received all the same (E1, A2).

    Raises Absent, or Refusal: not_registered (E1), has_permit, file_open (E3), no_permit (G1), not_proven (E4),
    upload_unknown, collect_at not_an_option, authority_unset.
    """
    with transaction.atomic():
        file = receive(person_id=person_id, stay_id=stay_id, asked=asked, channel=channel, by=by, at=at)
        tell(file, "permit_received", at=at, until=file.check_due_on.isoformat())
        return file


def receive(
    *, person_id: uuid.UUID, stay_id: uuid.UUID, asked: Asked, channel: str, by: Actor, at: datetime.datetime
) -> PermitFile:
    """Keep an application with its proofs and write its act. Part of a larger act."""
    authority.demand(by=by, act="apply_permit")
    on = city.day(at)
    stay = _registration(person_id=person_id, stay_id=stay_id)
    permit = _permit(stay, asked)
    file = _row(stay, permit, asked, known=reference.current(), channel=channel, at=at)
    if not batch.insert_new(file):
        # the database lets there be one (permit_file_one_open)
        only_open(file)
        raise RuntimeError("An application was neither kept nor found.")
    proofs.keep(subject_id=file.id, stay=stay, given=asked.proofs, on=on, at=at)
    uploads.attach(file=file, asked=asked, by=by, at=at)
    if permit is not None and asked.cause == "lost":
        carding.report_lost(permit=permit, by=by, at=at)
    record.write(
        what="apply_permit",
        by=by,
        at=at,
        subject=("permit_file", file.id),
        person_id=person_id,
        detail={"kind": str(asked.kind), "ground": asked.ground, "channel": channel, "cause": asked.cause},
    )
    return file


def complete(
    *, file_id: uuid.UUID, asked: Asked, by: Actor, at: datetime.datetime, version: int | None = None
) -> PermitFile:
    """Put a returned file right; it goes back to the desk with a new limit for telling what lacks. Source: B7.

    Raises Refusal "kind_fixed" and those of `apply`.
    """
    authority.demand(by=by, act="complete_permit")
    with transaction.atomic():
        locking.hold_registration(file_id=file_id)
        file, step = locking.take(file_id=file_id, act="complete_permit", version=version)
        if asked.kind != file.kind:
            raise Refusal("kind_fixed", _KIND, field="kind", rule="B7")
        on = city.day(at)
        stay = _registration(person_id=file.person_id, stay_id=None)
        held = rules.at(place=facts.codes(stay.community.path), on=on)
        told = registration.told_due(submitted_on=on, calendar=held.calendar, policy=held.policy)
        proofs.replace(subject_id=file.id, stay=stay, given=asked.proofs, on=on, at=at)
        uploads.attach(file=file, asked=asked, by=by, at=at)
        locking.put(
            file=file,
            step=step,
            stay=stay,
            community=stay.community,
            station=stay.station,
            check_due_on=told.on,
            check_due_provisional=told.provisional,
            check_due_was=None,
            **_said(file, stay, asked, on=on, known=reference.current()),
        )
        file.notices.filter(answered_at=None).update(answered_at=at)
        record.write(what="complete_permit", by=by, at=at, subject=("permit_file", file.id), person_id=file.person_id)
        return file


def withdraw(*, file_id: uuid.UUID, by: Actor, at: datetime.datetime, version: int | None = None) -> PermitFile:
    """Take an application back at the person's word, before it is decided; one can apply again at any time."""
    with transaction.atomic():
        file, step = locking.take(file_id=file_id, act="withdraw_permit", version=version)
        locking.put(file=file, step=step)
        file.notices.filter(answered_at=None).update(answered_at=at)
        uploads.let_go(file=file, at=at, portrait=True)
        record.write(what="withdraw_permit", by=by, at=at, subject=("permit_file", file.id), person_id=file.person_id)
        tell(file, "permit_withdrawn", at=at)
        return file


def tell(file: PermitFile, kind: str, *, at: datetime.datetime, **params: str) -> None:
    """Tell the person of a step of their file. Part of a larger act."""
    message.to_person(
        person=file.person,
        kind=kind,
        params={"number": file.number, **params},
        link=f"/my/permit/files/{file.id}/",
        dedupe=f"{kind}:{file.id}:{file.version}",
        at=at,
    )


_STAY = Prepared(
    lambda person: (
        Stay.objects.select_for_update(of=("self",))
        .select_related("person", "community", "station", "address")
        .filter(person_id=person, state="registered")
        .order_by()
    )
)
_PERMIT = Prepared(lambda person: Permit.objects.filter(person_id=person, state__in=life.ACTIVE).order_by())
_OTHER = Prepared(lambda person: PermitFile.objects.filter(person_id=person, state__in=law.OPEN).order_by())


def _registration(*, person_id: uuid.UUID, stay_id: uuid.UUID | None) -> Stay:
    """Return the person's registration in force, locked; raises Absent for a stay that is not theirs."""
    stay = _STAY.first(person_id)
    here = stay is not None and stay.id == stay_id
    if stay_id is not None and not here and not Stay.objects.filter(id=stay_id, person_id=person_id).exists():
        raise Absent("stay")
    if stay is None:
        raise Refusal("not_registered", facts.NOT_REGISTERED, rule="E1")
    return stay


def _permit(stay: Stay, asked: Asked) -> Permit | None:
    active = _PERMIT.first(stay.person_id)
    if asked.kind is PermitFileKind.FIRST and active is not None:
        raise Refusal("has_permit", facts.HAS_PERMIT.format(number=active.number), field="kind", rule="E3")
    if asked.kind is not PermitFileKind.FIRST and active is None:
        raise Refusal("no_permit", facts.NO_PERMIT, field="kind", rule="G1")
    if active is not None:
        carding.fits(permit=active, cause=asked.cause)
    return active


def only_open(file: PermitFile) -> None:
    """Raise Refusal "file_open" where another application of the person is being handled. Part of a larger act."""
    other = _OTHER.first(file.person_id)
    if other is not None:
        raise Refusal("file_open", _OPEN.format(number=other.number), rule="E3")


def _row(
    stay: Stay, permit: Permit | None, asked: Asked, *, known: Reference, channel: str, at: datetime.datetime
) -> PermitFile:
    on = city.day(at)
    held = rules.at(place=facts.codes(stay.community.path), on=on, held=known)
    signs = places.authority(station=stay.station, held=known)
    if signs is None:
        raise Refusal("authority_unset", _NO_AUTHORITY, rule="E9")
    told = registration.told_due(submitted_on=on, calendar=held.calendar, policy=held.policy)
    file = PermitFile(
        id=new_id(),
        person=stay.person,
        stay=stay,
        permit=permit,
        community=stay.community,
        station=stay.station,
        authority=signs,
        number=numbering.file_number(county=stay.community_id[:6], on=on),
        kind=str(asked.kind),
        state=law.LIFECYCLE.initial,
        channel=channel,
        applied_at=at,
        check_due_on=told.on,
        check_due_provisional=told.provisional,
        fee_fen=fee(kind=asked.kind, held=held),
    )
    for name, value in _said(file, stay, asked, on=on, known=known).items():
        setattr(file, name, value)
    return file


def fee(*, kind: str, held: Rules) -> int:
    """Return what a file costs: nothing, but for a new card where the city set an amount. Source: H1, H2."""
    return 0 if kind == PermitFileKind.FIRST else held.policy.replacement_fee_fen


def _said(file: PermitFile, stay: Stay, asked: Asked, *, on: datetime.date, known: Reference) -> dict[str, Any]:
    """Return what the person asked for as columns of the file; the agent's number and the ethnicity sealed. Source: B8, E9."""
    agent = asked.agent
    printed = (
        seal.seal(text=asked.ethnicity, column="permit_file.ethnicity", owner=file.id) if asked.ethnicity else None
    )
    number = (
        seal.seal(text=agent.id_number, column="permit_file.agent_id_number", owner=file.id)
        if agent is not None
        else None
    )
    return {
        "ground": asked.ground,
        "cause": asked.cause,
        "ethnicity": printed,
        "portrait_id": asked.portrait,
        "collect_at": _collect_at(stay, asked, on=on, known=known),
        "agent_name": agent.name if agent is not None else "",
        "agent_id_number": number,
        "agent_relation": agent.relation if agent is not None else "",
        "agent_why": asked.agent_why,
    }


def _collect_at(stay: Stay, asked: Asked, *, on: datetime.date, known: Reference) -> Unit:
    points = places.collect_points(community=stay.community, station=stay.station, on=on, held=known)
    chosen = next((unit for unit in points if unit.id == asked.collect_at), None)
    if chosen is None:
        raise Refusal("not_an_option", _PLACE, field="collect_at", rule="G2")
    return chosen
