"""Pictures of papers: taken in, given to a case, shown, taken out again, emptied when their time is over.

Source: E2, E9, L2, L7, L12.
"""

import datetime
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet

from anju.actions import record
from anju.law import authority, city, upload
from anju.law.absent import Absent
from anju.law.actor import SYSTEM, Actor
from anju.law.codes import Purpose
from anju.law.permit import portrait
from anju.law.refusal import Refusal
from anju.law.upload import UploadPurpose
from anju.linkage import picture
from anju.models import Binding, Upload
from anju.models.base import new_id
from anju.queries import rules, uploads
from anju.queries.scope import Scope
from anju.queries.visitors import Resident
from anju.vault import seal

BATCH = 500
_STATED = frozenset(str(code.value) for code in Purpose) - {str(Purpose.OWN.value)}


@dataclass(frozen=True)
class Shown:
    """A picture on its way to somebody who may see it."""

    data: bytes
    media_type: str


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
    authority.demand(by=by, act="upload")
    giver = by.id if by.kind == "resident" else resident_id
    if by.kind == "resident" and person_id is not None and not _bound(giver, person_id):
        raise Absent("person")
    if _theirs(by).count() >= upload.MOST_WAITING:
        raise Refusal("too_many_uploads", upload.TOO_MANY, rule="L7")
    if purpose not in uploads.purposes():
        raise Absent("purpose")
    made = picture.made(data=data)
    checks = portrait.checks(picture.measured(data=made.data)) if purpose == UploadPurpose.PORTRAIT else {}
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
    Upload.objects.filter(id__in=wanted).update(
        subject_kind=kind, subject_id=subject_id, person_id=person_id, keep_until=None
    )
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
        _empty([row.id], at=at)


def waiting(*, upload_ids: Iterable[uuid.UUID], by: Actor) -> list[uuid.UUID]:
    """Return those of the pictures that this actor gave and that belong to no case yet, in their order."""
    wanted = list(upload_ids)
    theirs = set(_theirs(by).filter(id__in=wanted).values_list("id", flat=True))
    return [key for key in wanted if key in theirs]


def release(
    *, subject_id: uuid.UUID, keep_until: datetime.datetime | None, purposes: Collection[str] | None = None
) -> int:
    """Say until when the pictures of a case are kept, or None to keep them again. Part of a larger act. Source: L7.

    By default all but the portrait: it is kept while the permit lives, see `release_portraits`.
    """
    which = (
        purposes if purposes is not None else [code for code in uploads.purposes() if code != UploadPurpose.PORTRAIT]
    )
    rows = Upload.objects.filter(subject_id=subject_id, purpose__in=list(which), swept_at=None)
    return rows.update(keep_until=keep_until)


def release_portraits(
    *, person_id: uuid.UUID, keep_until: datetime.datetime | None, but: Collection[uuid.UUID] = ()
) -> int:
    """Say until when a person's portraits are kept, when their permit has ended or another one took their place."""
    rows = Upload.objects.filter(person_id=person_id, purpose=UploadPurpose.PORTRAIT, swept_at=None)
    return rows.exclude(subject_kind="").exclude(id__in=list(but)).update(keep_until=keep_until)


def show(*, scope: Scope, upload_id: uuid.UUID, purpose: str, at: datetime.datetime, small: bool = False) -> Shown:
    """Show a picture to staff; the read is on record before the answer leaves. Absent outside scope. Source: L2, L12."""
    authority.demand(by=scope.actor, act="open")
    row = uploads.scoped(scope=scope, upload_id=upload_id)
    if purpose not in _STATED:
        raise Refusal("purpose_missing", upload.WHY, field="purpose", rule="L2")
    return _shown(row, by=scope.actor, at=at, purpose=purpose, small=small)


def show_own(*, who: Resident, by: Actor, upload_id: uuid.UUID, at: datetime.datetime, small: bool = False) -> Shown:
    """Show a resident their own picture, or that of somebody bound to them; Absent for everyone else's."""
    row = uploads.own(who=who, upload_id=upload_id)
    return _shown(row, by=by, at=at, purpose=str(Purpose.OWN.value), small=small)


def sweep(*, on: datetime.date, at: datetime.datetime, limit: int = 20_000) -> int:
    """Empty the pictures whose time is over; each batch is its own transaction, so that a run cut short goes on. Source: L7."""
    done = 0
    while done < limit:
        with transaction.atomic():
            due = Upload.objects.select_for_update(skip_locked=True).filter(swept_at=None, keep_until__lte=at)
            keys = list(due.order_by("keep_until", "id").values_list("id", flat=True)[: min(BATCH, limit - done)])
            if not keys:
                break
            _empty(keys, at=at)
            record.write(what="sweep_uploads", by=SYSTEM, at=at, subject=("uploads", on), detail={"count": len(keys)})
        done += len(keys)
    return done


def erase(*, person_id: uuid.UUID, at: datetime.datetime) -> None:
    """Empty every picture of a person who is forgotten. Part of a larger act. Source: L5, L7."""
    _empty_rows(Q(person_id=person_id), at=at)


def erase_given(*, resident_ids: Collection[uuid.UUID], at: datetime.datetime) -> None:
    """Empty what sign-ins gave and never sent, when the sign-ins go. Part of a larger act."""
    _empty_rows(Q(resident_id__in=list(resident_ids), person_id=None), at=at)


def _shown(row: Upload, *, by: Actor, at: datetime.datetime, purpose: str, small: bool) -> Shown:
    data = uploads.content(upload_id=row.id)
    if row.person_id is not None:
        # what a form holds before it is sent is about nobody on file yet
        record.read(
            what="open",
            by=by,
            at=at,
            subject_kind="upload",
            people=[(row.id, row.person_id)],
            purpose=purpose,
            detail={"paper": row.purpose},
        )
    return Shown(data=picture.small(data=data) if small else data, media_type=row.media_type)


def _bound(giver: uuid.UUID | None, person_id: uuid.UUID) -> bool:
    return giver is not None and Binding.objects.filter(resident_id=giver, person_id=person_id, until=None).exists()


def _giver(by: Actor) -> Q:
    if by.kind == "resident" and by.id is not None:
        return Q(resident_id=by.id, post_id=None)
    return Q(post_id=by.post)


def _theirs(by: Actor) -> QuerySet[Upload]:
    return uploads.waiting(by=_giver(by))


def _empty(keys: Collection[uuid.UUID], *, at: datetime.datetime) -> None:
    _empty_rows(Q(id__in=list(keys)), at=at)


def _empty_rows(which: Q, *, at: datetime.datetime) -> None:
    Upload.objects.filter(which, swept_at=None).update(content=None, checks={}, swept_at=at)
