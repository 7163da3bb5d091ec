"""Adding places to a round that is published: never fewer; once announced they go to who waits for a better one first. Source: I5."""

import datetime
import uuid
from collections.abc import Mapping

from django.db import transaction

from anju.actions import record, seating
from anju.actions.school import locking
from anju.actions.school.opening import KIND
from anju.law.school import opening
from anju.models import School, SchoolRound, SchoolRoundPlaces, SchoolWish
from anju.queries.school import offices
from anju.queries.scope import Scope


def add_places(
    *,
    scope: Scope,
    round_id: uuid.UUID,
    places: Mapping[str, object],
    at: datetime.datetime,
    version: int | None = None,
) -> SchoolRound:
    """Add places so that nobody is left without one: school → its places; a school that was not part of it may come in.

    A trial is counted again. Raises Refusal "fewer_places", "not_a_number", "stale".
    """
    with transaction.atomic():
        held, step = locking.round_(scope=scope, round_id=round_id, act="change_round_places", version=version)
        more = _put(held, scope, places)
        if held.state == "allotted":
            # it is counted again: nothing of the trial stays
            SchoolWish.objects.filter(round=held).update(school=None, choice=None, draw=None, counted=None)
        was = held.state
        locking.put(held, state=step.target)
        detail = {"year": held.year, "level": held.level, "grade": held.grade, "added": sum(more.values())}
        record.write(what="change_round_places", by=scope.actor, at=at, subject=(KIND, held.id), detail=detail)
        if was == "announced":
            _pass_on(held, more, at=at)
        return held


def _put(held: SchoolRound, scope: Scope, places: Mapping[str, object]) -> dict[School, int]:
    before = {row.school_id: row for row in held.places.all()}
    more: dict[School, int] = {}
    for school in (
        offices.schools(scope).filter(unit=scope.unit, level=held.level, valid_to=None).order_by("name", "id")
    ):
        typed, row = places.get(str(school.id)), before.get(school.id)
        if typed in (None, ""):
            continue
        was = row.places if row is not None else 0
        now = opening.added(before=was, typed=typed, field=f"places.{school.id}")
        if now > was:
            SchoolRoundPlaces.objects.update_or_create(round=held, school=school, defaults={"places": now})
            more[school] = now - was
    return more


def _pass_on(held: SchoolRound, more: Mapping[School, int], *, at: datetime.datetime) -> None:
    for school, count in more.items():
        for _ in range(count):
            if seating.pass_on(held, school, at=at) is None:
                break
