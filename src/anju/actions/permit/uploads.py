"""The pictures that come with an application: the sender's own, the file's from then on, let go when it is over. Source: E2, E9, L7."""

import datetime
import uuid
from collections.abc import Mapping

from anju.actions import upload
from anju.law import city
from anju.law import upload as law
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.permit.application import Asked
from anju.law.refusal import Refusal
from anju.law.upload import UploadPurpose
from anju.law.wording import Text
from anju.models import PermitFile
from anju.queries import rules
from anju.queries.permit import facts
from anju.queries.reference import Reference

KIND = "permit_file"
_UNKNOWN = Text(
    zh="找不到这张图片，请重新拍照或者上传。", en="This picture can't be found. Please photograph or upload it again."
)


def attach(*, file: PermitFile, asked: Asked, by: Actor, at: datetime.datetime) -> None:
    """Give the pictures of an application to its file; raises Refusal "upload_unknown" on the field. Part of a larger act."""
    named = {
        "portrait": asked.portrait,
        **{f"proofs.{place}.upload": one.upload_id for place, one in enumerate(asked.proofs)},
    }
    wanted = {field: key for field, key in named.items() if key is not None}
    if not wanted:
        return
    try:
        _attach(file, wanted, by, at)
    except Absent as error:
        raise Refusal("upload_unknown", _UNKNOWN, field=_wrong(file, wanted, by, at), rule="E2") from error


def _attach(file: PermitFile, wanted: Mapping[str, uuid.UUID], by: Actor, at: datetime.datetime) -> None:
    about = (KIND, file.id)
    upload.attach(upload_ids=wanted.values(), subject=about, person_id=file.person_id, by=by, at=at)


def _wrong(file: PermitFile, wanted: Mapping[str, uuid.UUID], by: Actor, at: datetime.datetime) -> str:
    # the transaction is lost anyway; which picture it was helps whoever has to send it again
    for field, key in wanted.items():
        try:
            _attach(file, {field: key}, by, at)
        except Absent:
            return field
    return next(iter(wanted))


def let_go(*, file: PermitFile, at: datetime.datetime, portrait: bool, held: Reference | None = None) -> None:
    """Let the pictures of a decided file go when the city's time is over; the portrait stays with a permit. Part of a larger act."""
    policy = rules.policy(place=facts.codes(file.community.path), on=city.day(at), held=held)
    purposes = list(UploadPurpose) if portrait else None
    upload.release(subject_id=file.id, keep_until=law.closed_until(closed_at=at, policy=policy), purposes=purposes)


def hold(*, file: PermitFile) -> None:
    """Keep the pictures of a file that is taken up again. Part of a larger act."""
    upload.release(subject_id=file.id, keep_until=None, purposes=list(UploadPurpose))
