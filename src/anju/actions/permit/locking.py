"""One application, two officers: rows are locked and their version asked for, so nothing is overwritten."""

import uuid

from anju.actions import batch
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.lifecycle import Step
from anju.law.permit import file as law
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import PermitFile
from anju.queries import direct, reference
from anju.queries.prepared import Prepared
from anju.queries.reference import Reference

STALE = Text(
    zh="这份申请刚刚被别人处理过，请刷新后再看。您填写的内容还在。",
    en="Somebody has just worked on this application. Reload and look again; what you typed is kept.",
)


_FILE = Prepared(
    lambda key: (
        PermitFile.objects.select_for_update(of=("self",))
        .select_related("person", "stay", "community", "station", "authority", "permit")
        .filter(id=key)
        .order_by()
    )
)
_REGISTRATION = """
SELECT 1 FROM stay WHERE state = 'registered' AND person_id = (SELECT person_id FROM permit_file WHERE id = $1) FOR UPDATE
"""
_STAFF = "SELECT staff_id FROM post WHERE id = $1"


def take(*, file_id: uuid.UUID, act: str, version: int | None) -> tuple[PermitFile, Step]:
    """Return the locked file and the step an act takes it; raises Absent, or Refusal "stale" or "not_allowed_in_state".

    `version` is what the officer saw; None where the one who acts saw no page.
    """
    file = _FILE.first(file_id)
    if file is None:
        raise Absent("permit_file")
    if version is not None and file.version != version:
        raise Refusal("stale", STALE)
    return file, law.LIFECYCLE.follow(state=file.state, act=act)


def hold_registration(*, file_id: uuid.UUID) -> None:
    """Lock the registration in force of a file's person, so that it does not end while a decision rests on it.

    Before the file, always: a move or an end of the registration locks it first and what hangs on it after.
    """
    direct.ask(_REGISTRATION, [file_id])


def put(*, file: PermitFile, step: Step, **values: object) -> None:
    """Write the step's target state and the values given."""
    file.former_state = file.state
    file.state = step.target
    file.version += 1
    for name, value in values.items():
        setattr(file, name, value)
    batch.update(file, names=["former_state", "state", "version", *values])


def staff_of(*, by: Actor, held: Reference | None = None) -> uuid.UUID | None:
    """Return the person of staff who acts, also through a machine: four eyes are two people, not two posts. Source: E10."""
    if by.kind == "staff":
        return by.id
    if by.post_id is None:
        return None
    known = held or reference.current()
    return known.get(("staff_of", by.post_id), lambda: _holder(by.post_id))


def _holder(post_id: uuid.UUID | None) -> uuid.UUID | None:
    found = direct.ask(_STAFF, [post_id])
    return found[0][0] if found else None
