"""Bodies that accept the papers: the public list, the requests of a county, what a body sees of its own. Source: notice 三 D4, I3."""

import dataclasses
import datetime
import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncMonth

from anju.law import acceptor as law
from anju.law import codes, wording
from anju.law.absent import Absent
from anju.law.codes import AcceptancePurpose, AcceptorKind
from anju.law.wording import Text
from anju.models import Acceptance, Acceptor, UnitDivision
from anju.queries import places, rules
from anju.queries.places import Place
from anju.queries.scope import Scope

PAGE = 50


@dataclass(frozen=True)
class Row:
    """A body as the list shows it; all of it is public once published."""

    id: uuid.UUID
    name: str
    state: str
    kind: Text
    county: Place
    papers: Text
    offers: str
    place: str
    phone: str
    asked_at: datetime.datetime
    # how many papers it verified and found valid
    accepted: int

    @property
    def state_text(self) -> Text:
        """The state in plain words."""
        return law.STATES[self.state]


@dataclass(frozen=True)
class Count:
    """How many papers a body verified in a month and for what; no person stands in it."""

    month: datetime.date
    purpose: Text
    count: int
    valid: int


@dataclass(frozen=True)
class Detail:
    """A body with its decision and its figures."""

    row: Row
    answered_at: datetime.datetime | None
    answer: str
    counts: tuple[Count, ...]
    # whether a machine verifies for it
    connected: bool


@dataclass(frozen=True)
class Body:
    """A published body behind a machine."""

    id: uuid.UUID
    name: str


def public(*, on: datetime.date, county: str = "", kind: str = "", after: Sequence[str] = ()) -> list[Row]:
    """Return a page of published bodies and one more row; an unknown county or kind gives nothing.

    How often one verified is told only where it is often enough. Source: I3, N6.
    """
    least = rules.policy(place=(), on=on).suppress_below
    found = _all().filter(state="published")
    if county:
        found = found.filter(county_id=county)
    if kind:
        found = found.filter(kind=kind)
    return [row if row.accepted >= least else dataclasses.replace(row, accepted=0) for row in _page(found, after)]


def of_scope(scope: Scope, *, state: str, after: Sequence[str] = ()) -> list[Row]:
    """Return a page of the bodies of a post's counties in one state, and one more row. Source: O1."""
    return _page(_within(scope).filter(state=state), after)


def waiting(scope: Scope, *, most: int = 99) -> int:
    """Return how many requests wait in a post's counties, counted up to a bound."""
    return _within(scope).filter(state="asked")[:most].count()


def one(scope: Scope, *, acceptor_id: uuid.UUID) -> Detail:
    """Return one body of a post's counties; Absent alike for what is not there and not theirs."""
    held = _within(scope).filter(id=acceptor_id).first()
    if held is None:
        raise Absent("acceptor")
    return _detail(held)


def followed(code: str) -> Detail | None:
    """Return what the holder of a follow-up code sees; blanks, hyphens and small letters are forgiven."""
    bare = "".join(letter for letter in code[:40].upper() if letter.isalnum())
    held = _all().filter(follow=digest(bare)).first() if bare else None
    return _detail(held) if held is not None else None


def digest(code: str) -> bytes:
    """Return the digest of a follow-up code, which alone is kept."""
    return hashlib.sha256(code.encode()).digest()


def of_client(*, client_id: uuid.UUID | None) -> Body | None:
    """Return the published body that a machine verifies for."""
    if client_id is None:
        return None
    held = Acceptor.objects.filter(client_id=client_id, state="published").values_list("id", "name").first()
    return Body(id=held[0], name=held[1]) if held is not None else None


def is_bound(*, client_id: uuid.UUID | None) -> bool:
    """Tell whether a machine was given to a body, also to one that was taken off the list."""
    return client_id is not None and Acceptor.objects.filter(client_id=client_id).exists()


def without_client(scope: Scope) -> list[Row]:
    """Return the published bodies in an administrator's reach that no live machine verifies for, by name."""
    found = _all().filter(state="published").filter(Q(client=None) | Q(client__revoked_at__isnull=False))
    if scope.unit.level != "city":
        reached = UnitDivision.objects.filter(unit__path__startswith=scope.unit.path, valid_to=None)
        found = found.filter(county_id__in=reached.values("division_id"))
    return [_row(held) for held in found.order_by("name", "id")[:200]]


def _all() -> QuerySet[Acceptor]:
    accepted = Coalesce(Sum("acceptances__valid"), 0)
    return Acceptor.objects.select_related("county__parent__parent").annotate(accepted=accepted)


def _within(scope: Scope) -> QuerySet[Acceptor]:
    inside = Q(pk__in=[])
    for area in scope.areas:
        inside |= Q(county__path__startswith=area)
    return _all().filter(inside)


def _page(found: QuerySet[Acceptor], after: Sequence[str]) -> list[Row]:
    if after:
        if len(after) != 3:
            raise Absent("cursor")
        county, name, key = after
        beyond = Q(county_id__gt=county) | Q(county_id=county, name__gt=name)
        found = found.filter(beyond | Q(county_id=county, name=name, id__gt=key))
    return [_row(held) for held in found.order_by("county_id", "name", "id")[: PAGE + 1]]


def key(row: Row) -> tuple[str, str, uuid.UUID]:
    """Return where a page of rows goes on."""
    return row.county.code, row.name, row.id


def _row(held: Acceptor) -> Row:
    return Row(
        id=held.id,
        name=held.name,
        state=held.state,
        kind=codes.label(AcceptorKind, held.kind),
        county=places.shown(held.county),
        papers=wording.joined(*(law.PAPERS[paper] for paper in held.papers.split(","))),
        offers=held.offers,
        place=held.place,
        phone=held.phone,
        asked_at=held.asked_at,
        accepted=int(getattr(held, "accepted", 0)),
    )


def _detail(held: Acceptor) -> Detail:
    rows = (
        Acceptance.objects.filter(acceptor=held)
        .annotate(month=TruncMonth("on"))
        .values("month", "purpose")
        .annotate(asked=Sum("count"), good=Sum("valid"))
        .order_by("-month", "purpose")[:60]
    )
    counts = tuple(
        Count(
            month=row["month"],
            purpose=codes.label(AcceptancePurpose, row["purpose"]),
            count=row["asked"],
            valid=row["good"],
        )
        for row in rows
    )
    return Detail(
        row=_row(held),
        answered_at=held.answered_at,
        answer=held.answer,
        counts=counts,
        connected=held.client_id is not None,
    )
