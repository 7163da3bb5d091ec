"""What a housing officer may see of public rental housing: the own office and those below it. Source: O1."""

from django.db.models import QuerySet

from anju.models import RentalEntry, RentalFlat, RentalObjection, RentalRound
from anju.queries.scope import Scope

DEPARTMENT = "housing"


def allowed(scope: Scope) -> bool:
    """Tell whether a post is a housing officer's."""
    return scope.role == "officer" and scope.unit.department == DEPARTMENT


def entries(scope: Scope) -> QuerySet[RentalEntry]:
    """Return the places on the lists of a post's own department's subtree; nothing for every other post."""
    rows = RentalEntry.objects.select_related("person", "unit", "round", "case__community")
    return rows.filter(unit__path__startswith=scope.unit.path) if allowed(scope) else rows.none()


def flats(scope: Scope) -> QuerySet[RentalFlat]:
    """Return the flats of a post's own department's subtree."""
    rows = RentalFlat.objects.select_related("unit")
    return rows.filter(unit__path__startswith=scope.unit.path) if allowed(scope) else rows.none()


def rounds(scope: Scope) -> QuerySet[RentalRound]:
    """Return the rounds of a post's own department's subtree."""
    rows = RentalRound.objects.select_related("unit")
    return rows.filter(unit__path__startswith=scope.unit.path) if allowed(scope) else rows.none()


def objections(scope: Scope) -> QuerySet[RentalObjection]:
    """Return the objections of a post's own department's subtree."""
    rows = RentalObjection.objects.select_related("entry", "unit", "measure", "offer__flat")
    return rows.filter(unit__path__startswith=scope.unit.path) if allowed(scope) else rows.none()
