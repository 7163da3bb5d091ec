"""Cards that wait: to be made, being made, to be handed over, uncollected, lost. Cut by the post. Source: E6, E9, G2, O1."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from anju.law import identity
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Act, Card, CardBatch, Post, Unit
from anju.queries import rules
from anju.queries.scope import Scope
from anju.vault import number, seal

SIZE = 50
Key = tuple[datetime.date, uuid.UUID]
Moment = tuple[datetime.datetime, uuid.UUID]

COUNTY = "county_police"
_DESK = frozenset({"registrar", "chief", "county_police", "clerk"})

LISTS: dict[str, Text] = {
    "to_make": Text(zh="待制证", en="To make"),
    "ready": Text(zh="待领取", en="To hand over"),
    "uncollected": Text(zh="久未领取", en="Uncollected"),
    "lost": Text(zh="已挂失", en="Lost"),
}
_UNKNOWN = Text(
    zh="没有这个列表，请从列出的标签中选择。", en="There is no such list. Please choose one of those shown."
)
# the day by which each list runs, the nearest or the longest waiting first
_BY = {"to_make": "due_on", "ready": "ready_on", "uncollected": "ready_on", "lost": "handed_on"}
_COLUMNS = (
    "id",
    "state",
    "permit__person__name",
    "file__number",
    "file__kind",
    "due_on",
    "ready_on",
    "handed_on",
    "collect_at__name",
    "collect_at__name_en",
    "authority_id",
    "tries",
)


class Row(NamedTuple):
    """One card of a list, masked."""

    id: uuid.UUID
    state: str
    name: str
    number: str
    kind: str
    due_on: datetime.date
    ready_on: datetime.date | None
    handed_on: datetime.date | None
    place: str
    place_en: str
    authority_id: uuid.UUID
    tries: int


@dataclass(frozen=True)
class Batch:
    """One batch, and how many of it are still being made."""

    id: uuid.UUID
    number: str
    count: int
    waiting: int
    made_at: datetime.datetime
    closed_at: datetime.datetime | None
    authority_id: uuid.UUID


def page(
    *,
    scope: Scope,
    show: str,
    on: datetime.date,
    after: Key | None = None,
    size: int = SIZE,
    days: int = 0,
) -> list[Row]:
    """Return a page of one of LISTS in one statement, one row more than `size` where there are others.

    `days`: of the uncollected, those that wait at least so long. Raises Refusal "unknown_filter".
    """
    by = _BY.get(show)
    if by is None:
        raise Refusal("unknown_filter", _UNKNOWN, field="show")
    rows = _listed(scope, show, on - datetime.timedelta(days=days))
    if after is not None:
        rows = rows.filter(Q(**{f"{by}__gt": after[0]}) | Q(**{by: after[0], "id__gt": after[1]}))
    return _rows(rows.order_by(by, "id")[: size + 1])


def key(row: Row, *, show: str) -> tuple[datetime.date, uuid.UUID]:
    """Return what the next page begins after."""
    day: datetime.date = getattr(row, _BY[show])
    return day, row.id


def waits(*, scope: Scope, on: datetime.date) -> tuple[int, ...]:
    """Return the days after which a card of this post's place counts as uncollected, the fewest first. Source: G2."""
    place = _first(scope)
    return tuple(sorted(rules.policy(place=place, on=on).permit_uncollected_days)) or (0,)


def chosen(*, scope: Scope, card_ids: Sequence[uuid.UUID]) -> list[Row]:
    """Return cards to make by their keys, for the preview of a batch; those that are none of it are left out."""
    return _rows(_listed(scope, "to_make", datetime.date.max).filter(id__in=list(card_ids)).order_by("due_on", "id"))


def waiting(*, scope: Scope, authority: uuid.UUID, most: int) -> list[Row]:
    """Return the cards to make of one county police, the nearest limit first; an authority elsewhere has none."""
    return _rows(
        _listed(scope, "to_make", datetime.date.max).filter(authority_id=authority).order_by("due_on", "id")[:most]
    )


def authorities(*, scope: Scope) -> list[Unit]:
    """Return the county police below this post that have cards to make; one of them in a county."""
    waiting = made_by(scope).filter(state="to_make").values("authority_id")
    return list(Unit.objects.filter(id__in=waiting).order_by("code"))


def batches(*, scope: Scope, after: Moment | None = None, size: int = SIZE) -> list[Batch]:
    """Return the batches sent, the newest first; one more than `size` where there are others."""
    rows = _batches(scope)
    if after is not None:
        rows = rows.filter(Q(made_at__lt=after[0]) | Q(made_at=after[0], id__lt=after[1]))
    return [_batch(row) for row in rows.order_by("-made_at", "-id")[: size + 1]]


