"""How many people an officer or a unit pointed to registration: counted from acts, which name nobody. Source: S7."""

import datetime

from anju.law.actor import Actor
from anju.models import Act
from anju.queries.scope import Scope

# beyond this a figure reads "999+"
MOST = 1000


def by_officer(*, by: Actor, since: datetime.datetime) -> int:
    """Return how many one officer referred since a moment, in any post."""
    return Act.objects.filter(actor_id=by.id, what="refer", at__gte=since).values("pk")[:MOST].count()


def by_unit(*, scope: Scope, since: datetime.datetime) -> int:
    """Return how many the own unit referred since a moment, at most MOST."""
    mine = Act.objects.filter(subject_id=str(scope.unit.id), subject_kind="unit", what="refer", at__gte=since)
    return mine.values("pk")[:MOST].count()
