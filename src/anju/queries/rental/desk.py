"""The desk of public rental housing: the list by what waits, flats, rounds, objections, one place; masked rows. Source: I6, O1."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from anju.law import deadline, identity
from anju.law.absent import Absent
from anju.law.draw import UNDRAWN
from anju.law.refusal import Refusal
from anju.law.rental import life, order, words
from anju.law.wording import Text
from anju.models import RentalEntry, RentalFlat, RentalObjection, RentalOffer, RentalRound
from anju.queries.rental import turn, within
from anju.queries.scope import Scope

PAGE = 30
FILTERS: Mapping[str, Text] = {
    "listed": Text(zh="轮候名单", en="The list"),
    "offered": Text(zh="等答复", en="Waiting for an answer"),
    "unanswered": Text(zh="到期没答复", en="Not answered in time"),
    "accepted": Text(zh="公示中", en="Published"),
    "measures": Text(zh="已告知拟处理", en="Measure told"),
    "declines": Text(zh="多次没接受", en="Declined several"),
    "unconfirmed": Text(zh="到期没确认", en="Not confirmed"),
    "years": Text(zh="轮候快满期限", en="Near the longest wait"),
    "housed": Text(zh="已入住", en="Housed"),
    "ended": Text(zh="已退出", en="Off the list"),
}
_UNKNOWN = Text(zh="没有这个筛选。", en="There is no such filter.")


@dataclass(frozen=True)
class Row:
    """One place of a list, the name masked."""

    id: uuid.UUID
    number: str
    name: str
    state: Text
    group: Text
    people: int
    need: Text
    ranked_on: datetime.date
    lot: int
    drawn: bool
    waits_until: datetime.date
    near: bool
    confirm_by: datetime.date
    declines: int
    unit: str
    key: tuple[object, ...]


@dataclass(frozen=True)
class FlatRow:
    """One flat, and for a free one whose turn it is."""

    flat: RentalFlat
    state: Text
    next: RentalEntry | None


@dataclass(frozen=True)
class Tasks:
    """How much waits for an officer's decision in a post's own office."""

    unanswered: int
    unconfirmed: int
    years: int
    reviews: int


def page(scope: Scope, *, on: datetime.date, show: str = "listed", after: Sequence[str] = ()) -> list[Row]:
    """Return a page of places in the order of the list, and one more; raises Refusal "unknown_filter"."""
    if show not in FILTERS:
        raise Refusal("unknown_filter", _UNKNOWN, field="show")
    rows = within.entries(scope).filter(condition(show, on=on)).order_by("unit__code", *turn.ORDER)
    if after:
        rows = rows.filter(_beyond(after))
    return [_row(entry, on=on) for entry in rows[: PAGE + 1]]


def condition(show: str, *, on: datetime.date) -> Q:
    """Return what a filter picks."""
    listed = Q(state__in=life.LISTED)
    given = RentalOffer.objects.filter(state="open", answer_by__lt=on).values("entry_id")
    return {
        "listed": listed,
        "offered": Q(state="offered"),
        "unanswered": Q(state="offered", id__in=given),
        "accepted": Q(state="accepted"),
        "measures": Q(state="waiting", measures__state__in=life.OPEN_MEASURES),
        # a place with fewer has nothing to be told; the city's number is asked for again by the act
        "declines": Q(state="waiting", declines__gte=2),
        "unconfirmed": listed & Q(confirm_by__lt=on),
        "years": listed & Q(waits_until__lte=deadline.add_months(on, order.NEAR_MONTHS)),
        "housed": Q(state="housed"),
        "ended": Q(state="ended"),
    }[show]


def tasks(scope: Scope, *, on: datetime.date) -> Tasks:
    """Return how much waits for an officer in the post's own office and below."""
    counted = within.entries(scope).aggregate(
        unanswered=Count("id", filter=condition("unanswered", on=on)),
        unconfirmed=Count("id", filter=condition("unconfirmed", on=on)),
        years=Count("id", filter=condition("years", on=on)),
    )
    return Tasks(**counted, reviews=within.objections(scope).filter(state="open").count())


