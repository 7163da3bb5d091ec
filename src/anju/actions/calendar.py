"""Loading a year's calendar: open limits that touch the year are reckoned anew and marked. Source: B1, law.md conventions."""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from anju import catalogue
from anju.actions import message, record
from anju.law import authority, city, deadline, registration, workdays
from anju.law.actor import Actor
from anju.law.deadline import Due
from anju.law.policy import Policy
from anju.law.workdays import Calendar, YearTable
from anju.models import CalendarYear, Complaint, Correction, Ending, Stay
from anju.queries import reference, rules
from anju.queries.reference import Reference

SHOWN = 100
BATCH = 500


@dataclass(frozen=True)
class Moved:
    """One open limit that the new table changes: in its date, or only in that it is no longer provisional."""

    kind: str  # check, correction, complaint, objection
    number: str
    was: datetime.date
    now: datetime.date

    @property
    def days(self) -> int:
        """How many days later; negative when earlier."""
        return (self.now - self.was).days


@dataclass(frozen=True)
class Effect:
    """What loading a year does to open limits."""

    table: YearTable
    replaces: bool
    # the first of those whose date moves, for people to read
    moved: tuple[Moved, ...]
    # kind → how many dates move
    counts: Mapping[str, int]
    # how many keep their date and only lose the word "provisional"
    settled: int

    @property
    def total(self) -> int:
        """How many dates move."""
        return sum(self.counts.values())


def preview(*, table: YearTable) -> Effect:
    """Return what loading a year would do, and do nothing."""
    return _apply(table=table, at=None)


def load(*, table: YearTable, by: Actor, at: datetime.datetime) -> Effect:
    """Load a year, move the open limits that touch it, and mark what was moved."""
    authority.demand(by=by, act="load_calendar")
    with transaction.atomic():
        effect = _apply(table=table, at=at)
        CalendarYear.objects.update_or_create(
            year=table.year,
            defaults={"table": workdays_as_json(table), "source": table.source[:200], "loaded_at": at},
        )
        detail = {"replaces": effect.replaces, "moved": dict(effect.counts), "settled": effect.settled}
        record.write(what="load_calendar", by=by, at=at, subject=("calendar", table.year), detail=detail)
        return effect


def workdays_as_json(table: YearTable) -> dict[str, Any]:
    """Return a year's table as it is kept."""
    return {
        "year": table.year,
        "source": table.source,
        "holidays": sorted(day.isoformat() for day in table.holidays),
        "workdays": sorted(day.isoformat() for day in table.workdays),
    }


def _apply(*, table: YearTable, at: datetime.datetime | None) -> Effect:
    # without a moment it is a preview, and nothing is kept
    held = reference.current()
    extra = {row.year: workdays.parse_year(row.table) for row in CalendarYear.objects.exclude(year=table.year)}
    calendar = catalogue.calendar(extra={**extra, table.year: table})
    moved: list[Moved] = []
    counts: Counter[str] = Counter()
    settled = 0
    for kind, row, change in _changes(calendar=calendar, year=table.year, held=held):
        if change.was == change.now:
            settled += 1
        else:
            counts[kind] += 1
            if len(moved) < SHOWN:
                moved.append(change)
        if at is not None:
            row.save(update_fields=_FIELDS[kind])
            _tell(kind, row, change, at)
    replaces = not rules.calendar(held=held).is_provisional(table.year)
    return Effect(table=table, replaces=replaces, moved=tuple(moved), counts=counts, settled=settled)


def _tell(kind: str, row: Any, change: Moved, at: datetime.datetime) -> None:
    """Tell the person of a limit that moved; who complained without a name follows by the code."""
    if kind == "complaint" or change.was == change.now:
        return
    stay: Stay = row if kind == "check" else row.stay
    message.to_person(
        person=stay.person,
        kind="deadline_changed",
        params={"number": change.number, "was": change.was.isoformat(), "now": change.now.isoformat()},
        link=f"/my/stays/{stay.id}/",
        dedupe=f"deadline:{row.pk}:{change.now}",
        at=at,
    )


_FIELDS = {
    "check": ["due_on", "due_provisional", "check_due_on", "check_due_provisional", "check_due_was"],
    "correction": ["due_on", "due_provisional", "due_was"],
    "complaint": ["due_on", "due_provisional", "due_was"],
    "objection": ["objection_until"],
}


