"""One permit, endorsement or ending within a post's scope, for whoever works on it. Source: O1."""

import uuid

from anju.law.absent import Absent
from anju.models import Endorsement, Permit, PermitEnding
from anju.queries import scope as scopes
from anju.queries.scope import Scope

_WITH = ("person", "stay__address", "community", "station", "authority")


def permit(scope: Scope, *, permit_id: uuid.UUID) -> Permit:
    """Return one permit in scope; raises Absent alike for what is not there and what is not theirs."""
    found = scopes.permits(scope).select_related(*_WITH).filter(id=permit_id).first()
    if found is None:
        raise Absent("permit")
    return found


def endorsement(scope: Scope, *, endorsement_id: uuid.UUID) -> Endorsement:
    """Return one endorsement in scope with its permit; raises Absent alike."""
    found = Endorsement.objects.filter(id=endorsement_id, permit__in=scopes.permits(scope)).first()
    if found is None:
        raise Absent("endorsement")
    found.permit = permit(scope, permit_id=found.permit_id)
    return found


def ending(scope: Scope, *, ending_id: uuid.UUID) -> PermitEnding:
    """Return one ending in scope with its permit; raises Absent alike."""
    found = PermitEnding.objects.filter(id=ending_id, permit__in=scopes.permits(scope)).first()
    if found is None:
        raise Absent("permit_ending")
    found.permit = permit(scope, permit_id=found.permit_id)
    return found