def flats(scope: Scope, *, on: datetime.date, after: Sequence[str] = ()) -> list[FlatRow]:
    """Return a page of flats, the free ones first, and one more; whose turn it is stands beside a free one."""
    rows = within.flats(scope).exclude(state="withdrawn").order_by("state", "estate", "number", "id")
    if after:
        if len(after) != 4:
            raise Absent("cursor")
        beyond, same = Q(pk__in=[]), Q()
        for name, value in zip(("state", "estate", "number", "id"), after, strict=True):
            beyond |= same & Q(**{f"{name}__gt": value})
            same &= Q(**{name: value})
        rows = rows.filter(beyond)
    found = list(rows[: PAGE + 1])
    return [FlatRow(flat=one, state=words.FLAT_STATES[one.state], next=None) for one in found]


def flat(scope: Scope, *, flat_id: uuid.UUID, on: datetime.date) -> FlatRow:
    """Return one flat, and whose turn it is; Absent outside the scope."""
    found = within.flats(scope).filter(id=flat_id).first()
    if found is None:
        raise Absent("flat")
    next_one = turn.of(flat=found, on=on) if found.state == "free" else None
    return FlatRow(flat=found, state=words.FLAT_STATES[found.state], next=next_one)


def flat_state(found: RentalFlat) -> Text:
    """Return the state of a flat in plain words."""
    return words.FLAT_STATES[found.state]


def rounds(scope: Scope) -> list[RentalRound]:
    """Return the rounds of a post's offices with how many places came of each, the newest first."""
    rows = within.rounds(scope).annotate(places=Count("entries"))
    return list(rows.order_by("-opens_on", "id")[:PAGE])


def round_of(scope: Scope, *, round_id: uuid.UUID) -> RentalRound:
    """Return one round; Absent outside the scope."""
    found = within.rounds(scope).filter(id=round_id).first()
    if found is None:
        raise Absent("round")
    return found


def objections(scope: Scope) -> list[RentalObjection]:
    """Return the open objections, the nearest limit first."""
    return list(within.objections(scope).filter(state="open").order_by("due_on", "id")[:PAGE])


def objection(scope: Scope, *, objection_id: uuid.UUID) -> RentalObjection:
    """Return one objection; Absent outside the scope."""
    found = within.objections(scope).filter(id=objection_id).first()
    if found is None:
        raise Absent("objection")
    return found


def flat_key(row: FlatRow) -> tuple[object, ...]:
    """Return where a page of flats goes on."""
    return row.flat.state, row.flat.estate, row.flat.number, row.flat.id


def _beyond(after: Sequence[str]) -> Q:
    if len(after) != 1 + len(turn.ORDER):
        raise Absent("cursor")
    beyond, same = Q(pk__in=[]), Q()
    for name, value in zip(("unit__code", *turn.ORDER), after, strict=True):
        beyond |= same & Q(**{f"{name}__gt": value})
        same &= Q(**{name: value})
    return beyond


def _row(entry: RentalEntry, *, on: datetime.date) -> Row:
    values = [getattr(entry, name) for name in turn.ORDER]
    values[3] = values[3].isoformat()
    return Row(
        id=entry.id,
        number=entry.number,
        name=identity.mask_name(entry.person.name),
        state=life.STATES[entry.state],
        group=order.GROUPS[entry.group],
        people=entry.people,
        need=order.NEEDS[entry.need],
        ranked_on=entry.ranked_on,
        lot=entry.lot,
        drawn=entry.lot not in (0, UNDRAWN),
        waits_until=entry.waits_until,
        near=entry.state in life.LISTED and order.near(waits_until=entry.waits_until, on=on),
        confirm_by=entry.confirm_by,
        declines=entry.declines,
        unit=entry.unit.name,
        key=(entry.unit.code, *values),
    )
