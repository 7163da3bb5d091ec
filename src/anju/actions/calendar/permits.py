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
from anju.queries.reference import Reference


def changes(*, calendar: Calendar, first: datetime.date, held: Reference) -> Iterator[Change]:
    """Return every open limit from a day on that the calendar changes, with its row."""
    yield from _told(calendar, first, held)
    yield from _issued(calendar, first, held)
    yield from _endorsed(calendar, first, held)
    yield from _windows(calendar, first, held)
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


def _windows(calendar: Calendar, first: datetime.date, held: Reference) -> Iterator[Change]:
    # a window that ended is decided: suspended, or endorsed and the next one stands in its place
    done = Endorsement.objects.filter(permit=OuterRef("pk"), state="done").order_by("-number")
    rows = (
        Permit.objects.filter(Q(window_closes_on__year=first.year) | Q(window_provisional=True), state="valid")
        .filter(window_closes_on__gte=first)
        .annotate(reckoned_on=Coalesce(Subquery(done.values("done_on")[:1]), F("issued_on")))
    )
    for permit in moving.locked(rows.select_related("community", "person")):
        policy = moving.policy(path=permit.community.path, on=permit.reckoned_on, held=held)
        window = endorsement.next_window(
            anchor_on=permit.anchor_on, endorsed=permit.endorsed, calendar=calendar, policy=policy
        )
        found = _window(permit, window)
        if found:
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
