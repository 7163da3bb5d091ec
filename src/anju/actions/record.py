"""The record of an act: one row a person, written in the transaction of what it tells of."""

import datetime
import uuid
from collections.abc import Iterable, Mapping

from anju.actions import batch
from anju.law import authority
from anju.law.actor import Actor
from anju.models import Act

# up to here one prepared statement; a list of reads may be longer
_AT_ONCE = 8


def write(
    *,
    what: str,
    by: Actor,
    at: datetime.datetime,
    subject: tuple[str, object],
    person_id: uuid.UUID | None = None,
    rules: Iterable[str] = (),
    purpose: str = "",
    reason: str = "",
    detail: Mapping[str, object] | None = None,
) -> Act:
    """Write one act after asking the authority table; raises Absent where the actor may not.

    `detail` must hold nothing that is sealed elsewhere. Source: L1, L10, design.md 4.
    """
    act = row(
        what=what,
        by=by,
        at=at,
        subject=subject,
        person_id=person_id,
        rules=rules,
        purpose=purpose,
        reason=reason,
        detail=detail,
    )
    batch.insert([act])
    return act


def read(
    *,
    what: str,
    by: Actor,
    at: datetime.datetime,
    subject_kind: str,
    people: Iterable[tuple[object, uuid.UUID]],
    purpose: str,
    reason: str = "",
    detail: Mapping[str, object] | None = None,
) -> list[Act]:
    """Write one act a person read, before the answer leaves. Source: L2, L12."""
    rows = [
        row(
            what=what,
            by=by,
            at=at,
            subject=(subject_kind, subject),
            person_id=person,
            rules=(),
            purpose=purpose,
            reason=reason,
            detail=detail,
        )
        for subject, person in people
    ]
    if len(rows) > _AT_ONCE:
        return Act.objects.bulk_create(rows)
    if rows:
        batch.insert(rows)
    return rows


def row(
    *,
    what: str,
    by: Actor,
    at: datetime.datetime,
    subject: tuple[str, object],
    person_id: uuid.UUID | None = None,
    rules: Iterable[str] = (),
    purpose: str = "",
    reason: str = "",
    detail: Mapping[str, object] | None = None,
) -> Act:
    """Return an act, not saved yet; raises Absent where the actor may not. Part of a larger act."""
    permission = authority.demand(by=by, act=what)
    kind, key = subject
    return Act(
        at=at,
        what=what,
        actor_kind=by.kind,
        actor_id=by.id,
        post_id=by.post_id,
        unit_id=by.unit_id,
        on_behalf_of=by.on_behalf_of,
        subject_kind=kind,
        subject_id=str(key),
        person_id=person_id,
        rules=",".join(rules or permission.rules),
        purpose=purpose,
        reason=reason,
        detail=dict(detail or {}),
    )
