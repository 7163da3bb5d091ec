"""What waits for an answer at the counter besides files: corrections, ends in their window, data requests. Source: D6, D9, L5."""

import datetime
import uuid

from django.db.models import Exists, OuterRef, Q, QuerySet

from anju.law.absent import Absent
from anju.models import Correction, DataRequest, Ending, Stay
from anju.queries import scope as scopes
from anju.queries.scope import Scope

SIZE = 50
Key = tuple[datetime.date, uuid.UUID]


def corrections(*, scope: Scope, after: Key | None = None, size: int = SIZE) -> list[Correction]:
    """Return the requests for correction that wait, the nearest limit first; one more than `size` tells of a next page."""
    rows = open_corrections(scope=scope)
    if after is not None:
        rows = rows.filter(Q(due_on__gt=after[0]) | Q(due_on=after[0], id__gt=after[1]))
    return list(rows.order_by("due_on", "id")[: size + 1])


def open_corrections(*, scope: Scope) -> QuerySet[Correction]:
    """Return the requests for correction that wait, for the list and its figure alike."""
    return _corrections(scope).filter(state="asked")


def correction(*, scope: Scope, correction_id: uuid.UUID) -> Correction:
    """Return one request for correction in scope; raises Absent."""
    found = _corrections(scope).filter(id=correction_id).first()
    if found is None:
        raise Absent("correction")
    return found


def endings(*, scope: Scope, after: Key | None = None, size: int = SIZE) -> list[Ending]:
    """Return the ends that were noticed or objected to, by the end of the window."""
    rows = _endings(scope).filter(state__in=["noticed", "objected"])
    if after is not None:
        rows = rows.filter(Q(objection_until__gt=after[0]) | Q(objection_until=after[0], id__gt=after[1]))
    return list(rows.order_by("objection_until", "id")[: size + 1])


def ending(*, scope: Scope, ending_id: uuid.UUID) -> Ending:
    """Return one end in scope; raises Absent."""
    found = _endings(scope).filter(id=ending_id).first()
    if found is None:
        raise Absent("ending")
    return found


def requests(*, scope: Scope, after: Key | None = None, size: int = SIZE) -> list[DataRequest]:
    """Return the data requests that wait, of people with a stay in scope."""
    rows = _requests(scope).filter(state="asked")
    if after is not None:
        rows = rows.filter(Q(due_on__gt=after[0]) | Q(due_on=after[0], id__gt=after[1]))
    return list(rows.order_by("due_on", "id")[: size + 1])


def request(*, scope: Scope, request_id: uuid.UUID) -> tuple[DataRequest, Stay]:
    """Return one data request with the person's latest stay in scope; raises Absent."""
    found = _requests(scope).filter(id=request_id).first()
    if found is None:
        raise Absent("request")
    latest = (
        scopes.stays(scope)
        .filter(person_id=found.person_id)
        .select_related("community", "person", "address")
        .order_by("-declared_at", "-id")
    )
    return found, latest[0]


def _corrections(scope: Scope) -> QuerySet[Correction]:
    return Correction.objects.filter(stay__in=scopes.stays(scope)).select_related(
        "stay__person", "stay__community", "stay__address", "stay__station"
    )


def _endings(scope: Scope) -> QuerySet[Ending]:
    return Ending.objects.filter(stay__in=scopes.stays(scope)).select_related("stay__person", "stay__community")


def _requests(scope: Scope) -> QuerySet[DataRequest]:
    theirs = scopes.stays(scope).filter(person_id=OuterRef("person_id"))
    return DataRequest.objects.filter(Exists(theirs)).select_related("person")
