"""Who has no duty to register just now: a body's own list, and whether one number stands on any. Source: A2, L2."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from anju.law import identity
from anju.law.absent import Absent
from anju.law.codes import ExemptKind, IdKind, label
from anju.law.wording import Text
from anju.models import ExemptStay, Person, Unit
from anju.queries.scope import Scope
from anju.vault import seal

SIZE = 50
# beyond this a count reads "5000+"
MOST = 5001


@dataclass(frozen=True)
class Row:
    """One person of the list, masked."""

    id: uuid.UUID
    kind: Text
    name: str
    id_kind: Text
    id_number: str
    since: datetime.date


@dataclass(frozen=True)
class Exempt:
    """That there is no duty now: which kind and since when; not at which body."""

    kind: Text
    since: datetime.date


def page(*, scope: Scope, after: uuid.UUID | None = None, size: int = SIZE) -> list[Row]:
    """Return the own body's list, the newest first; one more than `size` tells of a next page. One statement."""
    rows = _own(scope)
    if after is not None:
        rows = rows.filter(id__lt=after)
    return [_row(row) for row in rows.order_by("-id")[: size + 1]]


def find(*, scope: Scope, text: str, size: int = SIZE) -> list[Row]:
    """Return those of the own list with a name that begins so, or with exactly this number."""
    word = " ".join(text.replace("\0", "").split())[:50]
    if not word:
        return []
    index = seal.index(text=identity.normalise_id(word), kind="id_number")
    return [
        _row(row) for row in _own(scope).filter(Q(name__startswith=word) | Q(id_index=index)).order_by("-id")[:size]
    ]


def count(*, scope: Scope) -> int:
    """Return how many stand on the own list now, at most MOST."""
    return _own(scope).values("pk")[:MOST].count()


def usual(*, scope: Scope) -> str:
    """Return the kind the own body listed last: a hospital has in-patients."""
    rows = ExemptStay.objects.filter(unit_id=scope.unit.id).order_by("-id")
    return rows.values_list("kind", flat=True).first() or ""


def body(*, scope: Scope) -> Unit:
    """Return the body whose list a keeper keeps; raises Absent for every other post."""
    if scope.role != "keeper" or scope.unit.kind != "body" or scope.unit.valid_to is not None:
        raise Absent("body")
    return scope.unit


def current(*, id_index: bytes, on: datetime.date) -> Exempt | None:
    """Return why the one behind an ID number has no duty on a day; None for everyone else. One statement."""
    row = _on(on).filter(id_index=id_index).order_by("since", "id").first()
    return Exempt(kind=label(ExemptKind, row.kind), since=row.since) if row is not None else None


def of_person(*, person: Person, on: datetime.date) -> Exempt | None:
    """Return why a person has no duty on a day; nothing while only declared: anyone can declare any number."""
    if person.state != "verified":
        return None
    return current(id_index=bytes(person.id_index), on=on)


def among(*, indexes: Iterable[bytes], on: datetime.date) -> frozenset[bytes]:
    """Return which of many numbers have no duty on a day. One statement."""
    found = _on(on).filter(id_index__in=list(indexes)).values_list("id_index", flat=True)
    return frozenset(bytes(one) for one in found)


def _on(day: datetime.date) -> QuerySet[ExemptStay]:
    return ExemptStay.objects.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


def _own(scope: Scope) -> QuerySet[ExemptStay]:
    if scope.role != "keeper":
        return ExemptStay.objects.none()
    return ExemptStay.objects.filter(unit_id=scope.unit.id, until=None)


def _row(row: ExemptStay) -> Row:
    number = seal.unseal(data=bytes(row.id_number), column="exempt_stay.id_number", owner=row.id)
    return Row(
        id=row.id,
        kind=label(ExemptKind, row.kind),
        name=identity.mask_name(row.name),
        id_kind=label(IdKind, row.id_kind),
        id_number=identity.mask_id(number),
        since=row.since,
    )
