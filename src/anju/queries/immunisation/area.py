"""Which children a health officer sees: those registered in the office's area, and no other department's officer any. Source: O1."""

import datetime
import uuid

from django.db.models import Q, QuerySet

from anju.law import deadline
from anju.law.absent import Absent
from anju.models import Stay
from anju.queries.scope import Scope

DEPARTMENT = "health"
SERVICE = "health/immunisation"
YEARS = 18


def reaches(scope: Scope) -> bool:
    """Tell whether a post has to do with vaccinations at all."""
    return scope.role == "officer" and scope.unit.department == DEPARTMENT and bool(scope.areas)


def stays(scope: Scope, *, on: datetime.date) -> QuerySet[Stay]:
    """Return the registrations of children in a health office's area; none for every other post."""
    if not reaches(scope):
        return Stay.objects.none()
    inside = Q()
    for path in scope.areas:
        inside |= Q(community__path__startswith=path)
    born = deadline.add_months(on, -12 * YEARS)
    return Stay.objects.filter(inside, state="registered", person__birth_on__gt=born)


def stay(scope: Scope, *, person_id: uuid.UUID, on: datetime.date) -> Stay:
    """Return a child's registration in the area; raises Absent alike for nobody and for somebody else's."""
    rows = stays(scope, on=on).filter(person_id=person_id).select_related("person", "community__parent")
    found = rows.first()
    if found is None:
        raise Absent("child")
    return found
