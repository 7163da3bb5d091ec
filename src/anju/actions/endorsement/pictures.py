"""Pictures that come with an endorsement or earlier time: its own from then on, let go when it is over. Source: E2, F8, L7."""

import datetime
import uuid
from collections.abc import Iterable

from anju.actions import upload
from anju.law import city
from anju.law import upload as law
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Endorsement
from anju.queries import rules, uploads

ENDORSEMENT, PAST = uploads.ENDORSEMENT, uploads.PAST
_UNKNOWN = Text(
    zh="找不到这张图片，请重新拍照或者上传。", en="This picture can't be found. Please photograph or upload it again."
)


def attach(
    *,
    kind: str,
    subject_id: uuid.UUID,
    person_id: uuid.UUID,
    keys: Iterable[uuid.UUID | None],
    by: Actor,
    at: datetime.datetime,
) -> None:
    """Give pictures to a case; raises Refusal "upload_unknown". Part of a larger act."""
    wanted = [key for key in keys if key is not None]
    if not wanted:
        return
    try:
        upload.attach(upload_ids=wanted, subject=(kind, subject_id), person_id=person_id, by=by, at=at)
    except Absent as error:
        raise Refusal("upload_unknown", _UNKNOWN, field="proofs", rule="E2") from error


def let_go(*, made: Endorsement, at: datetime.datetime) -> None:
    """Let the pictures of a decided endorsement go when the city's time is over. Part of a larger act."""
    place = [code for code in made.permit.community.path.split("/") if code]
    policy = rules.policy(place=place, on=city.day(at))
    upload.release(subject_id=made.id, keep_until=law.closed_until(closed_at=at, policy=policy))
