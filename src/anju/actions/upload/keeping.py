"""Taking pictures in, giving them to a case, taking them out again. Source: E2, E9, L7."""

import datetime
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet

from anju.actions import record
from anju.actions.upload import sweeping
from anju.law import authority, city, upload
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.permit import portrait
from anju.law.refusal import Refusal
from anju.law.upload import UploadPurpose
from anju.linkage import picture
from anju.linkage.picture import Made
from anju.models import Binding, Upload
from anju.models.base import new_id
from anju.queries import direct, rules, uploads
from anju.vault import seal


def keep(
    *,
    data: bytes,
    purpose: str,
    by: Actor,
    at: datetime.datetime,
    person_id: uuid.UUID | None = None,
    resident_id: uuid.UUID | None = None,
) -> Upload:
    """Take a picture in: looked at, made anew, checked if it is a portrait, sealed. It waits to be sent with a case.

    Raises Refusal picture_empty, picture_too_large, … (law.upload.FAULTS), "too_many_uploads"; Absent for a person who
    is not the resident's. Whoever calls for staff has checked that the person is in their scope.
    """
    giver = by.id if by.kind == "resident" else resident_id
    _check(by, purpose, giver, person_id)
    made, checks = _made(data, purpose)
    key = new_id()
    sealed = seal.seal_bytes(data=made.data, column=uploads.COLUMN, owner=key)
    with transaction.atomic():
        kept = Upload.objects.create(
            id=key,
            person_id=person_id,
            resident_id=giver,
            post_id=by.post_id,
            purpose=purpose,
            content=sealed,
            media_type=upload.MEDIA_TYPE,
            size=len(made.data),
            width=made.width,
            height=made.height,
            checks=checks,
            made_at=at,
            keep_until=upload.unsent_until(at=at, policy=rules.policy(place=(), on=city.day(at))),
        )
        detail = {"purpose": kept.purpose, "size": kept.size}
        record.write(what="upload", by=by, at=at, subject=("upload", key), person_id=person_id, detail=detail)
    return kept


def _made(data: bytes, purpose: str) -> tuple[Made, dict[str, bool]]:
    """Return the picture as it is kept: a portrait cut to the norm where one face says how, with its checks."""
    made = picture.made(data=data)
    if purpose != UploadPurpose.PORTRAIT:
        return made, {}
    measures = picture.measured(data=made.data)
    # without one face nobody knows where to cut: it is kept whole, for the officer to see what was sent
    face = measures.faces[0] if len(measures.faces) == 1 else None
    return (picture.fitted(data=made.data, face=face) if face else made), portrait.checks(measures)


_GIVEN = """
UPDATE upload SET subject_kind = $2, subject_id = $3, person_id = $4, keep_until = NULL WHERE id = ANY($1::uuid[])
"""


def attach(
    *,
    upload_ids: Iterable[uuid.UUID],
    subject: tuple[str, uuid.UUID],
    person_id: uuid.UUID,
    by: Actor,
    at: datetime.datetime,
) -> list[Upload]:
    """Give pictures to a case, in its transaction. Part of a larger act.

    Raises Absent unless each was given by this actor and waits, or belongs to the same case already.
    """
    kind, subject_id = subject
    wanted = list(dict.fromkeys(upload_ids))
    same = Q(subject_kind=kind, subject_id=subject_id)
    mine = Q(subject_kind="") & _giver(by) & (Q(person_id=None) | Q(person_id=person_id))
    rows = {
        row.id: row
        for row in Upload.objects.select_for_update(of=("self",))
        .defer("content")
        .filter(same | mine, id__in=wanted, swept_at=None)
    }
    if len(rows) != len(wanted):
        raise Absent("upload")
    direct.tell(_GIVEN, [wanted, kind, subject_id, person_id])
    return [rows[key] for key in wanted]


def drop(*, upload_id: uuid.UUID, by: Actor, at: datetime.datetime) -> None:
    """Take one's own picture out again while it belongs to no case; what is gone already stays gone."""
    with transaction.atomic():
        row = _theirs(by).select_for_update(of=("self",)).filter(id=upload_id).first()
        if row is None:
            return
        record.write(
            what="drop_upload",
            by=by,
            at=at,
            subject=("upload", row.id),
            person_id=row.person_id,
            detail={"purpose": row.purpose},
        )
        sweeping.empty(Q(id=row.id), at=at)


def waiting(*, upload_ids: Iterable[uuid.UUID], by: Actor) -> list[uuid.UUID]:
    """Return those of the pictures that this actor gave and that belong to no case yet, in their order."""
    wanted = list(upload_ids)
    theirs = set(_theirs(by).filter(id__in=wanted).values_list("id", flat=True))
    return [key for key in wanted if key in theirs]


def _check(by: Actor, purpose: str, giver: uuid.UUID | None, person_id: uuid.UUID | None) -> None:
    authority.demand(by=by, act="upload")
    if purpose not in uploads.purposes():
        raise Absent("purpose")
    if by.kind == "resident" and person_id is not None and not _bound(giver, person_id):
        raise Absent("person")
    if _theirs(by).count() >= upload.MOST_WAITING:
        raise Refusal("too_many_uploads", upload.TOO_MANY, rule="L7")


def _bound(giver: uuid.UUID | None, person_id: uuid.UUID) -> bool:
    return giver is not None and Binding.objects.filter(resident_id=giver, person_id=person_id, until=None).exists()


def _giver(by: Actor) -> Q:
    if by.kind == "resident" and by.id is not None:
        return Q(resident_id=by.id, post_id=None)
    return Q(post_id=by.post)


def _theirs(by: Actor) -> QuerySet[Upload]:
    return uploads.waiting(by=_giver(by))
