"""Opening an application and showing what is sealed in it: on record before the answer leaves. Source: L2, L12."""

import datetime
import uuid

from anju.actions import record
from anju.law import authority
from anju.law.absent import Absent
from anju.law.codes import Purpose
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Permit, PermitFile
from anju.queries.permit import files, within
from anju.queries.scope import Scope

_STATED = frozenset(str(code.value) for code in Purpose) - {str(Purpose.OWN.value)}
_PURPOSE = Text(zh="请选择查看的目的，本人看得到。", en="Please choose why you look; the person can read it.")


def open_file(*, scope: Scope, file_id: uuid.UUID, purpose: str, at: datetime.datetime) -> PermitFile:
    """Open an application; raises Absent alike for what is not there and what is not theirs, Refusal "purpose_missing"."""
    return _opened(scope, file_id, act="open", purpose=purpose, at=at, detail={})


def open_permit(*, scope: Scope, permit_id: uuid.UUID, purpose: str, at: datetime.datetime) -> Permit:
    """Open a permit; raises Absent alike for what is not there and what is not theirs, Refusal "purpose_missing"."""
    authority.demand(by=scope.actor, act="open")
    if purpose not in _STATED:
        raise Refusal("purpose_missing", _PURPOSE, field="purpose", rule="L2")
    permit = within.permit(scope, permit_id=permit_id)
    about = [(permit.id, permit.person_id)]
    record.read(what="open", by=scope.actor, at=at, subject_kind="permit", people=about, purpose=purpose)
    return permit


def unmask(*, scope: Scope, file_id: uuid.UUID, field: str, purpose: str, at: datetime.datetime) -> str:
    """Return one masked value in full (`files.SEALED`); raises Absent outside the scope. Source: L2."""
    if field not in files.SEALED:
        raise Absent("field")
    file = _opened(scope, file_id, act="unmask", purpose=purpose, at=at, detail={"field": field})
    return files.plain(file=file, field=field)


def _opened(
    scope: Scope, file_id: uuid.UUID, *, act: str, purpose: str, at: datetime.datetime, detail: dict[str, object]
) -> PermitFile:
    authority.demand(by=scope.actor, act=act)
    if purpose not in _STATED:
        raise Refusal("purpose_missing", _PURPOSE, field="purpose", rule="L2")
    file = files.one(scope, file_id=file_id)
    about = [(file.id, file.person_id)]
    record.read(
        what=act, by=scope.actor, at=at, subject_kind="permit_file", people=about, purpose=purpose, detail=detail
    )
    return file
