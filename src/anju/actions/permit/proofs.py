"""Proofs of a ground: kept with an application or an endorsement, and checked by an officer. Source: E2, E4."""

import datetime
import uuid
from collections.abc import Iterable

from anju.actions import batch
from anju.law.permit.application import Given
from anju.law.permit.ground import Proof
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import PermitProof, Stay
from anju.models.base import new_id
from anju.queries import direct
from anju.queries.permit import proofs as queries

_NOT_PROVEN = Text(
    zh="这里的登记还不能证明这一项，请给出一份材料。", en="The record here doesn't prove this yet. Please give a paper."
)


def keep(
    *, subject_id: uuid.UUID, stay: Stay, given: Iterable[Given], on: datetime.date, at: datetime.datetime
) -> list[PermitProof]:
    """Keep the proofs that came with a file or an endorsement; raises Refusal "not_proven". Part of a larger act.

    What the record here proves is kept as such, with the end it has; it was checked before (E4).
    """
    wanted = list(given)
    held = queries.standing(stay=stay, on=on) if any(one.source == "house" for one in wanted) else ()
    rows = [_row(one, held, place=place, subject_id=subject_id, stay=stay, at=at) for place, one in enumerate(wanted)]
    if rows:
        batch.insert(rows)
    return rows


def _row(
    one: Given, held: Iterable[Proof], *, place: int, subject_id: uuid.UUID, stay: Stay, at: datetime.datetime
) -> PermitProof:
    kind, until, checked = str(one.kind), one.valid_until, None
    if one.source == "house":
        proof = next((proof for proof in held if proof.ground == one.ground), None)
        if proof is None:
            raise Refusal("not_proven", _NOT_PROVEN, field=f"proofs.{place}.source", rule="E4")
        kind, until, checked = proof.kind, proof.valid_until, at
    return PermitProof(
        id=new_id(),
        person_id=stay.person_id,
        ground=str(one.ground),
        kind=kind,
        source=one.source,
        upload_id=one.upload_id,
        stay_id=stay.id,
        address_id=stay.address_id,
        workplace=stay.workplace,
        valid_until=until,
        subject_id=subject_id,
        given_at=at,
        checked_at=checked,
    )


def replace(
    *, subject_id: uuid.UUID, stay: Stay, given: Iterable[Given], on: datetime.date, at: datetime.datetime
) -> list[PermitProof]:
    """Put the proofs of a completed file in the place of those it had. Part of a larger act. Source: B7."""
    PermitProof.objects.filter(subject_id=subject_id).delete()
    return keep(subject_id=subject_id, stay=stay, given=given, on=on, at=at)


_CHECK = """
UPDATE permit_proof SET checked_at = $2, checked_by = $3 WHERE subject_id = $1 AND checked_at IS NULL RETURNING 1
"""


def check(*, subject_id: uuid.UUID, staff_id: uuid.UUID | None, at: datetime.datetime) -> int:
    """Note that an officer has seen the proofs of a file or an endorsement and found them good. Part of a larger act."""
    return len(direct.ask(_CHECK, [subject_id, at, staff_id]))


def uncheck(*, subject_id: uuid.UUID) -> int:
    """Take the check back: a refusal found the proofs wanting, so nothing may rest on them. Part of a larger act."""
    return PermitProof.objects.filter(subject_id=subject_id).update(checked_at=None, checked_by=None)
