"""Showing a picture; that it was looked at, and why, is on record before the answer leaves. Source: L2, L12."""

import datetime
import uuid
from dataclasses import dataclass

from anju.actions import record
from anju.law import authority, upload
from anju.law.actor import Actor
from anju.law.codes import Purpose
from anju.law.refusal import Refusal
from anju.linkage import picture
from anju.models import Upload
from anju.queries import uploads
from anju.queries.scope import Scope
from anju.queries.visitors import Resident

_STATED = frozenset(str(code.value) for code in Purpose) - {str(Purpose.OWN.value)}


@dataclass(frozen=True)
class Shown:
    """A picture on its way to somebody who may see it."""

    data: bytes
    media_type: str


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
