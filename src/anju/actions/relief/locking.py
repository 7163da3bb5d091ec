"""One request, two hands: its row is locked and its version asked for; steps with what was said are kept sealed. Source: O1, L2."""

import datetime
import json
import uuid

from anju.actions import message
from anju.actions.case.locking import STALE
from anju.law.absent import Absent
from anju.law.lifecycle import Step
from anju.law.refusal import Refusal
from anju.law.relief import LIFECYCLE
from anju.models import Person, Relief, ReliefStep, Unit
from anju.models.base import new_id
from anju.queries.relief import record as seen
from anju.queries.scope import Scope
from anju.vault import seal

KIND = "relief"
ROLES = ("clerk", "officer")


def row(*, relief_id: uuid.UUID, act: str, scope: Scope, version: int | None) -> tuple[Relief, Step]:
    """Return the locked request of the post's own office and the step; Absent for everyone else's."""
    rows = seen.seen(scope).select_for_update(of=("self",)).select_related("person", "community", "street", "county")
    found = rows.filter(id=relief_id).order_by().first()
    if found is None:
        raise Absent("relief")
    if version is not None and found.version != version:
        raise Refusal("stale", STALE)
    return found, LIFECYCLE.follow(state=found.state, act=act)


def at_street(relief: Relief, *, scope: Scope) -> None:
    """Raise Absent unless the post sits where the request is looked into or decided, not only where it was taken in."""
    if scope.unit.id not in (relief.street_id, relief.county_id):
        raise Absent("relief")


def put(relief: Relief, *, step: Step, **values: object) -> None:
    """Write the step's target state and the values given."""
    relief.state = step.target
    relief.version += 1
    for name, value in values.items():
        setattr(relief, name, value)
    relief.save(update_fields=["state", "version", *values])


def say(relief: Relief, *, what: str, unit: Unit, at: datetime.datetime, **words: str) -> None:
    """Keep a step of the way with what was said, sealed."""
    key = new_id()
    kept = {name: value for name, value in words.items() if value}
    text = json.dumps(kept, ensure_ascii=False)
    sealed = seal.seal(text=text, column="relief_step.words", owner=key) if kept else None
    ReliefStep.objects.create(id=key, relief=relief, at=at, what=what, unit=unit, words=sealed)


def tell(relief: Relief, *, unit: Unit, at: datetime.datetime) -> None:
    """Tell an office that a request waits for it, by its code only."""
    message.to_unit(
        unit_id=unit.id,
        roles=ROLES,
        kind="relief_waits",
        params={"code": relief.code},
        dedupe=f"relief_waits:{relief.id}:{relief.version}",
        link=f"/relief/{relief.id}/",
        at=at,
    )


def tell_person(relief: Relief, kind: str, *, at: datetime.datetime) -> None:
    """Tell the person how the request stands, where they are on file."""
    if relief.person_id is not None:
        message.to_person(
            person=Person.objects.get(id=relief.person_id),
            kind=kind,
            params={"code": relief.code},
            link=f"/my/relief/{relief.id}/",
            dedupe=f"{kind}:{relief.id}:{relief.version}",
            at=at,
        )
