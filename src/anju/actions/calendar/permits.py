"""Open limits of permits: telling what lacks, issuing, endorsing, the windows of endorsement. Source: B7, D6, E6, F2, F7."""

import datetime
from collections.abc import Iterator

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from anju.actions.calendar import moving
from anju.actions.calendar.moving import Change, Moved
from anju.law import city, endorsement, registration
from anju.law.permit import limits
from anju.law.workdays import Calendar
from anju.models import Endorsement, Permit, PermitEnding, PermitFile
from anju.queries import direct, rules
from anju.queries.reference import Reference


def changes(
    *, calendar: Calendar, first: datetime.date, held: Reference, closing: frozenset[datetime.date] | None = None
) -> Iterator[Change]:
    """Return every open limit from a day on that the calendar changes, with its row; `closing` narrows the windows."""
    yield from _told(calendar, first, held)
    yield from _issued(calendar, first, held)
    yield from _endorsed(calendar, first, held)
    yield from _windows(calendar, first, held, closing)
    yield from _objections(calendar, first, held)


def _told(calendar: Calendar, first: datetime.date, held: Reference) -> Iterator[Change]:
    rows = PermitFile.objects.filter(state__in=("applied", "returned"), check_due_on__gte=first)
    for file in moving.locked(rows.select_related("community", "person").prefetch_related("notices")):
        answered = [notice.answered_at for notice in file.notices.all() if notice.answered_at is not None]
        start = city.day(max([file.applied_at, *answered]))
        policy = moving.policy(path=file.community.path, on=start, held=held)
        due = registration.told_due(submitted_on=start, calendar=calendar, policy=policy)
        found = moving.settle(file, kind="permit_check", number=file.number, due=due, name="check_due")
        if found:
            yield "permit_check", file, found


def _issued(calendar: Calendar, first: datetime.date, held: Reference) -> Iterator[Change]:
    # E7: an extension counts days and does not roll, so no calendar moves it
    rows = PermitFile.objects.filter(state="accepted", extended_why="", due_on__gte=first, accepted_at__isnull=False)
    for file in moving.locked(rows.select_related("community", "person")):
        start = city.day(file.accepted_at)
        policy = moving.policy(path=file.community.path, on=start, held=held)
        due = limits.issue_due(accepted_on=start, calendar=calendar, policy=policy)
        found = moving.settle(file, kind="permit_due", number=file.number, due=due)
        if found:
            yield "permit_due", file, found


def _endorsed(calendar: Calendar, first: datetime.date, held: Reference) -> Iterator[Change]:
    rows = Endorsement.objects.filter(state="asked", due_on__gte=first)
    for row in moving.locked(rows.select_related("permit__community", "permit__person")):
        start = city.day(row.asked_at)
        policy = moving.policy(path=row.permit.community.path, on=start, held=held)
        due = endorsement.done_due(asked_on=start, calendar=calendar, policy=policy)
        found = moving.settle(row, kind="endorsement", number=row.permit.number, due=due)
        if found:
            yield "endorsement", row, found


def settle_windows(
    *, calendar: Calendar, first: datetime.date, held: Reference, keep: bool
) -> tuple[int, frozenset[datetime.date] | None]:
    """Take the word “provisional” off all windows whose last day stays as it is, in one statement; `keep` writes it.

    Returns how many, and the last days that do move: only their permits need be looked at one by one. None where a place
    has a policy of its own for windows, and all must be.
    """
    if not rules.same_everywhere(keys=_KEYS, held=held):
        return 0, None
    policy = rules.policy(place=(), on=first, held=held)
    same: list[tuple[datetime.date, int, datetime.date, bool]] = []
    moved, count = set(), 0
    for anchor, endorsed, closes, provisional, many in direct.ask(_GROUPS, [first]):
        window = endorsement.next_window(anchor_on=anchor, endorsed=endorsed, calendar=calendar, policy=policy)
        if window.closes.on != closes:
            moved.add(closes)
        elif window.closes.provisional != provisional:
            same.append((anchor, endorsed, closes, window.closes.provisional))
            count += many
    if keep and same:
        direct.tell(_SETTLE, [list(column) for column in zip(*same, strict=True)])
    return count, frozenset(moved)


_KEYS = frozenset({"endorsement_every_months", "endorsement_window_months"})
_GROUPS = """
SELECT anchor_on, endorsed, window_closes_on, window_provisional, count(*) FROM permit
WHERE state = 'valid' AND window_closes_on >= $1::date
  AND (window_provisional OR window_closes_on < $1::date + interval '1 year')
GROUP BY 1, 2, 3, 4
"""
_SETTLE = """
UPDATE permit p SET window_provisional = v.now
FROM unnest($1::date[], $2::int[], $3::date[], $4::bool[]) v(anchor, endorsed, closes, now)
WHERE p.state = 'valid' AND p.anchor_on = v.anchor AND p.endorsed = v.endorsed AND p.window_closes_on = v.closes
  AND p.window_provisional <> v.now
"""


def _windows(
    calendar: Calendar, first: datetime.date, held: Reference, closing: frozenset[datetime.date] | None
) -> Iterator[Change]:
    # a window that ended is decided: suspended, or endorsed and the next one stands in its place
    done = Endorsement.objects.filter(permit=OuterRef("pk"), state="done").order_by("-number")
    rows = (
        Permit.objects.filter(Q(window_closes_on__year=first.year) | Q(window_provisional=True), state="valid")
        .filter(window_closes_on__gte=first)
        .filter(Q() if closing is None else Q(window_closes_on__in=closing))
        .annotate(reckoned_on=Coalesce(Subquery(done.values("done_on")[:1]), F("issued_on")))
    )
    for permit in moving.locked(rows.select_related("community", "person")):
        policy = moving.policy(path=permit.community.path, on=permit.reckoned_on, held=held)
        window = endorsement.next_window(
            anchor_on=permit.anchor_on, endorsed=permit.endorsed, calendar=calendar, policy=policy
        )
        found = _window(permit, window)
        # one that keeps its day is settled with all others already
        if found and (closing is None or found.was != found.now):
            yield "window", permit, found


def _window(permit: Permit, window: endorsement.Window) -> Moved | None:
    was, closes = permit.window_closes_on, window.closes
    if (was, permit.window_provisional) == (closes.on, closes.provisional):
        return None
    permit.window_closes_on, permit.window_provisional = closes.on, closes.provisional
    if was != closes.on:
        permit.window_was = was
    return Moved(kind="window", number=permit.number, was=was, now=closes.on)


def _objections(calendar: Calendar, first: datetime.date, held: Reference) -> Iterator[Change]:
    rows = PermitEnding.objects.filter(state="noticed", objection_until__gte=first, noticed_at__isnull=False)
    for row in moving.locked(rows.select_related("permit__community", "permit__person")):
        start = city.day(row.noticed_at)
        policy = moving.policy(path=row.permit.community.path, on=start, held=held)
        due = registration.objection_due(notified_on=start, calendar=calendar, policy=policy)
        found = moving.grow(row, number=row.permit.number, due=due)
        if found:
            yield "permit_objection", row, found
