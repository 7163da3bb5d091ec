"""One round, many hands: rows are locked and their version asked for; only the round's own office acts on it."""

import datetime
import uuid

from django.db.models import QuerySet

from anju.actions.case import locking as cases
from anju.law import authority
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.lifecycle import Step
from anju.law.refusal import Refusal
from anju.law.school import life
from anju.law.wording import Text
from anju.models import School, SchoolRound, SchoolWish, Unit
from anju.queries.school import offices
from anju.queries.scope import Scope

STALE = Text(
    zh="刚刚被别人改过，请刷新后再看。您填写的内容还在。",
    en="Somebody has just changed this. Reload and look again; what you typed is kept.",
)


def office(*, scope: Scope, act: str) -> Actor:
    """Return the officer of a county's education office who acts; Absent for everyone else."""
    authority.demand(by=scope.actor, act=act)
    offices.demand(scope)
    return scope.actor


def school(*, scope: Scope, school_id: uuid.UUID, act: str, version: int | None = None) -> School:
    """Return a locked school of the officer's own office, still in use."""
    office(scope=scope, act=act)
    found = School.objects.select_for_update().filter(id=school_id, unit=scope.unit, valid_to=None).first()
    if found is None:
        raise Absent("school")
    if version is not None and found.version != version:
        raise Refusal("stale", STALE)
    return found


def one_by_one(scope: Scope) -> None:
    """Let an office add what may stand there once only in one transaction after another. Part of a larger act."""
    Unit.objects.select_for_update(of=("self",)).get(id=scope.unit.id)


def round_(*, scope: Scope, round_id: uuid.UUID, act: str, version: int | None) -> tuple[SchoolRound, Step]:
    """Return a locked round of the officer's own office, and the step."""
    office(scope=scope, act=act)
    found = (
        SchoolRound.objects.select_for_update(of=("self",))
        .select_related("county", "unit")
        .filter(id=round_id, unit=scope.unit)
        .first()
    )
    if found is None:
        raise Absent("round")
    if version is not None and found.version != version:
        raise Refusal("stale", STALE)
    return found, life.ROUND.follow(state=found.state, act=act)


def wish(*, scope: Scope, wish_id: uuid.UUID, act: str, version: int | None = None) -> SchoolWish:
    """Return a locked application in a round of the officer's own office."""
    office(scope=scope, act=act)
    key = SchoolWish.objects.filter(id=wish_id, round__unit=scope.unit).values_list("round_id", flat=True).first()
    if key is None:
        raise Absent("wish")
    # the round first, always: a place that becomes free passes to the next of the same round
    SchoolRound.objects.select_for_update(of=("self",)).get(id=key)
    return _fresh(_rows().get(id=wish_id), version)


def own(
    *, wish_id: uuid.UUID, by: Actor, act: str, at: datetime.datetime, version: int | None = None
) -> tuple[SchoolRound, SchoolWish]:
    """Return round and application, both locked, of a child that the resident acts for; Absent for everyone else's."""
    authority.demand(by=by, act=act)
    key = SchoolWish.objects.filter(id=wish_id).values_list("round_id", "person_id").first()
    if key is None or by.kind != "resident":
        raise Absent("wish")
    cases.acts_for(person_id=key[1], by=by, at=at)
    # the round first, always: a place that becomes free passes to the next of the same round
    held = SchoolRound.objects.select_for_update(of=("self",)).select_related("county").get(id=key[0])
    return held, _fresh(_rows().get(id=wish_id), version)


def put(row: SchoolRound | SchoolWish | School, **values: object) -> None:
    """Write values under a new version."""
    row.version += 1
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=["version", *values])


def _rows() -> QuerySet[SchoolWish]:
    return (
        SchoolWish.objects.select_for_update(of=("self",))
        .select_related("person", "case", "round", "school", "up", "sibling")
        .order_by()
    )


def _fresh(found: SchoolWish, version: int | None) -> SchoolWish:
    if version is not None and found.version != version:
        raise Refusal("stale", STALE)
    return found