def _changes(*, calendar: Calendar, year: int, held: Reference) -> Iterator[tuple[str, Any, Moved]]:
    first = datetime.date(year, 1, 1)
    stays = Stay.objects.filter(state__in=("declared", "returned"), check_due_on__gte=first)
    for stay in _locked(stays.select_related("community", "person").prefetch_related("completions"), of="self"):
        found = _check(stay, calendar, _policy(stay.community.path, _begun(stay), held))
        if found:
            yield "check", stay, found
    corrections = Correction.objects.filter(state="asked", due_on__gte=first).select_related(
        "stay__community", "stay__person"
    )
    for correction in _locked(corrections, of="self"):
        start = city.day(correction.asked_at)
        policy = _policy(correction.stay.community.path, start, held)
        due = deadline.calendar_days(start=start, count=policy.correction_calendar_days, calendar=calendar, rule="D9")
        found = _settle(correction, "correction", correction.stay.number, due)
        if found:
            yield "correction", correction, found
    present = rules.calendar(held=held)
    for complaint in _locked(Complaint.objects.exclude(state="answered").filter(due_on__gte=first), of="self"):
        start = city.day(complaint.received_at)
        # as many working days as it was given: the place's policy of that day need not be known any more
        count = _workdays(start=start, end=complaint.due_on, calendar=present)
        due = deadline.working_days(start=start, count=count, calendar=calendar, rule="J1")
        found = _settle(complaint, "complaint", "", due)
        if found:
            yield "complaint", complaint, found
    endings = Ending.objects.filter(state="noticed", objection_until__gte=first).select_related(
        "stay__community", "stay__person"
    )
    for ending in _locked(endings, of="self"):
        found = _window(ending, calendar, held)
        if found:
            yield "objection", ending, found


def _locked(rows: "QuerySet[Any]", *, of: str) -> Iterator[Any]:
    # locked so that nobody accepts a file while its limit moves; outside a transaction this is a preview
    in_transaction = transaction.get_connection().in_atomic_block
    chosen = rows.select_for_update(of=(of,)) if in_transaction else rows
    return iter(chosen.order_by("id").iterator(chunk_size=BATCH))


def _policy(path: str, on: datetime.date, held: Reference) -> Policy:
    return rules.policy(place=[code for code in path.split("/") if code], on=on, held=held)


def _workdays(*, start: datetime.date, end: datetime.date, calendar: Calendar) -> int:
    days = (start + datetime.timedelta(days=ahead) for ahead in range(1, (end - start).days + 1))
    return sum(calendar.is_workday(day) for day in days)


def _begun(stay: Stay) -> datetime.date:
    answered = [one.answered_at for one in stay.completions.all() if one.answered_at]
    return city.day(max([stay.declared_at, *answered]))


def _check(stay: Stay, calendar: Calendar, policy: Policy) -> Moved | None:
    due = registration.due(arrived_on=stay.arrived_on, calendar=calendar, policy=policy)
    stay.due_on, stay.due_provisional = due.on, due.provisional
    limit = registration.check_due(declared_on=_begun(stay), calendar=calendar, policy=policy)
    was, was_open = stay.check_due_on, stay.check_due_provisional
    if (was, was_open) == (limit.on, limit.provisional):
        return None
    stay.check_due_on, stay.check_due_provisional = limit.on, limit.provisional
    if was != limit.on:
        stay.check_due_was = was
    return Moved(kind="check", number=stay.number, was=was, now=limit.on)


def _settle(row: Any, kind: str, number: str, due: Due) -> Moved | None:
    was, was_open = row.due_on, row.due_provisional
    if (was, was_open) == (due.on, due.provisional):
        return None
    row.due_on, row.due_provisional = due.on, due.provisional
    if was != due.on:
        row.due_was = was
    return Moved(kind=kind, number=number, was=was, now=due.on)


def _window(ending: Ending, calendar: Calendar, held: Reference) -> Moved | None:
    was = ending.objection_until
    if was is None or ending.noticed_at is None:
        return None
    start = city.day(ending.noticed_at)
    policy = _policy(ending.stay.community.path, start, held)
    due = registration.objection_due(notified_on=start, calendar=calendar, policy=policy)
    # a day someone was told in a notice is theirs: the window only ever grows
    if due.on <= was:
        return None
    ending.objection_until = due.on
    return Moved(kind="objection", number=ending.stay.number, was=was, now=due.on)
