"""Proofs of a ground that stand and are not asked for again, and what the record here proves. Source: E2, E4.

The record proves a ground only by a paper that an officer has checked: the person's own while address and employer stay
the same, or, for the home, the guardian's at the same address. What someone merely declared proves nothing: an employer
named at registration, or a dwelling on an employer's premises, was never shown to anybody (B4 asks for the ID alone).
"""

import datetime
import uuid
from collections.abc import Collection, Iterable

from django.db.models import Q

from anju.law.codes import PermitGround
from anju.law.permit import ground
from anju.law.permit.ground import Circumstances, Proof
from anju.models import Guardianship, PermitProof, Person, Stay
from anju.queries.prepared import Prepared


def now(stay: Stay) -> Circumstances:
    """Return what a proof must fit to."""
    return Circumstances(stay_id=stay.id, address_id=stay.address_id, workplace=stay.workplace)


def plain(row: PermitProof) -> Proof:
    """Return a proof on file as the law looks at it."""
    return Proof(
        ground=row.ground,
        kind=row.kind,
        checked_for=Circumstances(stay_id=row.stay_id, address_id=row.address_id, workplace=row.workplace),
        checked=row.checked_at is not None,
        valid_until=row.valid_until,
    )


def standing(*, stay: Stay, on: datetime.date) -> tuple[Proof, ...]:
    """Return the proofs that stand for the person of a stay, those that last longest first. Source: E4."""
    return ground.standing(_checked(stay.person_id), now=now(stay), on=on)


def _checked(person_id: uuid.UUID) -> list[Proof]:
    return [plain(row) for row in _CHECKED.all(person_id)]


def _whose(person_id: uuid.UUID) -> Q:
    # one list of people, so that their proofs are found by index: “this one or one of those” would read the whole table
    guardians = Guardianship.objects.filter(ward_id=person_id, until=None).values("guardian_id")
    people = Person.objects.filter(id=person_id).values("id").union(guardians, all=True)
    return Q(person_id__in=people) & (Q(person_id=person_id) | Q(ground=PermitGround.DWELLING.value))


_CHECKED = Prepared(
    lambda key: PermitProof.objects.filter(_whose(key)).exclude(checked_at=None).order_by("given_at", "id")
)
_GIVEN = Prepared(lambda key: PermitProof.objects.filter(subject_id__in=[key]).order_by("given_at", "id"))


def given(*, subjects: Collection[uuid.UUID]) -> dict[uuid.UUID, list[PermitProof]]:
    """Return the proofs that came with files or endorsements, in one statement."""
    found: dict[uuid.UUID, list[PermitProof]] = {key: [] for key in subjects}
    for row in _GIVEN.all(list(subjects)):
        if row.subject_id is not None:
            found[row.subject_id].append(row)
    return found


def fits(*, proofs: Iterable[Proof], stay: Stay, on: datetime.date) -> bool:
    """Tell whether any of the proofs, taken as checked, proves its ground for a stay on a day. Source: E2."""
    here = now(stay)
    return any(_fits(proof, here, on) for proof in proofs)


def _fits(proof: Proof, here: Circumstances, on: datetime.date) -> bool:
    if proof.valid_until is not None and proof.valid_until < on:
        return False
    # a home is proven for its address; work and schooling for the employer or school named then, if any was
    if proof.ground == PermitGround.DWELLING:
        return proof.checked_for.address_id == here.address_id
    return proof.checked_for.workplace == here.workplace