def batch(*, scope: Scope, batch_id: uuid.UUID) -> tuple[Batch, list[Row]]:
    """Return one batch with its cards; raises Absent for another authority's."""
    found = _batches(scope).filter(id=batch_id).first()
    if found is None:
        raise Absent("card_batch")
    return _batch(found), _rows(made_by(scope).filter(batch_id=batch_id).order_by("due_on", "id"))


def sent_by(*, batch_id: uuid.UUID, post_id: uuid.UUID | None) -> bool:
    """Tell whether whoever holds a post sent a batch's cards to be made, in whatever post or through a machine. Source: L3."""
    if post_id is None:
        return False
    sent = Act.objects.filter(subject_id=str(batch_id), what="send_cards")
    senders = Post.objects.filter(id__in=sent.values("post_id"))
    return Post.objects.filter(id=post_id, staff__in=senders.values("staff_id")).exists()


def one(scope: Scope, *, card_id: uuid.UUID) -> Card:
    """Return one card in scope, with what its page shows; raises Absent."""
    found = _open(scope).filter(id=card_id).first()
    if found is None:
        raise Absent("card")
    return found


def by_number(scope: Scope, *, text: str) -> Card | None:
    """Return the card that a file or receipt number asked for, in scope."""
    tidy = number.tidy_number(text)
    return _open(scope).filter(file__number=tidy).first() if tidy else None


def made_by(scope: Scope) -> QuerySet[Card]:
    """Return the cards of the county police at or below this post; nothing for everyone else."""
    if not _makes(scope):
        return Card.objects.none()
    return Card.objects.filter(authority__path__startswith=scope.unit.path)


def masked_id(*, card: Card) -> str:
    """Return the ID number of a card's person as it may stand on a page."""
    person = card.permit.person
    return identity.mask_id(seal.unseal(data=bytes(person.id_number), column="person.id_number", owner=person.id))


def older(*, card: Card) -> bool:
    """Tell whether the person still holds an older card of the same permit, to come in first. Source: G1."""
    return Card.objects.filter(permit_id=card.permit_id, state="held").exclude(id=card.id).exists()


def _open(scope: Scope) -> QuerySet[Card]:
    return Card.objects.filter(_theirs(scope)).select_related(
        "permit__person", "permit__community", "file", "collect_at", "authority", "batch"
    )


def _listed(scope: Scope, show: str, until: datetime.date) -> QuerySet[Card]:
    if scope.role not in _DESK or (show == "to_make" and not _makes(scope)):
        return Card.objects.none()
    if show == "lost":
        return Card.objects.filter(_theirs(scope), state="lost")
    # units are few: named one by one, each runs down its own part of the index
    here = list(Unit.objects.filter(path__startswith=scope.unit.path).values_list("id", flat=True))
    if show == "to_make":
        return Card.objects.filter(authority_id__in=here, state="to_make")
    return Card.objects.filter(collect_at_id__in=here, state="ready", ready_on__lte=until)


def _makes(scope: Scope) -> bool:
    return scope.role == COUNTY and scope.unit.department == "police"


def _theirs(scope: Scope) -> Q:
    """Return the cut: people of the own stations or areas, and cards that are collected or made in the own house."""
    if scope.role not in _DESK:
        return Q(pk=None)
    own = Q(collect_at__path__startswith=scope.unit.path)
    if scope.unit.department == "police":
        own |= Q(permit__station_id__in=scope.stations)
        return own | Q(authority__path__startswith=scope.unit.path) if scope.role == COUNTY else own
    for area in scope.areas if scope.role == "clerk" else ():
        own |= Q(permit__community__path__startswith=area)
    return own


def _batches(scope: Scope) -> QuerySet[CardBatch]:
    if not _makes(scope):
        return CardBatch.objects.none()
    being_made = (
        Card.objects.filter(batch_id=OuterRef("id"), state="making")
        .order_by()
        .values("batch_id")
        .annotate(number=Count("id"))
        .values("number")
    )
    rows = CardBatch.objects.filter(authority__path__startswith=scope.unit.path)
    return rows.annotate(waiting=Coalesce(Subquery(being_made), 0))


def _batch(row: Any) -> Batch:
    return Batch(
        id=row.id,
        number=row.number,
        count=row.count,
        waiting=row.waiting,
        made_at=row.made_at,
        closed_at=row.closed_at,
        authority_id=row.authority_id,
    )


def _rows(rows: QuerySet[Card]) -> list[Row]:
    return [Row._make((*found[:2], identity.mask_name(found[2]), *found[3:])) for found in rows.values_list(*_COLUMNS)]


def _first(scope: Scope) -> list[str]:
    return [code for code in scope.areas[0].split("/") if code] if scope.areas else []
