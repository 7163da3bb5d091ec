"""Loading a year's calendar: open limits that touch the year are reckoned anew and marked. Source: B1, law.md conventions."""

import datetime
import itertools
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from anju import catalogue
from anju.actions import message, record
from anju.actions.calendar import cases, disputes, permits, ratings, registrations, relief
from anju.actions.calendar.moving import BATCH, Moved
from anju.law import authority, workdays
from anju.law.actor import Actor
from anju.law.workdays import YearTable
from anju.models import (
    CalendarYear,
    Case,
    Dispute,
    Endorsement,
    LegalAid,
    Permit,
    PermitEnding,
    PermitFile,
    Person,
    Relief,
    Stay,
)
from anju.queries import reference, rules

SHOWN = 100
FIELDS = {
    "check": ["due_on", "due_provisional", "check_due_on", "check_due_provisional", "check_due_was"],
    "correction": ["due_on", "due_provisional", "due_was"],
    "complaint": ["due_on", "due_provisional", "due_was"],
    "objection": ["objection_until"],
    "permit_check": ["check_due_on", "check_due_provisional", "check_due_was"],
    "permit_due": ["due_on", "due_provisional", "due_was"],
    "endorsement": ["due_on", "due_provisional", "due_was"],
    "window": ["window_closes_on", "window_provisional", "window_was"],
    "permit_objection": ["objection_until"],
    "case": ["limit_on", "limit_provisional", "limit_was"],
    "rating": ["contact_due_on", "due_on", "due_provisional"],
    "dispute": ["limit_on", "limit_provisional", "limit_was"],
    "legal_aid": ["due_on", "due_provisional", "due_was"],
    "relief": ["due_on", "due_provisional"],
}


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
    first = datetime.date(table.year, 1, 1)
    moved: list[Moved] = []
    counts: Counter[str] = Counter()
    settled, closing = permits.settle_windows(calendar=calendar, first=first, held=held, keep=at is not None)
    windows: list[Permit] = []
    for kind, row, change in itertools.chain(
        registrations.changes(calendar=calendar, first=first, held=held),
        permits.changes(calendar=calendar, first=first, held=held, closing=closing),
        cases.changes(calendar=calendar, first=first, held=held),
        ratings.changes(calendar=calendar, first=first, held=held),
        disputes.changes(calendar=calendar, first=first, held=held),
        relief.changes(calendar=calendar, first=first, held=held),
    ):
        if change.was == change.now:
            settled += 1
        else:
            counts[kind] += 1
            if len(moved) < SHOWN:
                moved.append(change)
        if at is None:
            continue
        if kind == "window":
            # every permit has one, so they are many and written by the hundred
            windows = _flush([*windows, row], at_least=BATCH)
        else:
            row.save(update_fields=FIELDS[kind])
        if kind == "case":
            cases.follow(row)
        _tell(kind, row, change, at)
    _flush(windows, at_least=1)
    replaces = not rules.calendar(held=held).is_provisional(table.year)
    return Effect(table=table, replaces=replaces, moved=tuple(moved), counts=counts, settled=settled)


def _flush(windows: list[Permit], *, at_least: int) -> list[Permit]:
    if len(windows) < at_least:
        return windows
    Permit.objects.bulk_update(windows, FIELDS["window"])
    return []


def _tell(kind: str, row: Any, change: Moved, at: datetime.datetime) -> None:
    """Tell the person of a limit that moved; who complained without a name follows by the code, and nobody waits for a rating."""
    if kind in {"complaint", "rating"} or change.was == change.now:
        return
    if isinstance(row, Relief) and row.person is None:
        # whoever isn't on file hears it from the street
        return
    person, link = _whose(row)
    message.to_person(
        person=person,
        kind="deadline_changed",
        params={"number": change.number, "was": change.was.isoformat(), "now": change.now.isoformat()},
        link=link,
        dedupe=f"deadline:{row.pk}:{change.now}",
        at=at,
    )


def _whose(row: Any) -> tuple[Person, str]:
    if isinstance(row, PermitFile):
        return row.person, f"/my/permit/files/{row.id}/"
    if isinstance(row, Case):
        return row.person, f"/my/cases/{row.id}/"
    if isinstance(row, (Dispute, LegalAid)):
        return row.case.person, f"/my/disputes/{row.case_id}/"
    if isinstance(row, Permit):
        return row.person, "/my/permit/"
    if isinstance(row, Relief) and row.person is not None:
        return row.person, f"/my/relief/{row.id}/"
    if isinstance(row, (Endorsement, PermitEnding)):
        return row.permit.person, "/my/permit/"
    stay: Stay = row if isinstance(row, Stay) else row.stay
    return stay.person, f"/my/stays/{stay.id}/"
