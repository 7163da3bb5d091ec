"""One help call, two offices: locked, its version asked for, and nobody else's hands on it. Source: J2."""

import uuid

from anju.actions.case.locking import STALE
from anju.law.absent import Absent
from anju.law.helping import LIFECYCLE
from anju.law.lifecycle import Step
from anju.law.refusal import Refusal
from anju.models import HelpCall
from anju.queries import helping as seen
from anju.queries.scope import Scope


def row(*, call_id: uuid.UUID, act: str, side: str, scope: Scope, version: int | None) -> tuple[HelpCall, Step]:
    """Return the locked call of which the post's office is giver or receiver, and the step; Absent for everyone else's."""
    rows = seen.seen(scope).filter(**{f"{side}_id": scope.unit.id})
    found = rows.select_for_update(of=("self",)).select_related("area", "giver", "receiver").filter(id=call_id).first()
    if found is None:
        raise Absent("help_call")
    if version is not None and found.version != version:
        raise Refusal("stale", STALE)
    return found, LIFECYCLE.follow(state=found.state, act=act)


def put(call: HelpCall, *, step: Step, **values: object) -> None:
    """Write the step's target state and the values given."""
    call.state = step.target
    call.version += 1
    for name, value in values.items():
        setattr(call, name, value)
    call.save(update_fields=["state", "version", *values])
