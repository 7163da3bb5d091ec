"""Letting pictures go: when their case is over, when the permit has ended, when nobody sent them. Source: L5, L7."""

import datetime
import uuid
from collections.abc import Collection

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from anju.actions import record
from anju.law import city, upload
from anju.law.actor import SYSTEM
from anju.law.case import life as cases
from anju.law.permit import file as files
from anju.law.permit import life
from anju.law.upload import UploadPurpose
from anju.models import Case, Endorsement, Permit, PermitFile, Upload, VaccineDose
from anju.queries import direct, rules, uploads

BATCH = 500


_KEPT_UNTIL = """
UPDATE upload SET keep_until = $2 WHERE subject_id = $1 AND purpose = ANY($3::text[]) AND swept_at IS NULL RETURNING 1
"""


def release(
    *, subject_id: uuid.UUID, keep_until: datetime.datetime | None, purposes: Collection[str] | None = None
) -> int:
    """Say until when the pictures of a case are kept, or None to keep them again. Part of a larger act. Source: L7.

    By default all but the portrait, which is kept while the permit lives: see `settle`.
    """
    which = (
        purposes if purposes is not None else [code for code in uploads.purposes() if code != UploadPurpose.PORTRAIT]
    )
    return len(direct.ask(_KEPT_UNTIL, [subject_id, keep_until, [str(purpose) for purpose in which]]))


def settle(*, on: datetime.date, at: datetime.datetime) -> int:
    """Let go what nothing holds any more, and hold again what is needed again; return how many pictures changed.

    A portrait is held by the permit it stands on and by an open file, every other picture by its open case. Acts let
    most of them go themselves; this catches permits that ended, portraits that were replaced, and ends undone.
    """
    until = upload.closed_until(closed_at=at, policy=rules.policy(place=(), on=city.day(at)))
    given = Upload.objects.filter(swept_at=None).exclude(subject_kind="")
    held = _held()
    gone = given.filter(~held, keep_until=None).update(keep_until=until)
    return gone + given.filter(held, purpose=UploadPurpose.PORTRAIT).exclude(keep_until=None).update(keep_until=None)


def sweep(*, on: datetime.date, at: datetime.datetime, limit: int = 20_000) -> int:
    """Empty the pictures whose time is over; each batch is its own transaction, so that a run cut short goes on. Source: L7."""
    done = 0
    while done < limit:
        with transaction.atomic():
            due = Upload.objects.select_for_update(skip_locked=True).filter(swept_at=None, keep_until__lte=at)
            keys = list(due.order_by("keep_until", "id").values_list("id", flat=True)[: min(BATCH, limit - done)])
            if not keys:
                break
            empty(Q(id__in=keys), at=at)
            record.write(what="sweep_uploads", by=SYSTEM, at=at, subject=("uploads", on), detail={"count": len(keys)})
        done += len(keys)
    return done


def erase(*, person_id: uuid.UUID, at: datetime.datetime) -> None:
    """Empty every picture of a person who is forgotten. Part of a larger act. Source: L5, L7."""
    empty(Q(person_id=person_id), at=at)


def erase_given(*, resident_ids: Collection[uuid.UUID], at: datetime.datetime) -> None:
    """Empty what sign-ins gave and never sent, when the sign-ins go. Part of a larger act."""
    empty(Q(resident_id__in=list(resident_ids), person_id=None), at=at)


def empty(which: Q, *, at: datetime.datetime) -> None:
    """Empty pictures; that they were there stays. Part of a larger act."""
    Upload.objects.filter(which, swept_at=None).update(content=None, checks={}, swept_at=at)


def _held() -> Q:
    on_permit = Permit.objects.filter(portrait_id=OuterRef("pk"), state__in=life.ACTIVE)
    on_file = PermitFile.objects.filter(portrait_id=OuterRef("pk"), state__in=files.OPEN)
    open_file = PermitFile.objects.filter(pk=OuterRef("subject_id"), state__in=files.OPEN)
    asked = Endorsement.objects.filter(pk=OuterRef("subject_id"), state="asked")
    case = Case.objects.filter(pk=OuterRef("subject_id"), state__in=cases.OPEN)
    dose = VaccineDose.objects.filter(pk=OuterRef("subject_id"), state="noted")
    return (
        Q(Exists(dose))
        | Q(Exists(on_permit))
        | Q(Exists(on_file))
        | Q(Exists(open_file))
        | Q(Exists(asked))
        | Q(Exists(case))
    )
