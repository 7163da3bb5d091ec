"""Bare django-ninja endpoints that write the rows of a permit with no checks: what framework and tables alone cost."""

import datetime
import os
import uuid
from typing import Any

# sets Django up
from kit import bare  # isort: skip
from django.db import transaction
from django.urls import path
from ninja import NinjaAPI, Schema

from anju.models import Act, Card, Idempotency, Message, Permit, PermitFile, PermitProof, Stay, Upload
from anju.models.base import new_id
from anju.web import clock

service = NinjaAPI(urls_namespace="bare-permit")


class Sent(Schema):
    """The application, unread."""

    stay: uuid.UUID
    person: uuid.UUID
    ground: str
    proofs: list[dict[str, str]]
    portrait: uuid.UUID
    collect_at: uuid.UUID


class Answered(Schema):
    """The id of the file or the permit."""

    id: uuid.UUID


@service.post("/files", response={201: Answered})
def accept(request: Any, sent: Sent) -> tuple[int, dict[str, Any]]:
    """Write the rows of one application that is accepted, through the ORM."""
    at, today = clock.now(), clock.today()
    with transaction.atomic():
        stay = Stay.objects.get(id=sent.stay)
        key, paper = new_id(), uuid.UUID(sent.proofs[0]["upload"])
        file = PermitFile(id=key, person_id=sent.person, stay=stay, community_id=stay.community_id, applied_at=at)
        file.station_id = file.authority_id = stay.station_id
        file.number, file.kind, file.state, file.channel = f"BARE{key.hex[-20:]}", "first", "applied", "api"
        file.ground, file.ethnicity, file.portrait_id = sent.ground, os.urandom(35), sent.portrait
        file.collect_at_id, file.check_due_on = sent.collect_at, today
        file.save(force_insert=True)
        proof = PermitProof(id=new_id(), person_id=sent.person, ground=sent.ground, kind="lease", source="upload")
        proof.upload_id, proof.stay_id, proof.address_id, proof.subject_id = paper, stay.id, stay.address_id, key
        proof.given_at = at
        proof.save(force_insert=True)
        Upload.objects.filter(id__in=[sent.portrait, paper]).update(subject_kind="permit_file", subject_id=key)
        _act("apply_permit", file, at)
        file.state, file.former_state, file.version, file.accepted_at, file.due_on = "accepted", "applied", 2, at, today
        file.save(update_fields=["state", "former_state", "version", "accepted_at", "due_on"])
        PermitProof.objects.filter(subject_id=key).update(checked_at=at)
        _act("accept_permit", file, at)
        _told("permit_accepted", file, at)
    return 201, {"id": key}


@service.post("/files/{key}/sign", response={200: Answered})
def sign(request: Any, key: uuid.UUID) -> tuple[int, dict[str, Any]]:
    """Write the rows of one file that is signed off, through the ORM."""
    at, today = clock.now(), clock.today()
    with transaction.atomic():
        file = PermitFile.objects.select_for_update(of=("self",)).select_related("stay").get(id=key)
        permit = Permit(id=new_id(), person_id=file.person_id, stay=file.stay, community_id=file.community_id)
        permit.station_id, permit.authority_id, permit.number = file.station_id, file.authority_id, file.number
        permit.state, permit.ground, permit.ethnicity, permit.portrait_id = (
            "valid",
            file.ground,
            file.ethnicity,
            file.portrait_id,
        )
        permit.issued_on = permit.anchor_on = permit.since = today
        year = datetime.timedelta(days=365)
        permit.window_opens_on, permit.window_closes_on = today + year - datetime.timedelta(days=30), today + year
        permit.county, permit.code = file.community_id[:6], "A" * 160
        permit.save(force_insert=True)
        file.state, file.former_state, file.version, file.decided_at, file.permit = "signed", "accepted", 3, at, permit
        file.save(update_fields=["state", "former_state", "version", "decided_at", "permit"])
        card = Card(id=new_id(), permit=permit, person_id=file.person_id, file=file, authority_id=file.authority_id)
        card.collect_at_id, card.state, card.due_on = file.collect_at_id, "to_make", today
        card.save(force_insert=True)
        kept = at + datetime.timedelta(days=365)
        Upload.objects.filter(subject_id=file.id, purpose="proof").update(keep_until=kept)
        _act("sign_permit", file, at)
        _told("permit_signed", file, at)
    return 200, {"id": permit.id}


def _act(what: str, file: PermitFile, at: datetime.datetime) -> None:
    about = {"subject_kind": "permit_file", "subject_id": str(file.id), "person_id": file.person_id}
    Act(at=at, what=what, actor_kind="client", **about).save(force_insert=True)


def _told(kind: str, file: PermitFile, at: datetime.datetime) -> None:
    params, dedupe = {"number": file.number}, f"{kind}:{file.id}"
    message = Message(person_id=file.person_id, kind=kind, params=params, dedupe=dedupe, created_at=at, due_at=at)
    message.phone, message.sms = os.urandom(40), "waiting"
    message.save(force_insert=True)
    kept = {"id": str(file.id), "number": file.number, "code": "A" * 160}
    digest = os.urandom(32)
    Idempotency(owner="bare", key=dedupe, action=kind, digest=digest, answer=kept, at=at).save(force_insert=True)


urlpatterns = [path("bare/", service.urls)]


class _Alone(bare.Alone):
    urls = __name__


application = _Alone()
